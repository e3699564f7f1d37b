/* What the parts share that work out the features of lines for the learned filter. */

#ifndef NEWSCLEAN_ROWS_H
#define NEWSCLEAN_ROWS_H

#include "native.h"

/* The bits of a character, as character_bits.py has them; above them stands its code in lower case. */
enum {
    KNOWN = 1 << 0,
    LOWER = 1 << 1,
    UPPER = 1 << 2,
    DIGIT = 1 << 3,
    ALNUM = 1 << 4,
    SPACE = 1 << 5,
    STOP = 1 << 10,
    BLANK = 1 << 11,
    COLON = 1 << 12,
    DOT = 1 << 13,
    ELLIPSIS = 1 << 14,
    ASKS = 1 << 15,
    OPENS = 1 << 16,
    SHUTS = 1 << 17,
    UNQUOTES = 1 << 18,
    QUOTES = 1 << 19,
    BULLET = 1 << 20
};
#define SMALL 21

/* Places in a sum of ones, of which each counts in nine bits. */
enum { COMMAS = 0, ALL_QUOTES = 9, BARS = 18, MONEYS = 27, DIGITS = 36, COLONS = 45 };

typedef struct {
    uint64_t bits, ones;
} Sign;

extern Sign signs[0x110000]; /* what is never looked at takes no memory */
void learn_sign(Py_UCS4 c);

static inline Sign sign_of(Py_UCS4 c)
{
    if (!signs[c].bits) {
        learn_sign(c);
    }
    return signs[c];
}

static inline long counted(uint64_t ones, int place)
{
    return (long)(ones >> place & 511);
}

/* words.c: what is read of the beginning of a line. */
#define SAMPLE 300 /* characters */
#define WORDS_READ 30

typedef struct {
    Py_ssize_t begin, end;
    uint64_t number;
    int odd; /* its lower case is longer, or hangs on what stands around its letters */
} Word;

typedef struct {
    Word words[WORDS_READ];
    int count, lower, upper, sentences;
    uint64_t ones, start, head; /* counts in all of the sample, in 80 characters, and in 40 */
} Reading;

typedef struct {
    Py_buffer known, guess; /* numbers of stop words, in order; which beginnings of numbers are of any */
} StopWords;

int read_line(PyObject *line, Py_ssize_t length, Reading *reading);
int take_stop_words(PyObject *known, PyObject *guess, StopWords *stop);
PyObject *telling_words(const Reading *reading, const StopWords *stop, int *stops);
int bucket_of_word(PyObject *line, const Word *word);
int bucket_of(Text text, Py_ssize_t begin, Py_ssize_t end);

/* known.c: what the facts of a line say. */
typedef struct {
    long words, bits; /* of the field it is and of its cues, as line_columns.py has them */
    int ends, prose, unspaced, stamp;
} Known;

int read_known(PyObject *facts, Known *known);
PyObject *key_of_facts(PyObject *facts);

/* similarity.c */
int share_words(const int64_t *words, const int64_t *sizes, Py_ssize_t lines, Py_ssize_t first, Py_ssize_t last,
                float *out, Py_ssize_t step);

/* names.c */
int is_person(Text text);

#endif
