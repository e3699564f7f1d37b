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

static inline int of_word(Py_UCS4 c)
{
    return is_alnum(c) && !is_digit(c);
}

/* The words of a text, [^\W\d_]+ of a pattern, so many at most. */
static PyObject *words_of(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *str;
    Py_ssize_t most;
    if (!PyArg_ParseTuple(args, "Un", &str, &most)) {
        return NULL;
    }
    Text text = text_of(str);
    PyObject *words = PyList_New(0);
    for (Py_ssize_t n = 0; words != NULL && n < text.length && PyList_GET_SIZE(words) < most; n++) {
        Py_ssize_t first = n;
        while (n < text.length && of_word(at(text, n))) {
            n++;
        }
        if (n > first) {
            PyObject *word = PyUnicode_Substring(str, first, n);
            if (word == NULL || PyList_Append(words, word) < 0) {
                Py_CLEAR(words);
            }
            Py_XDECREF(word);
        }
    }
    return words;
}

PyMethodDef text_methods[] = {
    {"holds_controls", holds_controls, METH_O, "Say whether a text holds control characters or an inner byte order mark."},
    {"words_of", words_of, METH_VARARGS, "List the words of a text, so many at most."},
    {NULL, NULL, 0, NULL},
};
