/* Split a line into the tokens of dates: what date_shapes.Shapes.read does, for the lines without rarities. */

#include "dates.h"

static PyObject *number_key = NULL, *text_key = NULL;
static Py_UCS4 of_number[61], of_kind[DOTCLOCK + 1]; /* characters of kinds */
static Signs plain_forms;

/* Say whether a line is short, and no small letter hangs on what it is for, or where it stands. */
static int is_foldable(PyObject *line)
{
    Text text = text_of(line);
    if (text.length > MOST_OF_STAMP) {
        return 0;
    }
    for (Py_ssize_t n = 0; n < text.length; n++) {
        if (at(text, n) == 0x130 || at(text, n) == 0x3a3) {
            return 0;
        }
    }
    return 1;
}

/* Fold a line as date_shapes.fold_signs does; 0 where marks stand in it that tokens may hold. */
static int fold_line(PyObject *line, Reading *reading)
{
    Text text = text_of(line);
    reading->length = (int)text.length;
    for (Py_ssize_t n = 0; n < text.length; n++) {
        Py_UCS4 c = at(text, n);
        if (c >= 128) {
            c = Py_UNICODE_TOLOWER(c);
            if (c >= 128 && is_digit(c)) {
                c = '0' + (Py_UCS4)Py_UNICODE_TODECIMAL(c);
            } else if (c >= 128) {
                c = looked_up(&plain_forms, c, c);
            }
        } else if (c - 'A' < 26u) {
            c += 32;
        }
        if (c == 0x7f) {
            return 0;
        }
        reading->text[n] = c;
    }
    return 1;
}

/* Give {key: value}, and take the reference to the value over. */
static PyObject *entry_of(PyObject *key, PyObject *value)
{
    PyObject *entry = value == NULL ? NULL : PyDict_New();
    if (entry != NULL && PyDict_SetItem(entry, key, value) < 0) {
        Py_CLEAR(entry);
    }
    Py_XDECREF(value);
    return entry;
}

static PyObject *text_between(const Reading *reading, int start, int end)
{
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, reading->text + start, end - start);
}

static int add_digits(Reading *reading, int start)
{
    Digits found = read_digits(reading->text, reading->length, start);
    if (found.kind == UNSURE || (found.kind == NO_TOKEN && reading->whole)) {
        return found.kind == UNSURE ? ASK_PYTHON : 0;
    }
    if (found.kind == NO_TOKEN) {
        int end = junk_end(reading->text, reading->length, start);
        return add_other(reading, start, end, entry_of(text_key, text_between(reading, start, end)));
    }
    if (found.kind != NUMBER && found.kind != YEAR) {
        PyObject *entry = entry_of(text_key, text_between(reading, start, found.end));
        if (found.kind == FULL && !reading->whole && is_loose(reading->text, start, found.end)) {
            return add_other(reading, start, found.end, entry);
        }
        return add_token(reading, of_kind[found.kind], start, found.end, entry);
    }
    long number = 0;
    for (int n = start; n < found.end; n++) {
        number = 10 * number + (long)(reading->text[n] - '0');
    }
    Py_UCS4 kind = found.kind == YEAR ? of_kind[YEAR] : of_number[number < 60 ? number : 60];
    return add_token(reading, kind, start, found.end, entry_of(number_key, PyLong_FromLong(number)));
}

static int begins(const Reading *reading, int start, const char *word)
{
    int n = start;
    for (; *word && n < reading->length && reading->text[n] == (Py_UCS4)*word; n++, word++) {
    }
    return *word ? 0 : n;
}

/* Say whether an address or a zone with an offset may begin here: the pattern knows them. */
static int is_rare(const Reading *reading, int start)
{
    if (begins(reading, start, "http") || begins(reading, start, "www.")) {
        return 1;
    }
    int end = Py_MAX(begins(reading, start, "gmt"), begins(reading, start, "utc"));
    if (end && end < reading->length && Py_UNICODE_ISSPACE(reading->text[end])) {
        end++;
    }
    return end && end < reading->length && (reading->text[end] == '+' || reading->text[end] == '-');
}

/* Read the tokens: 1, 0 where one has no part in a date but must, ASK_PYTHON, -1 with an error. */
static int read_line(Reading *reading, Text line)
{
    int n = 0, added = 1;
    while (added == 1 && n < reading->length) {
        Py_UCS4 c = reading->text[n];
        if (Py_UNICODE_ISSPACE(c)) {
            n++;
            continue;
        }
        if (is_rare(reading, n)) {
            return ASK_PYTHON;
        }
        if (c - '0' < 10u) {
            added = add_digits(reading, n);
        } else {
            int end = n;
            while (end < reading->length && is_alnum(reading->text[end]) && !is_digit(reading->text[end])) {
                end++;
            }
            added = add_word(reading, line, n, Py_MAX(end, n + 1));
        }
        n = added == 1 ? reading->ends[reading->count - 1] : n;
    }
    return added;
}

