/* What was seen before: texts are looked up in a dict that keeps the short ones. */

#include "native.h"

/* Part the texts that are not known yet, each once: those as long as are remembered, and longer ones. */
static PyObject *part_new(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *list, *memo;
    Py_ssize_t most;
    if (!PyArg_ParseTuple(args, "OO!n", &list, &PyDict_Type, &memo, &most)) {
        return NULL;
    }
    PyObject *texts = checked_texts(list), *seen = PySet_New(NULL), *parts = NULL;
    PyObject *short_ones = PyList_New(0), *long_ones = PyList_New(0);
    int failed = texts == NULL || seen == NULL || short_ones == NULL || long_ones == NULL;
    for (Py_ssize_t n = 0; !failed && n < PySequence_Fast_GET_SIZE(texts); n++) {
        PyObject *text = PySequence_Fast_GET_ITEM(texts, n);
        int known = PyDict_Contains(memo, text);
        if (!known) {
            Py_ssize_t before = PySet_GET_SIZE(seen);
            known = PySet_Add(seen, text) < 0 ? -1 : PySet_GET_SIZE(seen) == before;
        }
        failed = known < 0 ||
                 (!known && PyList_Append(PyUnicode_GET_LENGTH(text) <= most ? short_ones : long_ones, text) < 0);
    }
    if (!failed) {
        parts = PyTuple_Pack(2, short_ones, long_ones);
    }
    Py_XDECREF(texts);
    Py_XDECREF(seen);
    Py_XDECREF(short_ones);
    Py_XDECREF(long_ones);
    return parts;
}

/* Look texts up in a dict, or in another. */
static PyObject *look_up(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *list, *memo, *others;
    if (!PyArg_ParseTuple(args, "OO!O!", &list, &PyDict_Type, &memo, &PyDict_Type, &others)) {
        return NULL;
    }
    PyObject *texts = checked_texts(list);
    PyObject *found = texts == NULL ? NULL : PyList_New(PySequence_Fast_GET_SIZE(texts));
    for (Py_ssize_t n = 0; found != NULL && n < PySequence_Fast_GET_SIZE(texts); n++) {
        PyObject *text = PySequence_Fast_GET_ITEM(texts, n), *known = PyDict_GetItemWithError(memo, text);
        if (known == NULL && !PyErr_Occurred()) {
            known = PyDict_GetItemWithError(others, text);
        }
        if (known == NULL) {
            if (!PyErr_Occurred()) {
                PyErr_SetObject(PyExc_KeyError, text);
            }
            Py_CLEAR(found);
            break;
        }
        PyList_SET_ITEM(found, n, Py_NewRef(known));
    }
    Py_XDECREF(texts);
    return found;
}

PyMethodDef memo_methods[] = {
    {"part_new", part_new, METH_VARARGS, "Part the texts that are not known yet: short ones and long ones, each once."},
    {"look_up", look_up, METH_VARARGS, "Look texts up in a dict, or in another."},
    {NULL, NULL, 0, NULL},
};
