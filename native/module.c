/* The compiled core of newsclean: the parts that are asked once a line or more, for Pythons with a C compiler. */

#include "native.h"

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

static PyMethodDef *const PARTS[] = {fold_methods};

static int module_exec(PyObject *module)
{
    for (size_t n = 0; n < sizeof PARTS / sizeof *PARTS; n++) {
        if (PyModule_AddFunctions(module, PARTS[n]) < 0) {
            return -1;
        }
    }
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
