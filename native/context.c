/* What stands around each line: what line_context.py works out, a row for each line. */

#include "rows.h"

#define CONTEXT 46 /* columns; those from 40 on are of the whole document, and left to Python */
#define PROSE_WORDS 60
#define FIRST_KIND 46
#define KIND_COLUMNS 10
#define SHORT_COLUMN 39
#define DISTANCES 64
#define FADING 15
#define SUMS 6

enum { SUM_MASS, SUM_ENDED, SUM_ENDS, SUM_FEW, SUM_FIELDS, SUM_CUES }; /* what is summed up from the top */
enum { VIEW_OUT, VIEW_OWN, VIEW_BAG_WORDS, VIEW_BAG_SIZES, VIEW_LOGS, VIEW_DISTANCE, VIEWS };
static const char *const FORMATS[VIEWS] = {"f", "f", "lq", "lq", "f", "f"};
static const int SIZES[VIEWS] = {4, 4, 8, 8, 4, 4}, DIMENSIONS[VIEWS] = {2, 2, 1, 1, 1, 1};

typedef struct {
    Py_buffer views[VIEWS];
    int held; /* of the buffers */
    Py_ssize_t lines, first, last; /* of the core */
    float *out;
    const float *logs, *distance;
    double *sums[SUMS];
} Page;

static inline float own(const Page *page, Py_ssize_t line, Py_ssize_t column)
{
    const Py_buffer *view = &page->views[VIEW_OWN];
    return *(const float *)((const char *)view->buf + line * view->strides[0] + column * view->strides[1]);
}

/* -- sums over the lines nearby ---------------------------------------------------------------------------------- */

static int sum_up(Page *page, PyObject *words)
{
    for (int n = 0; n < SUMS; n++) {
        page->sums[n][0] = 0;
    }
    for (Py_ssize_t line = 0; line < page->lines; line++) {
        long count = PyLong_AsLong(PyList_GET_ITEM(words, line));
        if (count == -1 && PyErr_Occurred()) {
            return -1;
        }
        float size = (float)Py_MIN(count, PROSE_WORDS);
        float found[SUMS] = {
            size * own(page, line, 3), size * own(page, line, 33), own(page, line, 2),
            own(page, line, 38),       own(page, line, 25),        own(page, line, FIRST_KIND - 4),
        };
        for (int n = 0; n < SUMS; n++) {
            page->sums[n][line + 1] = page->sums[n][line] + (double)found[n];
        }
    }
    return 0;
}

/* Give the sum over the lines within reach of one. */
static inline double within(const Page *page, int what, Py_ssize_t line, Py_ssize_t reach)
{
    const double *sums = page->sums[what];
    return sums[Py_MIN(page->lines, line + reach + 1)] - sums[Py_MAX(0, line - reach)];
}

/* Fill in what is summed up within reach, as a share of the largest such sum. */
static void fill_share(const Page *page, float *out, int what, Py_ssize_t reach)
{
    double most = 1;
    for (Py_ssize_t line = 0; line < page->lines; line++) {
        double sum = within(page, what, line, reach);
        most = sum > most ? sum : most;
    }
    for (Py_ssize_t line = 0; line < page->lines; line++) {
        out[line * CONTEXT] = (float)(within(page, what, line, reach) / most);
    }
}

static void fill_sums(const Page *page)
{
    double mass = page->sums[SUM_MASS][page->lines], most = mass > 1 ? mass : 1;
    fill_share(page, page->out + 3, SUM_MASS, 2);
    fill_share(page, page->out + 4, SUM_MASS, 6);
    fill_share(page, page->out + 5, SUM_MASS, 20);
    fill_share(page, page->out + 6, SUM_ENDED, 1);
    fill_share(page, page->out + 7, SUM_ENDED, 4);
    for (Py_ssize_t line = 0; line < page->lines; line++) {
        float *row = page->out + line * CONTEXT;
        row[16] = (float)(page->sums[SUM_MASS][line + 1] / most);
        row[34] = (float)(within(page, SUM_ENDS, line, 4) / 9);
        row[35] = (float)(within(page, SUM_FEW, line, 4) / 9);
        row[36] = (float)(within(page, SUM_FIELDS, line, 4) / 9);
        row[37] = (float)within(page, SUM_ENDS, line, 12) / 25;
        row[38] = (float)within(page, SUM_FEW, line, 12) / 25;
        row[39] = (float)within(page, SUM_CUES, line, 12) / 25;
    }
}

/* -- where a line stands ----------------------------------------------------------------------------------------- */

