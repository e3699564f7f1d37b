/* Settle the cues found in lines: whose rules allow the text, and which speak against the whole line. */

#include "native.h"

enum { HIT, MAX_WORDS, UNLESS, SEARCHES, FURNITURE, KNOWN_SIZE }; /* of what the table knows of a cue of a rule */

int add_pair(PyObject *found, PyObject *line, PyObject *pair)
{
    PyObject *pairs = PyDict_GetItemWithError(found, line);
    if (pairs != NULL) {
        return PyList_Append(pairs, pair);
    }
    pairs = PyErr_Occurred() ? NULL : PyList_New(1);
    if (pairs == NULL) {
        return -1;
    }
    PyList_SET_ITEM(pairs, 0, Py_NewRef(pair));
    int failed = PyDict_SetItem(found, line, pairs);
    Py_DECREF(pairs);
    return failed;
}

static int add_pairs(PyObject *found, Py_ssize_t n, PyObject *cue, PyObject *numbers)
{
    PyObject *line = PyLong_FromSsize_t(n);
    if (line == NULL || !PyList_Check(numbers)) {
        PyErr_SetString(PyExc_TypeError, "the numbers of rules stand in lists");
        Py_XDECREF(line);
        return -1;
    }
    int failed = 0;
    for (Py_ssize_t k = 0; !failed && k < PyList_GET_SIZE(numbers); k++) {
        PyObject *pair = PyTuple_Pack(2, cue, PyList_GET_ITEM(numbers, k));
        failed = pair == NULL || add_pair(found, line, pair) < 0;
        Py_XDECREF(pair);
    }
    Py_DECREF(line);
    return failed ? -1 : 0;
}

/* Find the keys that are whole cues, of the language itself or of another. */
static PyObject *whole_cues(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *keys, *whole, *others, *numbers_of;
    if (!PyArg_ParseTuple(args, "O!O!O!O", &PyList_Type, &keys, &PyDict_Type, &whole, &PyFrozenSet_Type, &others,
                          &numbers_of)) {
        return NULL;
    }
    PyObject *found = PyDict_New();
    for (Py_ssize_t n = 0; found != NULL && n < PyList_GET_SIZE(keys); n++) {
        PyObject *key = PyList_GET_ITEM(keys, n), *numbers = Py_XNewRef(PyDict_GetItemWithError(whole, key));
        if (numbers == NULL && !PyErr_Occurred() && PySet_Contains(others, key) > 0) {
            numbers = PyObject_CallOneArg(numbers_of, key);
        }
        if (PyErr_Occurred() || (numbers != NULL && add_pairs(found, n, key, numbers) < 0)) {
            Py_CLEAR(found);
        }
        Py_XDECREF(numbers);
    }
    return found;
}

static int stands_before(PyObject *pairs, Py_ssize_t n)
{
    PyObject *pair = PyList_GET_ITEM(pairs, n);
    for (Py_ssize_t k = 0; k < n; k++) {
        int same = PyObject_RichCompareBool(PyList_GET_ITEM(pairs, k), pair, Py_EQ);
        if (same) {
            return same;
        }
    }
    return 0;
}

/* Give what is known of a cue of a rule, a new reference. */
static PyObject *known_of(PyObject *known, PyObject *pair, PyObject *make)
{
    PyObject *found = Py_XNewRef(PyDict_GetItemWithError(known, pair));
    if (found == NULL && !PyErr_Occurred()) {
        found = PyObject_CallOneArg(make, pair);
    }
    if (found != NULL && (!PyTuple_Check(found) || PyTuple_GET_SIZE(found) != KNOWN_SIZE)) {
        PyErr_SetString(PyExc_TypeError, "what is known of a cue are five values");
        Py_CLEAR(found);
    }
    return found;
}

static int holds_one_of(PyObject *text, PyObject *phrases)
{
    int found = 0;
    for (Py_ssize_t n = 0; !found && n < PyTuple_GET_SIZE(phrases); n++) {
        found = PyUnicode_Contains(text, PyTuple_GET_ITEM(phrases, n));
    }
    return found;
}

