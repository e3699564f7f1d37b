/* What a name of a person looks like: what the pattern in names.py finds. */

#include "rows.h"

#define NAME_LENGTH 60
#define MOST_PARTICLES 40
#define MOST_LETTERS 6

static CharSet capitals;
static struct {
    Py_UCS4 letters[MOST_LETTERS];
    Py_ssize_t length;
} particles[MOST_PARTICLES];
static int known_particles = 0;

static inline int is_gap(Py_UCS4 c)
{
    return c == ' ' || c == 0xa0;
}

static inline int is_letter(Py_UCS4 c)
{
    return is_alnum(c) || c == '_';
}

/* Say whether a word is a name: a capital, and letters behind it. */
static int may_be_name(Text text, Py_ssize_t begin, Py_ssize_t end)
{
    if (!charset_has(&capitals, at(text, begin))) {
        return 0;
    }
    Py_UCS4 c = 'a';
    for (Py_ssize_t n = begin + 1; n < end; n++) {
        c = at(text, n);
        if (!is_letter(c) && c != '\'' && c != 0x2019 && c != '.' && c != '-') {
            return 0;
        }
    }
    return is_letter(c) || c == '.';
}

static int is_particle(Text text, Py_ssize_t begin, Py_ssize_t end)
{
    for (int n = 0; n < known_particles; n++) {
        Py_ssize_t same = 0;
        while (same < particles[n].length && begin + same < end && particles[n].letters[same] == at(text, begin + same)) {
            same++;
        }
        if (same == particles[n].length && begin + same == end) {
            return 1;
        }
    }
    return 0;
}

/* Say whether a text is a name of two to five words, with particles before them.
 *
 * The bits of `counts` say of how many words what was read may be: "St." is a word, or a particle.
 */
int is_person(Text text)
{
    if (text.length > NAME_LENGTH) {
        return 0;
    }
    unsigned counts = 0, ended = 0;
    int led = 0; /* a particle leads, behind which one space stands */
    for (Py_ssize_t begin = 0; begin < text.length;) {
        Py_ssize_t end = begin, next;
        while (end < text.length && !is_gap(at(text, end))) {
            end++;
        }
        for (next = end; next < text.length && is_gap(at(text, next));) {
            next++;
        }
        int name = end > begin && may_be_name(text, begin, end), particle = is_particle(text, begin, end);
        ended = name ? counts << 1 : 0;
        if (name && (begin == 0 || led)) {
            ended |= 1 << 1;
        }
        counts = ended | (particle ? counts : 0);
        led = particle && begin == 0 && next == end + 1 && at(text, end) == ' ';
        if (!counts && !led) {
            return 0;
        }
        if (next == text.length && next > end) {
            return 0;
        }
        begin = next;
    }
    return (ended & 0x3c) != 0;
}

void charset_fill_ranges(CharSet *set, Text text)
{
    for (Py_ssize_t n = 0; n < text.length; n++) {
        Py_UCS4 first = at(text, n), last = first;
        if (n + 2 < text.length && at(text, n + 1) == '-') {
            last = at(text, n += 2);
        }
        for (; first <= last && first < 0x10000; first++) {
            set->low[first >> 3] |= (unsigned char)(1 << (first & 7));
        }
    }
}

static PyObject *prepare_names(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *letters, *list, *words;
    if (!PyArg_ParseTuple(args, "UO", &letters, &list) || (words = checked_texts(list)) == NULL) {
        return NULL;
    }
    charset_fill_ranges(&capitals, text_of(letters));
    known_particles = 0;
    for (Py_ssize_t n = 0; n < PySequence_Fast_GET_SIZE(words) && n < MOST_PARTICLES; n++) {
        Text word = text_of(PySequence_Fast_GET_ITEM(words, n));
        particles[n].length = Py_MIN(word.length, MOST_LETTERS);
        for (Py_ssize_t letter = 0; letter < particles[n].length; letter++) {
            particles[n].letters[letter] = at(word, letter);
        }
        known_particles++;
    }
    Py_DECREF(words);
    Py_RETURN_NONE;
}

static PyObject *is_person_of(PyObject *self, PyObject *text)
{
    UNUSED(self);
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "a str is asked for");
        return NULL;
    }
    return PyBool_FromLong(is_person(text_of(text)));
}

PyMethodDef names_methods[] = {
    {"prepare_names", prepare_names, METH_VARARGS, "Take in the capitals of names, as in brackets of a pattern, and particles."},
    {"is_person", is_person_of, METH_O, "Say whether a text is shaped like one person's name."},
    {NULL, NULL, 0, NULL},
};
