/* Lines that stand elsewhere too, and lines that a neighbour holds: what line_repeats.py finds. */

#include "native.h"

#define HELD 8

static int is_same(PyObject *one, PyObject *other)
{
    if (one == other) {
        return 1;
    }
    Text a = text_of(one), b = text_of(other);
    return a.length == b.length && a.kind == b.kind && memcmp(a.data, b.data, (size_t)a.length * (size_t)a.kind) == 0;
}

/* Mark the lines that stand further up already, and those that stand elsewhere at all. */
static int mark_repeats(PyObject **lines, Py_ssize_t count, char *twice, char *before)
{
    size_t size = 16;
    while (size < 2 * (size_t)count) {
        size *= 2;
    }
    Py_ssize_t *places = PyMem_New(Py_ssize_t, size);
    if (places == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    memset(places, -1, size * sizeof *places);
    for (Py_ssize_t n = 0; n < count; n++) {
        Py_hash_t hash = PyObject_Hash(lines[n]);
        if (hash == -1) {
            PyMem_Free(places);
            return -1;
        }
        size_t place = (size_t)hash & (size - 1);
        while (places[place] >= 0 && !is_same(lines[places[place]], lines[n])) {
            place = (place + 1) & (size - 1);
        }
        if (places[place] >= 0) {
            before[n] = twice[n] = twice[places[place]] = 1;
        } else {
            places[place] = n;
        }
    }
    PyMem_Free(places);
    return 0;
}

static int holds(PyObject *neighbour, PyObject *line)
{
    if (PyUnicode_GET_LENGTH(neighbour) < PyUnicode_GET_LENGTH(line)) {
        return 0;
    }
    return PyUnicode_Contains(neighbour, line);
}

/* Mark the lines that the line above or below holds. */
static int mark_held(PyObject **lines, Py_ssize_t count, char *held)
{
    for (Py_ssize_t n = 0; n < count; n++) {
        int found = 0;
        if (PyUnicode_GET_LENGTH(lines[n]) >= HELD) {
            found = n > 0 ? holds(lines[n - 1], lines[n]) : 0;
            found = !found && n + 1 < count ? holds(lines[n + 1], lines[n]) : found;
        }
        if (found < 0) {
            return -1;
        }
        held[n] = (char)found;
    }
    return 0;
}

static PyObject *as_bools(const char *marks, Py_ssize_t count)
{
    PyObject *list = PyList_New(count);
    for (Py_ssize_t n = 0; list != NULL && n < count; n++) {
        PyList_SET_ITEM(list, n, Py_NewRef(marks[n] ? Py_True : Py_False));
    }
    return list;
}

static PyObject *repeats_of(PyObject *self, PyObject *list)
{
    UNUSED(self);
    PyObject *lines = checked_texts(list), *found = NULL;
    if (lines == NULL) {
        return NULL;
    }
    Py_ssize_t count = PySequence_Fast_GET_SIZE(lines);
    PyObject **items = PySequence_Fast_ITEMS(lines);
    char *marks = PyMem_Calloc(3 * (size_t)count + 1, 1);
    if (marks == NULL) {
        PyErr_NoMemory();
    } else if (mark_repeats(items, count, marks, marks + count) == 0 && mark_held(items, count, marks + 2 * count) == 0) {
        found = Py_BuildValue("(NNN)", as_bools(marks, count), as_bools(marks + count, count),
                              as_bools(marks + 2 * count, count));
    }
    PyMem_Free(marks);
    Py_DECREF(lines);
    return found;
}

PyMethodDef repeats_methods[] = {
    {"repeats_of", repeats_of, METH_O, "Say of lines which stand elsewhere, which further up already, and which a neighbour holds."},
    {NULL, NULL, 0, NULL},
};
