/* The features of lines by themselves, packed: what line_features.own_rows and line_columns.make_rows do. */

#include "rows.h"

#define OWN 56
#define FIRST_HIT 42
#define ROW_BYTES (OWN + 2 * 4)
#define KEY_LENGTH 60

static unsigned char of_words[256], of_length[1600]; /* logarithms */

static inline unsigned char capped(long value)
{
    return (unsigned char)(value < 255 ? value : 255);
}

static inline unsigned char yes(int flag)
{
    return flag ? 255 : 0;
}

/* -- what the characters say ------------------------------------------------------------------------------------- */

static void fill_shape(unsigned char *row, const Reading *read, int stops, long length)
{
    long few = Py_MIN(length, 80);
    row[5] = capped(255L * read->lower / read->count);
    row[6] = capped(255L * read->upper / read->count);
    row[7] = capped(510 * counted(read->start, DIGITS) / few);
    row[16] = capped(48 * counted(read->ones, COMMAS));
    row[17] = capped(64 * counted(read->ones, ALL_QUOTES));
    row[18] = capped(64 * counted(read->ones, BARS));
    row[28] = capped(64 * counted(read->ones, MONEYS));
    row[29] = capped(255L * stops / read->count);
    row[30] = capped(48L * read->sentences);
    row[31] = capped(14 * length / read->count);
    row[32] = yes(read->words[0].end == 1);
    row[36] = yes(counted(read->head, COLONS) > 0);
}

static void fill_ends(unsigned char *row, Text text)
{
    uint64_t first = sign_of(at(text, 0)).bits, last = sign_of(at(text, text.length - 1)).bits;
    row[8] = yes((first & LOWER) != 0);
    row[9] = yes((first & UPPER) != 0);
    row[10] = yes((first & DIGIT) != 0);
    row[11] = yes(!(first & ALNUM));
    row[12] = yes((last & COLON) != 0);
    row[13] = yes((last & ELLIPSIS) != 0);
    row[14] = yes((last & ASKS) != 0);
    row[15] = yes((last & ALNUM) != 0);
    row[21] = yes((first & OPENS) || (last & SHUTS));
    row[27] = yes((first & BULLET) != 0);
    row[34] = yes((last & UNQUOTES) != 0);
    row[35] = yes((first & QUOTES) != 0);
    row[40] = yes((last & DOT) != 0);
}

static int has_capitals_only(Text text)
{
    int cased = 0;
    for (Py_ssize_t n = 0; n < text.length; n++) {
        Py_UCS4 c = at(text, n);
        uint64_t bits = sign_of(c).bits;
        if ((bits & LOWER) || (c >= 128 && Py_UNICODE_ISTITLE(c))) {
            return 0;
        }
        cased |= (bits & UPPER) != 0;
    }
    return cased;
}

static int stands_at(Text text, Py_ssize_t place, const char *word)
{
    for (; *word; word++, place++) {
        if (place < 0 || place >= text.length || at(text, place) != (unsigned char)*word) {
            return 0;
        }
    }
    return 1;
}

/* Say whether an address stands in the beginning of a line. */
static int has_address(PyObject *line, Py_ssize_t length)
{
    Text text = text_of(line);
    text.length = length;
    if (PyUnicode_FindChar(line, '@', 0, length, 1) >= 0) {
        return 1;
    }
    for (Py_ssize_t n = -1; (n = PyUnicode_FindChar(line, ':', n + 1, length, 1)) >= 0;) {
        if (stands_at(text, n + 1, "//")) {
            return 1;
        }
    }
    for (Py_ssize_t n = -1; (n = PyUnicode_FindChar(line, '.', n + 1, length, 1)) >= 0;) {
        if (stands_at(text, n - 3, "www") || stands_at(text, n + 1, "com")) {
            return 1;
        }
    }
    return 0;
}