static PyObject *numbers_of(const int *numbers, int count)
{
    PyObject *list = PyList_New(count);
    for (int n = 0; list != NULL && n < count; n++) {
        PyObject *number = PyLong_FromLong(numbers[n]);
        if (number == NULL) {
            Py_CLEAR(list);
        } else {
            PyList_SET_ITEM(list, n, number);
        }
    }
    return list;
}

static PyObject *tokens_of(const Reading *reading)
{
    PyObject *values = PyList_New(reading->count);
    for (int n = 0; values != NULL && n < reading->count; n++) {
        PyList_SET_ITEM(values, n, Py_NewRef(reading->values[n]));
    }
    PyObject *kinds = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, reading->kinds, reading->count);
    PyObject *starts = numbers_of(reading->starts, reading->count), *ends = numbers_of(reading->ends, reading->count);
    PyObject *tokens = NULL;
    if (values != NULL && kinds != NULL && starts != NULL && ends != NULL) {
        tokens = PyTuple_Pack(4, kinds, starts, ends, values);
    }
    Py_XDECREF(kinds);
    Py_XDECREF(starts);
    Py_XDECREF(ends);
    Py_XDECREF(values);
    return tokens;
}

/* Read a line that may be what is looked for. */
static PyObject *read_tokens(PyObject *line, int may, int whole)
{
    Reading reading;
    reading.count = 0;
    reading.whole = whole;
    if (may == 1) {
        may = fold_line(line, &reading) ? read_line(&reading, text_of(line)) : ASK_PYTHON;
    }
    PyObject *tokens = NULL;
    if (may >= 0) {
        tokens = may == 1 ? tokens_of(&reading) : Py_NewRef(may ? Py_None : Py_False);
    }
    for (int n = 0; n < reading.count; n++) {
        Py_DECREF(reading.values[n]);
    }
    return tokens;
}

static int is_line(PyObject *line)
{
    if (!PyUnicode_Check(line) || text_key == NULL) {
        PyErr_SetString(PyExc_TypeError, "a str is asked for, and the words of dates before");
        return 0;
    }
    return 1;
}

/* Give the tokens of a line that may be all date, False for one that is none, None for one to be read in Python. */
static PyObject *stamp_tokens(PyObject *self, PyObject *line)
{
    UNUSED(self);
    return is_line(line) ? read_tokens(line, may_be_stamp(line), 1) : NULL;
}

/* Give the tokens of any line, None for one to be read in Python. */
static PyObject *date_tokens(PyObject *self, PyObject *line)
{
    UNUSED(self);
    return is_line(line) ? read_tokens(line, is_foldable(line) ? 1 : ASK_PYTHON, 0) : NULL;
}

static PyObject *prepare_dates(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *index, *facts, *sets[3], *numbers, *kinds, *from[2], *to[2];
    Py_ssize_t most, most_worded;
    if (!PyArg_ParseTuple(args, "O!O!(O!O!O!)UU(UU)(UU)nn", &PyDict_Type, &index, &PyList_Type, &facts,
                          &PyFrozenSet_Type, &sets[0], &PyFrozenSet_Type, &sets[1], &PyFrozenSet_Type, &sets[2],
                          &numbers, &kinds, &from[0], &to[0], &from[1], &to[1], &most, &most_worded)) {
        return NULL;
    }
    if (PyUnicode_GET_LENGTH(numbers) != 61 || PyUnicode_GET_LENGTH(kinds) != 5) {
        PyErr_SetString(PyExc_ValueError, "the characters of 61 numbers and five kinds are asked for");
        return NULL;
    }
    Py_UCS4 other = PyUnicode_READ_CHAR(kinds, 4);
    if (learn_phrases(index, facts, from[0], to[0], other) < 0 || learn_signs(&plain_forms, from[1], to[1]) < 0 ||
        learn_gate(sets, index, most, most_worded) < 0) {
        return NULL;
    }
    for (int n = 0; n < 61; n++) {
        of_number[n] = PyUnicode_READ_CHAR(numbers, n);
    }
    for (int n = YEAR; n <= DOTCLOCK; n++) {
        of_kind[n] = PyUnicode_READ_CHAR(kinds, n - YEAR);
    }
    Py_XSETREF(number_key, PyUnicode_InternFromString("number"));
    Py_XSETREF(text_key, PyUnicode_InternFromString("text"));
    return number_key == NULL || text_key == NULL ? NULL : Py_NewRef(Py_None);
}

PyMethodDef dates_methods[] = {
    {"prepare_dates", prepare_dates, METH_VARARGS, "Take in the words of dates and the characters of their kinds."},
    {"stamp_tokens", stamp_tokens, METH_O, "Split a line that may be all date into tokens."},
    {"date_tokens", date_tokens, METH_O, "Split any line into the tokens of dates."},
    {NULL, NULL, 0, NULL},
};
