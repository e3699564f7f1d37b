/* What the two halves of reading date stamps share: the look at the words, and the tokens. */

#ifndef NEWSCLEAN_DATES_H
#define NEWSCLEAN_DATES_H

#include "native.h"

#define MOST_OF_STAMP 120
#define MOST_TOKENS 41 /* more than a date line has; the pattern reads other lines that have more */
#define ASK_PYTHON 2 /* beside yes and no: what only the pattern can tell */

/* locales.is_unspaced: a character of a script that is written without spaces, or with few. */
static inline int is_spaceless(Py_UCS4 c)
{
    return c >= 0x2e80 && c <= 0xd7ff;
}

typedef struct {
    Py_UCS4 text[MOST_OF_STAMP]; /* folded: small letters, plain signs, digits of ASCII */
    int length, count, whole; /* whole: every token must have a part in a date */
    Py_UCS4 kinds[MOST_TOKENS];
    int starts[MOST_TOKENS], ends[MOST_TOKENS];
    PyObject *values[MOST_TOKENS]; /* owned */
} Reading;

/* date_gate.c: 1, 0, ASK_PYTHON; -1 with an error. */
int may_be_stamp(PyObject *line);
int learn_gate(PyObject *const *sets, PyObject *phrases, Py_ssize_t most, Py_ssize_t most_worded);

/* date_numbers.c: the token that begins with a digit. */
enum token_kind { NO_TOKEN, NUMBER, YEAR, FULL, CLOCK, DOTCLOCK, UNSURE };

typedef struct {
    enum token_kind kind;
    int end;
} Digits;

Digits read_digits(const Py_UCS4 *text, int length, int start);
int junk_end(const Py_UCS4 *text, int length, int start);
int is_loose(const Py_UCS4 *text, int start, int end);

/* date_words.c: words and signs. Each that adds says 1, 0 where the token may not be, ASK_PYTHON, -1 with an error. */
int add_token(Reading *reading, Py_UCS4 kind, int start, int end, PyObject *value); /* takes the reference over */
int add_other(Reading *reading, int start, int end, PyObject *value);
int add_word(Reading *reading, Text line, int start, int end);
int learn_phrases(PyObject *index, PyObject *facts, PyObject *signs, PyObject *of_signs, Py_UCS4 other_kind);

/* Two texts that go sign for sign. */
#define MOST_SIGNS 64

typedef struct {
    Py_UCS4 from[MOST_SIGNS], to[MOST_SIGNS];
    int count;
} Signs;

int learn_signs(Signs *signs, PyObject *from, PyObject *to);

static inline Py_UCS4 looked_up(const Signs *signs, Py_UCS4 c, Py_UCS4 otherwise)
{
    for (int n = 0; n < signs->count; n++) {
        if (signs->from[n] == c) {
            return signs->to[n];
        }
    }
    return otherwise;
}

#endif
