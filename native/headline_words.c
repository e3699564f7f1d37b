/* How much of the words of a line an article repeats: what Shares of headline.py says. */

#include "headline.h"

#define LONG_WORD 4 /* characters: shorter ones are in every paragraph */
#define GRAM_BITS 15
#define GRAMS (1 << GRAM_BITS) / 8 /* bytes */

typedef struct {
    Py_ssize_t begin, length;
} Word;

static unsigned char lowered[256]; /* of Latin-1 */

static inline int is_word(Py_UCS4 c)
{
    return is_alnum(c) || c == '_';
}

static inline Py_UCS4 lower_of(Py_UCS4 c)
{
    if (c < 256) {
        return lowered[c];
    }
    Py_UCS4 low = Py_UNICODE_TOLOWER(c);
    return is_word(low) ? low : ' ';
}

void prepare_words(void)
{
    for (Py_UCS4 c = 0; c < 256; c++) {
        Py_UCS4 low = Py_UNICODE_TOLOWER(c);
        lowered[c] = (unsigned char)(is_word(low) ? low : ' ');
    }
}

/* Give a text whose characters each have a lower case of their own: a capital sigma's depends on its neighbours. */
static PyObject *by_characters(PyObject *str)
{
    Text text = text_of(str);
    if (text.kind == PyUnicode_1BYTE_KIND) {
        return Py_NewRef(str);
    }
    int odd = 0; /* a loop without a way out takes several characters at once */
    for (Py_ssize_t n = 0; n < text.length; n++) {
        Py_UCS4 c = at(text, n);
        odd |= (c == 0x3a3) | (c == 0x130); /* an I with a dot becomes two characters */
    }
    return odd ? PyObject_CallMethod(str, "lower", NULL) : Py_NewRef(str);
}

/* Write such a text in lower case, with spaces for what is in no word. */
static void write_lowered(Text text, Py_UCS4 *out)
{
    if (text.kind == PyUnicode_1BYTE_KIND) {
        const Py_UCS1 *data = text.data;
        for (Py_ssize_t n = 0; n < text.length; n++) {
            out[n] = lowered[data[n]];
        }
        return;
    }
    for (Py_ssize_t n = 0; n < text.length; n++) {
        out[n] = lower_of(at(text, n));
    }
}

/* -- the article ----------------------------------------------------------------------------------------------- */

/* Take up a character: the last four are in what comes out, and nothing of those before. */
static inline uint32_t next_gram(uint32_t gram, Py_UCS4 c)
{
    return (gram << 8) ^ c;
}

static inline uint32_t place_of_gram(uint32_t gram)
{
    return (gram * UINT32_C(0x9E3779B1)) >> (32 - GRAM_BITS);
}

static PyObject *grams_of(const Py_UCS4 *text, Py_ssize_t length)
{
    PyObject *grams = PyBytes_FromStringAndSize(NULL, GRAMS);
    if (grams == NULL) {
        return NULL;
    }
    unsigned char *marks = (unsigned char *)PyBytes_AS_STRING(grams);
    memset(marks, 0, GRAMS);
    uint32_t gram = 0;
    for (Py_ssize_t n = 0; n < length; n++) {
        gram = next_gram(gram, text[n]);
        uint32_t place = place_of_gram(gram);
        marks[place >> 3] |= (unsigned char)(1 << (place & 7));
    }
    return grams;
}

/* Lower the parts of an article, a space between them, and mark their runs of four characters. */
static PyObject *lower_parts(PyObject *parts)
{
    Py_ssize_t length = 0, done = 0;
    for (Py_ssize_t n = 0; n < PyList_GET_SIZE(parts); n++) {
        length += PyUnicode_GET_LENGTH(PyList_GET_ITEM(parts, n)) + 1;
    }
    Py_UCS4 *wide = PyMem_New(Py_UCS4, length + 1);
    if (wide == NULL) {
        return PyErr_NoMemory();
    }
    for (Py_ssize_t n = 0; n < PyList_GET_SIZE(parts); n++) {
        Text text = text_of(PyList_GET_ITEM(parts, n));
        write_lowered(text, wide + done);
        done += text.length;
        wide[done++] = ' ';
    }
    PyObject *low = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, wide, length), *grams = grams_of(wide, length);
    PyMem_Free(wide);
    PyObject *both = low == NULL || grams == NULL ? NULL : PyTuple_Pack(2, low, grams);
    Py_XDECREF(low);
    Py_XDECREF(grams);
    return both;
}

static PyObject *lower_body(PyObject *self, PyObject *list)
{
    UNUSED(self);
    PyObject *texts = checked_texts(list), *parts = texts == NULL ? NULL : PyList_New(0), *found = NULL;
    for (Py_ssize_t n = 0; parts != NULL && n < PySequence_Fast_GET_SIZE(texts); n++) {
        PyObject *part = by_characters(PySequence_Fast_GET_ITEM(texts, n));
        if (part == NULL || PyList_Append(parts, part) < 0) {
            Py_CLEAR(parts);
        }
        Py_XDECREF(part);
    }
    if (parts != NULL) {
        found = lower_parts(parts);
    }
    Py_XDECREF(parts);
    Py_XDECREF(texts);
    return found;
}

