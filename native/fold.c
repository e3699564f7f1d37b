/* Fold lines as cues are folded: what features.fold_all does, character by character. */

#include "native.h"

#define MOST_PLAIN 32

static CharSet decoration, special;
static Py_UCS4 found[MOST_PLAIN], plain[MOST_PLAIN]; /* signs with a plainer form, and that form */
static int plains = 0;
static Py_UCS1 small[128]; /* letters of ASCII made small, other signs as they are; 0 for digits, breaks and tabs */
static PyObject *in_python = NULL; /* folds the lines whose signs hang on what stands around them */

static inline Py_UCS4 lower(Py_UCS4 c)
{
    if (c < 128) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    if (charset_has(&special, c)) {
        for (int n = 0; n < plains; n++) {
            if (found[n] == c) {
                return plain[n];
            }
        }
    }
    return Py_UNICODE_TOLOWER(c);
}

/* Write a number as "#": digits, with stops and commas between them. Give where it ends. */
static inline Py_ssize_t behind_number(Text text, Py_ssize_t n)
{
    Py_ssize_t end = n + 1;
    for (n = end; n < text.length; n++) {
        Py_UCS4 c = at(text, n);
        if (is_digit(c)) {
            end = n + 1;
        } else if (c != '.' && c != ',') {
            break;
        }
    }
    return end;
}

/* Leave single spaces between words and none around them. */
static Py_ssize_t squeeze(Py_UCS4 *line, Py_ssize_t length)
{
    Py_ssize_t size = 0;
    int apart = 0;
    for (Py_ssize_t n = 0; n < length; n++) {
        if (Py_UNICODE_ISSPACE(line[n])) {
            apart = size > 0;
        } else {
            if (apart) {
                line[size++] = ' ';
                apart = 0;
            }
            line[size++] = line[n];
        }
    }
    return size;
}

/* Fold a line into `out`; -1 where Python must: a sigma at the end of a word, a line of preformatted text. */
static Py_ssize_t fold_line(Text text, Py_UCS4 *out, int *ascii)
{
    Py_ssize_t size = 0;
    Py_UCS4 before = 0, all = 0;
    int spaced = 0;
    for (Py_ssize_t n = 0; n < text.length;) {
        Py_UCS4 c = at(text, n);
        if (c == 0 || c == '\n' || c == 0x3a3) {
            return -1;
        }
        if (is_digit(c)) {
            n = behind_number(text, n);
            c = '#';
        } else {
            n++;
            c = lower(c);
        }
        spaced |= c == '\t' || (c == ' ' && before == ' ');
        all |= c;
        out[size++] = before = c;
    }
    *ascii = all < 128;
    return spaced ? squeeze(out, size) : size;
}

/* Give where a number in a line of ASCII ends: digits, with stops and commas between them. */
static Py_ssize_t behind_plain_number(const Py_UCS1 *line, Py_ssize_t length, Py_ssize_t n)
{
    Py_ssize_t end = n + 1;
    for (n = end; n < length && (is_digit(line[n]) || line[n] == '.' || line[n] == ','); n++) {
        end = is_digit(line[n]) ? n + 1 : end;
    }
    return end;
}

/* Fold a line of ASCII into `out`; -1 as above, -2 where spaces are to be squeezed. */
static Py_ssize_t fold_plain(const Py_UCS1 *line, Py_ssize_t length, Py_UCS1 *out)
{
    Py_ssize_t size = 0;
    int spaced = 0;
    Py_UCS1 before = 0;
    for (Py_ssize_t n = 0; n < length; n++) {
        Py_UCS1 c = small[line[n]];
        if (!c) { /* a digit, or a sign that lines seldom hold */
            if (!is_digit(line[n])) {
                return line[n] == '\t' ? -2 : -1;
            }
            n = behind_plain_number(line, length, n) - 1;
            c = '#';
        }
        spaced |= (c == ' ') & (before == ' ');
        out[size++] = before = c;
    }
    return spaced ? -2 : size;
}

static PyObject *as_str(const Py_UCS4 *line, Py_ssize_t length, int ascii)
{
    if (!ascii) {
        return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, line, length);
    }
    PyObject *str = PyUnicode_New(length, 127);
    for (Py_ssize_t n = 0; str != NULL && n < length; n++) {
        PyUnicode_1BYTE_DATA(str)[n] = (Py_UCS1)line[n];
    }
    return str;
}

