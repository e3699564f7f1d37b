/* What teaser records are looked for by: lines that end alike, lines beside a field, summaries that were cut. */

#include "native.h"

static CharSet ellipsis; /* at the end of lines that were cut */

static int same_ends_of(PyObject *one, PyObject *two, Py_ssize_t size)
{
    Text a = text_of(one), b = text_of(two);
    Py_ssize_t length = Py_MIN(a.length, size);
    if (length != Py_MIN(b.length, size)) {
        return 0;
    }
    for (Py_ssize_t n = 1; n <= length; n++) {
        if (at(a, a.length - n) != at(b, b.length - n)) {
            return 0;
        }
    }
    return 1;
}

/* The text of the line at a position that a list holds, and which that is; NULL with an error. */
static PyObject *text_at(PyObject *facts, PyObject *positions, Py_ssize_t n, Py_ssize_t *position)
{
    *position = PyLong_AsSsize_t(PyList_GET_ITEM(positions, n));
    if (*position < 0 || *position >= PyList_GET_SIZE(facts)) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_IndexError, "a position is beyond the lines");
        }
        return NULL;
    }
    return text_of_facts(PyList_GET_ITEM(facts, *position));
}

/* Add a pair of numbers to a list. */
static int add_numbers(PyObject *found, Py_ssize_t one, Py_ssize_t two)
{
    PyObject *pair = Py_BuildValue("nn", one, two);
    int failed = pair == NULL || PyList_Append(found, pair) < 0;
    Py_XDECREF(pair);
    return failed ? -1 : 0;
}

/* Add the pair of a line and the last one before it that ends in the same characters, if that is within reach. */
static int pair_with_last(PyObject *found, PyObject *facts, PyObject *alike, Py_ssize_t n, Py_ssize_t reach,
                          Py_ssize_t size)
{
    Py_ssize_t position, before;
    PyObject *text = text_at(facts, alike, n, &position);
    if (text == NULL) {
        return -1;
    }
    while (n-- > 0) {
        PyObject *other = text_at(facts, alike, n, &before);
        if (other == NULL) {
            return -1;
        }
        if (position - before > reach) {
            return 0;
        }
        if (same_ends_of(text, other, size)) {
            return add_numbers(found, before, position);
        }
    }
    return 0;
}

static PyObject *same_ends(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *facts, *alike;
    Py_ssize_t reach, size;
    if (!PyArg_ParseTuple(args, "O!O!nn", &PyList_Type, &facts, &PyList_Type, &alike, &reach, &size)) {
        return NULL;
    }
    PyObject *found = PyList_New(0);
    for (Py_ssize_t n = 0; found != NULL && n < PyList_GET_SIZE(alike); n++) {
        if (pair_with_last(found, facts, alike, n, reach, size) < 0) {
            Py_CLEAR(found);
        }
    }
    return found;
}

/* Add the lines of a least length from a position on, up to another. */
static int add_long(PyObject *found, PyObject *facts, Py_ssize_t from, Py_ssize_t to, Py_ssize_t least)
{
    for (Py_ssize_t n = from; n < to; n++) {
        PyObject *text = text_of_facts(PyList_GET_ITEM(facts, n));
        if (text == NULL) {
            return -1;
        }
        PyObject *number = PyUnicode_GET_LENGTH(text) < least ? NULL : PyLong_FromSsize_t(n);
        if (PyUnicode_GET_LENGTH(text) >= least && (number == NULL || PyList_Append(found, number) < 0)) {
            Py_XDECREF(number);
            return -1;
        }
        Py_XDECREF(number);
    }
    return 0;
}

static PyObject *long_beside(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *facts, *fields;
    Py_ssize_t reach, least, next = 0;
    if (!PyArg_ParseTuple(args, "O!O!nn", &PyList_Type, &facts, &PyList_Type, &fields, &reach, &least)) {
        return NULL;
    }
    PyObject *found = PyList_New(0);
    for (Py_ssize_t n = 0; found != NULL && n < PyList_GET_SIZE(fields); n++) {
        Py_ssize_t position;
        if (text_at(facts, fields, n, &position) == NULL) {
            Py_CLEAR(found);
            break;
        }
        Py_ssize_t from = Py_MAX(next, position - reach), to = Py_MIN(PyList_GET_SIZE(facts), position + reach + 1);
        if (add_long(found, facts, from, to, least) < 0) {
            Py_CLEAR(found);
        }
        next = Py_MAX(next, to);
    }
    return found;
}

