/* What the parts of the compiled core share. Each does what a function in Python does, which stays the reference. */

#ifndef NEWSCLEAN_NATIVE_H
#define NEWSCLEAN_NATIVE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

#define UNUSED(name) (void)(name)

/* The characters of a str, whatever width it is stored in. */
typedef struct {
    int kind;
    const void *data;
    Py_ssize_t length;
} Text;

static inline Text text_of(PyObject *str)
{
    Text text = {(int)PyUnicode_KIND(str), PyUnicode_DATA(str), PyUnicode_GET_LENGTH(str)};
    return text;
}

static inline Py_UCS4 at(Text text, Py_ssize_t index)
{
    return PyUnicode_READ(text.kind, text.data, index);
}

/* A list of str, or NULL with TypeError. */
PyObject *checked_texts(PyObject *list);

/* characters.c: sets of characters that Python hands over. */
typedef struct {
    unsigned char low[0x10000 / 8];
} CharSet;

void charset_fill(CharSet *set, PyObject *str);

static inline int charset_has(const CharSet *set, Py_UCS4 c)
{
    return c < 0x10000 && (set->low[c >> 3] >> (c & 7)) & 1;
}

/* One array of methods for each part. */
extern PyMethodDef fold_methods[];


#endif