static void fill_known(unsigned char *row, PyObject *line, const Known *known, Py_ssize_t sample)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(line);
    row[0] = of_words[Py_MAX(0, Py_MIN(known->words, 255))];
    row[1] = of_length[Py_MIN(length, 1599)];
    row[2] = yes(known->ends);
    row[3] = yes(known->prose);
    row[4] = yes(known->unspaced);
    row[13] |= yes(stands_at(text_of(line), length - 3, "..."));
    row[19] = yes(has_capitals_only(text_of(line)));
    row[20] = yes(has_address(line, sample));
    row[26] = yes(known->stamp);
    row[33] = yes(known->ends && known->words >= 8);
    row[37] = yes(known->words <= 1);
    row[38] = yes(known->words <= 3);
    row[39] = yes(known->words <= 8);
    row[41] = yes(!PyUnicode_IS_ASCII(line));
    for (int n = 0; n < 4; n++) {
        row[22 + n] = yes(known->bits >> n & 1);
    }
    for (int n = FIRST_HIT; n < OWN; n++) {
        row[n] = yes(known->bits >> (4 + n - FIRST_HIT) & 1);
    }
}

/* Hash the line, its first two words and its last one; 0 is none. */
static int fill_hashes(unsigned char *row, PyObject *line, PyObject *facts, const Reading *read)
{
    int found[4] = {0, bucket_of_word(line, &read->words[0]), 0, 0};
    if (PyUnicode_GET_LENGTH(line) <= KEY_LENGTH) {
        PyObject *key = key_of_facts(facts);
        found[0] = key == NULL ? -1 : bucket_of(text_of(key), 0, PyUnicode_GET_LENGTH(key));
        Py_XDECREF(key);
    }
    found[2] = read->count > 1 ? bucket_of_word(line, &read->words[1]) : 0;
    found[3] = read->count > 2 ? bucket_of_word(line, &read->words[read->count - 1]) : found[read->count];
    for (int n = 0; n < 4; n++) {
        if (found[n] < 0) {
            return -1;
        }
        row[OWN + 2 * n] = (unsigned char)(found[n] & 255);
        row[OWN + 2 * n + 1] = (unsigned char)(found[n] >> 8);
    }
    return 0;
}

static PyObject *row_of(PyObject *line, PyObject *facts, const StopWords *stop)
{
    unsigned char row[ROW_BYTES];
    Reading read;
    Known known;
    Py_ssize_t sample = Py_MIN(PyUnicode_GET_LENGTH(line), SAMPLE);
    int stops;
    if (read_line(line, sample, &read) < 0 || read_known(facts, &known) < 0) {
        return NULL;
    }
    if (read.count == 0) {
        PyErr_SetString(PyExc_ValueError, "a line without words");
        return NULL;
    }
    PyObject *bag = telling_words(&read, stop, &stops), *both = NULL;
    fill_shape(row, &read, stops, (long)sample);
    fill_ends(row, text_of(line));
    fill_known(row, line, &known, sample);
    if (bag != NULL && fill_hashes(row, line, facts, &read) == 0) {
        both = Py_BuildValue("(y#O)", (const char *)row, (Py_ssize_t)ROW_BYTES, bag);
    }
    Py_XDECREF(bag);
    return both;
}

/* What is put together for a document: rows one after the other, the words of each, and how many those are. */
typedef struct {
    PyObject *memo, *more; /* rows by text: of short lines, and of others */
    Py_ssize_t short_length;
    char *rows, *words;
    int64_t *sizes;
    Py_ssize_t size; /* of all words, in bytes */
} Packing;

/* Look up the row of a line, or work it out and remember it; a borrowed reference. */
static PyObject *known_row(PyObject *line, PyObject *facts, const StopWords *stop, const Packing *packing)
{
    int is_short = PyUnicode_GET_LENGTH(line) <= packing->short_length;
    PyObject *memo = is_short ? packing->memo : packing->more, *row = PyDict_GetItemWithError(memo, line);
    if (row != NULL || PyErr_Occurred()) {
        return row;
    }
    row = row_of(line, facts, stop);
    int status = row == NULL ? -1 : PyDict_SetItem(memo, line, row);
    Py_XDECREF(row); /* the memo has it */
    return status < 0 ? NULL : row;
}