static void fill_places(const Page *page)
{
    Py_ssize_t n = page->lines, first = page->first, last = page->last;
    float size = (float)n, core = (float)Py_MAX(1, last - first);
    for (Py_ssize_t line = 0; line < n; line++) {
        float *row = page->out + line * CONTEXT;
        float beside = ((float)line - (float)first) / core;
        row[0] = (float)line / size;
        row[1] = page->logs[line] / 10;
        row[2] = page->logs[n - 1 - line] / 10;
        row[12] = first <= line && line < last ? 1.0f : 0.0f;
        row[13] = beside > 2 ? 2 : beside < -1 ? -1 : beside;
        row[14] = line < first ? page->logs[first - line] / 8 : 0;
        row[15] = line >= last ? page->logs[line - last + 1] / 8 : 0;
    }
}

static inline int is_hard(const Page *page, Py_ssize_t line)
{
    return own(page, line, FIRST_KIND - 2) * own(page, line, SHORT_COLUMN) > 0;
}

static inline int is_prose(const Page *page, Py_ssize_t line)
{
    return own(page, line, 3) > 0;
}

/* Fill in how far it is to the last mark above, or to the next one below. */
static void fill_distance(const Page *page, float *out, int (*marked)(const Page *, Py_ssize_t), int upward)
{
    Py_ssize_t away = DISTANCES;
    for (Py_ssize_t n = 0; n < page->lines; n++) {
        Py_ssize_t line = upward ? page->lines - 1 - n : n;
        away = marked(page, line) ? 0 : away + 1;
        out[line * CONTEXT] = page->distance[Py_MIN(away, DISTANCES - 1)];
    }
}

/* Let marks of each kind fade over the lines after them. */
static void fill_fading(const Page *page)
{
    Py_ssize_t last[KIND_COLUMNS];
    for (int kind = 0; kind < KIND_COLUMNS; kind++) {
        last[kind] = -1000;
    }
    for (Py_ssize_t line = 0; line < page->lines; line++) {
        float *row = page->out + line * CONTEXT + 17, few = own(page, line, SHORT_COLUMN);
        for (int kind = 0; kind < KIND_COLUMNS; kind++) {
            if (own(page, line, FIRST_KIND + kind) * few > 0) {
                last[kind] = line;
            }
            float left = (float)(last[kind] - line) / FADING + 1;
            row[kind] = left > 0 ? left : 0;
        }
    }
}

/* -- what else there is ------------------------------------------------------------------------------------------ */

static int fill_gaps(const Page *page, PyObject *gaps)
{
    Py_ssize_t n = page->lines;
    for (Py_ssize_t line = 0; line < n; line++) {
        long gap = PyLong_AsLong(PyList_GET_ITEM(gaps, line));
        if (gap == -1 && PyErr_Occurred()) {
            return -1;
        }
        page->out[line * CONTEXT + 32] = line == 0 ? 0 : (float)Py_MIN(gap, 2) / 2;
    }
    for (Py_ssize_t line = 0; line < n; line++) {
        page->out[line * CONTEXT + 33] = line + 1 < n ? page->out[(line + 1) * CONTEXT + 32] : 1;
    }
    return 0;
}

static int fill_repeats(const Page *page, PyObject *repeats)
{
    for (int which = 0; which < 3; which++) {
        PyObject *marks = PyTuple_GET_ITEM(repeats, which);
        for (Py_ssize_t line = 0; line < page->lines; line++) {
            int mark = PyObject_IsTrue(PyList_GET_ITEM(marks, line));
            if (mark < 0) {
                return -1;
            }
            page->out[line * CONTEXT + 29 + which] = (float)mark;
        }
    }
    return 0;
}

/* -- what Python hands over -------------------------------------------------------------------------------------- */

static int take_view(Page *page, PyObject *array, int which)
{
    int flags = PyBUF_FORMAT | (which == VIEW_OWN ? PyBUF_STRIDES : PyBUF_C_CONTIGUOUS);
    Py_buffer *view = &page->views[which];
    if (PyObject_GetBuffer(array, view, which == VIEW_OUT ? flags | PyBUF_WRITABLE : flags) < 0) {
        return -1;
    }
    page->held++;
    if (view->ndim != DIMENSIONS[which] || view->itemsize != SIZES[which] || view->format == NULL
        || strlen(view->format) != 1 || strchr(FORMATS[which], *view->format) == NULL) {
        PyErr_SetString(PyExc_ValueError, "an array of another kind is asked for");
        return -1;
    }
    return 0;
}

