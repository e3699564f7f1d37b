/* Blocks as text, with the line breaks and the indents that stood before them: what render.join writes. */

#include "native.h"

#define FEW 2

static PyObject *breaks[FEW + 1]; /* line breaks, so many */

typedef struct {
    PyObject *object, *text; /* borrowed */
    Py_ssize_t index, start, end, gap;
} Line;

/* Read a number out of a slot; -2 with an error: no number here is below -1. */
static Py_ssize_t number_in(PyObject *block, enum block_slot which)
{
    PyObject *held = slot(block, block_places[which]);
    Py_ssize_t number = held == NULL ? -2 : PyLong_AsSsize_t(held);
    if (number < -1 || (number == -1 && PyErr_Occurred())) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_ValueError, "blocks have an index, offsets and a gap");
        }
        return -2;
    }
    return number;
}

static int read_line(PyObject *block, Line *line)
{
    if (block_type == NULL || !PyObject_TypeCheck(block, block_type) || slot(block, block_places[BLOCK_TEXT]) == NULL) {
        PyErr_SetString(PyExc_TypeError, "blocks are asked for");
        return -1;
    }
    line->object = block;
    line->text = slot(block, block_places[BLOCK_TEXT]);
    return (line->index = number_in(block, BLOCK_INDEX)) < -1 || (line->start = number_in(block, BLOCK_START)) < -1 ||
                   (line->end = number_in(block, BLOCK_END)) < -1 || (line->gap = number_in(block, BLOCK_GAP)) < -1
               ? -1
               : 0;
}

/* Count the blank lines to leave between two lines, as document.gap_between does: -1 where one goes on, -2 an error. */
static Py_ssize_t gap_between(PyObject *all, int repaired, const Line *before, const Line *after)
{
    int next = after->index == before->index + 1;
    if (repaired) {
        return after->gap == -1 && next ? -1 : Py_MAX(1, after->gap);
    }
    if (next) {
        return after->gap;
    }
    for (Py_ssize_t n = before->index + 1; n <= after->index; n++) {
        Line between;
        if (n < 0 || n >= PyList_GET_SIZE(all)) {
            PyErr_SetString(PyExc_IndexError, "a block is beyond the document");
            return -2;
        }
        if (read_line(PyList_GET_ITEM(all, n), &between) < 0) {
            return -2;
        }
        if (between.gap) {
            return 1;
        }
    }
    return 0;
}

static int add(PyObject *parts, PyObject *part)
{
    int failed = part == NULL || PyList_Append(parts, part) < 0;
    Py_XDECREF(part);
    return failed ? -1 : 0;
}

static int add_breaks(PyObject *parts, Py_ssize_t count)
{
    if (count <= FEW) {
        return PyList_Append(parts, breaks[count]);
    }
    PyObject *more = PyUnicode_New(count, 127);
    if (more != NULL) {
        memset(PyUnicode_1BYTE_DATA(more), '\n', (size_t)count);
    }
    return add(parts, more);
}

/* Add the white space a line begins with, if there is nothing else before it. */
static int add_indent(PyObject *parts, PyObject *source, Py_ssize_t start)
{
    Text text = text_of(source);
    Py_ssize_t begin = start;
    while (begin > 0 && (at(text, begin - 1) == ' ' || at(text, begin - 1) == '\t')) {
        begin--;
    }
    if (begin == start || (begin > 0 && at(text, begin - 1) != '\n')) {
        return 0;
    }
    return add(parts, PyUnicode_Substring(source, begin, start));
}

static int add_line(PyObject *parts, PyObject *source, Py_ssize_t gap, const Line *before, const Line *line,
                    PyObject *headline)
{
    int failed;
    if (gap != -1) {
        failed = add_breaks(parts, 1 + gap) < 0;
    } else if (before->object == headline || line->object == headline) {
        failed = add_breaks(parts, 2) < 0;
    } else {
        failed = add(parts, PyUnicode_Substring(source, before->end, Py_MAX(before->end, line->start))) < 0;
    }
    return failed || add_indent(parts, source, line->start) < 0 || PyList_Append(parts, line->text) < 0 ? -1 : 0;
}

static int add_lines(PyObject *parts, PyObject *source, PyObject *all, int repaired, PyObject *lines,
                     PyObject *headline)
{
    Line before = {0}, line;
    for (Py_ssize_t n = 0; n < PyList_GET_SIZE(lines); n++, before = line) {
        if (read_line(PyList_GET_ITEM(lines, n), &line) < 0) {
            return -1;
        }
        if (line.start < 0 || line.end < 0 || line.start > PyUnicode_GET_LENGTH(source)) {
            PyErr_SetString(PyExc_IndexError, "a block is beyond the text");
            return -1;
        }
        if (n == 0) {
            if (PyList_Append(parts, line.text) < 0) {
                return -1;
            }
            continue;
        }
        Py_ssize_t gap = gap_between(all, repaired, &before, &line);
        if (gap < -1 || add_line(parts, source, gap, &before, &line, headline) < 0) {
            return -1;
        }
    }
    return 0;
}

/* Make the line breaks that are used again and again, once. */
static int make_breaks(void)
{
    for (int n = 0; n <= FEW; n++) {
        if (breaks[n] == NULL && (breaks[n] = PyUnicode_FromStringAndSize("\n\n", n)) == NULL) {
            return -1;
        }
    }
    return 0;
}

static PyObject *join_lines(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *source, *all, *lines, *headline;
    int repaired;
    if (!PyArg_ParseTuple(args, "UO!pO!O", &source, &PyList_Type, &all, &repaired, &PyList_Type, &lines, &headline)) {
        return NULL;
    }
    PyObject *parts = PyList_New(0), *nothing = PyUnicode_New(0, 0), *joined = NULL;
    if (parts != NULL && nothing != NULL && make_breaks() == 0 &&
        add_lines(parts, source, all, repaired, lines, headline) == 0) {
        joined = PyUnicode_Join(nothing, parts);
    }
    Py_XDECREF(parts);
    Py_XDECREF(nothing);
    return joined;
}

PyMethodDef join_methods[] = {
    {"join_lines", join_lines, METH_VARARGS, "Join blocks with the line breaks and indents that stood before them."},
    {NULL, NULL, 0, NULL},
};
