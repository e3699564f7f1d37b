/* The words of a sample, counted for the languages whose stop words they are. */

#include "native.h"

static inline int of_word(Py_UCS4 c)
{
    return is_alnum(c) && !is_digit(c);
}

/* Add one to the count of each language in a list. */
static int count_languages(PyObject *counts, PyObject *languages)
{
    if (!PyList_Check(languages)) {
        PyErr_SetString(PyExc_TypeError, "the languages of a word stand in a list");
        return -1;
    }
    for (Py_ssize_t n = 0; n < PyList_GET_SIZE(languages); n++) {
        PyObject *language = PyList_GET_ITEM(languages, n), *before = PyDict_GetItemWithError(counts, language);
        if (before == NULL && PyErr_Occurred()) {
            return -1;
        }
        PyObject *count = PyLong_FromLong(before == NULL ? 1 : PyLong_AsLong(before) + 1);
        if (count == NULL || PyDict_SetItem(counts, language, count) < 0) {
            Py_XDECREF(count);
            return -1;
        }
        Py_DECREF(count);
    }
    return 0;
}

/* Take in a word, [^\\W\\d_]+ of a pattern: count it, and keep it where it has letters beyond ASCII. */
static int take_word(PyObject *word, PyObject *stop_words, PyObject *counts, PyObject *special)
{
    PyObject *languages = PyDict_GetItemWithError(stop_words, word);
    if (languages != NULL ? count_languages(counts, languages) < 0 : PyErr_Occurred() != NULL) {
        return -1;
    }
    return PyUnicode_IS_ASCII(word) ? 0 : PyList_Append(special, word);
}

static PyObject *count_words(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *str, *stop_words;
    Py_ssize_t most, count = 0;
    if (!PyArg_ParseTuple(args, "UnO!", &str, &most, &PyDict_Type, &stop_words)) {
        return NULL;
    }
    Text text = text_of(str);
    PyObject *counts = PyDict_New(), *special = PyList_New(0);
    int failed = counts == NULL || special == NULL;
    for (Py_ssize_t n = 0; !failed && n < text.length && count < most; n++) {
        Py_ssize_t first = n;
        while (n < text.length && of_word(at(text, n))) {
            n++;
        }
        if (n > first) {
            PyObject *word = PyUnicode_Substring(str, first, n);
            failed = word == NULL || take_word(word, stop_words, counts, special) < 0;
            Py_XDECREF(word);
            count++;
        }
    }
    PyObject *found = failed ? NULL : Py_BuildValue("(OnO)", counts, count, special);
    Py_XDECREF(counts);
    Py_XDECREF(special);
    return found;
}

PyMethodDef sample_methods[] = {
    {"count_words", count_words, METH_VARARGS,
     "Count the first words of a text by language; with how many there are, and those beyond ASCII."},
    {NULL, NULL, 0, NULL},
};
