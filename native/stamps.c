/* Which folded lines may be date stamps or bylines: a look at how they begin rules out most. */

#include "rules.h"

static CharSet no_date, in_names; /* signs no date begins with, and those that stand in names */
static PyObject *byline = NULL, *particles = NULL; /* a filter; small words in names */
static Py_ssize_t letters_of_start, stamp_length, worded_stamp, field_length, debris_words, author_words;

static int has_number(Text left)
{
    for (Py_ssize_t n = 0; n < left.length; n++) {
        if (at(left, n) == '#') {
            return 1;
        }
    }
    return 0;
}

static int all_digits(Text text)
{
    for (Py_ssize_t n = 0; n < text.length; n++) {
        if (!Py_UNICODE_ISDIGIT(at(text, n))) {
            return 0;
        }
    }
    return text.length > 0;
}

static int is_letter(Py_UCS4 c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Say whether the letters of a stretch are a word of a set. */
static int is_among(PyObject *line, Py_ssize_t first, Py_ssize_t last, PyObject *words)
{
    PyObject *word = PyUnicode_Substring(line, first, last);
    int found = word == NULL ? -1 : PySet_Contains(words, word);
    Py_XDECREF(word);
    return found;
}

/* Say whether a folded line begins as a date may: with a sign, or with letters that words of dates begin with. */
static int may_begin(PyObject *left, PyObject *starts)
{
    Text text = text_of(left);
    Py_ssize_t size = Py_MIN(text.length, letters_of_start);
    for (Py_ssize_t n = 0; n < size; n++) {
        if (!is_letter(at(text, n))) {
            return 1;
        }
    }
    return size ? is_among(left, 0, size, starts) : 1;
}

/* Say whether each Latin word of a line may stand in a date. */
static int may_be_words(PyObject *line, PyObject *words)
{
    Text text = text_of(line);
    for (Py_ssize_t n = 0; n < text.length; n++) {
        if (at(text, n) == 0x130) { /* is looked up as "i" */
            return 1;
        }
    }
    for (Py_ssize_t n = 0; n < text.length; n++) {
        if (is_letter(at(text, n))) {
            Py_ssize_t first = n;
            while (n < text.length && is_letter(at(text, n))) {
                n++;
            }
            int found = is_among(line, first, n, words);
            if (found <= 0) {
                return found;
            }
        }
    }
    return 1;
}

/* Say whether a line is a word with a count in brackets, as archives have months: "December (20)" is no date. */
static int is_counted_word(Text text)
{
    Py_ssize_t n = 0, last = text.length - 1;
    while (n < last && is_letter(at(text, n))) {
        n++;
    }
    if (!n || n + 2 >= last || at(text, n) != ' ' || at(text, n + 1) != '(' || at(text, last) != ')') {
        return 0;
    }
    for (n += 2; n < last && is_digit(at(text, n)); n++) {
    }
    return n == last;
}

/* Say whether a line may begin with two names: behind the first stands another, or a particle. */
static int may_be_named(PyObject *line)
{
    Text text = text_of(line);
    Py_ssize_t n = 0;
    if (!Py_UNICODE_ISUPPER(at(text, 0))) {
        return 0;
    }
    while (n < text.length && (is_alnum(at(text, n)) || charset_has(&in_names, at(text, n)))) {
        n++;
    }
    Py_ssize_t first = n;
    while (first < text.length && (at(text, first) == ' ' || at(text, first) == 0xa0)) {
        first++;
    }
    if (first == n || first == text.length || !Py_UNICODE_ISALPHA(at(text, first))) {
        return 0;
    }
    if (Py_UNICODE_ISUPPER(at(text, first))) {
        return 1;
    }
    for (n = first; n < text.length && Py_UNICODE_ISALPHA(at(text, n)); n++) {
    }
    return is_among(line, first, n, particles);
}

/* Say whether one of the cues found in a line is of a byline. */
static int has_byline(PyObject *hits)
{
    for (Py_ssize_t n = 0; n < PyTuple_GET_SIZE(hits); n++) {
        PyObject *rule = rule_of(PyTuple_GET_ITEM(hits, n));
        if (rule == NULL) {
            return -1;
        }
        if (PyUnicode_Compare(PyTuple_GET_ITEM(rule, RULE_FILTER), byline) == 0) {
            return 1;
        }
    }
    return 0;
}

static int may_say(PyObject *facts, PyObject *left, PyObject *starts, PyObject *words)
{
    PyObject *line = slot(facts, facts_places[TEXT]), *hits = slot(facts, facts_places[HITS]);
    PyObject *count = slot(facts, facts_places[WORDS]);
    if (line == NULL || hits == NULL || count == NULL || !PyUnicode_Check(line) || !PyTuple_Check(hits)) {
        PyErr_SetString(PyExc_TypeError, "a list of Facts is asked for");
        return -1;
    }
    Text text = text_of(line);
    int numbered = has_number(text_of(left));
    if (!text.length || text.length > stamp_length || charset_has(&no_date, at(text, 0)) || all_digits(text)) {
        return 0;
    }
    if (text.length <= field_length) {
        int led = has_byline(hits);
        if (led) {
            return led;
        }
        long size = numbered ? PyLong_AsLong(count) : 0;
        if (size > debris_words && size <= author_words) {
            int named = may_be_named(line);
            if (named) {
                return named;
            }
        }
    }
    if ((!numbered && text.length > worded_stamp) || is_counted_word(text)) {
        return 0;
    }
    int begins = may_begin(left, starts);
    return begins > 0 ? may_be_words(line, words) : begins;
}

static PyObject *may_say_something(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *lines, *lefts, *starts, *words;
    if (!PyArg_ParseTuple(args, "O!O!O!O!", &PyList_Type, &lines, &PyList_Type, &lefts, &PyFrozenSet_Type, &starts,
                          &PyFrozenSet_Type, &words)) {
        return NULL;
    }
    if (PyList_GET_SIZE(lines) != PyList_GET_SIZE(lefts)) {
        PyErr_SetString(PyExc_ValueError, "each line has its folded form");
        return NULL;
    }
    PyObject *found = PyList_New(0);
    for (Py_ssize_t n = 0; found != NULL && n < PyList_GET_SIZE(lines); n++) {
        int may = may_say(PyList_GET_ITEM(lines, n), PyList_GET_ITEM(lefts, n), starts, words);
        PyObject *number = may > 0 ? PyLong_FromSsize_t(n) : NULL;
        if (may < 0 || (may && (number == NULL || PyList_Append(found, number) < 0))) {
            Py_CLEAR(found);
        }
        Py_XDECREF(number);
    }
    return found;
}

static PyObject *prepare_stamps(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *signs, *within, *small, *name;
    if (!PyArg_ParseTuple(args, "UUO!Unnnnnn", &signs, &within, &PyFrozenSet_Type, &small, &name, &letters_of_start, &stamp_length, &worded_stamp, &field_length,
                          &debris_words, &author_words)) {
        return NULL;
    }
    charset_fill(&no_date, signs);
    charset_fill(&in_names, within);
    Py_XSETREF(byline, Py_NewRef(name));
    Py_XSETREF(particles, Py_NewRef(small));
    Py_RETURN_NONE;
}

PyMethodDef stamps_methods[] = {
    {"prepare_stamps", prepare_stamps, METH_VARARGS, "Take in the signs no date begins with, and lengths."},
    {"may_say_something", may_say_something, METH_VARARGS,
     "Give the numbers of the lines that may be a date stamp or a byline."},
    {NULL, NULL, 0, NULL},
};
