/* How much a line looks like a headline by itself: what _by_shape and _is_none of headline_lines.py say. */

#include "headline.h"

#define MOST_WORDS 64
#define MOST_MARKS 16

static double prose, too_long, capitals, bar, many_numbers, lower;
static Py_ssize_t many_words, long_line, max_numbers, row_numbers;
static const Points POINTS[] = {
    {"_PROSE", &prose}, {"_TOO_LONG", &too_long},    {"_CAPITALS", &capitals},
    {"_BAR", &bar},     {"_NUMBERS", &many_numbers}, {"_LOWER", &lower},
};
static const Size SIZES[] = {
    {"MANY_WORDS", &many_words}, {"LONG", &long_line}, {"MAX_NUMBERS", &max_numbers}, {"ROW_NUMBERS", &row_numbers},
};

static double by_words[MOST_WORDS], by_end[MOST_MARKS];
static Py_UCS4 ends[MOST_MARKS], opening[MOST_MARKS], closing[MOST_MARKS];
static int end_count = 0, bracket_count = 0;
static CharSet openers, crumbs;
static PyObject *is_dateline = NULL, *is_kicker = NULL;

/* -- what is taken over ---------------------------------------------------------------------------------------- */

PyObject *named(PyObject *names, const char *name)
{
    PyObject *found = PyDict_GetItemString(names, name); /* borrowed */
    if (found == NULL && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_KeyError, name);
    }
    return found;
}

int take_points(PyObject *names, const Points *points, size_t count)
{
    for (size_t n = 0; n < count; n++) {
        PyObject *found = named(names, points[n].name);
        double value = found == NULL ? -1.0 : PyFloat_AsDouble(found);
        if (PyErr_Occurred()) {
            return -1;
        }
        *points[n].place = value;
    }
    return 0;
}

int take_sizes(PyObject *names, const Size *sizes, size_t count)
{
    for (size_t n = 0; n < count; n++) {
        PyObject *found = named(names, sizes[n].name);
        Py_ssize_t value = found == NULL ? -1 : PyLong_AsSsize_t(found);
        if (PyErr_Occurred()) {
            return -1;
        }
        *sizes[n].place = value;
    }
    return 0;
}

int take_table(PyObject *names, const char *name, Py_ssize_t least, double *table, Py_ssize_t size)
{
    PyObject *points = named(names, name), *key, *value;
    if (points == NULL || !PyDict_Check(points)) {
        goto refused;
    }
    for (Py_ssize_t n = 0; n < size; n++) {
        table[n] = 0.0;
    }
    for (Py_ssize_t n = 0; PyDict_Next(points, &n, &key, &value);) {
        Py_ssize_t place = PyLong_AsSsize_t(key) - least;
        if (place < 0 || place >= size) {
            goto refused;
        }
        table[place] = PyFloat_AsDouble(value);
    }
    if (!PyErr_Occurred()) {
        return 0;
    }
refused:
    if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_ValueError, "%s: points by small numbers are asked for", name);
    }
    return -1;
}

/* Take characters and what belongs to each, borrowed, from a dict: how many; -1 on failure. */
static int take_marks(PyObject *names, const char *name, Py_UCS4 *marks, PyObject **values)
{
    PyObject *pairs = named(names, name), *key, *value;
    int count = 0;
    if (pairs == NULL || !PyDict_Check(pairs) || PyDict_GET_SIZE(pairs) > MOST_MARKS) {
        goto refused;
    }
    for (Py_ssize_t n = 0; PyDict_Next(pairs, &n, &key, &value); count++) {
        if (!PyUnicode_Check(key) || PyUnicode_GET_LENGTH(key) != 1) {
            goto refused;
        }
        marks[count] = PyUnicode_READ_CHAR(key, 0);
        values[count] = value;
    }
    return count;
refused:
    if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_ValueError, "%s: a few characters are asked for", name);
    }
    return -1;
}

static int take_set(PyObject *names, const char *name, CharSet *set)
{
    PyObject *marks = named(names, name), *all = NULL, *none = marks == NULL ? NULL : PyUnicode_FromString("");
    if (none != NULL) {
        all = PyUnicode_Join(none, marks);
        Py_DECREF(none);
    }
    if (all == NULL) {
        return -1;
    }
    charset_fill(set, all);
    Py_DECREF(all);
    return 0;
}

int prepare_shapes(PyObject *names)
{
    PyObject *values[MOST_MARKS], *dateline = named(names, "_is_dateline"), *kicker = named(names, "_is_kicker");
    if (dateline == NULL || kicker == NULL || take_points(names, POINTS, COUNT(POINTS)) < 0 ||
        take_sizes(names, SIZES, COUNT(SIZES)) < 0 || take_table(names, "_WORDS", 0, by_words, MOST_WORDS) < 0 ||
        take_set(names, "_OPENERS", &openers) < 0 || take_set(names, "_CRUMBS", &crumbs) < 0) {
        return -1;
    }
    end_count = take_marks(names, "_ENDS", ends, values);
    for (int n = 0; n < end_count; n++) {
        by_end[n] = PyFloat_AsDouble(values[n]);
    }
    bracket_count = take_marks(names, "_BRACKETS", opening, values);
    for (int n = 0; n < bracket_count; n++) {
        closing[n] = PyUnicode_ReadChar(values[n], 0);
    }
    Py_XSETREF(is_dateline, Py_NewRef(dateline));
    Py_XSETREF(is_kicker, Py_NewRef(kicker));
    return PyErr_Occurred() ? -1 : 0;
}

