/* Columns of facts with lines left out or put in: what becomes of the lists of positions; and where most prose is. */

#include "native.h"

/* The numbers of positions that are left, by where each stands then. */
static PyObject *moved_up(PyObject *positions, const char *left, const Py_ssize_t *places, Py_ssize_t count)
{
    PyObject *rest = PyList_New(0);
    for (Py_ssize_t n = 0; rest != NULL && n < PyList_GET_SIZE(positions); n++) {
        Py_ssize_t position = PyLong_AsSsize_t(PyList_GET_ITEM(positions, n));
        if (position < 0 || position >= count) {
            if (!PyErr_Occurred()) {
                PyErr_SetString(PyExc_IndexError, "a position is beyond the lines");
            }
            Py_CLEAR(rest);
            break;
        }
        PyObject *number = left[position] ? PyLong_FromSsize_t(places[position]) : NULL;
        if (left[position] && (number == NULL || PyList_Append(rest, number) < 0)) {
            Py_CLEAR(rest);
        }
        Py_XDECREF(number);
    }
    return rest;
}

static PyObject *kept_of(PyObject *column, const char *left, Py_ssize_t count)
{
    PyObject *rest = PyList_New(count);
    for (Py_ssize_t n = 0, to = 0; rest != NULL && to < count; n++) {
        if (left[n]) {
            PyList_SET_ITEM(rest, to++, Py_NewRef(PyList_GET_ITEM(column, n)));
        }
    }
    return rest;
}

/* Strike out positions; how many lines are left, -1 with an error. */
static Py_ssize_t strike(char *left, Py_ssize_t count, PyObject *gone)
{
    PyObject *each, *positions = PyObject_GetIter(gone);
    Py_ssize_t rest = count;
    if (positions == NULL) {
        return -1;
    }
    while ((each = PyIter_Next(positions)) != NULL) {
        Py_ssize_t position = PyNumber_AsSsize_t(each, PyExc_IndexError);
        Py_DECREF(each);
        if (position < 0 || position >= count) {
            if (!PyErr_Occurred()) {
                PyErr_SetString(PyExc_IndexError, "a position is beyond the lines");
            }
            break;
        }
        rest -= left[position];
        left[position] = 0;
    }
    Py_DECREF(positions);
    return PyErr_Occurred() ? -1 : rest;
}

static PyObject *without(PyObject *facts, PyObject *weights, PyObject *lists, PyObject *marks, Py_ssize_t count)
{
    const char *left = PyByteArray_AS_STRING(marks);
    Py_ssize_t lines = PyList_GET_SIZE(facts), *places = PyMem_New(Py_ssize_t, lines + 1);
    if (places == NULL) {
        return PyErr_NoMemory();
    }
    for (Py_ssize_t n = 0, to = 0; n < lines; n++) {
        places[n] = to;
        to += left[n];
    }
    PyObject *rest = PyList_New(PyList_GET_SIZE(lists)), *found = NULL;
    for (Py_ssize_t n = 0; rest != NULL && n < PyList_GET_SIZE(lists); n++) {
        PyObject *list = PyList_GET_ITEM(lists, n), *moved = NULL;
        if (!PyList_Check(list)) {
            PyErr_SetString(PyExc_TypeError, "lists of positions are asked for");
        } else {
            moved = moved_up(list, left, places, lines);
        }
        if (moved == NULL) {
            Py_CLEAR(rest);
            break;
        }
        PyList_SET_ITEM(rest, n, moved);
    }
    PyMem_Free(places);
    PyObject *kept = kept_of(facts, left, count), *weigh = kept_of(weights, left, count);
    if (rest != NULL && kept != NULL && weigh != NULL) {
        found = PyTuple_Pack(4, kept, weigh, rest, marks);
    }
    Py_XDECREF(kept);
    Py_XDECREF(weigh);
    Py_XDECREF(rest);
    return found;
}

static PyObject *leave_out(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *facts, *weights, *lists, *gone, *found = NULL;
    if (!PyArg_ParseTuple(args, "O!O!O!O", &PyList_Type, &facts, &PyList_Type, &weights, &PyList_Type, &lists, &gone)) {
        return NULL;
    }
    Py_ssize_t lines = PyList_GET_SIZE(facts);
    PyObject *marks = PyByteArray_FromStringAndSize(NULL, lines);
    if (marks == NULL) {
        return NULL;
    }
    memset(PyByteArray_AS_STRING(marks), 1, (size_t)lines);
    Py_ssize_t count = strike(PyByteArray_AS_STRING(marks), lines, gone);
    if (count >= 0 && (PyList_GET_SIZE(facts) != lines || PyList_GET_SIZE(weights) != lines)) {
        PyErr_SetString(PyExc_ValueError, "each line has its weight"); /* asked here: what was gone through is Python */
    } else if (count >= 0) {
        found = without(facts, weights, lists, marks, count);
    }
    Py_DECREF(marks);
    return found;
}

/* Add a number to a list. */
static int append(PyObject *list, Py_ssize_t value)
{
    PyObject *number = PyLong_FromSsize_t(value);
    int failed = number == NULL || PyList_Append(list, number) < 0;
    Py_XDECREF(number);
    return failed ? -1 : 0;
}

/* Move the positions from a line on by one, up where it goes, down where it comes, and is `here` one of them. */
static PyObject *shifted(PyObject *positions, Py_ssize_t line, int by, int here)
{
    Py_ssize_t count = PyList_GET_SIZE(positions), n = 0;
    PyObject *rest = PyList_New(0);
    int failed = rest == NULL;
    for (; !failed && n < count; n++) {
        Py_ssize_t position = PyLong_AsSsize_t(PyList_GET_ITEM(positions, n));
        if ((failed = position == -1 && PyErr_Occurred()) || position >= line) {
            break;
        }
        failed = PyList_Append(rest, PyList_GET_ITEM(positions, n)) < 0;
    }
    failed = failed || (here && append(rest, line) < 0);
    for (; !failed && n < count; n++) {
        Py_ssize_t position = PyLong_AsSsize_t(PyList_GET_ITEM(positions, n));
        failed = position == -1 && PyErr_Occurred();
        if (!failed && (by > 0 || position != line)) {
            failed = append(rest, position + by) < 0;
        }
    }
    if (failed) {
        Py_CLEAR(rest);
    }
    return rest;
}

static PyObject *closed(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *positions;
    Py_ssize_t line;
    return PyArg_ParseTuple(args, "O!n", &PyList_Type, &positions, &line) ? shifted(positions, line, -1, 0) : NULL;
}

static PyObject *moved(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *positions;
    Py_ssize_t line;
    int here;
    return PyArg_ParseTuple(args, "O!np", &PyList_Type, &positions, &line, &here) ? shifted(positions, line, 1, here)
                                                                                   : NULL;
}

PyMethodDef positions_methods[] = {
    {"leave_out", leave_out, METH_VARARGS, "Leave lines out of columns and lists of positions; say which are left."},
    {"closed", closed, METH_VARARGS, "Move positions up from a line on that is left out."},
    {"moved", moved, METH_VARARGS, "Move positions from a new line on, which may be one of them."},
    {NULL, NULL, 0, NULL},
};
