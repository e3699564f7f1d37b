/* What the lines of a document say, a column of each fact: what columns.Columns reads from blocks and leaves out. */

#include "native.h"

/* Positions of lines with cues, of bylines and dates, of paragraphs. */
static int add_positions(PyObject *facts, Py_ssize_t n, PyObject *cued, PyObject *fields, PyObject *prose)
{
    PyObject *hits = slot(facts, facts_places[HITS]);
    int is_cued = hits != NULL && PyObject_IsTrue(hits) > 0;
    int says = slot(facts, facts_places[SAYS]) == Py_True, reads = slot(facts, facts_places[PROSE]) == Py_True;
    if (!is_cued && !says && !reads) {
        return 0;
    }
    PyObject *number = PyLong_FromSsize_t(n);
    int failed = number == NULL || (is_cued && PyList_Append(cued, number) < 0) ||
                 (says && PyList_Append(fields, number) < 0) || (reads && PyList_Append(prose, number) < 0);
    Py_XDECREF(number);
    return failed ? -1 : 0;
}

static PyObject *columns_of(PyObject *self, PyObject *blocks)
{
    UNUSED(self);
    if (!PyList_Check(blocks)) {
        PyErr_SetString(PyExc_TypeError, "a list of blocks is asked for");
        return NULL;
    }
    Py_ssize_t count = PyList_GET_SIZE(blocks);
    PyObject *facts = PyList_New(count), *weights = PyList_New(count), *found = NULL;
    PyObject *cued = PyList_New(0), *fields = PyList_New(0), *prose = PyList_New(0);
    if (facts == NULL || weights == NULL || cued == NULL || fields == NULL || prose == NULL) {
        goto end;
    }
    for (Py_ssize_t n = 0; n < count; n++) {
        PyObject *each = facts_of_block(PyList_GET_ITEM(blocks, n));
        PyObject *weight = each == NULL ? NULL : slot(each, facts_places[WEIGHT]);
        if (weight == NULL) {
            if (!PyErr_Occurred()) {
                PyErr_SetString(PyExc_TypeError, "blocks with facts are asked for");
            }
            goto end;
        }
        PyList_SET_ITEM(facts, n, Py_NewRef(each));
        PyList_SET_ITEM(weights, n, Py_NewRef(weight));
        if (add_positions(each, n, cued, fields, prose) < 0) {
            goto end;
        }
    }
    found = PyTuple_Pack(5, facts, weights, cued, fields, prose);
end:
    Py_XDECREF(facts);
    Py_XDECREF(weights);
    Py_XDECREF(cued);
    Py_XDECREF(fields);
    Py_XDECREF(prose);
    return found;
}

/* The run of lines with the largest sum, half-open; those that add something may begin or end it (Kadane). */
static PyObject *heaviest_run(PyObject *self, PyObject *weights)
{
    UNUSED(self);
    if (!PyList_Check(weights)) {
        PyErr_SetString(PyExc_TypeError, "a list of weights is asked for");
        return NULL;
    }
    Py_ssize_t first = 0, last = 0, start = 0;
    long sum = 0, below = 0, best = 0;
    for (Py_ssize_t n = 0; n < PyList_GET_SIZE(weights); n++) {
        long weight = PyLong_AsLong(PyList_GET_ITEM(weights, n));
        if (weight == -1 && PyErr_Occurred()) {
            return NULL;
        }
        if (weight > 0) {
            if (sum <= below) { /* what was run up is used up */
                start = n;
                below = sum;
            }
            if (sum + weight - below > best) {
                best = sum + weight - below;
                first = start;
                last = n + 1;
            }
        }
        sum += weight;
    }
    return Py_BuildValue("(nn)", first, last);
}

/* -- lines that end alike -------------------------------------------------------------------------------------- */

static uint64_t hash_of_tail(Text text, Py_ssize_t size)
{
    uint64_t hash = 0;
    for (Py_ssize_t n = text.length - size; n < text.length; n++) {
        hash = (hash ^ at(text, n)) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
    }
    return hash;
}

static int same_tails(Text one, Text two, Py_ssize_t size)
{
    for (Py_ssize_t n = 1; n <= size; n++) {
        if (at(one, one.length - n) != at(two, two.length - n)) {
            return 0;
        }
    }
    return 1;
}