/* -- what is asked --------------------------------------------------------------------------------------------- */

/* Ask a function in Python whether something is so; -1 on failure. */
int is_so(PyObject *function, PyObject *of)
{
    PyObject *answer = PyObject_CallOneArg(function, of);
    int found = answer == NULL ? -1 : PyObject_IsTrue(answer);
    Py_XDECREF(answer);
    return found;
}

int is_crumb(PyObject *text)
{
    return PyUnicode_GET_LENGTH(text) == 1 && charset_has(&crumbs, PyUnicode_READ_CHAR(text, 0));
}

double points_of_words(Py_ssize_t words)
{
    return words < MOST_WORDS ? by_words[words] : 0.0;
}

static Py_ssize_t place_of(Text text, Py_UCS4 c)
{
    for (Py_ssize_t n = 0; n < text.length; n++) {
        if (at(text, n) == c) {
            return n;
        }
    }
    return -1;
}

/* Say whether a line stands in brackets from end to end. */
static int is_aside(Text text)
{
    for (int n = 0; n < bracket_count; n++) {
        if (opening[n] == at(text, 0)) {
            return place_of(text, closing[n]) == text.length - 1;
        }
    }
    return 0;
}

/* Count the numbers of a folded line; -1 where it has an address, -2 on failure. */
static Py_ssize_t numbers_of(PyObject *facts)
{
    PyObject *left = slot(facts, facts_places[LEFT]);
    left = left != NULL && PyUnicode_Check(left) ? Py_NewRef(left) : PyObject_GetAttrString(facts, "left");
    if (left == NULL || !PyUnicode_Check(left)) {
        Py_XDECREF(left);
        return -2;
    }
    Text text = text_of(left);
    Py_ssize_t count = 0;
    for (Py_ssize_t n = 0; n < text.length && count >= 0; n++) {
        Py_UCS4 c = at(text, n);
        count += c == '#';
        if (c == '.' && n >= 3 && at(text, n - 1) == 'w' && at(text, n - 2) == 'w' && at(text, n - 3) == 'w') {
            count = -1;
        }
    }
    Py_DECREF(left);
    return count;
}

/* Say whether a line has a bar, or a sign that stands alone and is one. */
static int has_bar(Text text)
{
    for (Py_ssize_t n = 0; n < text.length; n++) {
        Py_UCS4 c = at(text, n);
        if (c == '|' || c == 0xb7) {
            return 1;
        }
        if ((c == '/' || c == '>' || c == 0x203a) && n && n + 1 < text.length && at(text, n - 1) == ' ' &&
            at(text, n + 1) == ' ') {
            return 1;
        }
    }
    return 0;
}

static int is_upper(Text text)
{
    int cased = 0;
    for (Py_ssize_t n = 0; n < text.length; n++) {
        Py_UCS4 c = at(text, n);
        if (c < 128 ? c - 'a' < 26u : Py_UNICODE_ISLOWER(c) || Py_UNICODE_ISTITLE(c)) {
            return 0;
        }
        cased |= c < 128 ? c - 'A' < 26u : Py_UNICODE_ISUPPER(c);
    }
    return cased;
}

/* Give the points of a line for its shape; 0 where it is surely no headline, -1 on failure. */
int points_of_shape(PyObject *facts, PyObject *str, Py_ssize_t words, int is_prose, double *points)
{
    Text text = text_of(str);
    if (!text.length || is_aside(text)) {
        return 0;
    }
    int found = place_of(text, '(') < 0 ? 0 : is_so(is_dateline, str);
    Py_ssize_t numbers = found ? 0 : numbers_of(facts);
    if (found || numbers < 0 || numbers > row_numbers) {
        return found < 0 || numbers == -2 ? -1 : 0;
    }
    Py_UCS4 head = at(text, 0), last = at(text, text.length - 1);
    double end = 0.0;
    for (int n = 0; n < end_count; n++) {
        end = ends[n] == last ? by_end[n] : end;
    }
    double sum = points_of_words(words) + end;
    sum += is_prose ? prose : 0.0;
    if (text.length > long_line || words > many_words) {
        sum += too_long;
    }
    if (Py_UNICODE_ISLOWER(head) || !(is_alnum(head) || charset_has(&openers, head))) {
        sum += lower;
    }
    sum += is_upper(text) ? capitals : 0.0;
    if (has_bar(text)) {
        found = is_so(is_kicker, str);
        sum += found ? 0.0 : bar;
    }
    sum += numbers > max_numbers ? many_numbers : 0.0;
    *points = sum;
    return found < 0 ? -1 : 1;
}
