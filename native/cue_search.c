/* Find the cues that lines begin with, end with or hold. */

#include "cues.h"

/* Lines are widened before they are searched: a character costs half as much then. */
static inline Py_UCS4 of_wide(Text text, Py_ssize_t index)
{
    return ((const Py_UCS4 *)text.data)[index];
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

/* What is found in one line: where cues stand. */
typedef struct {
    Py_ssize_t begin, end, which;
} Place;

typedef struct {
    Place *places;
    Py_ssize_t count, room;
} Found;

static int add_place(Found *found, Py_ssize_t begin, Py_ssize_t end, Py_ssize_t which)
{
    if (found->count == found->room) {
        Py_ssize_t room = 2 * found->room + 16;
        Place *places = PyMem_Resize(found->places, Place, room);
        if (places == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        found->places = places;
        found->room = room;
    }
    found->places[found->count++] = (Place){begin, end, which};
    return 0;
}

/* By where they end, the longest first, as an automaton finds them. */
static int compare(const void *one, const void *two)
{
    const Place *a = one, *b = two;
    Py_ssize_t less = a->end - b->end;
    less = less ? less : a->begin - b->begin;
    less = less ? less : a->which - b->which;
    return (less > 0) - (less < 0);
}

/* Add the cues with a stem; `stem` is where it begins. */
static int add_stem(const Cues *self, Text text, Py_ssize_t stem, uint64_t hash, int size, Found *found)
{
    for (Py_ssize_t n = self->heads[hash & self->mask]; n >= 0; n = self->cues[n].next) {
        const Cue *cue = &self->cues[n];
        if (cue->hash != hash) {
            continue;
        }
        Py_ssize_t begin = self->from_end ? stem + size - cue->length : stem;
        if (stands_at(self, cue, text, begin) &&
            (self->from_end ? starts_word(text, begin) : ends_word(text, begin + cue->length)) &&
            add_place(found, begin, begin + cue->length, n) < 0) {
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
static int add_at(const Cues *self, Text text, Py_ssize_t begin, Found *found)
{
    uint64_t hashes[LONGEST + 1], hash = 0;
    Py_ssize_t left = Py_MIN(text.length - begin, LONGEST);
    for (int n = 1; n <= left; n++) {
        hashes[n] = hash = mixed(hash, of_wide(text, begin + n - 1));
    }
    for (int size = LONGEST; size; size /= 2) {
        if (size <= left && (self->sizes & size) &&
            add_stem(self, text, begin, with_size(hashes[size], size), size, found) < 0) {
            return -1;
        }
    }
    return 0;
}

static int look_at_head(const Cues *self, Text text, Found *found)
{
    return text.length && may_begin(self, text, 0) ? add_at(self, text, 0, found) : 0;
}

static int look_at_tail(const Cues *self, Text text, Found *found)
{
    for (int size = LONGEST; size; size /= 2) {
        if (size <= text.length && (self->sizes & size)) {
            uint64_t hash = 0;
            for (Py_ssize_t n = text.length - size; n < text.length; n++) {
                hash = mixed(hash, of_wide(text, n));
            }
            if (add_stem(self, text, text.length - size, with_size(hash, size), size, found) < 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* Look where a word may begin: anywhere but behind a letter or digit, and between signs of scripts without spaces. */
static int look_within(const Cues *self, Text text, Found *found)
{
    for (Py_ssize_t n = 0; n < text.length;) {
        if (may_begin(self, text, n) && add_at(self, text, n, found) < 0) {
            return -1;
        }
        Py_UCS4 c = of_wide(text, n++);
        if (is_alnum(c)) {
            while (n < text.length && is_alnum(of_wide(text, n)) && !is_unspaced(of_wide(text, n))) {
                n++;
            }
        }
    }
    return 0;
}

static int add_to(PyObject *all, Py_ssize_t line, const Cues *self, const Found *found)
{
    PyObject *number = found->count ? PyLong_FromSsize_t(line) : NULL;
    for (Py_ssize_t n = 0; number != NULL && n < found->count; n++) {
        if (add_pair(all, number, PyList_GET_ITEM(self->pairs, found->places[n].which)) < 0) {
            Py_CLEAR(number);
        }
    }
    int failed = found->count && number == NULL;
    Py_XDECREF(number);
    return failed ? -1 : 0;
}

static PyObject *each_line(Cues *self, PyObject *args, int (*look)(const Cues *, Text, Found *), int sorted)
{
    PyObject *list, *all;
    if (!PyArg_ParseTuple(args, "OO!", &list, &PyDict_Type, &all)) {
        return NULL;
    }
    PyObject *lines = checked_texts(list);
    Py_UCS4 *wide = lines == NULL ? NULL : PyMem_New(Py_UCS4, longest_of(lines) + 1);
    Found found = {NULL, 0, 0};
    int failed = wide == NULL;
    for (Py_ssize_t n = 0; !failed && n < PySequence_Fast_GET_SIZE(lines); n++) {
        found.count = 0;
        failed = look(self, widened(PySequence_Fast_GET_ITEM(lines, n), wide), &found) < 0;
        if (sorted && found.count > 1) {
            qsort(found.places, (size_t)found.count, sizeof *found.places, compare);
        }
        failed = failed || add_to(all, n, self, &found) < 0;
    }
    PyMem_Free(found.places);
    PyMem_Free(wide);
    Py_XDECREF(lines);
    if (failed) {
        return PyErr_Occurred() ? NULL : PyErr_NoMemory();
    }
    Py_RETURN_NONE;
}

PyObject *cues_at_ends(Cues *self, PyObject *args)
{
    return each_line(self, args, self->from_end ? look_at_tail : look_at_head, 0);
}

PyObject *cues_within(Cues *self, PyObject *args)
{
    return each_line(self, args, look_within, 1);
}