static int pack(PyObject *row, Packing *packing, Py_ssize_t n)
{
    PyObject *own = PyTuple_Check(row) && PyTuple_GET_SIZE(row) == 2 ? PyTuple_GET_ITEM(row, 0) : NULL;
    PyObject *bag = own == NULL ? NULL : PyTuple_GET_ITEM(row, 1);
    if (own == NULL || !PyBytes_Check(own) || !PyBytes_Check(bag) || PyBytes_GET_SIZE(own) != ROW_BYTES
        || PyBytes_GET_SIZE(bag) > 8 * WORDS_READ) {
        PyErr_SetString(PyExc_ValueError, "rows are asked for");
        return -1;
    }
    memcpy(packing->rows + n * ROW_BYTES, PyBytes_AS_STRING(own), ROW_BYTES);
    memcpy(packing->words + packing->size, PyBytes_AS_STRING(bag), (size_t)PyBytes_GET_SIZE(bag));
    packing->size += PyBytes_GET_SIZE(bag);
    packing->sizes[n] = PyBytes_GET_SIZE(bag) / 8;
    return 0;
}

static int pack_all(PyObject *lines, PyObject *facts, const StopWords *stop, Packing *packing)
{
    if (PyTuple_GET_SIZE(lines) != PyTuple_GET_SIZE(facts)) {
        PyErr_SetString(PyExc_ValueError, "as many facts as lines are asked for");
        return -1;
    }
    for (Py_ssize_t n = 0; n < PyTuple_GET_SIZE(lines); n++) {
        PyObject *line = PyTuple_GET_ITEM(lines, n), *row;
        if (!PyUnicode_Check(line)) {
            PyErr_SetString(PyExc_TypeError, "lines are asked for");
            return -1;
        }
        row = known_row(line, PyTuple_GET_ITEM(facts, n), stop, packing);
        if (row == NULL || pack(row, packing, n) < 0) {
            return -1;
        }
    }
    return 0;
}

static PyObject *own_rows(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *texts, *facts, *known, *guess, *lines = NULL, *all = NULL, *found = NULL;
    Packing packing = {.size = 0};
    StopWords stop;
    if (!PyArg_ParseTuple(args, "OO(OO)O!O!n", &texts, &facts, &known, &guess, &PyDict_Type, &packing.memo,
                          &PyDict_Type, &packing.more, &packing.short_length)
        || take_stop_words(known, guess, &stop) < 0) {
        return NULL;
    }
    /* Copies: Python is asked in between, and might change a list. */
    if ((lines = PySequence_Tuple(texts)) != NULL && (all = PySequence_Tuple(facts)) != NULL) {
        size_t count = (size_t)PyTuple_GET_SIZE(lines);
        packing.rows = PyMem_Malloc(count * ROW_BYTES + 1);
        packing.words = PyMem_Malloc(count * 8 * WORDS_READ + 1);
        packing.sizes = PyMem_New(int64_t, count + 1);
        if (packing.rows == NULL || packing.words == NULL || packing.sizes == NULL) {
            PyErr_NoMemory();
        } else if (pack_all(lines, all, &stop, &packing) == 0) {
            found = Py_BuildValue("y#y#y#", packing.rows, (Py_ssize_t)count * ROW_BYTES, packing.words, packing.size,
                                  packing.sizes, (Py_ssize_t)count * 8);
        }
        PyMem_Free(packing.rows);
        PyMem_Free(packing.words);
        PyMem_Free(packing.sizes);
    }
    Py_XDECREF(lines);
    Py_XDECREF(all);
    PyBuffer_Release(&stop.known);
    PyBuffer_Release(&stop.guess);
    return found;
}

static PyObject *prepare_rows(PyObject *self, PyObject *args)
{
    UNUSED(self);
    const char *words, *length;
    Py_ssize_t words_size, length_size;
    if (!PyArg_ParseTuple(args, "y#y#", &words, &words_size, &length, &length_size)) {
        return NULL;
    }
    if (words_size != sizeof of_words || length_size != sizeof of_length) {
        PyErr_SetString(PyExc_ValueError, "tables of logarithms are asked for");
        return NULL;
    }
    memcpy(of_words, words, sizeof of_words);
    memcpy(of_length, length, sizeof of_length);
    Py_RETURN_NONE;
}

PyMethodDef rows_methods[] = {
    {"prepare_rows", prepare_rows, METH_VARARGS, "Take in the logarithms of counts of words, and of lengths."},
    {"own_rows", own_rows, METH_VARARGS, "Give the packed features of lines, the numbers of their words, and how many each has."},
    {NULL, NULL, 0, NULL},
};
