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

/* A list of str, or NULL with TypeError; how long the longest is; one of them, copied to characters of one width. */
PyObject *checked_texts(PyObject *list);
Py_ssize_t longest_of(PyObject *texts);
Text widened(PyObject *str, Py_UCS4 *wide);

/* characters.c: sets of characters that Python hands over. */
typedef struct {
    unsigned char low[0x10000 / 8];
} CharSet;

void charset_fill(CharSet *set, PyObject *str);
void charset_fill_ranges(CharSet *set, Text text); /* written as in brackets of a pattern: "A-Z" */

static inline int charset_has(const CharSet *set, Py_UCS4 c)
{
    return c < 0x10000 && (set->low[c >> 3] >> (c & 7)) & 1;
}

/* Signs of words, as str.isalnum has them. Python asks itself four questions of each; here they are remembered. */
extern unsigned char alnum_known[0x10000 / 256], alnum_bits[0x10000 / 8];
int learn_alnum(Py_UCS4 c);

static inline int is_alnum(Py_UCS4 c)
{
    if (c < 128) {
        return c - '0' < 10u || (c | 32) - 'a' < 26u;
    }
    if (c < 0x10000 && alnum_known[c >> 8]) {
        return (alnum_bits[c >> 3] >> (c & 7)) & 1;
    }
    return learn_alnum(c);
}

/* Decimal digits of any script, as str.isdecimal has them. */
static inline int is_digit(Py_UCS4 c)
{
    return c < 128 ? c - '0' < 10u : Py_UNICODE_ISDECIMAL(c);
}

/* facts.c: whether a character belongs to a script written without spaces; there is none below U+0E00. */
int is_unspaced_script(Py_UCS4 c);

static inline int is_unspaced(Py_UCS4 c)
{
    return c > 0xe00 && is_unspaced_script(c);
}

/* Slots of Python objects, read and written where their descriptors say they are. */
int find_slots(PyObject *type, const char *const *names, Py_ssize_t *places, int count);

static inline PyObject *slot(PyObject *object, Py_ssize_t place)
{
    return *(PyObject **)((char *)object + place); /* borrowed; NULL where nothing was set */
}

static inline void set_slot(PyObject *object, Py_ssize_t place, PyObject *value)
{
    PyObject **held = (PyObject **)((char *)object + place), *before = *held;
    *held = value; /* takes the reference over */
    Py_XDECREF(before);
}

enum facts_slot { TEXT, WORDS, ENDS, PROSE, UNSPACED, HITS, WEIGHT, STAMP, SAYS, SEAM, LEFT, KEY, FIELD, FACTS_SLOTS };
extern Py_ssize_t facts_places[FACTS_SLOTS];

/* lines.c: the class of blocks, and where their slots are. */
enum block_slot { BLOCK_INDEX, BLOCK_START, BLOCK_END, BLOCK_TEXT, BLOCK_GAP, BLOCK_FACTS, BLOCK_SLOTS };
extern Py_ssize_t block_places[BLOCK_SLOTS];
extern PyTypeObject *block_type; /* NULL until Python handed it over */

/* The text that facts are of; lines.c: the facts of a block. NULL with TypeError where there are none. */
PyObject *text_of_facts(PyObject *facts);
PyObject *facts_of_block(PyObject *block);

/* hits.c: add a pair of a cue and the number of a rule to what was found, a dict of lists by line. */
int add_pair(PyObject *found, PyObject *line, PyObject *pair);

/* fold.c: a tuple of two lists: what each line begins with, and its key. */
PyObject *fold_lines(PyObject *self, PyObject *lines);

/* One array of methods for each part. */
extern PyMethodDef columns_methods[];
extern PyMethodDef context_methods[];
extern PyMethodDef cue_lines_methods[];
extern PyMethodDef dates_methods[];
extern PyMethodDef evidence_methods[];
extern PyMethodDef facts_methods[];
extern PyMethodDef fold_methods[];
extern PyMethodDef headline_methods[];
extern PyMethodDef headline_words_methods[];
extern PyMethodDef hits_methods[];
extern PyMethodDef join_methods[];
extern PyMethodDef known_methods[];
extern PyMethodDef lines_methods[];
extern PyMethodDef memo_methods[];
extern PyMethodDef names_methods[];
extern PyMethodDef network_methods[];
extern PyMethodDef positions_methods[];
extern PyMethodDef records_methods[];
extern PyMethodDef repeats_methods[];
extern PyMethodDef rows_methods[];
extern PyMethodDef runs_methods[];
extern PyMethodDef sample_methods[];
extern PyMethodDef seams_methods[];
extern PyMethodDef signs_methods[];
extern PyMethodDef stamps_methods[];
extern PyMethodDef take_methods[];
extern PyMethodDef text_methods[];
extern PyType_Spec cues_spec;


#endif
