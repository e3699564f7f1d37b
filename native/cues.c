/* Cues filed by stems of 1, 2, 4 or 8 characters, as Python files them. */

#include "cues.h"

static inline void set_bit(unsigned char *bits, unsigned place)
{
    bits[place >> 3] |= (unsigned char)(1 << (place & 7));
}

static int stem_size(Py_ssize_t length)
{
    int size = LONGEST;
    while (size > length) {
        size /= 2;
    }
    return size;
}

/* Note what a stem begins with; one of a single character goes with any second one. */
static void note_begin(Cues *self, const Py_UCS4 *stem, int size)
{
    if (size >= 4) {
        set_bit(self->fours, place_of_four(stem));
    } else if (size == 2) {
        set_bit(self->shorts, place_of_two(stem[0], stem[1]));
    } else {
        for (unsigned n = 0; n < BITS; n++) {
            set_bit(self->shorts, place_of_two(stem[0], n));
        }
    }
}

static void file_cue(Cues *self, Py_ssize_t number)
{
    Cue *cue = &self->cues[number];
    int size = stem_size(cue->length);
    const Py_UCS4 *stem = self->letters + cue->begin + (self->from_end ? cue->length - size : 0);
    uint64_t hash = 0;
    for (int n = 0; n < size; n++) {
        hash = mixed(hash, stem[n]);
    }
    cue->hash = with_size(hash, size);
    cue->next = -1;
    self->sizes |= size;
    note_begin(self, stem, size);
    Py_ssize_t *place = &self->heads[cue->hash & self->mask];
    while (*place >= 0) {
        place = &self->cues[*place].next;
    }
    *place = number;
}

/* Give the cue of a pair of a cue and the number of a rule, borrowed. */
static PyObject *cue_of(PyObject *pair)
{
    PyObject *cue = PyTuple_Check(pair) ? PyTuple_GetItem(pair, 0) : NULL;
    if (cue == NULL || !PyUnicode_Check(cue)) {
        PyErr_SetString(PyExc_TypeError, "a list of cues with the numbers of their rules is asked for");
        return NULL;
    }
    if (PyUnicode_GET_LENGTH(cue) == 0) {
        PyErr_SetString(PyExc_ValueError, "a cue has at least one character");
        return NULL;
    }
    return cue;
}

/* Take over the letters of the cues; -1 with an exception set. */
static int take_in(Cues *self)
{
    Py_ssize_t letters = 0, room = 16;
    self->count = PyList_GET_SIZE(self->pairs);
    for (Py_ssize_t n = 0; n < self->count; n++) {
        PyObject *cue = cue_of(PyList_GET_ITEM(self->pairs, n));
        if (cue == NULL) {
            return -1;
        }
        letters += PyUnicode_GET_LENGTH(cue);
    }
    while (room < 2 * self->count) {
        room *= 2;
    }
    self->mask = (uint64_t)room - 1;
    self->cues = PyMem_New(Cue, self->count + 1);
    self->letters = PyMem_New(Py_UCS4, letters + 1);
    self->heads = PyMem_New(Py_ssize_t, room);
    if (self->cues == NULL || self->letters == NULL || self->heads == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t n = 0; n < room; n++) {
        self->heads[n] = -1;
    }
    letters = 0;
    for (Py_ssize_t n = 0; n < self->count; n++) {
        Text text = text_of(PyTuple_GET_ITEM(PyList_GET_ITEM(self->pairs, n), 0));
        self->cues[n].begin = letters;
        self->cues[n].length = text.length;
        for (Py_ssize_t k = 0; k < text.length; k++) {
            self->letters[letters++] = at(text, k);
        }
        file_cue(self, n);
    }
    return 0;
}

static PyObject *cues_new(PyTypeObject *type, PyObject *args, PyObject *options)
{
    static char *names[] = {"pairs", "from_end", NULL};
    PyObject *pairs;
    int from_end = 0;
    if (!PyArg_ParseTupleAndKeywords(args, options, "O|p", names, &pairs, &from_end)) {
        return NULL;
    }
    PyObject *list = PySequence_List(pairs);
    Cues *self = list == NULL ? NULL : (Cues *)type->tp_alloc(type, 0); /* all zero */
    if (self == NULL) {
        Py_XDECREF(list);
        return NULL;
    }
    self->from_end = from_end;
    self->pairs = list;
    if (take_in(self) < 0) {
        Py_CLEAR(self);
    }
    return (PyObject *)self;
}

static void cues_free(Cues *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF(self->pairs);
    PyMem_Free(self->cues);
    PyMem_Free(self->letters);
    PyMem_Free(self->heads);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef methods[] = {
    {"at_ends", (PyCFunction)cues_at_ends, METH_VARARGS, "Add the cues that lines begin or end with, by line."},
    {"within", (PyCFunction)cues_within, METH_VARARGS, "Add the cues that stand in lines, by line."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_doc, "Cues with the numbers of their rules, to be found in lines."},
    {Py_tp_new, (void *)cues_new},
    {Py_tp_dealloc, (void *)cues_free},
    {Py_tp_methods, methods},
    {0, NULL},
};

PyType_Spec cues_spec = {
    .name = "newsclean._native.Cues",
    .basicsize = sizeof(Cues),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = slots,
};
