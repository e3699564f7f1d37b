/* Tokens of dates that begin with a digit, as the pattern of date_shapes has them. NO_TOKEN is one that no date has:
   the pattern calls it junk. UNSURE is what is left to the pattern: it is rare. */

#include "dates.h"

static int is_number(Py_UCS4 c)
{
    return c - '0' < 10u; /* digits of other scripts were folded */
}

static int at_number(const Py_UCS4 *text, int length, int n)
{
    return n < length && is_number(text[n]);
}

static int run_end(const Py_UCS4 *text, int length, int n)
{
    while (at_number(text, length, n)) {
        n++;
    }
    return n;
}

static int is_sign_of(Py_UCS4 c, const char *signs)
{
    return c == 0x2013 || (c && c < 128 && strchr(signs, (int)c) != NULL);
}

/* Letters and signs behind which no number of a date stands. */
static int forbids_number(Py_UCS4 c)
{
    return c - 'a' < 26u || (c >= 0xe0 && c <= 0x2af) || (c >= 0x370 && c <= 0x52f) || c == 0x20ac || c == 0xa3 ||
           c == 0xa5 || c == 0x20b9 || (c && c < 128 && strchr("$#+/_@\\", (int)c) != NULL);
}

static int is_century(const Py_UCS4 *text)
{
    return (text[0] == '1' && text[1] == '9') || (text[0] == '2' && text[1] == '0');
}

/* Read a date of three numbers with one sign between; give its end, 0 where there is none. */
static int full_end(const Py_UCS4 *text, int length, int start, int end)
{
    Py_UCS4 sign = text[end];
    int second = end + 1, second_end = run_end(text, length, second), third = second_end + 1;
    if ((sign != '-' && sign != '/' && sign != '.') || second_end == second || second_end - second > 2 ||
        second_end == length || text[second_end] != sign) {
        return 0;
    }
    int last = run_end(text, length, third), size = last - third;
    int fits = end - start == 4 ? is_century(text + start) && (size == 1 || size == 2)
                                : end - start <= 2 && (size == 2 || (size == 4 && is_century(text + third)));
    if (!fits) {
        return 0;
    }
    if (last < length) {
        Py_UCS4 c = text[last];
        if (c == '/' || c == '%' || ((c == '-' || c == '.' || c == ':') && at_number(text, length, last + 1))) {
            return 0;
        }
    }
    return last;
}

/* Read a time of day: hours, a sign, minutes. */
static Digits read_clock(const Py_UCS4 *text, int length, int start, int end)
{
    Digits none = {NO_TOKEN, 0}, unsure = {UNSURE, 0}, found = {text[end] == ':' ? CLOCK : DOTCLOCK, end + 3};
    if (end - start == 2 && (text[start] > '2' || (text[start] == '2' && text[start + 1] > '3'))) {
        return none;
    }
    if (text[end + 1] > '5' || !at_number(text, length, end + 2)) {
        return none;
    }
    if (found.end == length) {
        return found;
    }
    Py_UCS4 c = text[found.end];
    if (is_number(c) || c == '%') {
        return none;
    }
    if (found.kind == DOTCLOCK) {
        return is_sign_of(c, "-:.,/") && at_number(text, length, found.end + 1) ? none : found;
    }
    /* Seconds or a zone may follow. */
    int next = Py_UNICODE_ISSPACE(c) ? found.end + 1 : found.end;
    if (next < length && (text[next] == '+' || text[next] == '-')) {
        return unsure;
    }
    return is_sign_of(c, ":.,/") && at_number(text, length, found.end + 1) ? unsure : found;
}

/* Read a number that a sign and another number follow. */
static Digits read_joined(const Py_UCS4 *text, int length, int start, int end)
{
    Digits none = {NO_TOKEN, 0}, unsure = {UNSURE, 0};
    int size = end - start;
    Py_UCS4 sign = text[end];
    if (size == 3 || size > 4) {
        return none;
    }
    int full = full_end(text, length, start, end);
    if (full) {
        Digits found = {FULL, full};
        return full < length && text[full] == 't' ? unsure : found;
    }
    if (size == 4) {
        return sign == '-' ? unsure : none;
    }
    if (sign == ':' || sign == '.') {
        return read_clock(text, length, start, end);
    }
    return sign == '/' ? unsure : none; /* 7/1 (Monday) */
}

Digits read_digits(const Py_UCS4 *text, int length, int start)
{
    Digits none = {NO_TOKEN, 0}, unsure = {UNSURE, 0};
    if (start && forbids_number(text[start - 1])) {
        return none;
    }
    int end = run_end(text, length, start), size = end - start;
    if (end < length) {
        Py_UCS4 c = text[end];
        if (is_sign_of(c, "-:/.,") && at_number(text, length, end + 1)) {
            return read_joined(text, length, start, end);
        }
        if (c == '%') {
            return none;
        }
        if (c == 'h' && size <= 2 && at_number(text, length, end + 1)) {
            return unsure; /* 14h05 */
        }
    }
    Digits found = {size <= 3 ? NUMBER : YEAR, end};
    if (size > 4 || (size == 4 && !is_century(text + start))) {
        return none;
    }
    if (size <= 3 && start > 1 && (text[start - 1] == '-' || text[start - 1] == 0x2013) &&
        text[start - 2] - 'a' < 26u) {
        return none; /* covid-19 */
    }
    return found;
}

/* Give where a token ends that begins with a digit and is none that dates have. */
int junk_end(const Py_UCS4 *text, int length, int start)
{
    int n = start;
    while (n < length && (is_alnum(text[n]) || is_sign_of(text[n], "_.,:/%-"))) {
        n++;
    }
    return n;
}

/* Tell a shape that versions share too (2024.1.1, 10.04.22) from one that only dates have. */
int is_loose(const Py_UCS4 *text, int start, int end)
{
    int first = run_end(text, end, start) - start, last = 0;
    while (is_number(text[end - 1 - last])) {
        last++;
    }
    return first == 4 ? end - start < 10 && text[start + 4] == '.' : last == 2;
}