int take_body(PyObject *low, PyObject *grams, Body *body)
{
    Py_ssize_t size = PyBytes_Check(grams) ? PyBytes_GET_SIZE(grams) : -1;
    if (!PyUnicode_Check(low) || (size != 0 && size != GRAMS)) {
        PyErr_SetString(PyExc_TypeError, "what lower_body made of an article is asked for");
        return -1;
    }
    body->low = low;
    body->grams = size ? (const unsigned char *)PyBytes_AS_STRING(grams) : NULL;
    return 0;
}

/* Say whether an article has some characters; most that it has not are told by runs of them. -1 on failure. */
static int has(const Body *body, const Py_UCS4 *word, Py_ssize_t length)
{
    uint32_t gram = 0;
    for (Py_ssize_t n = 0; n < length && body->grams != NULL; n++) {
        gram = next_gram(gram, word[n]);
        uint32_t place = place_of_gram(gram);
        if (n >= LONG_WORD - 1 && !(body->grams[place >> 3] >> (place & 7) & 1)) {
            return 0;
        }
    }
    PyObject *part = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, word, length);
    int found = part == NULL ? -1 : PyUnicode_Contains(body->low, part);
    Py_XDECREF(part);
    return found;
}

/* -- the line -------------------------------------------------------------------------------------------------- */

/* Add a word that is none of those before. */
static Py_ssize_t add_word(const Py_UCS4 *text, Word *words, Py_ssize_t count, Py_ssize_t begin, Py_ssize_t length)
{
    size_t size = (size_t)length * sizeof *text;
    for (Py_ssize_t n = 0; n < count; n++) {
        if (words[n].length == length && memcmp(text + words[n].begin, text + begin, size) == 0) {
            return count;
        }
    }
    words[count].begin = begin;
    words[count].length = length;
    return count + 1;
}

/* Find the long words of a line in lower case. */
static Py_ssize_t find_words(Py_UCS4 *text, Py_ssize_t length, Word *words)
{
    Py_ssize_t count = 0;
    for (Py_ssize_t n = 0; n < length; n++) {
        Py_ssize_t begin = n;
        while (n < length && text[n] != ' ') {
            n++;
        }
        if (n - begin >= LONG_WORD) {
            count = add_word(text, words, count, begin, n - begin);
        }
    }
    return count;
}

/* Find the pairs of characters of a line written without spaces; what is in no word is left out before. */
static Py_ssize_t find_pairs(Py_UCS4 *text, Py_ssize_t length, Word *words)
{
    Py_ssize_t count = 0, left = 0;
    for (Py_ssize_t n = 0; n < length; n++) {
        if (text[n] != ' ') {
            text[left++] = text[n];
        }
    }
    for (Py_ssize_t n = 0; n + 1 < left; n++) {
        count = add_word(text, words, count, n, 2);
    }
    return count;
}

/* Count the words that an article has: 0 as soon as the share is less than the least, 1 else, -1 on failure. */
static int share_of_words(const Py_UCS4 *text, const Word *words, Py_ssize_t count, const Body *body, double least,
                          double *share)
{
    Py_ssize_t found = count;
    double enough = least * (double)count;
    for (Py_ssize_t n = 0; n < count; n++) {
        int here = has(body, text + words[n].begin, words[n].length);
        if (here < 0) {
            return -1;
        }
        found -= !here;
        if (!here && (double)found < enough) {
            return 0;
        }
    }
    *share = count ? (double)found / (double)count : 0.0;
    return 1;
}

int share_of(PyObject *facts, const Body *body, double least, double *share)
{
    PyObject *str = least > 1.0 ? NULL : by_characters(text_of_facts(facts));
    if (str == NULL) {
        return least > 1.0 ? 0 : -1;
    }
    Text text = text_of(str);
    Py_UCS4 *low = PyMem_New(Py_UCS4, text.length + 1);
    Word *words = PyMem_New(Word, text.length + 1);
    int found = -1;
    if (low == NULL || words == NULL) {
        PyErr_NoMemory();
    } else {
        write_lowered(text, low);
        int unspaced = slot(facts, facts_places[UNSPACED]) == Py_True;
        Py_ssize_t count = (unspaced ? find_pairs : find_words)(low, text.length, words);
        found = share_of_words(low, words, count, body, least, share);
    }
    PyMem_Free(low);
    PyMem_Free(words);
    Py_DECREF(str);
    return found;
}

static PyObject *share_in(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *facts, *low, *grams;
    double least, share = 0.0;
    Body body;
    if (!PyArg_ParseTuple(args, "OOOd", &facts, &low, &grams, &least) || text_of_facts(facts) == NULL ||
        take_body(low, grams, &body) < 0) {
        return NULL;
    }
    int found = share_of(facts, &body, least, &share);
    if (found < 0) {
        return NULL;
    }
    return found ? PyFloat_FromDouble(share) : Py_NewRef(Py_None);
}

PyMethodDef headline_words_methods[] = {
    {"lower_body", lower_body, METH_O, "Write an article in lower case, and mark what runs of four characters it has."},
    {"share_in", share_in, METH_VARARGS, "Give the share of a line's words that an article has; None if less."},
    {NULL, NULL, 0, NULL},
};
