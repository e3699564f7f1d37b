/* Which lines the rules of a filter remove, of those their cues were found in: what cue_filter.CueFilter asks. */

#include "rules.h"

enum { REASON_OF_HIT = 2, HIT_SIZE = 3 };

typedef struct {
    PyObject *doc, *off, *more, *company; /* company is asked for where a rule needs it */
    Zones zones;
} Asked;

static int has_company(Asked *asked, PyObject *position)
{
    if (asked->company == NULL) {
        asked->company = PyObject_GetAttrString(asked->doc, "in_company");
    }
    return asked->company == NULL ? -1 : PySequence_Contains(asked->company, position);
}

/* Say whether a rule holds at a position; -1 with an error. */
static int holds(Asked *asked, PyObject *rule, PyObject *position, Py_ssize_t place)
{
    int off = PySet_GET_SIZE(asked->off) ? PySet_Contains(asked->off, PyTuple_GET_ITEM(rule, RULE_ID)) : 0;
    if (off || !lies_where(rule, place, asked->zones)) {
        return off < 0 ? -1 : 0;
    }
    int needs_company = PyObject_IsTrue(PyTuple_GET_ITEM(rule, RULE_COMPANY));
    return needs_company > 0 ? has_company(asked, position) : needs_company < 0 ? -1 : 1;
}

/* Propose the line, or what Python makes of a rule that goes by another span. */
static int propose(Asked *asked, PyObject *found, PyObject *rule, PyObject *position, PyObject *hit)
{
    PyObject *made;
    if (PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(rule, RULE_SPAN), "block") == 0) {
        made = PyTuple_Pack(3, position, PyTuple_GET_ITEM(rule, RULE_ID), PyTuple_GET_ITEM(hit, REASON_OF_HIT));
        int failed = made == NULL ? -1 : PyList_Append(found, made);
        if (made != NULL) {
            PyObject_GC_UnTrack(made); /* a number and texts: the collector need not look */
            Py_DECREF(made);
        }
        return failed;
    }
    made = PyObject_CallFunctionObjArgs(asked->more, asked->doc, position, hit, NULL);
    PyObject *all = made == NULL ? NULL : PySequence_InPlaceConcat(found, made); /* the same list */
    Py_XDECREF(made);
    Py_XDECREF(all);
    return all == NULL ? -1 : 0;
}

/* Take in a cue; the line is noted as the last one where its rule holds. */
static int take_hit(Asked *asked, PyObject *found, PyObject *pair, Py_ssize_t *last)
{
    if (!PyTuple_Check(pair) || PyTuple_GET_SIZE(pair) != 2) {
        PyErr_SetString(PyExc_TypeError, "positions with hits are asked for");
        return -1;
    }
    PyObject *position = PyTuple_GET_ITEM(pair, 0), *hit = PyTuple_GET_ITEM(pair, 1);
    Py_ssize_t place = PyLong_AsSsize_t(position);
    if (place == -1 && PyErr_Occurred()) {
        return -1;
    }
    if (place == *last) {
        return 0;
    }
    PyObject *rule = rule_of(hit);
    if (rule == NULL || PyTuple_GET_SIZE(hit) != HIT_SIZE) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_TypeError, "a hit has a reason");
        }
        return -1;
    }
    int does = holds(asked, rule, position, place);
    if (does > 0) {
        *last = place;
        return propose(asked, found, rule, position, hit);
    }
    return does;
}

static PyObject *cue_lines(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *hits;
    Asked asked = {NULL, NULL, NULL, NULL, {0, 0}};
    if (!PyArg_ParseTuple(args, "OO!O!(nn)O", &asked.doc, &PyList_Type, &hits, &PyFrozenSet_Type, &asked.off,
                          &asked.zones.first, &asked.zones.last, &asked.more)) {
        return NULL;
    }
    PyObject *found = PyList_New(0);
    Py_ssize_t last = -1;
    for (Py_ssize_t n = 0; found != NULL && n < PyList_GET_SIZE(hits); n++) {
        PyObject *pair = Py_NewRef(PyList_GET_ITEM(hits, n));
        if (take_hit(&asked, found, pair, &last) < 0) {
            Py_CLEAR(found);
        }
        Py_DECREF(pair);
    }
    Py_XDECREF(asked.company);
    return found;
}

/* -- what follows a marker line ----------------------------------------------------------------------------------- */

/* Say whether a line ends a list of teasers: 1 where it does, 0 and whether it has cues where not; -1 with an error. */
static int ends_list(PyObject *facts, int *cued)
{
    PyObject *count = text_of_facts(facts) == NULL ? NULL : slot(facts, facts_places[WORDS]);
    PyObject *hits = count == NULL ? NULL : slot(facts, facts_places[HITS]);
    if (hits == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_TypeError, "Facts are asked for");
        }
        return -1;
    }
    long words = PyLong_AsLong(count);
    *cued = PyObject_IsTrue(hits);
    if ((words == -1 && PyErr_Occurred()) || *cued < 0) {
        return -1;
    }
    return slot(facts, facts_places[PROSE]) == Py_True || slot(facts, facts_places[ENDS]) == Py_True || words < 2;
}

static PyObject *section_run(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *facts;
    Py_ssize_t begin, end;
    if (!PyArg_ParseTuple(args, "O!nn", &PyList_Type, &facts, &begin, &end)) {
        return NULL;
    }
    if (begin < 0 || end > PyList_GET_SIZE(facts)) {
        PyErr_SetString(PyExc_IndexError, "no such lines");
        return NULL;
    }
    PyObject *run = PyList_New(0);
    int over = run == NULL ? -1 : 0, cued = 0;
    Py_ssize_t n = begin;
    for (; n < end; n++) {
        over = run == NULL ? -1 : ends_list(PyList_GET_ITEM(facts, n), &cued);
        if (over) {
            break;
        }
        PyObject *number = cued ? NULL : PyLong_FromSsize_t(n);
        if (!cued && (number == NULL || PyList_Append(run, number) < 0)) {
            over = -1;
        }
        Py_XDECREF(number);
        if (over) {
            break;
        }
    }
    PyObject *found = over < 0 ? NULL : Py_BuildValue("(On)", run, over ? n : end);
    Py_XDECREF(run);
    return found;
}

PyMethodDef cue_lines_methods[] = {
    {"cue_lines", cue_lines, METH_VARARGS, "Propose each line where a rule holds, or the part that it names."},
    {"section_run", section_run, METH_VARARGS, "List lines without cues until one is no teaser's, and where that is."},
    {NULL, NULL, 0, NULL},
};
