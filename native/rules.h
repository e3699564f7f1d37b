/* The rules of cues that were found, and the part of a document they ask for. */

#ifndef NEWSCLEAN_RULES_H
#define NEWSCLEAN_RULES_H

#include "native.h"

/* As cues.Rule has its fields. */
enum rule_field { RULE_ID = 0, RULE_FILTER = 1, RULE_MATCH = 3, RULE_WHERE = 4, RULE_SPAN = 5, RULE_COMPANY = 6, RULE_FIELDS };

typedef struct {
    Py_ssize_t first, last; /* of the running prose, half-open */
} Zones;

/* evidence.c: the rule of a cue that was found, borrowed, NULL with TypeError; whether a position lies where it asks. */
PyObject *rule_of(PyObject *hit);
int lies_where(PyObject *rule, Py_ssize_t position, Zones zones);

#endif
