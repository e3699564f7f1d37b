/* The lines from the top of a document to its prose, and what stands around each: Lines of headline_lines.py. */

#include "headline.h"

#define MOST_PLACES 1024

static double hit, first_line, field_next, field_near, field_before, shorter, crumb;
static double prose_before, prose_above, much_prose_above, among_like;
static Py_ssize_t reach, below, min_words, max_words, field_reach, like_reach, min_length, max_length;
static Py_ssize_t least, most, lead_words, more_words, much_prose;
static const Points POINTS[] = {
    {"_HIT", &hit},
    {"_FIRST", &first_line},
    {"_FIELD_NEXT", &field_next},
    {"_FIELD_NEAR", &field_near},
    {"_FIELD_BEFORE", &field_before},
    {"_SHORTER", &shorter},
    {"_CRUMB", &crumb},
    {"_PROSE_BEFORE", &prose_before},
    {"_PROSE_ABOVE", &prose_above},
    {"_MUCH_PROSE_ABOVE", &much_prose_above},
    {"_AMONG_LIKE", &among_like},
};
static const Size SIZES[] = {
    {"REACH", &reach},
    {"BELOW", &below},
    {"MIN_WORDS", &min_words},
    {"MAX_WORDS", &max_words},
    {"FIELD_REACH", &field_reach},
    {"LIKE_REACH", &like_reach},
    {"MIN_LENGTH", &min_length},
    {"MAX_LENGTH", &max_length},
    {"LEAST", &least},
    {"MOST", &most},
    {"LEAD_WORDS", &lead_words},
    {"MORE_WORDS", &more_words},
    {"MUCH_PROSE", &much_prose},
};
static double by_place[MOST_PLACES]; /* by the distance to the prose, and those of it that may be the headline */
static PyObject *is_known = NULL;

int prepare_lines(PyObject *names)
{
    PyObject *known = named(names, "is_known");
    if (known == NULL || take_points(names, POINTS, COUNT(POINTS)) < 0 || take_sizes(names, SIZES, COUNT(SIZES)) < 0) {
        return -1;
    }
    if (below < 1 || reach < 0 || reach + below > MOST_PLACES) {
        PyErr_SetString(PyExc_ValueError, "a headline is looked for further up than there is room");
        return -1;
    }
    Py_XSETREF(is_known, Py_NewRef(known));
    return take_table(names, "_PLACES", 1 - below, by_place, reach + below);
}

/* -- taking lines in ------------------------------------------------------------------------------------------- */

static int take_line(Line *line, PyObject *facts)
{
    PyObject *text = text_of_facts(facts), *words = text == NULL ? NULL : slot(facts, facts_places[WORDS]);
    PyObject *stamp = slot(facts, facts_places[STAMP]);
    line->facts = facts;
    line->text = text;
    line->words = words == NULL ? -1 : PyLong_AsSsize_t(words);
    if (line->words < 0) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_TypeError, "Facts with words are asked for");
        }
        return -1;
    }
    line->is_prose = slot(facts, facts_places[PROSE]) == Py_True;
    line->says = slot(facts, facts_places[SAYS]) == Py_True;
    line->has_stamp = line->says && stamp != NULL && stamp != Py_None;
    line->is_like = least <= line->words && line->words <= most && !line->is_prose && !line->has_stamp;
    return 0;
}

int take_in(Lines *lines, PyObject *facts, Py_ssize_t first)
{
    Py_ssize_t length = PyList_GET_SIZE(facts);
    if (first < 0 || first >= length) {
        PyErr_SetString(PyExc_IndexError, "prose begins at a line");
        return -1;
    }
    lines->all = facts;
    lines->first = first;
    lines->begin = Py_MAX(0, first - reach);
    lines->count = Py_MIN(length, first + below) - lines->begin;
    lines->size = Py_MIN(length - lines->begin, lines->count + field_reach);
    lines->held = PyList_GetSlice(facts, lines->begin, lines->begin + lines->size);
    lines->lines = lines->held == NULL ? NULL : PyMem_New(Line, lines->size + 1);
    if (lines->lines == NULL) {
        Py_XDECREF(lines->held);
        PyErr_NoMemory();
        return -1;
    }
    Py_ssize_t likes = 0, paragraphs = 0;
    for (Py_ssize_t n = 0; n <= lines->size; n++) {
        Line *line = &lines->lines[n];
        line->likes = likes;
        line->prose_above = paragraphs;
        if (n < lines->size) {
            if (take_line(line, PyList_GET_ITEM(lines->held, n)) < 0) {
                let_go(lines);
                return -1;
            }
            likes += line->is_like;
            paragraphs += line->is_prose;
        }
    }
    return 0;
}

void let_go(Lines *lines)
{
    PyMem_Free(lines->lines);
    Py_DECREF(lines->held);
}

/* -- what stands around one ------------------------------------------------------------------------------------ */

