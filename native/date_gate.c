/* Which lines may be nothing but a date stamp: what date_gates.may_be_stamp says, word for word. */

#include "dates.h"

static PyObject *letters = NULL, *last_words = NULL, *words = NULL, *heads = NULL;
static Py_ssize_t longest, longest_worded;

static int is_latin(Py_UCS4 c)
{
    return (c | 32) - 'a' < 26u;
}

/* Digits of the scripts that date stamps are written in. */
static int is_date_digit(Py_UCS4 c)
{
    return c - '0' < 10u || c - 0x660 < 10u || c - 0x6f0 < 10u || c - 0xff10 < 10u;
}

/* Look a stretch of a line up in a set or a dict, in small letters or as it is. */
static int is_one_of(PyObject *all, Text text, Py_ssize_t first, Py_ssize_t last, int small)
{
    Py_UCS4 word[MOST_OF_STAMP];
    for (Py_ssize_t n = first; n < last; n++) {
        Py_UCS4 c = at(text, n);
        word[n - first] = small ? Py_UNICODE_TOLOWER(c) : c;
    }
    Py_ssize_t size = small && is_spaceless(word[0]) ? 1 : last - first;
    PyObject *key = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, word, size);
    int found = key == NULL ? -1 : PySequence_Contains(all, key);
    Py_XDECREF(key);
    return found;
}

/* Say whether every Latin word may stand in a date; note whether there is one, and one of those that end dates. */
static int may_be_worded(Text text, int *worded, int *ending)
{
    for (Py_ssize_t n = 0; n < text.length; n++) {
        if (!is_latin(at(text, n))) {
            continue;
        }
        Py_ssize_t first = n;
        while (n < text.length && is_latin(at(text, n))) {
            n++;
        }
        int found = is_one_of(letters, text, first, n, 0);
        if (found <= 0) {
            return found;
        }
        *worded = 1;
        int ends = *ending ? 1 : is_one_of(last_words, text, first, n, 1);
        if (ends < 0) {
            return ends;
        }
        *ending = ends;
    }
    return 1;
}

/* Say whether a line without letters has the signs of a time or a date. */
static int has_signs(Text text)
{
    int dashes = 0, slashes = 0, dots = 0;
    for (Py_ssize_t n = 0; n < text.length; n++) {
        Py_UCS4 c = at(text, n);
        if (c == ':') {
            return 1;
        }
        dashes += c == '-';
        slashes += c == '/';
        dots += c == '.';
    }
    return dashes > 1 || slashes > 1 || dots > 1;
}

/* Say whether a line begins with a digit or a word that dates begin with, behind three signs at most. */
static int has_head(Text text)
{
    Py_ssize_t n = 0;
    while (n < text.length && !is_alnum(at(text, n))) {
        n++;
    }
    if (n > 3 || n == text.length) {
        return 0;
    }
    if (is_digit(at(text, n))) {
        return 1;
    }
    Py_ssize_t first = n;
    while (n < text.length && is_alnum(at(text, n)) && !is_digit(at(text, n)) && at(text, n) != 0x2bc) {
        n++;
    }
    if (n == first) {
        return 0; /* the apostrophe that is a letter */
    }
    int found = is_one_of(words, text, first, n, 0);
    return found ? found : is_one_of(heads, text, first, n, 1);
}

int may_be_stamp(PyObject *line)
{
    Text text = text_of(line);
    if (text.length < 2 || text.length > longest) {
        return 0;
    }
    int plain = PyUnicode_IS_ASCII(line), digits = 0, worded = 0, ending = 0;
    for (Py_ssize_t n = 0; n < text.length; n++) {
        Py_UCS4 c = at(text, n);
        if (c == 0x130 || c == 0x3a3) {
            return ASK_PYTHON; /* their small letters hang on what they are for, or where they stand */
        }
        digits |= is_date_digit(c);
    }
    int may = may_be_worded(text, &worded, &ending);
    if (may <= 0) {
        return may;
    }
    if (plain && !worded) {
        return has_signs(text);
    }
    if (!digits && (text.length > longest_worded || (plain && !ending))) {
        return 0;
    }
    return has_head(text);
}

int learn_gate(PyObject *const *sets, PyObject *phrases, Py_ssize_t most, Py_ssize_t most_worded)
{
    if (most > MOST_OF_STAMP) {
        PyErr_SetString(PyExc_ValueError, "no date stamp is that long");
        return -1;
    }
    Py_XSETREF(letters, Py_NewRef(sets[0]));
    Py_XSETREF(last_words, Py_NewRef(sets[1]));
    Py_XSETREF(words, Py_NewRef(sets[2]));
    Py_XSETREF(heads, Py_NewRef(phrases));
    longest = most;
    longest_worded = most_worded;
    return 0;
}