/* Say whether the sizes of everything fit together. */
static int is_whole(const Page *page, PyObject *words, PyObject *gaps, PyObject *repeats)
{
    const Py_buffer *views = page->views;
    Py_ssize_t n = page->lines, left = views[VIEW_BAG_WORDS].shape[0];
    const int64_t *sizes = views[VIEW_BAG_SIZES].buf;
    if (n < 1 || page->first < 0 || page->first > page->last || page->last > n
        || views[VIEW_OUT].shape[0] != n || views[VIEW_OUT].shape[1] != CONTEXT || views[VIEW_OWN].shape[0] != n
        || views[VIEW_OWN].shape[1] < FIRST_KIND + KIND_COLUMNS || views[VIEW_BAG_SIZES].shape[0] != n
        || views[VIEW_LOGS].shape[0] <= n || views[VIEW_DISTANCE].shape[0] < DISTANCES
        || PyList_GET_SIZE(words) != n || PyList_GET_SIZE(gaps) != n) {
        return 0;
    }
    for (int which = 0; which < 3; which++) {
        PyObject *marks = PyTuple_GET_ITEM(repeats, which);
        if (!PyList_Check(marks) || PyList_GET_SIZE(marks) != n) {
            return 0;
        }
    }
    for (Py_ssize_t line = 0; line < n; line++) {
        if (sizes[line] < 0 || sizes[line] > left) {
            return 0;
        }
        left -= (Py_ssize_t)sizes[line];
    }
    return left == 0;
}

static PyObject *fill(Page *page, PyObject *words, PyObject *gaps, PyObject *repeats)
{
    Py_ssize_t prose = 0, apart = 0, hard = 0;
    if (sum_up(page, words) < 0 || fill_gaps(page, gaps) < 0 || fill_repeats(page, repeats) < 0
        || share_words(page->views[VIEW_BAG_WORDS].buf, page->views[VIEW_BAG_SIZES].buf, page->lines, page->first,
                       page->last, page->out + 27, CONTEXT) < 0) {
        return NULL;
    }
    fill_places(page);
    fill_sums(page);
    fill_distance(page, page->out + 8, is_prose, 0);
    fill_distance(page, page->out + 9, is_prose, 1);
    fill_distance(page, page->out + 10, is_hard, 0);
    fill_distance(page, page->out + 11, is_hard, 1);
    fill_fading(page);
    for (Py_ssize_t line = 0; line < page->lines; line++) {
        prose += is_prose(page, line);
        hard += is_hard(page, line);
        apart += page->out[line * CONTEXT + 32] != 0;
    }
    return Py_BuildValue("dnnn", page->sums[SUM_MASS][page->lines], prose, apart, hard);
}

static PyObject *fill_context(PyObject *self, PyObject *args)
{
    UNUSED(self);
    Page page = {.held = 0};
    PyObject *arrays[VIEWS], *words, *gaps, *repeats, *found = NULL;
    if (!PyArg_ParseTuple(args, "OO(OO)O!O!OO(nn)O!", &arrays[0], &arrays[1], &arrays[2], &arrays[3], &PyList_Type,
                          &words, &PyList_Type, &gaps, &arrays[4], &arrays[5], &page.first, &page.last,
                          &PyTuple_Type, &repeats)) {
        return NULL;
    }
    page.lines = PyList_GET_SIZE(words);
    double *sums = PyMem_New(double, (size_t)(page.lines + 1) * SUMS);
    for (int n = 0; n < SUMS && sums != NULL; n++) {
        page.sums[n] = sums + n * (page.lines + 1);
    }
    int status = 0;
    for (int n = 0; n < VIEWS && status == 0; n++) {
        status = take_view(&page, arrays[n], n);
    }
    if (sums == NULL) {
        PyErr_NoMemory();
    } else if (status == 0 && (PyTuple_GET_SIZE(repeats) != 3 || !is_whole(&page, words, gaps, repeats))) {
        PyErr_SetString(PyExc_ValueError, "what is known of the lines does not fit together");
    } else if (status == 0) {
        page.out = page.views[VIEW_OUT].buf;
        page.logs = page.views[VIEW_LOGS].buf;
        page.distance = page.views[VIEW_DISTANCE].buf;
        found = fill(&page, words, gaps, repeats);
    }
    for (int n = 0; n < page.held; n++) {
        PyBuffer_Release(&page.views[n]);
    }
    PyMem_Free(sums);
    return found;
}

PyMethodDef context_methods[] = {
    {"fill_context", fill_context, METH_VARARGS, "Fill in what stands around each line; give the mass of prose, and how many are prose, set apart, hard."},
    {NULL, NULL, 0, NULL},
};
