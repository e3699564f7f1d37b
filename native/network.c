/* What the networks need beside their multiplications: lines beside each other, and what a page is on the whole. */

#include "native.h"

/* Numbers of lines, one network after the other: `rows` for each, of which the first `lines` are looked at. */
typedef struct {
    Py_buffer view;
    Py_ssize_t networks, rows, width;
    float *numbers;
} Stack;

static int take_stack(PyObject *array, Stack *stack)
{
    if (PyObject_GetBuffer(array, &stack->view, PyBUF_FORMAT | PyBUF_C_CONTIGUOUS | PyBUF_WRITABLE) < 0) {
        return -1;
    }
    if (stack->view.ndim != 3 || stack->view.format == NULL || strcmp(stack->view.format, "f") != 0) {
        PyErr_SetString(PyExc_ValueError, "a stack of matrices of floats is asked for");
        PyBuffer_Release(&stack->view);
        return -1;
    }
    stack->networks = stack->view.shape[0];
    stack->rows = stack->view.shape[1];
    stack->width = stack->view.shape[2];
    stack->numbers = stack->view.buf;
    return 0;
}

/* Take two stacks of as many networks each; with an error none is held. */
static int take_both(PyObject *from, PyObject *to, Stack *x, Stack *out)
{
    if (take_stack(from, x) < 0) {
        return -1;
    }
    if (take_stack(to, out) < 0) {
        PyBuffer_Release(&x->view);
        return -1;
    }
    return 0;
}

static void release_both(Stack *x, Stack *out)
{
    PyBuffer_Release(&x->view);
    PyBuffer_Release(&out->view);
}

static int does_not_fit(int fits)
{
    if (!fits) {
        PyErr_SetString(PyExc_ValueError, "matrices that fit each other are asked for");
    }
    return !fits;
}

/* Put beside each line those a step before and behind; there is nothing beyond the ends. */
static void look_around_one(const float *x, Py_ssize_t lines, Py_ssize_t width, Py_ssize_t step, float *out,
                            Py_ssize_t wide)
{
    size_t size = (size_t)width * sizeof *x;
    for (Py_ssize_t line = 0; line < lines; line++, out += wide) {
        if (line >= step) {
            memcpy(out, x + (line - step) * width, size);
        } else {
            memset(out, 0, size);
        }
        memcpy(out + width, x + line * width, size);
        if (line + step < lines) {
            memcpy(out + 2 * width, x + (line + step) * width, size);
        } else {
            memset(out + 2 * width, 0, size);
        }
    }
}

static PyObject *look_around(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *from, *to;
    Py_ssize_t lines, step;
    Stack x, out;
    if (!PyArg_ParseTuple(args, "OnnO", &from, &lines, &step, &to) || take_both(from, to, &x, &out) < 0) {
        return NULL;
    }
    if (does_not_fit(lines >= 0 && step >= 0 && x.networks == out.networks && lines <= x.rows && lines <= out.rows
                     && out.width >= 3 * x.width)) {
        release_both(&x, &out);
        return NULL;
    }
    for (Py_ssize_t n = 0; n < x.networks; n++) {
        look_around_one(x.numbers + n * x.rows * x.width, lines, x.width, step, out.numbers + n * out.rows * out.width,
                        out.width);
    }
    release_both(&x, &out);
    Py_RETURN_NONE;
}

/* Give the mean of each column, summed up line by line as numpy does, and the largest number in it. */
static void sum_up_one(const float *x, Py_ssize_t lines, Py_ssize_t width, float *mean, float *most)
{
    memcpy(mean, x, (size_t)width * sizeof *x);
    memcpy(most, x, (size_t)width * sizeof *x);
    for (Py_ssize_t line = 1; line < lines; line++) {
        const float *row = x + line * width;
        for (Py_ssize_t n = 0; n < width; n++) {
            mean[n] += row[n];
            most[n] = row[n] > most[n] ? row[n] : most[n];
        }
    }
    for (Py_ssize_t n = 0; n < width; n++) {
        mean[n] /= (float)lines;
    }
}

static PyObject *mean_and_most(PyObject *self, PyObject *args)
{
    UNUSED(self);
    PyObject *from, *to;
    Py_ssize_t lines;
    Stack x, out;
    if (!PyArg_ParseTuple(args, "OnO", &from, &lines, &to) || take_both(from, to, &x, &out) < 0) {
        return NULL;
    }
    if (does_not_fit(lines >= 1 && x.networks == out.networks && lines <= x.rows && out.rows == 1
                     && out.width == 2 * x.width)) {
        release_both(&x, &out);
        return NULL;
    }
    for (Py_ssize_t n = 0; n < x.networks; n++) {
        float *page = out.numbers + n * out.width;
        sum_up_one(x.numbers + n * x.rows * x.width, lines, x.width, page, page + x.width);
    }
    release_both(&x, &out);
    Py_RETURN_NONE;
}

PyMethodDef network_methods[] = {
    {"look_around", look_around, METH_VARARGS, "Put beside each line those a step before and behind."},
    {"mean_and_most", mean_and_most, METH_VARARGS, "Give the mean and the largest number of each column of lines."},
    {NULL, NULL, 0, NULL},
};
