/* Cut a text into its lines, and make the blocks of them. */

#include "native.h"

static const char *const NAMES[BLOCK_SLOTS] = {"index", "start", "end", "text", "gap", "facts"};
Py_ssize_t block_places[BLOCK_SLOTS];
PyTypeObject *block_type = NULL;

static inline int is_break(Py_UCS4 c)
{
    if (c < 128) {
        return (c >= 10 && c <= 13) || (c >= 0x1c && c <= 0x1e);
    }
    return c == 0x85 || c == 0x2028 || c == 0x2029;
}

static inline int is_space(Py_UCS4 c)
{
    return c < 128 ? c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f) : Py_UNICODE_ISSPACE(c);
}

static inline Py_ssize_t end_of_line(Text text, Py_ssize_t n)
{
    while (n < text.length && !is_break(at(text, n))) {
        n++;
    }
    return n;
}

static int append(PyObject *list, PyObject *value)
{
    int failed = value == NULL || PyList_Append(list, value) < 0;
    Py_XDECREF(value);
    return failed ? -1 : 0;
}

/* Cut a text into its lines that are not blank: texts, where each starts, how many blank lines stand before it. */
static PyObject *cut_lines(PyObject *self, PyObject *str)
{
    UNUSED(self);
    if (!PyUnicode_Check(str)) {
        PyErr_SetString(PyExc_TypeError, "a str is asked for");
        return NULL;
    }
    Text text = text_of(str);
    PyObject *texts = PyList_New(0), *starts = PyList_New(0), *gaps = PyList_New(0), *found = NULL;
    long gap = 0;
    if (texts == NULL || starts == NULL || gaps == NULL) {
        goto end;
    }
    for (Py_ssize_t n = 0; n < text.length; n++) {
        Py_ssize_t first = n, last = n = end_of_line(text, n);
        while (first < last && is_space(at(text, first))) {
            first++;
        }
        while (last > first && is_space(at(text, last - 1))) {
            last--;
        }
        if (n + 1 < text.length && at(text, n) == '\r' && at(text, n + 1) == '\n') {
            n++;
        }
        if (first == last) {
            gap++;
            continue;
        }
        if (append(texts, PyUnicode_Substring(str, first, last)) < 0 ||
            append(starts, PyLong_FromSsize_t(first)) < 0 || append(gaps, PyLong_FromLong(gap)) < 0) {
            goto end;
        }
        gap = 0;
    }
    found = PyTuple_Pack(3, texts, starts, gaps);
end:
    Py_XDECREF(texts);
    Py_XDECREF(starts);
    Py_XDECREF(gaps);
    return found;
}

static PyObject *block_of(Py_ssize_t index, PyObject *start, PyObject *text, PyObject *gap, PyObject *facts)
{
    Py_ssize_t first = PyLong_AsSsize_t(start);
    if (!PyUnicode_Check(text) || (first == -1 && PyErr_Occurred())) {
        PyErr_SetString(PyExc_TypeError, "a line has a text and an offset");
        return NULL;
    }
    PyObject *block = block_type->tp_alloc(block_type, 0), *number = PyLong_FromSsize_t(index);
    PyObject *end = PyLong_FromSsize_t(first + PyUnicode_GET_LENGTH(text));
    if (block == NULL || number == NULL || end == NULL) {
        Py_XDECREF(block);
        Py_XDECREF(number);
        Py_XDECREF(end);
        return NULL;
    }
    set_slot(block, block_places[BLOCK_INDEX], number);
    set_slot(block, block_places[BLOCK_START], Py_NewRef(start));
    set_slot(block, block_places[BLOCK_END], end);
    set_slot(block, block_places[BLOCK_TEXT], Py_NewRef(text));
    set_slot(block, block_places[BLOCK_GAP], Py_NewRef(gap));
    set_slot(block, block_places[BLOCK_FACTS], Py_NewRef(facts));
    PyObject_GC_UnTrack(block); /* nothing it holds leads back to it: the collector need not look */
    return block;
}

PyObject *facts_of_block(PyObject *block)
{
    if (block_type == NULL || !PyObject_TypeCheck(block, block_type) || slot(block, block_places[BLOCK_FACTS]) == NULL) {
        PyErr_SetString(PyExc_TypeError, "blocks with facts are asked for");
        return NULL;
    }
    return slot(block, block_places[BLOCK_FACTS]);
}

static PyObject *make_blocks(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *starts, *texts, *gaps, *known;
    if (!PyArg_ParseTuple(args, "O!O!O!O!", &PyList_Type, &starts, &PyList_Type, &texts, &PyList_Type, &gaps,
                          &PyList_Type, &known)) {
        return NULL;
    }
    Py_ssize_t count = PyList_GET_SIZE(texts);
    if (PyList_GET_SIZE(starts) != count || PyList_GET_SIZE(gaps) != count || PyList_GET_SIZE(known) != count) {
        PyErr_SetString(PyExc_ValueError, "each line has an offset, a gap and facts");
        return NULL;
    }
    PyObject *blocks = PyList_New(count);
    for (Py_ssize_t n = 0; blocks != NULL && n < count; n++) {
        PyObject *block = block_of(n, PyList_GET_ITEM(starts, n), PyList_GET_ITEM(texts, n), PyList_GET_ITEM(gaps, n),
                                   PyList_GET_ITEM(known, n));
        if (block == NULL) {
            Py_CLEAR(blocks);
            break;
        }
        PyList_SET_ITEM(blocks, n, block);
    }
    return blocks;
}

static PyObject *prepare_blocks(PyObject *self, PyObject *type)
{
    UNUSED(self);
    if (!PyType_Check(type)) {
        PyErr_SetString(PyExc_TypeError, "the class of blocks is asked for");
        return NULL;
    }
    if (find_slots(type, NAMES, block_places, BLOCK_SLOTS) < 0) {
        return NULL;
    }
    Py_XSETREF(block_type, (PyTypeObject *)Py_NewRef(type));
    Py_RETURN_NONE;
}

PyMethodDef lines_methods[] = {
    {"cut_lines", cut_lines, METH_O, "Cut a text into its lines that are not blank: texts, offsets, blank lines before."},
    {"prepare_blocks", prepare_blocks, METH_O, "Take in the class of blocks."},
    {"make_blocks", make_blocks, METH_VARARGS, "Make the blocks of all lines: offsets, texts, blank lines before, facts."},
    {NULL, NULL, 0, NULL},
};
