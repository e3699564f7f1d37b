"""Facts of one block that follow from its text alone: its folded key, its length, whether it reads as prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsclean.dates import is_date_line
from newsclean.record_fields import FIELD_LENGTH, line_kind

if TYPE_CHECKING:
    from newsclean.cues import Hit
    from newsclean.dates import When

# What may stand around a phrase without changing it: bullets, arrows, brackets, quotes, stops.
DECORATION = (
    " \t|·•●○◦▪▫■□◆◇★☆※–—―-_*=+~>»›▶►▸▷▼▽▾△▲<«‹◀◄→←↑↓⇒➜➔✓✔✕✖×"
    "[](){}【】「」『』〔〕《》〈〉（）.:;,!…\"'“”„‘’`،؛。、：；，！\ufeff\u200b\u200e\u200f"
)
END_MARKS = ".!?…。！？؟।۔"
CLOSERS = "\"'”’»›)]」』）】*"

_SPACES = ("\u00a0", "\u202f", "\u2009", "\u2003", "\u2002", "\u2007", "\u3000")
_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("–", "-"), ("—", "-"), ("：", ":"))
_NUMBER = re.compile(r"\d[\d.,]*(?<![.,])")
_HAS_DIGIT = re.compile(r"\d")
# Scripts written without spaces between words: phrases are found by characters, not words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_SPLIT_SENTENCES = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[^\W\d_a-zà-öø-ÿа-яё]|[\"'“„«(\d])|(?<=[。！？])")

STAMP_LENGTH = 100  # hardly any date stamp is longer
PROSE_CHARACTERS = 90
PROSE_CHARACTERS_UNSPACED = 35


UNKNOWN = object()


class Facts:
    """What is known of a block by its text; shared by all blocks of the same text.

    Long paragraphs are the bulk of a text and hardly ever boilerplate, so what is dear to work out
    (folding, dates) is worked out when somebody asks.
    """

    __slots__ = (
        "_field",
        "_key",
        "_left",
        "ends",
        "hits",
        "prose",
        "says",
        "seam",
        "stamp",
        "text",
        "unspaced",
        "weight",
        "words",
    )

    text: str
    words: int
    ends: bool  # ends as a sentence does
    prose: bool  # reads as running prose
    unspaced: bool  # mostly written without spaces between words
    hits: tuple[Hit, ...]  # cues found in it
    weight: int  # what it adds to a run of prose
    says: bool  # is a byline or a date
    stamp: When | None  # the date, when the text is nothing but a date stamp

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words = text.count(" ") + 1
        self.unspaced = unspaced = not text.isascii() and len(text) > 8 * words and _mostly_unspaced(text)
        if unspaced:
            self.words = words = words + len(text) // 2
        self.ends = ends = ends_sentence(text)
        minimum = PROSE_CHARACTERS_UNSPACED if unspaced else PROSE_CHARACTERS
        self.prose = len(text) >= minimum and (ends or len(text) >= 4 * minimum) and _mostly_letters(text)
        self.seam: Any = UNKNOWN  # where a headline runs into its summary; found when records asks
        self._left: str | None = None
        self._key: str | None = None

    @property
    def left(self) -> str:
        """Fold the text: single spaces, numbers as "#", no decoration on the left."""
        left = self._left
        if left is None:
            left = self._left = folded_line(self.text)
        return left

    @property
    def key(self) -> str:
        """Fold the text and take decoration off both sides."""
        key = self._key
        if key is None:
            key = self._key = self.left.rstrip(DECORATION)
        return key

    def settle(self, hits: tuple[Hit, ...], weight: int) -> None:
        """Take in the cues found, and work out what follows from them."""
        self.hits = hits
        self.weight = weight
        length = len(self.text)
        self.stamp = is_date_line(self.text) if length <= STAMP_LENGTH else None
        self._field: str | None = None if length > FIELD_LENGTH else "?"
        # Whether it may be a byline or date of a record: settled at once, because most lines are neither.
        self.says = self.stamp is not None
        if not self.says and length <= FIELD_LENGTH and (hits or _HAS_DIGIT.search(self.text)):
            self.says = self.field == "author"

    @property
    def field(self) -> str | None:
        """Name what a short line may be in a teaser record: author, date, name, debris; None for anything else."""
        if self._field == "?":
            self._field = line_kind(self)
        return self._field


def folded_line(text: str) -> str:
    """Fold a line as cues are folded, with decoration taken off its left."""
    left = text.lower()
    if not left.isascii():
        left = fold(text)
    if "  " in left or "\t" in left:
        left = " ".join(left.split())
    if _HAS_DIGIT.search(left):
        left = _NUMBER.sub("#", left)
    return left if left[:1].isalpha() else left.lstrip(DECORATION)


def fold(text: str) -> str:
    """Fold case, quotes, dashes and spaces, keeping every offset."""
    low = text.lower()
    if low.isascii():
        return low
    if len(low) != len(text):  # only U+0130 changes its length
        low = text.replace("İ", "i").lower()
    for space in _SPACES:
        if space in low:
            low = low.replace(space, " ")
    for curly, straight in _STRAIGHT:
        if curly in low:
            low = low.replace(curly, straight)
    return low


def fold_cue(cue: str) -> str:
    """Write a phrase the way block keys are written: folded, single-spaced, numbers as "#"."""
    return _NUMBER.sub("#", " ".join(fold(cue).split()))


def ends_sentence(text: str) -> bool:
    """Say whether a text ends with a mark that closes a sentence."""
    last = text[-1:]
    if last and last in CLOSERS:
        last = text.rstrip(CLOSERS + " ")[-1:]
    return last != "" and last in END_MARKS


def is_unspaced(char: str) -> bool:
    """Say whether a character belongs to a script written without spaces."""
    return char > "\u0e00" and _UNSPACED.match(char) is not None


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
    return 2 * len(_UNSPACED.findall(text)) > len(text.replace(" ", ""))


def _mostly_letters(text: str) -> bool:
    """Tell prose from tables and tickers by the share of digits in its beginning."""
    head = text[:120]
    return len(_HAS_DIGIT.findall(head)) * 3 < len(head)