static int says(const Lines *lines, Py_ssize_t n)
{
    return n >= 0 && n < lines->size && lines->lines[n].says;
}

static int says_near(const Lines *lines, Py_ssize_t n)
{
    for (Py_ssize_t distance = 2; distance <= field_reach; distance++) {
        if (says(lines, n + distance)) {
            return 1;
        }
    }
    return 0;
}

static double points_of_place(const Lines *lines, Py_ssize_t n)
{
    return by_place[lines->first - lines->begin - n + below - 1];
}

/* Give the points of a line for those like it on both sides. */
static double points_of_likes(const Lines *lines, Py_ssize_t n)
{
    Py_ssize_t from = Py_MAX(0, n - like_reach), to = Py_MIN(lines->size, n + like_reach + 1);
    return among_like * (double)(lines->lines[to].likes - lines->lines[from].likes - lines->lines[n].is_like);
}

static double points_beside(const Lines *lines, Py_ssize_t n)
{
    double points = says(lines, n + 1) ? field_next : 0.0;
    points += says_near(lines, n) ? field_near : 0.0;
    points += says(lines, n - 1) || says(lines, n - 2) ? field_before : 0.0;
    return n ? points : points + first_line;
}

static int may_be_headline(const Lines *lines, Py_ssize_t n, Py_ssize_t few)
{
    const Line *line = &lines->lines[n];
    Py_ssize_t words = line->words, length = PyUnicode_GET_LENGTH(line->text);
    if (words < min_words || words > max_words || length < min_length || length > max_length || line->has_stamp) {
        return 0;
    }
    return words >= few || says(lines, n + 1) || says_near(lines, n);
}

Py_ssize_t find_hopes(const Lines *lines, int has_address, Hope *hopes)
{
    Py_ssize_t found = 0, last = lines->size - 1, few = has_address ? min_words : least;
    for (Py_ssize_t n = 0; n < lines->count; n++) {
        const Line *line = &lines->lines[n];
        if (!may_be_headline(lines, n, few)) {
            continue;
        }
        double hope = points_of_place(lines, n) + points_of_words(line->words) + points_beside(lines, n);
        hope += points_of_likes(lines, n);
        hope += n < last && line[1].words > line->words + more_words ? shorter : 0.0;
        hope += line->prose_above ? prose_above : 0.0;
        hope += n && is_crumb(line[-1].text) ? crumb : 0.0;
        hopes[found].most = hope;
        hopes[found++].position = lines->begin + n;
    }
    return found;
}

static double points_by_line_before(const Lines *lines, Py_ssize_t n)
{
    const Line *before = &lines->lines[n - 1];
    double points = before->is_prose ? prose_before : 0.0;
    points += is_crumb(before->text) ? crumb : 0.0;
    points += before->says || says(lines, n - 2) ? field_before : 0.0;
    return points;
}

/* Say whether a paragraph stands in the document a second time. */
static int stands_again(const Lines *lines, Py_ssize_t position, PyObject *text)
{
    for (Py_ssize_t n = 0; n < PyList_GET_SIZE(lines->all); n++) {
        PyObject *other = n == position ? NULL : text_of_facts(PyList_GET_ITEM(lines->all, n));
        if (other == NULL && n != position) {
            return -1;
        }
        if (other != NULL && PyUnicode_GET_LENGTH(other) == PyUnicode_GET_LENGTH(text) &&
            PyUnicode_Compare(other, text) == 0) {
            return 1;
        }
    }
    return 0;
}

/* Rate a line by its shape and its neighbours'; 0 for what is surely no headline, -1 on failure. */
int points_of(const Lines *lines, Py_ssize_t position, double *points)
{
    Py_ssize_t n = position - lines->begin;
    const Line *line = &lines->lines[n];
    double shape = 0.0;
    int found = points_of_shape(line->facts, line->text, line->words, line->is_prose, &shape);
    if (found > 0 && line->is_prose) {
        int again = stands_again(lines, position, line->text);
        found = again < 0 ? -1 : !again;
    }
    if (found <= 0) {
        return found;
    }
    double sum = points_of_place(lines, n) + shape;
    sum += points_of_likes(lines, n);
    sum += says(lines, n + 1) ? field_next : 0.0;
    sum += says_near(lines, n) ? field_near : 0.0;
    sum += n + 1 < lines->size && line[1].words > line->words + more_words ? shorter : 0.0;
    PyObject *hits = slot(line->facts, facts_places[HITS]);
    if (hits != NULL && PyTuple_Check(hits) && PyTuple_GET_SIZE(hits) > 0) {
        int known = line->words <= lead_words ? 1 : is_so(is_known, line->facts);
        if (known < 0) {
            return -1;
        }
        sum += known ? hit : 0.0;
    }
    if (line->prose_above) {
        sum += prose_above + (line->prose_above > much_prose ? much_prose_above : 0.0);
    }
    *points = sum + (n ? points_by_line_before(lines, n) : lines->begin ? 0.0 : first_line);
    return 1;
}
