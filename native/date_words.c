/* Tokens of dates that are words or signs, looked up among the phrases of all languages. */

#include "dates.h"

static PyObject *phrases = NULL, *entries = NULL;
static Signs signs;
static Py_UCS4 other; /* the kind of what has no part in a date */

/* Take a token in, and the reference to what it says; 0 for one too many, or none that dates have. */
int add_token(Reading *reading, Py_UCS4 kind, int start, int end, PyObject *value)
{
    if (value == NULL) {
        return -1;
    }
    if (reading->count == MOST_TOKENS || (reading->whole && kind == other)) {
        Py_DECREF(value);
        return reading->whole ? 0 : ASK_PYTHON;
    }
    reading->kinds[reading->count] = kind;
    reading->starts[reading->count] = start;
    reading->ends[reading->count] = end;
    reading->values[reading->count++] = value;
    return 1;
}

int add_other(Reading *reading, int start, int end, PyObject *value)
{
    return add_token(reading, other, start, end, value);
}

/* Say whether a phrase stands at a place and does not end inside a word or a number. */
static int stands_at(const Reading *reading, int start, Text phrase)
{
    if (!phrase.length || phrase.length > reading->length - start) {
        return 0;
    }
    for (Py_ssize_t n = 0; n < phrase.length; n++) {
        if (at(phrase, n) != reading->text[start + n]) {
            return 0;
        }
    }
    if (start + phrase.length == reading->length) {
        return 1;
    }
    Py_UCS4 last = at(phrase, phrase.length - 1), after = reading->text[start + phrase.length];
    return is_spaceless(last) || is_spaceless(after) ||
           !((Py_UNICODE_ISALPHA(last) && Py_UNICODE_ISALPHA(after)) ||
             (Py_UNICODE_ISDIGIT(last) && Py_UNICODE_ISDIGIT(after)));
}

/* Tell how a stretch is written: 0 small, 1 with a capital, 2 in capitals. */
static int form_of(Text line, int start, Py_ssize_t length)
{
    if (!Py_UNICODE_ISUPPER(at(line, start))) {
        return 0;
    }
    for (Py_ssize_t n = start; n < start + length; n++) {
        if (Py_UNICODE_ISLOWER(at(line, n)) || Py_UNICODE_ISTITLE(at(line, n))) {
            return 1;
        }
    }
    return 2;
}

/* Find the longest phrase that begins at a place, of those with one head: [text, characters, number of entry]. */
static PyObject *longest_phrase(const Reading *reading, PyObject *known, int start)
{
    for (Py_ssize_t n = 0; n < PyList_GET_SIZE(known); n++) {
        PyObject *phrase = PyList_GET_ITEM(known, n);
        if (!PyList_Check(phrase) || PyList_GET_SIZE(phrase) != 3 || !PyUnicode_Check(PyList_GET_ITEM(phrase, 0)) ||
            !PyUnicode_Check(PyList_GET_ITEM(phrase, 1)) || PyUnicode_GET_LENGTH(PyList_GET_ITEM(phrase, 1)) != 6) {
            PyErr_SetString(PyExc_TypeError, "a phrase is a text, its characters and a number");
            return NULL;
        }
        if (stands_at(reading, start, text_of(PyList_GET_ITEM(phrase, 0)))) {
            return phrase;
        }
    }
    return NULL;
}

/* Add a word or a sign: a phrase of dates, or a sign between them. */
int add_word(Reading *reading, Text line, int start, int end)
{
    Py_ssize_t head = is_spaceless(reading->text[start]) ? 1 : end - start;
    PyObject *key = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, reading->text + start, head);
    PyObject *known = key == NULL ? NULL : PyDict_GetItemWithError(phrases, key), *phrase = NULL;
    Py_XDECREF(key);
    if (known != NULL && PyList_Check(known)) {
        phrase = longest_phrase(reading, known, start);
    }
    if (PyErr_Occurred()) {
        return -1;
    }
    if (phrase == NULL) {
        Py_UCS4 kind = end - start == 1 ? looked_up(&signs, reading->text[start], other) : other;
        return kind == other && reading->whole ? 0 : add_token(reading, kind, start, end, PyDict_New());
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(PyList_GET_ITEM(phrase, 0));
    Py_ssize_t number = PyLong_AsSsize_t(PyList_GET_ITEM(phrase, 2));
    if (number < 0 || number >= PyList_GET_SIZE(entries)) {
        PyErr_SetString(PyExc_IndexError, "no such entry");
        return -1;
    }
    Py_UCS4 kind = PyUnicode_READ_CHAR(PyList_GET_ITEM(phrase, 1), 3 * reading->whole + form_of(line, start, length));
    return add_token(reading, kind, start, start + (int)length, Py_NewRef(PyList_GET_ITEM(entries, number)));
}

int learn_signs(Signs *learnt, PyObject *from, PyObject *to)
{
    Py_ssize_t count = PyUnicode_GET_LENGTH(from);
    if (count > MOST_SIGNS || count != PyUnicode_GET_LENGTH(to)) {
        PyErr_SetString(PyExc_ValueError, "too many signs, or not one for each");
        return -1;
    }
    for (Py_ssize_t n = 0; n < count; n++) {
        learnt->from[n] = PyUnicode_READ_CHAR(from, n);
        learnt->to[n] = PyUnicode_READ_CHAR(to, n);
    }
    learnt->count = (int)count;
    return 0;
}

int learn_phrases(PyObject *index, PyObject *facts, PyObject *from, PyObject *to, Py_UCS4 other_kind)
{
    if (learn_signs(&signs, from, to) < 0) {
        return -1;
    }
    other = other_kind;
    Py_XSETREF(phrases, Py_NewRef(index));
    Py_XSETREF(entries, Py_NewRef(facts));
    return 0;
}