/* Say whether one of the patterns whose methods these are is found in a text. */
static int matches_one_of(PyObject *text, PyObject *searches)
{
    int found = 0;
    for (Py_ssize_t n = 0; !found && n < PyTuple_GET_SIZE(searches); n++) {
        PyObject *match = PyObject_CallOneArg(PyTuple_GET_ITEM(searches, n), text);
        if (match == NULL) {
            return -1;
        }
        found = match != Py_None;
        Py_DECREF(match);
    }
    return found;
}

/* Say whether a rule allows a text: by its words, by what must not stand in it, by its patterns. */
static int is_allowed(PyObject *known, PyObject *facts, long words)
{
    long most = PyLong_AsLong(PyTuple_GET_ITEM(known, MAX_WORDS));
    if (words > most || (most == -1 && PyErr_Occurred())) {
        return PyErr_Occurred() ? -1 : 0;
    }
    PyObject *unless = PyTuple_GET_ITEM(known, UNLESS), *searches = PyTuple_GET_ITEM(known, SEARCHES);
    PyObject *left = slot(facts, facts_places[LEFT]);
    if (!PyTuple_Check(unless) || !PyTuple_Check(searches) || left == NULL || !PyUnicode_Check(left)) {
        PyErr_SetString(PyExc_TypeError, "phrases and patterns stand in tuples, and the line is folded");
        return -1;
    }
    int held = holds_one_of(left, unless);
    if (held || !PyTuple_GET_SIZE(searches)) {
        return held < 0 ? -1 : !held;
    }
    return matches_one_of(left, searches);
}

static int settle_line(PyObject *facts, PyObject *pairs, PyObject *known, PyObject *make, PyObject *against)
{
    PyObject *count = text_of_facts(facts) == NULL ? NULL : slot(facts, facts_places[WORDS]);
    PyObject *hits = count == NULL || !PyList_Check(pairs) ? NULL : PyList_New(0);
    if (hits == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_TypeError, "what is found of a line is a list");
        }
        return -1;
    }
    long words = PyLong_AsLong(count);
    int furniture = 0, failed = words == -1 && PyErr_Occurred();
    for (Py_ssize_t n = 0; !failed && n < PyList_GET_SIZE(pairs); n++) {
        int again = stands_before(pairs, n);
        PyObject *each = again ? NULL : known_of(known, PyList_GET_ITEM(pairs, n), make);
        int allowed = each == NULL ? 0 : is_allowed(each, facts, words);
        failed = again < 0 || (!again && each == NULL) || allowed < 0 ||
                 (allowed && PyList_Append(hits, PyTuple_GET_ITEM(each, HIT)) < 0);
        furniture |= allowed > 0 && PyTuple_GET_ITEM(each, FURNITURE) == Py_True;
        Py_XDECREF(each);
    }
    PyObject *all = failed || !PyList_GET_SIZE(hits) ? NULL : PyList_AsTuple(hits);
    if (all != NULL) {
        set_slot(facts, facts_places[HITS], all);
        if (furniture) {
            set_slot(facts, facts_places[WEIGHT], Py_NewRef(against));
        }
    }
    Py_DECREF(hits);
    return failed || PyErr_Occurred() ? -1 : 0;
}

/* Note in the facts of lines the cues found in them whose rules allow the text. */
static PyObject *settle(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *lines, *found, *known, *make, *against, *number, *pairs;
    Py_ssize_t place = 0;
    if (!PyArg_ParseTuple(args, "O!O!O!OO!", &PyList_Type, &lines, &PyDict_Type, &found, &PyDict_Type, &known, &make,
                          &PyLong_Type, &against)) {
        return NULL;
    }
    while (PyDict_Next(found, &place, &number, &pairs)) {
        Py_ssize_t n = PyLong_AsSsize_t(number);
        if (n < 0 || n >= PyList_GET_SIZE(lines)) {
            PyErr_SetString(PyExc_IndexError, "no such line");
            return NULL;
        }
        if (settle_line(PyList_GET_ITEM(lines, n), pairs, known, make, against) < 0) {
            return NULL;
        }
    }
    Py_RETURN_NONE;
}

PyMethodDef hits_methods[] = {
    {"whole_cues", whole_cues, METH_VARARGS, "Find the keys that are whole cues, by the number of the line."},
    {"settle", settle, METH_VARARGS, "Note the cues found whose rules allow the text."},
    {NULL, NULL, 0, NULL},
};
