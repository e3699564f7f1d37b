/* What is asked of a whole text before it is cut into lines. */

#include "native.h"

/* As encoding._CONTROL has them, but for escapes, which begin with one: layout stays, and U+0085 ends lines. */
static inline int is_control(Py_UCS4 c)
{
    if (c < 0x20) {
        return c < 9 || c > 13;
    }
    return (c >= 0x7f && c <= 0x9f && c != 0x85) || c == 0xfeff;
}

static PyObject *holds_controls(PyObject *self, PyObject *str)
{
    UNUSED(self);
    if (!PyUnicode_Check(str)) {
        PyErr_SetString(PyExc_TypeError, "a str is asked for");
        return NULL;
    }
    Text text = text_of(str);
    int found = 0;
    if (text.kind == PyUnicode_1BYTE_KIND) {
        const Py_UCS1 *data = text.data;
        for (Py_ssize_t n = 0; n < text.length; n++) {
            found |= is_control(data[n]); /* without a way out: several characters at once */
        }
    } else if (text.kind == PyUnicode_2BYTE_KIND) {
        const Py_UCS2 *data = text.data;
        for (Py_ssize_t n = 0; n < text.length; n++) {
            found |= is_control(data[n]);
        }
    } else {
        for (Py_ssize_t n = 0; n < text.length && !found; n++) {
            found = is_control(at(text, n));
        }
    }
    return PyBool_FromLong(found);
}

static inline int is_latin(Py_UCS4 c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* As segment._TAG and segment._ENTITY: what any stray markup begins with. */
static inline int begins_markup(Py_UCS4 one, Py_UCS4 two)
{
    return (one == '<' && (is_latin(two) || two == '/' || two == '!')) || (one == '&' && (is_latin(two) || two == '#'));
}

static PyObject *holds_markup(PyObject *self, PyObject *str)
{
    UNUSED(self);
    if (!PyUnicode_Check(str)) {
        PyErr_SetString(PyExc_TypeError, "a str is asked for");
        return NULL;
    }
    Text text = text_of(str);
    for (Py_ssize_t n = 0; n + 1 < text.length; n++) {
        Py_UCS4 c = at(text, n);
        if ((c == '<' || c == '&') && begins_markup(c, at(text, n + 1))) {
            Py_RETURN_TRUE;
        }
    }
    Py_RETURN_FALSE;
}

PyMethodDef text_methods[] = {
    {"holds_controls", holds_controls, METH_O, "Say whether a text holds control characters or an inner byte order mark."},
    {"holds_markup", holds_markup, METH_O, "Say whether a text holds what stray markup begins with."},
    {NULL, NULL, 0, NULL},
};
