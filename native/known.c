/* What is known of a line already, read from its facts: flags, which field of a record it is, what its cues say. */

#include "rows.h"
#include "rules.h"

#define ASK 32 /* of lines with a cue of this filter Python is asked which field they are */

enum { IS_DATE = 2, IS_NAME = 4, IS_DEBRIS = 8, HAS_CUE = 16, IS_WHOLE = 32, IS_FURNITURE = 64, IS_SECTION = 128 };

static PyTypeObject *facts_type = NULL;
static PyObject *kinds = NULL, *ask_field = NULL;
static long other_kind = 0;
static Py_ssize_t field_length, debris_words, name_words, author_words; /* of fields of records */

/* Read a value of the facts of a line: what is folded is folded now, where it was not yet. */
static PyObject *value_of(PyObject *facts, enum facts_slot which)
{
    PyObject *value = Py_IS_TYPE(facts, facts_type) ? slot(facts, facts_places[which]) : NULL;
    if (value == NULL) {
        PyErr_SetString(PyExc_TypeError, "facts are asked for, with all that is known");
        return NULL;
    }
    if (value == Py_None && (which == LEFT || which == KEY)) {
        return PyObject_GetAttrString(facts, which == LEFT ? "left" : "key");
    }
    return Py_NewRef(value);
}

static int flag_of(PyObject *facts, enum facts_slot which)
{
    PyObject *value = value_of(facts, which);
    int flag = value == NULL ? -1 : which == STAMP ? value != Py_None : PyObject_IsTrue(value);
    Py_XDECREF(value);
    return flag;
}

/* Give a str of the facts, or NULL with TypeError. */
static PyObject *str_of(PyObject *facts, enum facts_slot which)
{
    PyObject *value = value_of(facts, which);
    if (value != NULL && !PyUnicode_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "facts are asked for, with their texts");
        Py_CLEAR(value);
    }
    return value;
}

/* Say what a rule adds to the features of its lines; -1 where it is none. */
static long bits_of_rule(PyObject *hit)
{
    PyObject *rule = rule_of(hit);
    if (rule == NULL) {
        return -1;
    }
    PyObject *kind = PyDict_GetItemWithError(kinds, PyTuple_GET_ITEM(rule, RULE_FILTER));
    PyObject *span = PyTuple_GET_ITEM(rule, RULE_SPAN);
    int company = PyObject_IsTrue(PyTuple_GET_ITEM(rule, RULE_COMPANY));
    long column = kind == NULL ? other_kind : PyLong_AsLong(kind), bits = 0;
    if (company < 0 || PyErr_Occurred()) {
        return -1;
    }
    if (PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(rule, RULE_MATCH), "whole") == 0) {
        bits |= IS_WHOLE;
    }
    if (PyUnicode_CompareWithASCIIString(span, "section") == 0) {
        bits |= IS_SECTION;
    } else if (!company && PyUnicode_CompareWithASCIIString(span, "block") == 0) {
        bits |= IS_FURNITURE;
    }
    return bits | 1L << (8 + (column & (ASK - 1))) | (column & ASK ? 1L << 30 : 0);
}

static long bits_of_hits(PyObject *facts, int *ask)
{
    PyObject *hits = value_of(facts, HITS);
    long bits = 0;
    if (hits == NULL) {
        bits = -1;
    } else if (!PyTuple_Check(hits)) {
        PyErr_SetString(PyExc_TypeError, "hits are asked for");
        bits = -1;
    }
    for (Py_ssize_t n = 0; bits >= 0 && n < PyTuple_GET_SIZE(hits); n++) {
        long more = bits_of_rule(PyTuple_GET_ITEM(hits, n));
        bits = more < 0 ? -1 : bits | more | HAS_CUE;
    }
    Py_XDECREF(hits);
    *ask = bits >= 0 && bits >> 30;
    return bits < 0 ? -1 : bits & ((1L << 30) - 1);
}

static long asked_field(PyObject *facts)
{
    PyObject *found = PyObject_CallOneArg(ask_field, facts);
    long bits = found == NULL ? -1 : PyLong_AsLong(found);
    Py_XDECREF(found);
    return bits;
}

/* Say whether a line may be a name and a date. */
static int may_be_dated(PyObject *facts, Text text)
{
    if (!Py_UNICODE_ISUPPER(at(text, 0))) {
        return 0;
    }
    PyObject *left = str_of(facts, LEFT);
    int numbered = left == NULL ? -1 : PyUnicode_FindChar(left, '#', 0, PyUnicode_GET_LENGTH(left), 1) >= 0;
    Py_XDECREF(left);
    return numbered;
}

/* Say which field of a record a line is: what record_fields.line_kind does; it is asked itself where names are near. */
static long bits_of_field(PyObject *facts, const Known *known, int ask)
{
    PyObject *str = str_of(facts, TEXT);
    if (str == NULL) {
        return -1;
    }
    Text text = text_of(str);
    long bits = 0;
    if (text.length == 0 || text.length > field_length) {
        bits = 0;
    } else if (known->stamp) {
        bits = IS_DATE;
    } else if (ask) {
        bits = asked_field(facts);
    } else if (known->words <= name_words && is_person(text)) {
        bits = IS_NAME;
    } else if (known->words <= debris_words) {
        bits = known->ends ? 0 : IS_DEBRIS;
    } else if (known->words <= author_words) {
        int dated = may_be_dated(facts, text);
        bits = dated > 0 ? asked_field(facts) : dated;
    }
    Py_DECREF(str);
    return bits;
}

int read_known(PyObject *facts, Known *known)
{
    PyObject *value = value_of(facts, WORDS);
    int ask = 0;
    known->words = value == NULL ? -1 : PyLong_AsLong(value);
    Py_XDECREF(value);
    if ((known->words == -1 && PyErr_Occurred()) || (known->ends = flag_of(facts, ENDS)) < 0
        || (known->prose = flag_of(facts, PROSE)) < 0 || (known->unspaced = flag_of(facts, UNSPACED)) < 0
        || (known->stamp = flag_of(facts, STAMP)) < 0 || (known->bits = bits_of_hits(facts, &ask)) < 0) {
        return -1;
    }
    long field = bits_of_field(facts, known, ask);
    known->bits |= field;
    return field < 0 ? -1 : 0;
}

PyObject *key_of_facts(PyObject *facts)
{
    return str_of(facts, KEY);
}

static PyObject *prepare_known(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *type, *filters, *ask;
    long other;
    if (!PyArg_ParseTuple(args, "O!O!lO(nnnn)", &PyType_Type, &type, &PyDict_Type, &filters, &other, &ask,
                          &field_length, &debris_words, &name_words, &author_words)) {
        return NULL;
    }
    other_kind = other;
    Py_XSETREF(facts_type, (PyTypeObject *)Py_NewRef(type));
    Py_XSETREF(kinds, Py_NewRef(filters));
    Py_XSETREF(ask_field, Py_NewRef(ask));
    Py_RETURN_NONE;
}

PyMethodDef known_methods[] = {
    {"prepare_known", prepare_known, METH_VARARGS, "Take in the class of facts, the kinds of filters, and who says which field a line is."},
    {NULL, NULL, 0, NULL},
};