static PyObject *ascii_str(const Py_UCS1 *line, Py_ssize_t length)
{
    PyObject *str = PyUnicode_New(length, 127);
    if (str != NULL) {
        memcpy(PyUnicode_1BYTE_DATA(str), line, (size_t)length);
    }
    return str;
}

/* Fold a line and take decoration off its left. */
static PyObject *left_of(PyObject *line, Py_UCS4 *out)
{
    int ascii;
    Text text = text_of(line);
    Py_ssize_t size = -2, first = 0;
    if (PyUnicode_IS_ASCII(line)) {
        Py_UCS1 *plain_out = (Py_UCS1 *)out;
        size = fold_plain(text.data, text.length, plain_out);
        if (size >= 0) {
            while (first < size && !is_alnum(plain_out[first]) && charset_has(&decoration, plain_out[first])) {
                first++;
            }
            return ascii_str(plain_out + first, size - first);
        }
    }
    if (size == -2) {
        size = fold_line(text, out, &ascii);
    }
    if (size < 0) {
        return PyObject_CallOneArg(in_python, line);
    }
    if (size && !Py_UNICODE_ISALPHA(out[0])) {
        while (first < size && charset_has(&decoration, out[first])) {
            first++;
        }
    }
    return as_str(out + first, size - first, ascii);
}

/* Take decoration off the right of a folded line. */
static PyObject *key_of(PyObject *left)
{
    Text text = text_of(left);
    Py_ssize_t size = text.length;
    if (size && !Py_UNICODE_ISALNUM(at(text, size - 1))) {
        while (size && charset_has(&decoration, at(text, size - 1))) {
            size--;
        }
    }
    return PyUnicode_Substring(left, 0, size);
}

PyObject *fold_lines(PyObject *self, PyObject *list)
{
    UNUSED(self);
    PyObject *lines = checked_texts(list), *lefts, *keys, *both = NULL;
    if (lines == NULL) {
        return NULL;
    }
    Py_ssize_t count = PySequence_Fast_GET_SIZE(lines), longest = 0;
    for (Py_ssize_t n = 0; n < count; n++) {
        longest = Py_MAX(longest, PyUnicode_GET_LENGTH(PySequence_Fast_GET_ITEM(lines, n)));
    }
    Py_UCS4 *out = PyMem_New(Py_UCS4, longest + 1);
    lefts = PyList_New(count);
    keys = PyList_New(count);
    if (out == NULL || lefts == NULL || keys == NULL) {
        PyErr_NoMemory();
        goto end;
    }
    for (Py_ssize_t n = 0; n < count; n++) {
        PyObject *left = left_of(PySequence_Fast_GET_ITEM(lines, n), out);
        PyObject *key = left == NULL ? NULL : key_of(left);
        PyList_SET_ITEM(lefts, n, left);
        PyList_SET_ITEM(keys, n, key);
        if (key == NULL) {
            goto end;
        }
    }
    both = PyTuple_Pack(2, lefts, keys);
end:
    PyMem_Free(out);
    Py_XDECREF(lefts);
    Py_XDECREF(keys);
    Py_DECREF(lines);
    return both;
}

static PyObject *prepare_fold(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *signs, *pairs, *fold;
    if (!PyArg_ParseTuple(args, "UO!O", &signs, &PyTuple_Type, &pairs, &fold)) {
        return NULL;
    }
    charset_fill(&decoration, signs);
    for (int c = 0; c < 128; c++) {
        small[c] = (Py_UCS1)(is_digit((Py_UCS4)c) || c == '\n' || c == '\t' ? 0 : lower((Py_UCS4)c));
    }
    plains = 0;
    for (Py_ssize_t n = 0; n < PyTuple_GET_SIZE(pairs) && n < MOST_PLAIN; n++) {
        PyObject *one, *other;
        if (!PyArg_ParseTuple(PyTuple_GET_ITEM(pairs, n), "UU", &one, &other)) {
            return NULL;
        }
        charset_fill(&special, one);
        found[plains] = PyUnicode_READ_CHAR(one, 0);
        plain[plains++] = PyUnicode_READ_CHAR(other, 0);
    }
    Py_XSETREF(in_python, Py_NewRef(fold));
    Py_RETURN_NONE;
}

PyMethodDef fold_methods[] = {
    {"prepare_fold", prepare_fold, METH_VARARGS, "Take in decoration, signs with their plain forms, and a fold in Python."},
    {"fold_lines", fold_lines, METH_O, "Fold lines: give what each begins with, and its key."},
    {NULL, NULL, 0, NULL},
};
