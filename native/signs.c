/* What each character is: what character_bits.py says of it. */

#include "rows.h"

#define MOST_MARKS 100
#define MOST_COUNTED 6

Sign signs[0x110000];

static struct {
    Py_UCS4 c;
    uint64_t bit;
} marks[MOST_MARKS];
static int known_marks = 0;

static struct {
    uint64_t bit;
    int place;
} counts[MOST_COUNTED];
static int known_counts = 0;

void learn_sign(Py_UCS4 c)
{
    Sign *sign = &signs[c];
    uint64_t bits = KNOWN | (Py_UNICODE_ISLOWER(c) ? LOWER : 0) | (Py_UNICODE_ISUPPER(c) ? UPPER : 0)
        | (Py_UNICODE_ISDIGIT(c) ? DIGIT : 0) | (Py_UNICODE_ISALNUM(c) ? ALNUM : 0)
        | (Py_UNICODE_ISSPACE(c) ? SPACE : 0);
    for (int n = 0; n < known_marks; n++) {
        bits |= marks[n].c == c ? marks[n].bit : 0;
    }
    sign->ones = 0;
    for (int n = 0; n < known_counts; n++) {
        sign->ones |= bits & counts[n].bit ? (uint64_t)1 << counts[n].place : 0;
    }
    sign->bits = bits | (uint64_t)Py_UNICODE_TOLOWER(c) << SMALL;
}

static int take_marks(PyObject *groups)
{
    known_marks = 0;
    for (Py_ssize_t group = 0; group < PyTuple_GET_SIZE(groups); group++) {
        PyObject *str = PyTuple_GET_ITEM(groups, group);
        if (!PyUnicode_Check(str) || known_marks + PyUnicode_GET_LENGTH(str) > MOST_MARKS) {
            PyErr_SetString(PyExc_ValueError, "too many marks, or no marks");
            return -1;
        }
        Text text = text_of(str);
        for (Py_ssize_t n = 0; n < text.length; n++) {
            marks[known_marks].c = at(text, n);
            marks[known_marks++].bit = (uint64_t)1 << (6 + group);
        }
    }
    return 0;
}

static PyObject *prepare_signs(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *groups, *counted, *bit, *place;
    Py_ssize_t n = 0;
    if (!PyArg_ParseTuple(args, "O!O!", &PyTuple_Type, &groups, &PyDict_Type, &counted) || take_marks(groups) < 0) {
        return NULL;
    }
    known_counts = 0;
    while (PyDict_Next(counted, &n, &bit, &place) && known_counts < MOST_COUNTED) {
        counts[known_counts].bit = PyLong_AsUnsignedLongLong(bit);
        counts[known_counts++].place = (int)PyLong_AsLong(place);
    }
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

/* For the tests: what is known of each character of a text. */
static PyObject *signs_of(PyObject *self, PyObject *str)
{
    UNUSED(self);
    if (!PyUnicode_Check(str)) {
        PyErr_SetString(PyExc_TypeError, "a str is asked for");
        return NULL;
    }
    Text text = text_of(str);
    PyObject *found = PyList_New(text.length);
    for (Py_ssize_t n = 0; found != NULL && n < text.length; n++) {
        Sign sign = sign_of(at(text, n));
        PyObject *pair = Py_BuildValue("KK", (unsigned long long)sign.bits, (unsigned long long)sign.ones);
        if (pair == NULL) {
            Py_CLEAR(found);
            break;
        }
        PyList_SET_ITEM(found, n, pair);
    }
    return found;
}

PyMethodDef signs_methods[] = {
    {"prepare_signs", prepare_signs, METH_VARARGS, "Take in the groups of marks, and the place each is counted in by its bit."},
    {"signs_of", signs_of, METH_O, "Give the bits and the ones of each character of a text."},
    {NULL, NULL, 0, NULL},
};