/* Mark the lines of a least length whose last characters are those of another. */
static int mark_alike(PyObject *facts, Py_ssize_t least, Py_ssize_t size, Py_ssize_t *table, uint64_t mask, char *marks)
{
    for (Py_ssize_t n = 0; n < PyList_GET_SIZE(facts); n++) {
        PyObject *str = text_of_facts(PyList_GET_ITEM(facts, n));
        if (str == NULL) {
            return -1;
        }
        Text text = text_of(str);
        if (text.length < least) {
            continue;
        }
        uint64_t place = hash_of_tail(text, size) & mask;
        while (table[place] >= 0 &&
               !same_tails(text, text_of(text_of_facts(PyList_GET_ITEM(facts, table[place]))), size)) {
            place = (place + 1) & mask;
        }
        if (table[place] < 0) {
            table[place] = n;
        } else {
            marks[n] = marks[table[place]] = 1;
        }
    }
    return 0;
}

static PyObject *ending_alike(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *facts, *found = NULL;
    Py_ssize_t least, size;
    if (!PyArg_ParseTuple(args, "O!nn", &PyList_Type, &facts, &least, &size)) {
        return NULL;
    }
    if (size > least) {
        PyErr_SetString(PyExc_ValueError, "lines are longer than what is compared of them");
        return NULL;
    }
    Py_ssize_t count = PyList_GET_SIZE(facts), room = 16;
    while (room < 2 * count) {
        room *= 2;
    }
    Py_ssize_t *table = PyMem_New(Py_ssize_t, room);
    char *marks = PyMem_Calloc((size_t)count + 1, 1);
    if (table == NULL || marks == NULL) {
        PyErr_NoMemory();
        goto end;
    }
    for (Py_ssize_t n = 0; n < room; n++) {
        table[n] = -1;
    }
    if (mark_alike(facts, least, size, table, (uint64_t)room - 1, marks) < 0) {
        goto end;
    }
    found = PyList_New(0);
    for (Py_ssize_t n = 0; found != NULL && n < count; n++) {
        PyObject *number = marks[n] ? PyLong_FromSsize_t(n) : NULL;
        if (marks[n] && (number == NULL || PyList_Append(found, number) < 0)) {
            Py_CLEAR(found);
        }
        Py_XDECREF(number);
    }
end:
    PyMem_Free(table);
    PyMem_Free(marks);
    return found;
}

/* -- lines with a key -------------------------------------------------------------------------------------------- */

/* Say whether a line has a key, which is worked out where nobody has asked for it; -1 with an error. */
static int has_key(PyObject *facts, PyObject *key, Py_ssize_t limit)
{
    PyObject *text = text_of_facts(facts), *own;
    if (text == NULL) {
        return -1;
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    if (length < PyUnicode_GET_LENGTH(key) || length >= limit) { /* a line is no shorter than its key */
        return 0;
    }
    own = slot(facts, facts_places[KEY]);
    own = own != NULL && own != Py_None ? Py_NewRef(own) : PyObject_GetAttrString(facts, "key");
    int same = own == NULL ? -1 : PyObject_RichCompareBool(own, key, Py_EQ);
    Py_XDECREF(own);
    return same;
}

static PyObject *lines_of_key(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *facts, *key;
    Py_ssize_t limit;
    if (!PyArg_ParseTuple(args, "O!Un", &PyList_Type, &facts, &key, &limit)) {
        return NULL;
    }
    PyObject *found = PyList_New(0);
    for (Py_ssize_t n = 0; found != NULL && n < PyList_GET_SIZE(facts); n++) {
        int same = has_key(PyList_GET_ITEM(facts, n), key, limit);
        PyObject *number = same > 0 ? PyLong_FromSsize_t(n) : NULL;
        if (same < 0 || (same && (number == NULL || PyList_Append(found, number) < 0))) {
            Py_CLEAR(found);
        }
        Py_XDECREF(number);
    }
    return found;
}

PyMethodDef columns_methods[] = {
    {"columns_of", columns_of, METH_O, "Read facts, weights and the positions of lines with cues, fields and prose."},
    {"heaviest_run", heaviest_run, METH_O, "Find the run with the largest sum: half-open positions."},
    {"ending_alike", ending_alike, METH_VARARGS, "Give the positions of long lines that end as others do."},
    {"lines_of_key", lines_of_key, METH_VARARGS, "Give the positions of shorter lines than a limit that have a key."},
    {NULL, NULL, 0, NULL},
};
