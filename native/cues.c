/* Find the cues that lines begin with, end with or hold: by stems of 1, 2, 4 or 8 characters, as Python files them. */

#include "native.h"

#define LONGEST 8 /* characters of a stem */
#define BITS 16384

typedef struct {
    Py_ssize_t begin, length; /* in `letters` */
    uint64_t hash;            /* of its stem */
    Py_ssize_t next;          /* with the same place in `heads`, or -1; later cues come later */
} Cue;

typedef struct {
    PyObject_HEAD
    Cue *cues;
    Py_UCS4 *letters;
    Py_ssize_t count, *heads;
    uint64_t mask;
    int sizes;                         /* a bit for each size of stem there is */
    int from_end;                      /* stems are the last characters */
    unsigned char shorts[BITS / 8];    /* what stems of one or two characters begin with */
    unsigned char fours[BITS / 8];     /* and longer ones: most places are ruled out by these */
} Cues;

/* Lines are widened before they are searched: a character costs half as much then. */
static inline Py_UCS4 of_wide(Text text, Py_ssize_t index)
{
    return ((const Py_UCS4 *)text.data)[index];
}

static inline uint64_t mixed(uint64_t hash, Py_UCS4 c)
{
    hash = (hash ^ c) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ (hash >> 29);
}

static inline uint64_t with_size(uint64_t hash, int size)
{
    hash = (hash + (uint64_t)size) * UINT64_C(0xBF58476D1CE4E5B9);
    return hash ^ (hash >> 32);
}

static inline unsigned place_of_two(Py_UCS4 one, Py_UCS4 two)
{
    return (one * 131 + two) & (BITS - 1);
}

static inline unsigned place_of_four(const Py_UCS4 *stem)
{
    return ((((stem[0] * 31 + stem[1]) * 37 + stem[2]) * 41 + stem[3]) * UINT32_C(2654435769)) >> 18;
}

static inline int has_bit(const unsigned char *bits, unsigned place)
{
    return (bits[place >> 3] >> (place & 7)) & 1;
}

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

/* Say whether no word goes on at an offset, as cues.ends_word does. */
static int ends_word(Text text, Py_ssize_t n)
{
    if (n >= text.length || !is_alnum(of_wide(text, n))) {
        return 1;
    }
    return !is_alnum(of_wide(text, n - 1)) || is_unspaced(of_wide(text, n - 1));
}

/* Say whether no word began before an offset, as cues.starts_word does. */
static int starts_word(Text text, Py_ssize_t n)
{
    if (n <= 0 || !is_alnum(of_wide(text, n - 1))) {
        return 1;
    }
    return !is_alnum(of_wide(text, n)) || is_unspaced(of_wide(text, n));
}

static int stands_at(const Cues *self, const Cue *cue, Text text, Py_ssize_t begin)
{
    if (begin < 0 || begin + cue->length > text.length) {
        return 0;
    }
    const Py_UCS4 *letters = self->letters + cue->begin;
    for (Py_ssize_t n = 0; n < cue->length; n++) {
        if (of_wide(text, begin + n) != letters[n]) {
            return 0;
        }
    }
    return 1;
}

static int add_numbers(PyObject *list, Py_ssize_t line, Py_ssize_t begin, Py_ssize_t which)
{
    Py_ssize_t numbers[] = {line, begin, which};
    for (int n = 0; n < 3; n++) {
        PyObject *value = PyLong_FromSsize_t(numbers[n]);
        int failed = value == NULL || PyList_Append(list, value) < 0;
        Py_XDECREF(value);
        if (failed) {
            return -1;
        }
    }
    return 0;
}

/* Add the cues with a stem; `stem` is where it begins. */
static int add_stem(const Cues *self, Text text, Py_ssize_t stem, uint64_t hash, int size, Py_ssize_t line,
                    PyObject *found)
{
    for (Py_ssize_t n = self->heads[hash & self->mask]; n >= 0; n = self->cues[n].next) {
        const Cue *cue = &self->cues[n];
        if (cue->hash != hash) {
            continue;
        }
        Py_ssize_t begin = self->from_end ? stem + size - cue->length : stem;
        if (stands_at(self, cue, text, begin) &&
            (self->from_end ? starts_word(text, begin) : ends_word(text, begin + cue->length)) &&
            add_numbers(found, line, begin, n) < 0) {
            return -1;
        }
    }
    return 0;
}

