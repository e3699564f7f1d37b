"""Facts of one block that follow from its text alone: its folded key, its length, whether it reads as prose."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any

from newsclean.date_gates import LETTERS_OF_START, date_letters, date_starts, latin_words, may_begin_date
from newsclean.dates import is_date_line
from newsclean.folding import DECORATION, fold_lines, folded_line
from newsclean.lazy import pattern
from newsclean.names import IN_NAMES, PARTICLES, begins_with_person
from newsclean.native import native
from newsclean.record_fields import (
    AUTHOR_WORDS,
    BYLINE,
    DEBRIS_WORDS,
    FIELD_LENGTH,
    has_byline,
    is_author_line,
    line_kind,
)

if TYPE_CHECKING:
    from newsclean.cues import Hit
    from newsclean.date_facts import When

END_MARKS = ".!?…。！？؟।۔"
CLOSERS = "\"'”’»›)]」』）】*"
_MAY_END = frozenset(END_MARKS + CLOSERS)

_HAS_DIGIT = pattern(r"\d")
_DIGITS = b"0123456789"
# Scripts written without spaces between words: phrases are found by characters, not words.
_UNSPACED_RANGES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_UNSPACED_SCRIPTS = tuple(zip(_UNSPACED_RANGES[::3], _UNSPACED_RANGES[2::3], strict=True))
_UNSPACED = pattern(f"[{_UNSPACED_RANGES}]")
_SPLIT_SENTENCES = pattern(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[^\W\d_a-zà-öø-ÿа-яё]|[\"'“„«(\d])|(?<=[。！？])")

STAMP_LENGTH = 100  # hardly any date stamp is longer
NO_DATE = "©$€£¥%"  # no date begins with these
WORDED_STAMP = 40  # of one without a digit: "Last updated just now"
PROSE_CHARACTERS = 90
PROSE_CHARACTERS_UNSPACED = 35
PROSE_WORDS = 60  # a paragraph counts for its words in a run of prose, up to these
SHORT_LINE = -6  # what any other line counts
UNKNOWN = object()


class Facts:
    """What is known of a block by its text; shared by all blocks of the same text.

    Long paragraphs are the bulk of a text and hardly ever boilerplate, so what is dear to work out is worked out
    when somebody asks: ``left``, ``key`` and ``field``, and ``seam`` (where a headline runs into its summary, found by
    records). Everything else stands in slots, which are read several times as fast as other attributes.
    """

    __slots__ = (
        *("_field", "_key", "_left", "ends", "hits", "prose", "says", "seam", "stamp", "text", "unspaced"),
        *("weight", "words"),
    )

    text: str
    words: int
    ends: bool  # ends as a sentence does
    prose: bool  # reads as running prose
    unspaced: bool  # mostly written without spaces between words
    hits: tuple[Hit, ...]  # cues found in it
    weight: int  # what it adds to a run of prose
    stamp: When | None  # the date, when the text is nothing but a date stamp
    says: bool  # is a byline or a date
    seam: Any

    def __init__(self, text: str) -> None:
        _look([self], [text])

    @property
    def left(self) -> str:
        """Give the folded text: single spaces, numbers as "#", no decoration on the left."""
        if self._left is None:
            self._left: str | None = folded_line(self.text)
        return self._left

    @property
    def key(self) -> str:
        """Give the folded text without decoration on the right either."""
        if self._key is None:
            self._key: str | None = self.left.rstrip(DECORATION)
        return self._key

    @property
    def field(self) -> str | None:
        """Say what a short line may be in a teaser record: author, date, name, debris; None for anything else."""
        if self._field is UNKNOWN:
            self._field: Any = line_kind(self) if len(self.text) <= FIELD_LENGTH else None
        kind: str | None = self._field
        return kind


def is_prose(text: str) -> bool:
    """Say whether a text reads as running prose."""
    length = len(text)
    if length < PROSE_CHARACTERS and (length < PROSE_CHARACTERS_UNSPACED or text.isascii()):
        return False
    return Facts(text).prose


def prose_among(texts: Sequence[str], most: int) -> list[str]:
    """Give the first texts that read as running prose, so many at most."""
    if native is not None:
        return native.prose_among(texts, most)
    return list(islice(filter(is_prose, texts), most))


def make_facts(texts: Sequence[str]) -> list[Facts]:
    """Make the facts of many texts at once, at half the cost of one by one."""
    return native.make_facts(texts) if native is not None else facts_in_python(texts)


def facts_in_python(texts: Sequence[str]) -> list[Facts]:
    """Make the facts of many texts where there is no compiled core."""
    made = list(map(object.__new__, repeat(Facts, len(texts))))
    _look(made, texts)
    return made


def _look(made: Sequence[Facts], texts: Sequence[str]) -> None:
    """Fill in what a glance at each text tells, and what is not known yet."""
    for facts, text in zip(made, texts, strict=True):
        words, length = text.count(" ") + 1, len(text)
        minimum = PROSE_CHARACTERS
        ends = unspaced = prose = False
        if length > 8 * words and not text.isascii() and _mostly_unspaced(text):
            unspaced = True
            words += length // 2
            minimum = PROSE_CHARACTERS_UNSPACED
        if text[-1:] in _MAY_END:
            ends = ends_sentence(text)
        if length >= minimum and (ends or length >= 4 * minimum) and _mostly_letters(text):
            prose = True
        facts.text = text
        facts.words = words
        facts.ends = ends
        facts.prose = prose
        facts.unspaced = unspaced
        facts.hits = ()
        facts.weight = SHORT_LINE if not prose else words if words < PROSE_WORDS else PROSE_WORDS
        facts.stamp = facts._left = facts._key = None
        facts.says = False
        facts.seam = facts._field = UNKNOWN


def fold_all(texts: Sequence[str], lines: Sequence[Facts]) -> tuple[list[str], list[str]]:
    """Fold lines in one pass: give what each begins with, and its key."""
    if native is not None:
        return native.fold_all(texts, lines)
    lefts, keys = fold_lines(texts)
    for facts, left, key in zip(lines, lefts, keys, strict=True):
        facts._left = left
        facts._key = key
    return lefts, keys


def find_stamps(lines: list[Facts], lefts: list[str]) -> None:
    """Find out which folded lines are date stamps or bylines."""
    which = native.may_say_something if native is not None else lines_that_may
    for n in which(lines, lefts, date_starts(), date_letters()):
        facts, left = lines[n], lefts[n]
        text, numbered = facts.text, "#" in left
        if (numbered or (len(text) <= WORDED_STAMP and may_begin_date(left))) and begins_as_dates(left, date_starts()):
            facts.stamp = is_date_line(text)
        if facts.stamp is not None:
            facts.says = True
        elif len(text) <= FIELD_LENGTH and (facts.hits or (numbered and DEBRIS_WORDS < facts.words <= AUTHOR_WORDS)):
            facts.says = is_author_line(facts)


def lines_that_may(lines: list[Facts], lefts: list[str], starts: frozenset[str], letters: frozenset[str]) -> list[int]:
    """Give the numbers of the lines that may be a date stamp or a byline: their first letters rule out most."""
    found = []
    for n, (facts, left) in enumerate(zip(lines, lefts, strict=True)):
        numbered = "#" in left
        if not numbered and len(left) > WORDED_STAMP and not facts.hits:
            continue
        text = facts.text
        if not _may_say(text):
            continue
        may_be_led = facts.hits or (numbered and DEBRIS_WORDS < facts.words <= AUTHOR_WORDS)
        if (may_be_led and len(text) <= FIELD_LENGTH and (has_byline(facts) or begins_with_person(text))) or (
            (numbered or len(text) <= WORDED_STAMP)
            and begins_as_dates(left, starts)
            and letters.issuperset(latin_words(text))
        ):
            found.append(n)
    return found


def begins_as_dates(left: str, starts: frozenset[str]) -> bool:
    """Say whether a folded line begins as a date may: with a sign, or with letters that words of dates begin with."""
    start = left[:LETTERS_OF_START]
    return start in starts or not (start.isalpha() and start.isascii())


def _may_say(text: str) -> bool:
    """Say whether a text may be a date or a byline."""
    return len(text) <= STAMP_LENGTH and text[0] not in NO_DATE and not text.isdigit()


def ends_sentence(text: str) -> bool:
    """Say whether a text ends with a mark that closes a sentence."""
    last = text[-1:]
    if last and last in CLOSERS:
        last = text.rstrip(CLOSERS + " ")[-1:]
    return last != "" and last in END_MARKS


def is_unspaced(char: str) -> bool:
    """Say whether a character belongs to a script written without spaces."""
    return char > "\u0e00" and any(first <= char <= last for first, last in _UNSPACED_SCRIPTS)


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut a text into sentences: half-open offsets without the space between them."""
    spans = []
    begin = 0
    for seam in _SPLIT_SENTENCES.finditer(text):
        end = seam.end() - len(seam.group()) + len(seam.group().rstrip())
        spans.append((begin, end))
        begin = seam.end()
    if begin < len(text):
        spans.append((begin, len(text)))
    return spans


