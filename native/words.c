/* The words at the beginning of a line, found and numbered: what line_words.py does for many lines at once. */

#include "rows.h"

#define HEAD 40
#define START 80
#define BUCKETS 4096
#define NUMBER_BITS 48 /* of what a word of a page is known by */
#define GUESS_BITS 16
#define DOTTED_I 0x130
#define SIGMA 0x3a3

static const uint64_t FACTOR = 0x9E3779B97F4A7C15u;

static PyObject *in_lower_case(PyObject *line, const Word *word)
{
    PyObject *part = PyUnicode_Substring(line, word->begin, word->end);
    PyObject *low = part == NULL ? NULL : PyObject_CallMethod(part, "lower", NULL);
    Py_XDECREF(part);
    return low;
}

/* Sum up the characters of a word, each times a power of its place. */
static uint64_t number_of(Text text, Py_ssize_t begin, Py_ssize_t end)
{
    uint64_t number = 0, power = FACTOR * FACTOR;
    for (; begin < end; begin++) {
        number += (sign_of(at(text, begin)).bits >> SMALL) * power;
        power *= FACTOR;
    }
    return number;
}

static int number_odd_word(PyObject *line, Word *word)
{
    PyObject *low = in_lower_case(line, word);
    if (low == NULL) {
        return -1;
    }
    word->number = number_of(text_of(low), 0, PyUnicode_GET_LENGTH(low));
    Py_DECREF(low);
    return 0;
}

/* Go through a line once: find its words, and count what is counted; of each kind of text there is a copy. */
static inline Py_ALWAYS_INLINE void scan_kind(Text text, const int kind, Reading *reading)
{
    Word spare, *word = &spare;
    uint64_t ones = 0, number = 0, power = 0, before = SPACE;
    int count = 0, odd = 0;
    for (Py_ssize_t n = 0; n < text.length; n++) {
        Py_UCS4 c = PyUnicode_READ(kind, text.data, n);
        Sign sign = sign_of(c);
        if (n == HEAD) {
            reading->head = ones;
        } else if (n == START) {
            reading->start = ones;
        }
        ones += sign.ones;
        if (!(sign.bits & SPACE)) {
            if (before & SPACE) {
                word = count < WORDS_READ ? &reading->words[count++] : &spare;
                word->begin = n;
                number = 0, odd = 0, power = FACTOR * FACTOR;
                if (word != &spare) {
                    reading->lower += (sign.bits & LOWER) != 0;
                    reading->upper += (sign.bits & UPPER) != 0;
                }
            }
            number += (sign.bits >> SMALL) * power;
            power *= FACTOR;
            odd |= c == DOTTED_I || c == SIGMA;
        } else if (!(before & SPACE)) {
            word->end = n, word->number = number, word->odd = odd;
            reading->sentences += (before & STOP) && (sign.bits & BLANK);
        }
        before = sign.bits;
    }
    if (!(before & SPACE)) {
        word->end = text.length, word->number = number, word->odd = odd;
    }
    reading->ones = ones;
    reading->start = text.length > START ? reading->start : ones;
    reading->head = text.length > HEAD ? reading->head : ones;
    reading->count = count;
}

static void scan(Text text, Reading *reading)
{
    if (text.kind == PyUnicode_1BYTE_KIND) {
        scan_kind(text, PyUnicode_1BYTE_KIND, reading);
    } else if (text.kind == PyUnicode_2BYTE_KIND) {
        scan_kind(text, PyUnicode_2BYTE_KIND, reading);
    } else {
        scan_kind(text, PyUnicode_4BYTE_KIND, reading);
    }
}

int read_line(PyObject *line, Py_ssize_t length, Reading *reading)
{
    Text text = text_of(line);
    text.length = length;
    reading->lower = reading->upper = reading->sentences = 0;
    scan(text, reading);
    for (int n = 0; n < reading->count; n++) {
        if (reading->words[n].odd && number_odd_word(line, &reading->words[n]) < 0) {
            return -1;
        }
    }
    return 0;
}

