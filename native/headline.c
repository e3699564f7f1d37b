/* Which line is the headline: what likeliest of headline.py finds. */

#include "headline.h"

static double in_body, of_slug, in_slug, all_of_slug, after_gap, rounding;
static const Points POINTS[] = {
    {"_IN_BODY", &in_body},         {"_OF_SLUG", &of_slug}, {"_IN_SLUG", &in_slug},
    {"_ALL_OF_SLUG", &all_of_slug}, {"_GAP", &after_gap},   {"ROUNDING", &rounding},
};

static PyObject *prepare_headline(PyObject *self, PyObject *names)
{
    UNUSED(self);
    if (!PyDict_Check(names)) {
        PyErr_SetString(PyExc_TypeError, "the names of a module are asked for");
        return NULL;
    }
    if (take_points(names, POINTS, COUNT(POINTS)) < 0 || prepare_shapes(names) < 0 || prepare_lines(names) < 0) {
        return NULL;
    }
    prepare_words();
    Py_RETURN_NONE;
}

/* Most hope first, and the lower of two lines. */
static int compare_hopes(const void *one, const void *other)
{
    const Hope *a = one, *b = other;
    if (a->most != b->most) {
        return a->most > b->most ? -1 : 1;
    }
    return a->position > b->position ? -1 : a->position < b->position;
}

static Hope *sorted_hopes(const Lines *lines, int has_address, Py_ssize_t *count)
{
    Hope *hopes = PyMem_New(Hope, lines->count);
    if (hopes == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    *count = find_hopes(lines, has_address, hopes);
    qsort(hopes, (size_t)*count, sizeof *hopes, compare_hopes);
    return hopes;
}

/* -- the search ------------------------------------------------------------------------------------------------ */

typedef struct {
    const Body *body;
    PyObject *gap, *address; /* functions of a position: blank lines before it; points for the address, or None */
    double of_address;       /* points it may give */
    double best;
    Py_ssize_t at; /* the likeliest line so far, or -1 */
} Search;

static int ask_points(PyObject *function, Py_ssize_t position, double *points)
{
    PyObject *number = PyLong_FromSsize_t(position), *answer = NULL;
    if (number != NULL) {
        answer = PyObject_CallOneArg(function, number);
        Py_DECREF(number);
    }
    *points = answer == NULL ? -1.0 : PyFloat_AsDouble(answer);
    Py_XDECREF(answer);
    return PyErr_Occurred() ? -1 : 0;
}

/* Rate a line as far as it may have more points than the best. */
static int look_at(Search *search, const Lines *lines, Py_ssize_t position)
{
    double points, share, more, most = in_body + search->of_address;
    int found = points_of(lines, position, &points);
    if (found <= 0 || points + most < search->best) {
        return found;
    }
    double least = (search->best - points - most) / in_body + 1 - rounding;
    found = share_of(lines->lines[position - lines->begin].facts, search->body, least, &share);
    if (found <= 0) {
        return found;
    }
    points += in_body * share;
    if (points + search->of_address < search->best - rounding) {
        return 0;
    }
    if (position) {
        if (ask_points(search->gap, position, &more) < 0) {
            return -1;
        }
        points += more > 0 ? after_gap : 0.0;
    }
    if (search->address != Py_None) {
        if (ask_points(search->address, position, &more) < 0) {
            return -1;
        }
        points += more;
    }
    if (points > search->best || (points == search->best && position < search->at)) {
        search->best = points;
        search->at = position;
    }
    return 0;
}

static int search_through(Search *search, const Lines *lines, int has_address)
{
    Py_ssize_t count = 0;
    Hope *hopes = sorted_hopes(lines, has_address, &count);
    int failed = hopes == NULL ? -1 : 0;
    for (Py_ssize_t n = 0; n < count && failed >= 0; n++) {
        if (hopes[n].most + (in_body + search->of_address) < search->best - rounding) {
            break; /* all the rest have less */
        }
        failed = look_at(search, lines, hopes[n].position);
    }
    PyMem_Free(hopes);
    return failed < 0 ? -1 : 0;
}

static PyObject *likeliest_line(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *facts, *low, *grams;
    Py_ssize_t first;
    int has_address;
    Body body;
    Lines lines;
    Search search = {&body, NULL, NULL, 0.0, -Py_HUGE_VAL, -1};
    if (!PyArg_ParseTuple(args, "O!npOOOO", &PyList_Type, &facts, &first, &has_address, &low, &grams, &search.gap,
                          &search.address) ||
        take_body(low, grams, &body) < 0 || take_in(&lines, facts, first) < 0) {
        return NULL;
    }
    if (search.address != Py_None) {
        search.of_address = of_slug + in_slug + all_of_slug;
    }
    int failed = search_through(&search, &lines, has_address);
    let_go(&lines);
    if (failed) {
        return NULL;
    }
    return search.at < 0 ? Py_NewRef(Py_None) : Py_BuildValue("(dn)", search.best, search.at);
}

/* -- for tests: what the search goes by ------------------------------------------------------------------------ */

static PyObject *rated(const Lines *lines, Hope hope)
{
    double points = 0.0;
    int found = points_of(lines, hope.position, &points);
    if (found < 0) {
        return NULL;
    }
    return found ? Py_BuildValue("(dnd)", hope.most, hope.position, points)
                 : Py_BuildValue("(dnO)", hope.most, hope.position, Py_None);
}

static PyObject *rate_lines(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *facts;
    Py_ssize_t first, count = 0;
    int has_address;
    Lines lines;
    if (!PyArg_ParseTuple(args, "O!np", &PyList_Type, &facts, &first, &has_address) ||
        take_in(&lines, facts, first) < 0) {
        return NULL;
    }
    Hope *hopes = sorted_hopes(&lines, has_address, &count);
    PyObject *found = hopes == NULL ? NULL : PyList_New(count);
    for (Py_ssize_t n = 0; found != NULL && n < count; n++) {
        PyObject *line = rated(&lines, hopes[n]);
        if (line == NULL) {
            Py_CLEAR(found);
            break;
        }
        PyList_SET_ITEM(found, n, line);
    }
    PyMem_Free(hopes);
    let_go(&lines);
    return found;
}

PyMethodDef headline_methods[] = {
    {"prepare_headline", prepare_headline, METH_O, "Take in the numbers and functions that headlines are found with."},
    {"likeliest_line", likeliest_line, METH_VARARGS, "Find the line with most points: points, position."},
    {"rate_lines", rate_lines, METH_VARARGS, "List lines that may be the headline: hope, position, points or None."},
    {NULL, NULL, 0, NULL},
};