def _mostly_unspaced(text: str) -> bool:
    half = len(text.replace(" ", "")) / 2
    # Asked first, for the pattern takes milliseconds to compile.
    beyond_latin = len(text) - len(text.encode("latin-1", "ignore"))
    return beyond_latin > half and len(_UNSPACED.findall(text)) > half


def _mostly_letters(text: str) -> bool:
    """Tell prose from tables and tickers by the share of digits in its beginning."""
    head = text[:120]
    letters = head.encode("ascii", "ignore").translate(None, _DIGITS)
    if 3 * (len(head) - len(letters)) < len(head):
        return True
    return len(_HAS_DIGIT.findall(head)) * 3 < len(head)


if native is not None:
    _lengths = (PROSE_CHARACTERS, PROSE_CHARACTERS_UNSPACED, PROSE_WORDS, SHORT_LINE)
    native.prepare_facts(Facts, UNKNOWN, END_MARKS, CLOSERS, _UNSPACED_RANGES, *_lengths)
    _reaches = (LETTERS_OF_START, STAMP_LENGTH, WORDED_STAMP, FIELD_LENGTH, DEBRIS_WORDS, AUTHOR_WORDS)
    native.prepare_stamps(NO_DATE, IN_NAMES, PARTICLES, BYLINE, *_reaches)
