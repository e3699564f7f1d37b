/* How much of a line's words the core of the article has: what line_context.similarity gives. */

#include "rows.h"

/* The words of the core by a hash of their numbers, and how often each was seen, two at most. */
typedef struct {
    int64_t *slots;
    unsigned char *found;
    int shift;
} Core;

static inline size_t place_of(const Core *core, int64_t word)
{
    size_t size = (size_t)1 << (64 - core->shift), place = (size_t)((uint64_t)word * 0x9E3779B97F4A7C15u >> core->shift);
    while (core->found[place] && core->slots[place] != word) {
        place = (place + 1) & (size - 1);
    }
    return place;
}

static int take_core(Core *core, const int64_t *words, Py_ssize_t count)
{
    core->shift = 60;
    while (((Py_ssize_t)1 << (64 - core->shift)) < 2 * count) {
        core->shift--;
    }
    size_t size = (size_t)1 << (64 - core->shift);
    core->slots = PyMem_New(int64_t, size);
    core->found = PyMem_Calloc(size, 1);
    if (core->slots == NULL || core->found == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t n = 0; n < count; n++) {
        size_t place = place_of(core, words[n]);
        core->slots[place] = words[n];
        core->found[place] = core->found[place] ? 2 : 1;
    }
    return 0;
}

/* Fill in the share of a line's words that the core has too, and beside it how many it has; rows are `step` apart. */
int share_words(const int64_t *words, const int64_t *sizes, Py_ssize_t lines, Py_ssize_t first, Py_ssize_t last,
                float *out, Py_ssize_t step)
{
    Py_ssize_t begin = 0, end = 0;
    for (Py_ssize_t line = 0; line < last; line++) {
        begin += line < first ? (Py_ssize_t)sizes[line] : 0;
        end += (Py_ssize_t)sizes[line];
    }
    Core core = {NULL, NULL, 0};
    int status = take_core(&core, words + begin, end - begin);
    for (Py_ssize_t line = 0; status == 0 && line < lines; line++, out += step) {
        int needed = first <= line && line < last ? 2 : 1; /* a line of the core needs another one that has the word */
        int64_t shared = 0, size = sizes[line];
        for (int64_t n = 0; n < size; n++) {
            shared += core.found[place_of(&core, *words++)] >= needed;
        }
        out[0] = (float)((double)shared / (double)Py_MAX(size, 1));
        out[1] = size < 20 ? (float)((double)size / 20) : 1.0f;
    }
    PyMem_Free(core.slots);
    PyMem_Free(core.found);
    return status;
}
