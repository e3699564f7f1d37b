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

/* Take over the letters of the cues; -1 with an exception set. */
static int take_in(Cues *self, PyObject *list)
{
    Py_ssize_t letters = 0, room = 16;
    self->count = PySequence_Fast_GET_SIZE(list);
    for (Py_ssize_t n = 0; n < self->count; n++) {
        letters += PyUnicode_GET_LENGTH(PySequence_Fast_GET_ITEM(list, n));
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
        Text text = text_of(PySequence_Fast_GET_ITEM(list, n));
        if (text.length == 0) {
            PyErr_SetString(PyExc_ValueError, "a cue has at least one character");
            return -1;
        }
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
    static char *names[] = {"cues", "from_end", NULL};
    PyObject *list;
    int from_end = 0;
    if (!PyArg_ParseTupleAndKeywords(args, options, "O|p", names, &list, &from_end)) {
        return NULL;
    }
    PyObject *cues = checked_texts(list);
    Cues *self = cues == NULL ? NULL : (Cues *)type->tp_alloc(type, 0); /* all zero */
    if (self != NULL) {
        self->from_end = from_end;
        if (take_in(self, cues) < 0) {
            Py_CLEAR(self);
        }
    }
    Py_XDECREF(cues);
    return (PyObject *)self;
}

static void cues_free(Cues *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyMem_Free(self->cues);
    PyMem_Free(self->letters);
    PyMem_Free(self->heads);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef methods[] = {
    {"at_ends", (PyCFunction)cues_at_ends, METH_O, "Find the cues that lines begin with, or end with."},
    {"within", (PyCFunction)cues_within, METH_O, "Find the cues that stand in lines, from where a word may begin."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_doc, "Cues to be found in lines; what is found is one list: number of the line, offset, number of the cue."},
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
