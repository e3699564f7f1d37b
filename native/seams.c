/* Where a headline may have been run into its summary: words that go on with a capital. */

#include "native.h"

static CharSet capitals, before_marks, behind_marks, word_breaks;

static inline int is_word_sign(Py_UCS4 c)
{
    return is_alnum(c) || charset_has(&before_marks, c);
}

/* Say whether letters, if any, and one of the marks follow. */
static int reads_on(Text text, Py_ssize_t n, Py_ssize_t end)
{
    while (n < end && is_alnum(at(text, n)) && !is_digit(at(text, n))) {
        n++;
    }
    return n < end && charset_has(&behind_marks, at(text, n));
}

static Py_ssize_t begin_of_word(Text text, Py_ssize_t n)
{
    while (n > 0 && !charset_has(&word_breaks, at(text, n - 1)) && !Py_UNICODE_ISSPACE(at(text, n - 1))) {
        n--;
    }
    return n;
}

static PyObject *seam_places(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *str;
    Py_ssize_t most, rest;
    if (!PyArg_ParseTuple(args, "Unn", &str, &most, &rest)) {
        return NULL;
    }
    Text text = text_of(str);
    Py_ssize_t end = Py_MIN(most, text.length - rest);
    PyObject *found = PyList_New(0);
    for (Py_ssize_t n = 1; found != NULL && n < end; n++) {
        if (!charset_has(&capitals, at(text, n)) || !is_word_sign(at(text, n - 1)) || !reads_on(text, n + 1, end)) {
            continue;
        }
        PyObject *place = Py_BuildValue("nn", begin_of_word(text, n), n);
        if (place == NULL || PyList_Append(found, place) < 0) {
            Py_CLEAR(found);
        }
        Py_XDECREF(place);
    }
    return found;
}

static PyObject *prepare_seams(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *letters, *before, *behind, *breaks;
    if (!PyArg_ParseTuple(args, "UUUU", &letters, &before, &behind, &breaks)) {
        return NULL;
    }
    charset_fill_ranges(&capitals, text_of(letters));
    charset_fill(&before_marks, before);
    charset_fill(&behind_marks, behind);
    charset_fill(&word_breaks, breaks);
    Py_RETURN_NONE;
}

PyMethodDef seams_methods[] = {
    {"prepare_seams", prepare_seams, METH_VARARGS, "Take in capitals, the marks around a seam, and what begins words."},
    {"seam_places", seam_places, METH_VARARGS, "Give where a word goes on with a capital, and where the word begins."},
    {NULL, NULL, 0, NULL},
};
