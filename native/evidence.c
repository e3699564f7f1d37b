/* What lines with cues say of a document: hard evidence of furniture, and who has company (evidence.py). */

#include "rules.h"

PyObject *rule_of(PyObject *hit)
{
    PyObject *rule = PyTuple_Check(hit) && PyTuple_GET_SIZE(hit) ? PyTuple_GET_ITEM(hit, 0) : NULL;
    if (rule == NULL || !PyTuple_Check(rule) || PyTuple_GET_SIZE(rule) < RULE_FIELDS ||
        !PyUnicode_Check(PyTuple_GET_ITEM(rule, RULE_FILTER)) || !PyUnicode_Check(PyTuple_GET_ITEM(rule, RULE_MATCH)) ||
        !PyUnicode_Check(PyTuple_GET_ITEM(rule, RULE_WHERE)) || !PyUnicode_Check(PyTuple_GET_ITEM(rule, RULE_SPAN))) {
        PyErr_SetString(PyExc_TypeError, "a hit with its rule is asked for");
        return NULL;
    }
    return rule;
}

static int is_named(PyObject *where, const char *name)
{
    return PyUnicode_CompareWithASCIIString(where, name) == 0;
}

int lies_where(PyObject *rule, Py_ssize_t position, Zones zones)
{
    PyObject *where = PyTuple_GET_ITEM(rule, RULE_WHERE);
    if (is_named(where, "anywhere")) {
        return 1;
    }
    if (zones.first == zones.last) {
        return !is_named(where, "body");
    }
    if (zones.first <= position && position < zones.last) {
        return is_named(where, "body");
    }
    return is_named(where, "edge") || is_named(where, position < zones.first ? "head" : "tail");
}

/* The facts of a line, borrowed. */
static PyObject *facts_at(PyObject *facts, Py_ssize_t place)
{
    PyObject *each = place < 0 ? NULL : PyList_GetItem(facts, place);
    if (each == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_IndexError, "no such line");
        }
        return NULL;
    }
    return text_of_facts(each) == NULL ? NULL : each;
}

/* -- hard evidence ------------------------------------------------------------------------------------------------ */

/* Say whether a rule's lines are hard evidence at a position; -1 with an error. */
static int is_hard(PyObject *rule, PyObject *hard, Py_ssize_t position, Zones zones)
{
    int known = PySet_Contains(hard, PyTuple_GET_ITEM(rule, RULE_FILTER));
    if (known <= 0) {
        return known;
    }
    int company = PyObject_IsTrue(PyTuple_GET_ITEM(rule, RULE_COMPANY));
    return company ? (company < 0 ? -1 : 0) : lies_where(rule, position, zones);
}

/* Note the filter of the first cue of a line that is hard evidence. */
static int note_line(PyObject *found, PyObject *facts, PyObject *position, PyObject *hard, Zones zones)
{
    Py_ssize_t place = PyLong_AsSsize_t(position);
    PyObject *each = facts_at(facts, place), *hits = each == NULL ? NULL : slot(each, facts_places[HITS]);
    if (hits == NULL || !PyTuple_Check(hits)) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_TypeError, "lines with cues are asked for");
        }
        return -1;
    }
    for (Py_ssize_t n = 0; n < PyTuple_GET_SIZE(hits); n++) {
        PyObject *rule = rule_of(PyTuple_GET_ITEM(hits, n));
        int is = rule == NULL ? -1 : is_hard(rule, hard, place, zones);
        if (is) {
            return is < 0 || PyDict_SetDefault(found, position, PyTuple_GET_ITEM(rule, RULE_FILTER)) == NULL ? -1 : 0;
        }
    }
    return 0;
}

