/* Cues as they are filed, and how a stem is known. */

#ifndef NEWSCLEAN_CUES_H
#define NEWSCLEAN_CUES_H

#include "native.h"

#define LONGEST 8 /* characters of a stem */
#define BITS 16384

typedef struct {
    Py_ssize_t begin, length; /* in `letters` */
    uint64_t hash;            /* of its stem */
    Py_ssize_t next;          /* with the same place in `heads`, or -1; later cues come later */
} Cue;

typedef struct {
    PyObject_HEAD
    PyObject *pairs; /* a list: each cue with the number of its rule */
    Cue *cues;
    Py_UCS4 *letters;
    Py_ssize_t count, *heads;
    uint64_t mask;
    int sizes;                         /* a bit for each size of stem there is */
    int from_end;                      /* stems are the last characters */
    unsigned char shorts[BITS / 8];    /* what stems of one or two characters begin with */
    unsigned char fours[BITS / 8];     /* and longer ones: most places are ruled out by these */
} Cues;

static inline uint64_t mixed(uint64_t hash, Py_UCS4 c)
{
    hash = (hash ^ c) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ (hash >> 29);
}

static inline uint64_t with_size(uint64_t hash, int size)
{
    hash = (hash + (uint64_t)size) * UINT64_C(0xBF58476D1CE4E5B9);
    return hash ^ (hash >> 32);
}

static inline unsigned place_of_two(Py_UCS4 one, Py_UCS4 two)
{
    return (one * 131 + two) & (BITS - 1);
}

static inline unsigned place_of_four(const Py_UCS4 *stem)
{
    return ((((stem[0] * 31 + stem[1]) * 37 + stem[2]) * 41 + stem[3]) * UINT32_C(2654435769)) >> 18;
}

static inline int has_bit(const unsigned char *bits, unsigned place)
{
    return (bits[place >> 3] >> (place & 7)) & 1;
}

/* cue_search.c: the methods of Cues. */
PyObject *cues_at_ends(Cues *self, PyObject *args);
PyObject *cues_within(Cues *self, PyObject *args);

#endif