/* Say whether a stem may stand at an offset. */
static inline int may_begin(const Cues *self, Text text, Py_ssize_t begin)
{
    const Py_UCS4 *stem = (const Py_UCS4 *)text.data + begin;
    Py_ssize_t left = text.length - begin;
    return has_bit(self->shorts, place_of_two(stem[0], left > 1 ? stem[1] : 0)) ||
           (left >= 4 && has_bit(self->fours, place_of_four(stem)));
}

/* Add the cues that stand at an offset, those with the longest stems first. */
static int add_at(const Cues *self, Text text, Py_ssize_t begin, Py_ssize_t line, PyObject *found)
{
    uint64_t hashes[LONGEST + 1], hash = 0;
    Py_ssize_t left = Py_MIN(text.length - begin, LONGEST);
    for (int n = 1; n <= left; n++) {
        hashes[n] = hash = mixed(hash, of_wide(text, begin + n - 1));
    }
    for (int size = LONGEST; size; size /= 2) {
        if (size <= left && (self->sizes & size) &&
            add_stem(self, text, begin, with_size(hashes[size], size), size, line, found) < 0) {
            return -1;
        }
    }
    return 0;
}

static int look_at_head(const Cues *self, Text text, Py_ssize_t line, PyObject *found)
{
    return text.length && may_begin(self, text, 0) ? add_at(self, text, 0, line, found) : 0;
}

static int look_at_tail(const Cues *self, Text text, Py_ssize_t line, PyObject *found)
{
    for (int size = LONGEST; size; size /= 2) {
        if (size <= text.length && (self->sizes & size)) {
            uint64_t hash = 0;
            for (Py_ssize_t n = text.length - size; n < text.length; n++) {
                hash = mixed(hash, of_wide(text, n));
            }
            if (add_stem(self, text, text.length - size, with_size(hash, size), size, line, found) < 0) {
                return -1;
            }
        }
    }
    return 0;
}

static int look_within(const Cues *self, Text text, Py_ssize_t line, PyObject *found)
{
    int in_word = 0; /* the character before is of a word */
    for (Py_ssize_t n = 0; n < text.length; n++) {
        Py_UCS4 c = of_wide(text, n);
        int of_word = is_alnum(c);
        if (!(in_word && of_word && !is_unspaced(c)) && may_begin(self, text, n) && add_at(self, text, n, line, found) < 0) {
            return -1;
        }
        in_word = of_word;
    }
    return 0;
}

static PyObject *each_line(Cues *self, PyObject *list, int (*look)(const Cues *, Text, Py_ssize_t, PyObject *))
{
    PyObject *lines = checked_texts(list), *found = lines == NULL ? NULL : PyList_New(0);
    Py_UCS4 *wide = lines == NULL ? NULL : PyMem_New(Py_UCS4, longest_of(lines) + 1);
    if (wide == NULL) {
        Py_CLEAR(found);
    }
    for (Py_ssize_t n = 0; found != NULL && n < PySequence_Fast_GET_SIZE(lines); n++) {
        if (look(self, widened(PySequence_Fast_GET_ITEM(lines, n), wide), n, found) < 0) {
            Py_CLEAR(found);
        }
    }
    PyMem_Free(wide);
    Py_XDECREF(lines);
    return found;
}

static PyObject *at_ends(Cues *self, PyObject *lines)
{
    return each_line(self, lines, self->from_end ? look_at_tail : look_at_head);
}

static PyObject *within(Cues *self, PyObject *lines)
{
    return each_line(self, lines, look_within);
}

static PyMethodDef methods[] = {
    {"at_ends", (PyCFunction)at_ends, METH_O, "Find the cues that lines begin with, or end with."},
    {"within", (PyCFunction)within, METH_O, "Find the cues that stand in lines, from where a word may begin."},
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