/* -- summaries that were cut ---------------------------------------------------------------------------------- */

static int is_cut(PyObject *facts, Text text)
{
    return slot(facts, facts_places[ENDS]) != Py_True || text.length == 0 || charset_has(&ellipsis, at(text, text.length - 1));
}

static Py_ssize_t stripped(Text text, Py_ssize_t from)
{
    Py_ssize_t end = text.length;
    while (end > from && charset_has(&ellipsis, at(text, end - 1))) {
        end--;
    }
    return end - from;
}

/* Say whether a text from an offset on begins as another does, or is its beginning, what was cut off being marked. */
static int same_beginning(Text text, Py_ssize_t from, Text other)
{
    Py_ssize_t length = Py_MIN(stripped(text, from), stripped(other, 0));
    for (Py_ssize_t n = 0; n < length; n++) {
        if (at(text, from + n) != at(other, n)) {
            return 0;
        }
    }
    return 1;
}

/* Where the first characters of one text stand in another, not at its beginning; 0 nowhere, -1 with an error. */
static Py_ssize_t find_head(PyObject *text, PyObject *other, Py_ssize_t size)
{
    PyObject *head = PyUnicode_Substring(other, 0, size);
    Py_ssize_t found = head == NULL ? -2 : PyUnicode_Find(text, head, 1, PyUnicode_GET_LENGTH(text), 1);
    Py_XDECREF(head);
    return found == -1 ? 0 : found < 0 ? -1 : found;
}

/* Add a line, the first one near it that its end begins as, and where in it that begins. Those from `begin` on are
 * near. */
static int add_cut(PyObject *found, PyObject *facts, PyObject *near, Py_ssize_t number, Py_ssize_t *begin,
                   Py_ssize_t reach, Py_ssize_t size)
{
    Py_ssize_t position, other;
    PyObject *str = text_at(facts, near, number, &position), *plain;
    if (str == NULL) {
        return -1;
    }
    int cut = is_cut(PyList_GET_ITEM(facts, position), text_of(str));
    for (Py_ssize_t n = *begin; n < PyList_GET_SIZE(near); n++) {
        if ((plain = text_at(facts, near, n, &other)) == NULL) {
            return -1;
        }
        if (other > position + reach) {
            break;
        }
        if (other < position - reach) {
            *begin = n + 1;
            continue;
        }
        if (other == position || (!cut && !is_cut(PyList_GET_ITEM(facts, other), text_of(plain)))) {
            continue;
        }
        Py_ssize_t from = find_head(str, plain, size);
        if (from < 0) {
            return -1;
        }
        if (from > 0 && same_beginning(text_of(str), from, text_of(plain))) {
            PyObject *triple = Py_BuildValue("nnn", position, other, from);
            int failed = triple == NULL || PyList_Append(found, triple) < 0;
            Py_XDECREF(triple);
            return failed ? -1 : 0;
        }
    }
    return 0;
}

static PyObject *prepare_cut(PyObject *self, PyObject *marks)
{
    UNUSED(self);
    if (!PyUnicode_Check(marks)) {
        PyErr_SetString(PyExc_TypeError, "a str is asked for");
        return NULL;
    }
    charset_fill(&ellipsis, marks);
    Py_RETURN_NONE;
}

static PyObject *cut_elsewhere(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *facts, *near;
    Py_ssize_t reach, size, begin = 0;
    if (!PyArg_ParseTuple(args, "O!O!nn", &PyList_Type, &facts, &PyList_Type, &near, &reach, &size)) {
        return NULL;
    }
    PyObject *found = PyList_New(0);
    for (Py_ssize_t n = 0; found != NULL && n < PyList_GET_SIZE(near); n++) {
        if (add_cut(found, facts, near, n, &begin, reach, size) < 0) {
            Py_CLEAR(found);
        }
    }
    return found;
}

PyMethodDef records_methods[] = {
    {"same_ends", same_ends, METH_VARARGS, "Pair lines close together that end in the same characters."},
    {"long_beside", long_beside, METH_VARARGS, "Give the lines of a least length beside a byline or date line."},
    {"prepare_cut", prepare_cut, METH_O, "Take in the marks at the end of what was cut."},
    {"cut_elsewhere", cut_elsewhere, METH_VARARGS, "Find lines whose end stands close by, one of the two being cut."},
    {NULL, NULL, 0, NULL},
};