int take_stop_words(PyObject *known, PyObject *guess, StopWords *stop)
{
    if (PyObject_GetBuffer(known, &stop->known, PyBUF_SIMPLE) < 0) {
        return -1;
    }
    if (PyObject_GetBuffer(guess, &stop->guess, PyBUF_SIMPLE) < 0) {
        PyBuffer_Release(&stop->known);
        return -1;
    }
    if (stop->guess.len != 1 << GUESS_BITS || stop->known.len % 8) {
        PyErr_SetString(PyExc_ValueError, "numbers of stop words are asked for");
        PyBuffer_Release(&stop->known);
        PyBuffer_Release(&stop->guess);
        return -1;
    }
    return 0;
}

static int is_stop_word(uint64_t number, const StopWords *stop)
{
    if (!((const unsigned char *)stop->guess.buf)[number >> (64 - GUESS_BITS)]) {
        return 0;
    }
    const int64_t *known = stop->known.buf, wanted = (int64_t)number;
    Py_ssize_t size = stop->known.len / 8;
    while (size > 1) { /* without a branch to guess: the last that is no larger than what is wanted */
        Py_ssize_t half = size / 2;
        known += known[half] <= wanted ? half : 0;
        size -= half;
    }
    return size && *known == wanted;
}

/* Give the numbers of the words without stop words, in order, each once; and count the stop words. */
PyObject *telling_words(const Reading *reading, const StopWords *stop, int *stops)
{
    int64_t bag[WORDS_READ];
    int size = 0;
    *stops = 0;
    for (int n = 0; n < reading->count; n++) {
        if (is_stop_word(reading->words[n].number, stop)) {
            ++*stops;
            continue;
        }
        int64_t number = (int64_t)(reading->words[n].number >> (64 - NUMBER_BITS));
        int place = size;
        while (place > 0 && bag[place - 1] > number) {
            place--;
        }
        if (place == 0 || bag[place - 1] != number) {
            memmove(bag + place + 1, bag + place, (size_t)(size++ - place) * sizeof *bag);
            bag[place] = number;
        }
    }
    return PyBytes_FromStringAndSize((const char *)bag, size * (Py_ssize_t)sizeof *bag);
}

static uint32_t crc_table[256];

static void fill_crc_table(void)
{
    for (uint32_t n = 0; n < 256; n++) {
        uint32_t crc = n;
        for (int bit = 0; bit < 8; bit++) {
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
        }
        crc_table[n] = crc;
    }
}

static inline uint32_t with_byte(uint32_t crc, Py_UCS4 byte)
{
    return crc_table[(crc ^ byte) & 255] ^ crc >> 8;
}

/* Take in a character as UTF-8; half of a pair counts as "?". */
static inline uint32_t with_sign(uint32_t crc, Py_UCS4 c)
{
    if (c < 0x80) {
        return with_byte(crc, c);
    }
    if (c < 0x800) {
        return with_byte(with_byte(crc, 0xc0 | c >> 6), 0x80 | (c & 63));
    }
    if (Py_UNICODE_IS_SURROGATE(c)) {
        return with_byte(crc, '?');
    }
    if (c < 0x10000) {
        crc = with_byte(crc, 0xe0 | c >> 12);
    } else {
        crc = with_byte(with_byte(crc, 0xf0 | c >> 18), 0x80 | (c >> 12 & 63));
    }
    return with_byte(with_byte(crc, 0x80 | (c >> 6 & 63)), 0x80 | (c & 63));
}

int bucket_of(Text text, Py_ssize_t begin, Py_ssize_t end)
{
    if (!crc_table[1]) {
        fill_crc_table();
    }
    uint32_t crc = 0xffffffffu;
    for (; begin < end; begin++) {
        crc = with_sign(crc, (Py_UCS4)(sign_of(at(text, begin)).bits >> SMALL));
    }
    return (int)(1 + ~crc % (BUCKETS - 1));
}

int bucket_of_word(PyObject *line, const Word *word)
{
    if (!word->odd) {
        return bucket_of(text_of(line), word->begin, word->end);
    }
    PyObject *low = in_lower_case(line, word);
    if (low == NULL) {
        return -1;
    }
    int bucket = bucket_of(text_of(low), 0, PyUnicode_GET_LENGTH(low));
    Py_DECREF(low);
    return bucket;
}
