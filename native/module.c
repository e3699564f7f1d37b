/* The compiled core of newsclean: the parts that are asked once a line or more, for Pythons with a C compiler. */

#include "native.h"
#include <structmember.h> /* PyMemberDef, before Python 3.12 */

#ifndef NEWSCLEAN_SOURCES
#define NEWSCLEAN_SOURCES "" /* checksum of the sources, for a checkout to know that it was built from them */
#endif

PyObject *checked_texts(PyObject *list)
{
    PyObject *texts = PySequence_Fast(list, "a sequence of str is asked for");
    if (texts == NULL) {
        return NULL;
    }
    for (Py_ssize_t n = 0; n < PySequence_Fast_GET_SIZE(texts); n++) {
        if (!PyUnicode_Check(PySequence_Fast_GET_ITEM(texts, n))) {
            PyErr_SetString(PyExc_TypeError, "a sequence of str is asked for");
            Py_DECREF(texts);
            return NULL;
        }
    }
    return texts;
}

Py_ssize_t longest_of(PyObject *texts)
{
    Py_ssize_t longest = 0;
    for (Py_ssize_t n = 0; n < PySequence_Fast_GET_SIZE(texts); n++) {
        longest = Py_MAX(longest, PyUnicode_GET_LENGTH(PySequence_Fast_GET_ITEM(texts, n)));
    }
    return longest;
}

Text widened(PyObject *str, Py_UCS4 *wide)
{
    Text text = text_of(str), found = {PyUnicode_4BYTE_KIND, wide, text.length};
    if (text.kind == PyUnicode_1BYTE_KIND) {
        const Py_UCS1 *data = text.data;
        for (Py_ssize_t n = 0; n < text.length; n++) {
            wide[n] = data[n];
        }
    } else if (text.kind == PyUnicode_2BYTE_KIND) {
        const Py_UCS2 *data = text.data;
        for (Py_ssize_t n = 0; n < text.length; n++) {
            wide[n] = data[n];
        }
    } else {
        memcpy(wide, text.data, (size_t)text.length * sizeof *wide);
    }
    return found;
}

void charset_fill(CharSet *set, PyObject *str)
{
    Text text = text_of(str);
    for (Py_ssize_t n = 0; n < text.length; n++) {
        Py_UCS4 c = at(text, n);
        if (c < 0x10000) {
            set->low[c >> 3] |= (unsigned char)(1 << (c & 7));
        }
    }
}

unsigned char alnum_known[0x10000 / 256], alnum_bits[0x10000 / 8];

/* Work out a block of 256 characters, and give the answer for one. */
int learn_alnum(Py_UCS4 c)
{
    if (c >= 0x10000) {
        return Py_UNICODE_ISALNUM(c);
    }
    for (Py_UCS4 n = c & ~0xffu; n <= (c | 0xffu); n++) {
        if (Py_UNICODE_ISALNUM(n)) {
            alnum_bits[n >> 3] |= (unsigned char)(1 << (n & 7));
        }
    }
    alnum_known[c >> 8] = 1;
    return (alnum_bits[c >> 3] >> (c & 7)) & 1;
}

int find_slots(PyObject *type, const char *const *names, Py_ssize_t *places, int count)
{
    for (int n = 0; n < count; n++) {
        PyObject *member = PyObject_GetAttrString(type, names[n]);
        if (member == NULL) {
            return -1;
        }
        if (!Py_IS_TYPE(member, &PyMemberDescr_Type)) {
            PyErr_Format(PyExc_TypeError, "%s is no slot", names[n]);
            Py_DECREF(member);
            return -1;
        }
        places[n] = ((PyMemberDescrObject *)member)->d_member->offset;
        Py_DECREF(member);
    }
    return 0;
}

static PyMethodDef *const PARTS[] = {
    columns_methods,
    context_methods,
    cue_lines_methods,
    dates_methods,
    evidence_methods,
    facts_methods,
    fold_methods,
    headline_methods,
    headline_words_methods,
    hits_methods,
    join_methods,
    known_methods,
    lines_methods,
    memo_methods,
    names_methods,
    network_methods,
    positions_methods,
    records_methods,
    repeats_methods,
    rows_methods,
    runs_methods,
    sample_methods,
    seams_methods,
    signs_methods,
    stamps_methods,
    take_methods,
    text_methods,
};

static int module_exec(PyObject *module)
{
    for (size_t n = 0; n < sizeof PARTS / sizeof *PARTS; n++) {
        if (PyModule_AddFunctions(module, PARTS[n]) < 0) {
            return -1;
        }
    }
    PyObject *cues = PyType_FromSpec(&cues_spec);
    if (cues == NULL || PyModule_AddType(module, (PyTypeObject *)cues) < 0) {
        Py_XDECREF(cues);
        return -1;
    }
    Py_DECREF(cues);
    return PyModule_AddStringConstant(module, "SOURCES", NEWSCLEAN_SOURCES);
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, (void *)module_exec},
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "newsclean._native",
    .m_doc = "What is asked once a line or more, compiled; the functions of the same names in Python are the reference.",
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__native(void)
{
    return PyModuleDef_Init(&definition);
}
