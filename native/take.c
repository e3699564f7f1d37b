/* Note which whole lines a filter's proposals remove: what attempt.Attempt._take does with most of them. */

#include "native.h"

static PyTypeObject *verdict_type;
static PyObject *action, *no_facts;

enum { POSITION, RULE, REASON, LINE_SIZE }; /* of a line that is proposed */
enum { VERDICT_SIZE = 6 };

static int is_line(PyObject *proposal)
{
    return PyTuple_CheckExact(proposal) && PyTuple_GET_SIZE(proposal) == LINE_SIZE;
}

/* Make the verdict on a whole block; the class's own way takes twice as long. */
static PyObject *verdict_of(PyObject *block, PyObject *line)
{
    PyObject *start = slot(block, block_places[BLOCK_START]), *end = slot(block, block_places[BLOCK_END]);
    if (start == NULL || end == NULL) {
        PyErr_SetString(PyExc_TypeError, "blocks with offsets are asked for");
        return NULL;
    }
    PyObject *rule = PyTuple_GET_ITEM(line, RULE), *reason = PyTuple_GET_ITEM(line, REASON);
    PyObject *verdict = verdict_type->tp_alloc(verdict_type, VERDICT_SIZE);
    if (verdict == NULL) {
        return NULL;
    }
#if PY_VERSION_HEX >= 0x030e0000
    ((PyTupleObject *)verdict)->ob_hash = -1; /* tuples remember it there, and nobody has asked yet */
#endif
    PyObject *items[VERDICT_SIZE] = {start, end, rule, reason, action, no_facts};
    for (Py_ssize_t n = 0; n < VERDICT_SIZE; n++) {
        PyTuple_SET_ITEM(verdict, n, Py_NewRef(items[n]));
    }
    PyObject_GC_UnTrack(verdict); /* nothing it holds leads back to it: the collector need not look */
    return verdict;
}

/* Note that a line is removed; 0 where Python has to look closer. */
static int take_line(PyObject *line, PyObject *blocks, PyObject *gone, PyObject *cuts, PyObject *removed)
{
    PyObject *position = PyTuple_GET_ITEM(line, POSITION);
    Py_ssize_t place = PyLong_CheckExact(position) ? PyLong_AsSsize_t(position) : -1;
    if (place < 0 || place >= PyList_GET_SIZE(blocks)) {
        PyErr_Clear();
        return 0;
    }
    PyObject *block = PyList_GET_ITEM(blocks, place);
    if (!Py_IS_TYPE(block, block_type)) { /* one that may have pieces */
        return 0;
    }
    int is_cut = PyDict_GET_SIZE(cuts) ? PyDict_Contains(cuts, position) : 0;
    if (is_cut) {
        return is_cut < 0 ? -1 : 0;
    }
    Py_ssize_t before = PySet_GET_SIZE(gone);
    if (PySet_Add(gone, position) < 0) {
        return -1;
    }
    if (PySet_GET_SIZE(gone) == before) { /* another filter proposed it first */
        return 1;
    }
    PyObject *verdict = verdict_of(block, line);
    int failed = verdict == NULL || PyList_Append(removed, verdict) < 0;
    Py_XDECREF(verdict);
    return failed ? -1 : 1;
}

static PyObject *take_lines(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *proposals, *blocks, *gone, *cuts, *removed, *look_closer;
    if (!PyArg_ParseTuple(args, "O!O!O!O!O!O", &PyList_Type, &proposals, &PyList_Type, &blocks, &PySet_Type, &gone,
                          &PyDict_Type, &cuts, &PyList_Type, &removed, &look_closer)) {
        return NULL;
    }
    if (verdict_type == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "the classes of blocks and verdicts are not known");
        return NULL;
    }
    for (Py_ssize_t n = 0; n < PyList_GET_SIZE(proposals); n++) {
        PyObject *each = Py_NewRef(PyList_GET_ITEM(proposals, n));
        int taken = is_line(each) ? take_line(each, blocks, gone, cuts, removed) : 0;
        if (!taken) {
            PyObject *done = PyObject_CallOneArg(look_closer, each);
            taken = done == NULL ? -1 : 1;
            Py_XDECREF(done);
        }
        Py_DECREF(each);
        if (taken < 0) {
            return NULL;
        }
    }
    Py_RETURN_NONE;
}

/* List the proposals that are no mere lines. */
static PyObject *verdicts_among(PyObject *self, PyObject *proposals)
{
    UNUSED(self);
    if (!PyList_Check(proposals)) {
        PyErr_SetString(PyExc_TypeError, "a list of proposals is asked for");
        return NULL;
    }
    PyObject *found = PyList_New(0);
    for (Py_ssize_t n = 0; found != NULL && n < PyList_GET_SIZE(proposals); n++) {
        PyObject *each = PyList_GET_ITEM(proposals, n);
        if (!PyTuple_CheckExact(each) && PyList_Append(found, each) < 0) {
            Py_CLEAR(found);
        }
    }
    return found;
}

static PyObject *prepare_take(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *verdict, *remove, *facts;
    if (!PyArg_ParseTuple(args, "O!UO", &PyType_Type, &verdict, &remove, &facts)) {
        return NULL;
    }
    if (!PyType_IsSubtype((PyTypeObject *)verdict, &PyTuple_Type)) {
        PyErr_SetString(PyExc_TypeError, "a verdict is a tuple");
        return NULL;
    }
    Py_XSETREF(verdict_type, (PyTypeObject *)Py_NewRef(verdict));
    Py_XSETREF(action, Py_NewRef(remove));
    Py_XSETREF(no_facts, Py_NewRef(facts));
    Py_RETURN_NONE;
}

PyMethodDef take_methods[] = {
    {"prepare_take", prepare_take, METH_VARARGS, "Take in the class of verdicts, and what all of them have."},
    {"take_lines", take_lines, METH_VARARGS, "Note which whole lines are removed; hand over what is more or less."},
    {"verdicts_among", verdicts_among, METH_O, "List the proposals that are verdicts."},
    {NULL, NULL, 0, NULL},
};
