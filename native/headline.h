/* What the parts share that look for the headline. Each takes over what it needs of the names of the modules. */

#ifndef NEWSCLEAN_HEADLINE_H
#define NEWSCLEAN_HEADLINE_H

#include "native.h"

/* headline_shape.c: one of the names; numbers that have some, and where to put them. */
typedef struct {
    const char *name;
    double *place;
} Points;

typedef struct {
    const char *name;
    Py_ssize_t *place;
} Size;

#define COUNT(array) (sizeof(array) / sizeof *(array))
PyObject *named(PyObject *names, const char *name);
int take_points(PyObject *names, const Points *points, size_t count);
int take_sizes(PyObject *names, const Size *sizes, size_t count);
int take_table(PyObject *names, const char *name, Py_ssize_t least, double *table, Py_ssize_t size); /* a dict */
int is_so(PyObject *function, PyObject *of);

/* What a line is by itself. Points are none where it is surely no headline: 1, 0 without any, -1 on failure. */
int prepare_shapes(PyObject *names);
int is_crumb(PyObject *text);
double points_of_words(Py_ssize_t words);
int points_of_shape(PyObject *facts, PyObject *text, Py_ssize_t words, int is_prose, double *points);

/* headline_lines.c: the lines from the top of a document to its prose. */
typedef struct {
    PyObject *facts, *text;               /* held by the list of them all */
    Py_ssize_t words, likes, prose_above; /* such as look like headlines and paragraphs, of those further up */
    char is_like, is_prose, says, has_stamp;
} Line;

typedef struct {
    PyObject *all, *held;                 /* facts of the whole document, and of these lines */
    Py_ssize_t first, begin, count, size; /* of the prose, of these lines; how many may be it, how many there are */
    Line *lines;                          /* one more, for the sums of all */
} Lines;

typedef struct {
    double most; /* points it may have */
    Py_ssize_t position;
} Hope;

int prepare_lines(PyObject *names);
int take_in(Lines *lines, PyObject *facts, Py_ssize_t first);
void let_go(Lines *lines);
Py_ssize_t find_hopes(const Lines *lines, int has_address, Hope *hopes);
int points_of(const Lines *lines, Py_ssize_t position, double *points);

/* headline_words.c: how much of a line an article repeats. */
typedef struct {
    PyObject *low;              /* the article in lower case */
    const unsigned char *grams; /* which runs of four characters it has; NULL where nobody looked */
} Body;

void prepare_words(void);
int take_body(PyObject *low, PyObject *grams, Body *body);
int share_of(PyObject *facts, const Body *body, double least, double *share);

#endif
