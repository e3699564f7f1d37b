/* What a glance at a line tells: its words, whether it ends as a sentence does, whether it reads as prose. */

#include "native.h"

#define HEAD 120 /* characters in which digits are counted */
#define MOST_SCRIPTS 16

static const char *const NAMES[FACTS_SLOTS] = {
    "text", "words", "ends", "prose", "unspaced", "hits", "weight", "stamp", "says", "seam", "_left", "_key", "_field",
};
Py_ssize_t facts_places[FACTS_SLOTS];

static PyTypeObject *facts_type = NULL;
static PyObject *unknown = NULL, *no_hits = NULL;
static CharSet end_marks, closers;
static Py_UCS4 firsts[MOST_SCRIPTS], lasts[MOST_SCRIPTS]; /* of the scripts written without spaces */
static int scripts = 0;
static Py_ssize_t least_prose, least_unspaced, most_words; /* characters of a paragraph; words that count */
static long short_line;                                    /* what any other line counts */

typedef struct {
    Py_ssize_t words;
    int ends, prose, unspaced;
} Glance;

int is_unspaced_script(Py_UCS4 c)
{
    for (int n = 0; n < scripts; n++) {
        if (firsts[n] <= c && c <= lasts[n]) {
            return 1;
        }
    }
    return 0;
}

static int ends_sentence(Text text)
{
    Py_ssize_t last = text.length - 1;
    if (last >= 0 && charset_has(&closers, at(text, last))) {
        while (last >= 0 && (at(text, last) == ' ' || charset_has(&closers, at(text, last)))) {
            last--;
        }
    }
    return last >= 0 && charset_has(&end_marks, at(text, last));
}

static int mostly_unspaced(Text text, Py_ssize_t spaces)
{
    Py_ssize_t count = 0;
    for (Py_ssize_t n = 0; n < text.length; n++) {
        Py_UCS4 c = at(text, n);
        count += c >= firsts[0] && (c == firsts[0] || is_unspaced(c));
    }
    return 2 * count > text.length - spaces;
}

/* Tell prose from tables and tickers by the share of digits in its beginning. */
static int mostly_letters(Text text)
{
    Py_ssize_t length = Py_MIN(text.length, HEAD), digits = 0;
    for (Py_ssize_t n = 0; n < length; n++) {
        digits += is_digit(at(text, n));
    }
    return 3 * digits < length;
}

static Py_ssize_t spaces_of(Text text)
{
    Py_ssize_t count = 0;
    if (text.kind == PyUnicode_1BYTE_KIND) {
        const Py_UCS1 *data = text.data;
        for (Py_ssize_t n = 0; n < text.length; n++) {
            count += data[n] == ' ';
        }
        return count;
    }
    for (Py_ssize_t n = 0; n < text.length; n++) {
        count += at(text, n) == ' ';
    }
    return count;
}

static Glance look(PyObject *str)
{
    Text text = text_of(str);
    Py_ssize_t spaces = spaces_of(text), least = least_prose;
    Glance seen = {spaces + 1, 0, 0, 0};
    if (text.length > 8 * seen.words && !PyUnicode_IS_ASCII(str) && mostly_unspaced(text, spaces)) {
        seen.unspaced = 1;
        seen.words += text.length / 2;
        least = least_unspaced;
    }
    seen.ends = ends_sentence(text);
    seen.prose = text.length >= least && (seen.ends || text.length >= 4 * least) && mostly_letters(text);
    return seen;
}

/* Make the facts of a text, as Facts.__init__ does. */
static PyObject *facts_of(PyObject *text)
{
    Glance seen = look(text);
    PyObject *facts = facts_type->tp_alloc(facts_type, 0), *words = PyLong_FromSsize_t(seen.words), *weight;
    weight = PyLong_FromLong(seen.prose ? (long)Py_MIN(seen.words, most_words) : short_line);
    if (facts == NULL || words == NULL || weight == NULL) {
        Py_XDECREF(facts);
        Py_XDECREF(words);
        Py_XDECREF(weight);
        return NULL;
    }
    PyObject *values[FACTS_SLOTS] = {
        [TEXT] = Py_NewRef(text),
        [WORDS] = words,
        [ENDS] = PyBool_FromLong(seen.ends),
        [PROSE] = PyBool_FromLong(seen.prose),
        [UNSPACED] = PyBool_FromLong(seen.unspaced),
        [HITS] = Py_NewRef(no_hits),
        [WEIGHT] = weight,
        [STAMP] = Py_NewRef(Py_None),
        [SAYS] = Py_NewRef(Py_False),
        [SEAM] = Py_NewRef(unknown),
        [LEFT] = Py_NewRef(Py_None),
        [KEY] = Py_NewRef(Py_None),
        [FIELD] = Py_NewRef(unknown),
    };
    for (int n = 0; n < FACTS_SLOTS; n++) {
        set_slot(facts, facts_places[n], values[n]);
    }
    PyObject_GC_UnTrack(facts); /* nothing it holds leads back to it: the collector need not look */
    return facts;
}

