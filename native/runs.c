/* What filters look for in the lines of a document: cues by filter, runs of short lines. */

#include "rules.h"

/* -- cues by filter ---------------------------------------------------------------------------------------------- */

static int add_hit(PyObject *found, PyObject *position, PyObject *hit)
{
    PyObject *rule = rule_of(hit), *pair = rule == NULL ? NULL : PyTuple_Pack(2, position, hit);
    int failed = pair == NULL ? -1 : add_pair(found, PyTuple_GET_ITEM(rule, RULE_FILTER), pair);
    Py_XDECREF(pair);
    return failed;
}

static PyObject *hits_of(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *facts, *cued;
    if (!PyArg_ParseTuple(args, "O!O!", &PyList_Type, &facts, &PyList_Type, &cued)) {
        return NULL;
    }
    PyObject *found = PyDict_New();
    for (Py_ssize_t n = 0; found != NULL && n < PyList_GET_SIZE(cued); n++) {
        PyObject *position = PyList_GET_ITEM(cued, n);
        Py_ssize_t place = PyLong_AsSsize_t(position);
        PyObject *each = place < 0 ? NULL : PyList_GetItem(facts, place);
        PyObject *hits = each == NULL || text_of_facts(each) == NULL ? NULL : slot(each, facts_places[HITS]);
        if (hits == NULL || !PyTuple_Check(hits)) {
            if (!PyErr_Occurred()) {
                PyErr_SetString(PyExc_IndexError, "no such line");
            }
            Py_CLEAR(found);
            break;
        }
        for (Py_ssize_t k = 0; found != NULL && k < PyTuple_GET_SIZE(hits); k++) {
            if (add_hit(found, position, PyTuple_GET_ITEM(hits, k)) < 0) {
                Py_CLEAR(found);
            }
        }
    }
    return found;
}

/* -- runs of short lines ----------------------------------------------------------------------------------------- */

enum { SHORT, LONG_LINE, ITEM, NO_LINE = -1 };

static int has_tab(Text text)
{
    for (Py_ssize_t n = 0; n < text.length; n++) {
        if (at(text, n) == '\t') {
            return 1;
        }
    }
    return 0;
}

/* Say what a line is: a short one, the item of a list, any other. */
static int kind_of(PyObject *facts, long max_words, PyObject *items)
{
    PyObject *str = text_of_facts(facts), *count = str == NULL ? NULL : slot(facts, facts_places[WORDS]);
    if (count == NULL || !PyUnicode_GET_LENGTH(str)) {
        PyErr_SetString(PyExc_TypeError, "Facts are asked for");
        return NO_LINE;
    }
    Text text = text_of(str);
    int is_item = (int)PyUnicode_FindChar(items, at(text, 0), 0, PyUnicode_GET_LENGTH(items), 1) >= 0;
    if (is_item) {
        return ITEM;
    }
    Py_UCS4 last = at(text, text.length - 1);
    int is_long = PyLong_AsLong(count) > max_words || slot(facts, facts_places[ENDS]) == Py_True ||
                  slot(facts, facts_places[PROSE]) == Py_True || last == ':' || last == 0xff1a;
    return is_long || has_tab(text) ? LONG_LINE : SHORT;
}

/* Add the positions of a run, if it is long enough. */
static int add_run(PyObject *runs, Py_ssize_t first, Py_ssize_t last, Py_ssize_t least)
{
    if (last - first < least) {
        return 0;
    }
    PyObject *run = PyList_New(last - first);
    for (Py_ssize_t n = first; run != NULL && n < last; n++) {
        PyObject *number = PyLong_FromSsize_t(n);
        if (number == NULL) {
            Py_CLEAR(run);
            break;
        }
        PyList_SET_ITEM(run, n - first, number);
    }
    int failed = run == NULL ? -1 : PyList_Append(runs, run);
    Py_XDECREF(run);
    return failed;
}

static PyObject *short_runs(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *facts, *items;
    Py_ssize_t begin, end, least;
    long max_words;
    if (!PyArg_ParseTuple(args, "O!nnlnU", &PyList_Type, &facts, &begin, &end, &max_words, &least, &items)) {
        return NULL;
    }
    if (begin < 0 || end > PyList_GET_SIZE(facts)) {
        PyErr_SetString(PyExc_IndexError, "no such lines");
        return NULL;
    }
    PyObject *runs = PyList_New(0);
    Py_ssize_t first = begin;
    int failed = runs == NULL;
    for (Py_ssize_t n = begin; !failed && n < end; n++) {
        int kind = kind_of(PyList_GET_ITEM(facts, n), max_words, items);
        if (kind == NO_LINE) {
            failed = 1;
        } else if (kind != SHORT) { /* above an item stands the head of its list */
            failed = add_run(runs, first, kind == ITEM && n > first ? n - 1 : n, least) < 0;
            first = n + 1;
        }
    }
    if (failed || add_run(runs, first, Py_MAX(first, end), least) < 0) {
        Py_CLEAR(runs);
    }
    return runs;
}

/* -- where the runs below the prose begin --------------------------------------------------------------------------- */

/* The words of a line where it is a paragraph, one without cues if that is asked for; 0 for other lines, -1 for none. */
static long words_of_prose(PyObject *facts, int plain)
{
    PyObject *count = text_of_facts(facts) == NULL ? NULL : slot(facts, facts_places[WORDS]);
    PyObject *hits = count == NULL ? NULL : slot(facts, facts_places[HITS]);
    if (hits == NULL) {
        PyErr_SetString(PyExc_TypeError, "Facts are asked for");
        return NO_LINE;
    }
    int reads = slot(facts, facts_places[PROSE]) == Py_True;
    return reads && !(plain && PyObject_IsTrue(hits)) ? PyLong_AsLong(count) : 0;
}

static PyObject *below_prose(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *facts;
    Py_ssize_t first, last;
    double share;
    if (!PyArg_ParseTuple(args, "O!nnd", &PyList_Type, &facts, &first, &last, &share)) {
        return NULL;
    }
    if (first < 0 || last < first || last > PyList_GET_SIZE(facts)) {
        PyErr_SetString(PyExc_IndexError, "no such lines");
        return NULL;
    }
    long all = 0, below = 0, words = 0;
    for (Py_ssize_t n = first; words >= 0 && n < last; n++) {
        words = words_of_prose(PyList_GET_ITEM(facts, n), 0);
        all += words;
    }
    double enough = share * (double)all;
    for (Py_ssize_t n = PyList_GET_SIZE(facts) - 1; words >= 0 && n >= last; n--) {
        PyObject *each = PyList_GET_ITEM(facts, n);
        words = words_of_prose(each, 1);
        below += words;
        if (words > 0 && (double)below >= enough) {
            return PyLong_FromSsize_t(n + 1);
        }
    }
    return words < 0 ? NULL : PyLong_FromSsize_t(last);
}

PyMethodDef runs_methods[] = {
    {"below_prose", below_prose, METH_VARARGS, "Find the end of the last line that, with those below it, is of the prose."},
    {"hits_of", hits_of, METH_VARARGS, "Group the cues of lines by filter: positions with the hit."},
    {"short_runs", short_runs, METH_VARARGS, "List the runs of short lines that are long enough."},
    {NULL, NULL, 0, NULL},
};