static PyObject *note_hard(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *found, *facts, *cued, *hard;
    Zones zones;
    if (!PyArg_ParseTuple(args, "O!O!O!(nn)O!", &PyDict_Type, &found, &PyList_Type, &facts, &PyList_Type, &cued,
                          &zones.first, &zones.last, &PyFrozenSet_Type, &hard)) {
        return NULL;
    }
    for (Py_ssize_t n = 0; n < PyList_GET_SIZE(cued); n++) {
        if (note_line(found, facts, PyList_GET_ITEM(cued, n), hard, zones) < 0) {
            return NULL;
        }
    }
    Py_RETURN_NONE;
}

/* Count one more of a kind; 1 where that still counts, 0 where there were enough before. */
static int count_kind(PyObject *counts, PyObject *kind, long most)
{
    PyObject *before = PyDict_GetItemWithError(counts, kind);
    long count = before == NULL ? 0 : PyLong_AsLong(before);
    if (PyErr_Occurred()) {
        return -1;
    }
    if (count >= most) {
        return 0;
    }
    PyObject *now = PyLong_FromLong(count + 1);
    int failed = now == NULL || PyDict_SetItem(counts, kind, now) < 0;
    Py_XDECREF(now);
    return failed ? -1 : 1;
}

static PyObject *count_kinds(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *lines, *position, *kind;
    Py_ssize_t at_item = 0;
    long most, sum = 0;
    if (!PyArg_ParseTuple(args, "O!l", &PyDict_Type, &lines, &most)) {
        return NULL;
    }
    PyObject *counts = PyDict_New();
    while (counts != NULL && PyDict_Next(lines, &at_item, &position, &kind)) {
        int counted = count_kind(counts, kind, most);
        if (counted < 0) {
            Py_CLEAR(counts);
        } else {
            sum += counted;
        }
    }
    PyObject *result = counts == NULL ? NULL : PyLong_FromLong(sum);
    Py_XDECREF(counts);
    return result;
}

/* -- company ------------------------------------------------------------------------------------------------------ */

/* Say whether a line is a paragraph; -1 with an error. */
static int is_prose(PyObject *facts, Py_ssize_t place)
{
    PyObject *each = facts_at(facts, place);
    return each == NULL ? -1 : slot(each, facts_places[PROSE]) == Py_True;
}

/* Take in two lines with cues, one soon after the other: each has company in the other, if that is no paragraph. */
static int add_neighbours(PyObject *found, PyObject *facts, PyObject *one, PyObject *two)
{
    Py_ssize_t before = PyLong_AsSsize_t(one), position = PyLong_AsSsize_t(two);
    if (PyErr_Occurred()) {
        return -1;
    }
    if (position - before != 1 && position - before != 2) {
        return 0;
    }
    int between = position - before == 1 ? 0 : is_prose(facts, position - 1);
    if (between) {
        return between < 0 ? -1 : 0;
    }
    int above = is_prose(facts, before), below = above < 0 ? -1 : is_prose(facts, position);
    if (below < 0 || (!above && PySet_Add(found, two) < 0) || (!below && PySet_Add(found, one) < 0)) {
        return -1;
    }
    return 0;
}

static PyObject *company_of(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *facts, *cued;
    if (!PyArg_ParseTuple(args, "O!O!", &PyList_Type, &facts, &PyList_Type, &cued)) {
        return NULL;
    }
    PyObject *found = PySet_New(NULL);
    for (Py_ssize_t n = 1; found != NULL && n < PyList_GET_SIZE(cued); n++) {
        if (add_neighbours(found, facts, PyList_GET_ITEM(cued, n - 1), PyList_GET_ITEM(cued, n)) < 0) {
            Py_CLEAR(found);
        }
    }
    return found;
}

PyMethodDef evidence_methods[] = {
    {"note_hard", note_hard, METH_VARARGS, "Note the lines with cues that are evidence, each with its filter."},
    {"count_kinds", count_kinds, METH_VARARGS, "Count lines, of one kind so many at most."},
    {"company_of", company_of, METH_VARARGS, "Find the lines with cues that have another one close by."},
    {NULL, NULL, 0, NULL},
};