PyObject *text_of_facts(PyObject *facts)
{
    PyObject *text = Py_IS_TYPE(facts, facts_type) ? slot(facts, facts_places[TEXT]) : NULL;
    if (text == NULL || !PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "Facts are asked for");
        return NULL;
    }
    return text;
}

static PyObject *make_facts(PyObject *self, PyObject *list)
{
    UNUSED(self);
    PyObject *texts = checked_texts(list);
    if (texts == NULL) {
        return NULL;
    }
    Py_ssize_t count = PySequence_Fast_GET_SIZE(texts);
    PyObject *made = PyList_New(count);
    for (Py_ssize_t n = 0; made != NULL && n < count; n++) {
        PyObject *facts = facts_of(PySequence_Fast_GET_ITEM(texts, n));
        if (facts == NULL) {
            Py_CLEAR(made);
            break;
        }
        PyList_SET_ITEM(made, n, facts);
    }
    Py_DECREF(texts);
    return made;
}

static PyObject *prose_among(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *list;
    Py_ssize_t most;
    if (!PyArg_ParseTuple(args, "On", &list, &most)) {
        return NULL;
    }
    PyObject *texts = checked_texts(list), *found = PyList_New(0);
    for (Py_ssize_t n = 0; texts != NULL && found != NULL && n < PySequence_Fast_GET_SIZE(texts); n++) {
        if (PyList_GET_SIZE(found) == most) {
            break;
        }
        PyObject *text = PySequence_Fast_GET_ITEM(texts, n);
        if (PyUnicode_GET_LENGTH(text) >= least_unspaced && look(text).prose && PyList_Append(found, text) < 0) {
            Py_CLEAR(found);
        }
    }
    if (texts == NULL) {
        Py_CLEAR(found);
    }
    Py_XDECREF(texts);
    return found;
}

/* Fold lines, and put what comes out into their facts. */
static PyObject *fold_all(PyObject *self, PyObject *args)
{
    PyObject *texts, *facts;
    if (!PyArg_ParseTuple(args, "OO!", &texts, &PyList_Type, &facts)) {
        return NULL;
    }
    PyObject *both = fold_lines(self, texts);
    if (both == NULL) {
        return NULL;
    }
    PyObject *lefts = PyTuple_GET_ITEM(both, 0), *keys = PyTuple_GET_ITEM(both, 1);
    if (PyList_GET_SIZE(facts) != PyList_GET_SIZE(lefts)) {
        PyErr_SetString(PyExc_ValueError, "each text has its facts");
        Py_DECREF(both);
        return NULL;
    }
    for (Py_ssize_t n = 0; n < PyList_GET_SIZE(lefts); n++) {
        PyObject *each = PyList_GET_ITEM(facts, n);
        if (!Py_IS_TYPE(each, facts_type)) {
            PyErr_SetString(PyExc_TypeError, "a list of Facts is asked for");
            Py_DECREF(both);
            return NULL;
        }
        set_slot(each, facts_places[LEFT], Py_NewRef(PyList_GET_ITEM(lefts, n)));
        set_slot(each, facts_places[KEY], Py_NewRef(PyList_GET_ITEM(keys, n)));
    }
    return both;
}

static PyObject *prepare_facts(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *type, *mark, *ends, *shuts, *ranges;
    if (!PyArg_ParseTuple(args, "O!OUUUnnnl", &PyType_Type, &type, &mark, &ends, &shuts, &ranges, &least_prose,
                          &least_unspaced, &most_words, &short_line)) {
        return NULL;
    }
    if (find_slots(type, NAMES, facts_places, FACTS_SLOTS) < 0) {
        return NULL;
    }
    charset_fill(&end_marks, ends);
    charset_fill(&closers, shuts);
    Text range = text_of(ranges); /* as in a pattern: first, hyphen, last */
    scripts = 0;
    for (Py_ssize_t n = 0; n + 2 < range.length && scripts < MOST_SCRIPTS; n += 3) {
        firsts[scripts] = at(range, n);
        lasts[scripts++] = at(range, n + 2);
    }
    Py_XSETREF(facts_type, (PyTypeObject *)Py_NewRef(type));
    Py_XSETREF(unknown, Py_NewRef(mark));
    Py_XSETREF(no_hits, PyTuple_New(0));
    Py_RETURN_NONE;
}

PyMethodDef facts_methods[] = {
    {"prepare_facts", prepare_facts, METH_VARARGS, "Take in the class of facts, and what they are worked out with."},
    {"make_facts", make_facts, METH_O, "Make the facts of many texts."},
    {"prose_among", prose_among, METH_VARARGS, "Give the first texts that read as running prose, so many at most."},
    {"fold_all", fold_all, METH_VARARGS, "Fold lines: give what each begins with, and its key."},
    {NULL, NULL, 0, NULL},
};
