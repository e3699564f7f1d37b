"""Facts of one block that follow from its text alone: its folded key, its length, whether it reads as prose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from newsclean.date_gates import may_begin_date
from newsclean.dates import is_date_line
from newsclean.lazy import pattern
from newsclean.record_fields import FIELD_LENGTH, is_author_line, line_kind

if TYPE_CHECKING:
    from newsclean.cues import Hit
    from newsclean.date_facts import When

# What may stand around a phrase without changing it: bullets, arrows, brackets, quotes, stops.
DECORATION = (
    " \t|·•●○◦▪▫■□◆◇★☆※–—―-_*=+~>»›▶►▸▷▼▽▾△▲<«‹◀◄→←↑↓⇒➜➔✓✔✕✖×"
    "[](){}【】「」『』〔〕《》〈〉（）.:;,!…\"'“”„‘’`،؛。、：；，！\ufeff\u200b\u200e\u200f"
)
END_MARKS = ".!?…。！？؟।۔"
CLOSERS = "\"'”’»›)]」』）】*"

_SPACES = ("\u00a0", "\u202f", "\u2009", "\u2003", "\u2002", "\u2007", "\u3000")
_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("–", "-"), ("—", "-"), ("：", ":"))
_PLAIN = (*((space, " ") for space in _SPACES), *_STRAIGHT)
_NUMBER = pattern(r"\d[\d.,]*(?<![.,])")
_HAS_DIGIT = pattern(r"\d")
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
    when somebody asks: ``left`` (the folded text: single spaces, numbers as "#", no decoration on the left), ``key``
    (no decoration on the right either), ``field`` (what a short line may be in a teaser record: author, date, name,
    debris; None for anything else) and ``seam`` (where a headline runs into its summary, found by records).
    """

    text: str
    words: int
    ends: bool = False  # ends as a sentence does
    prose: bool = False  # reads as running prose
    unspaced: bool = False  # mostly written without spaces between words
    hits: tuple[Hit, ...] = ()  # cues found in it
    weight: int = SHORT_LINE  # what it adds to a run of prose
    stamp: When | None = None  # the date, when the text is nothing but a date stamp
    says: bool = False  # is a byline or a date
    seam: Any = UNKNOWN
    left: str
    key: str
    field: str | None

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words = text.count(" ") + 1
        length = len(text)
        if length > 8 * words and not text.isascii() and _mostly_unspaced(text):
            self.unspaced = True
            self.words = words = words + length // 2
        last = text[-1:]
        if last in END_MARKS or last in CLOSERS:
            self.ends = ends_sentence(text)
        minimum = PROSE_CHARACTERS_UNSPACED if self.unspaced else PROSE_CHARACTERS
        if length >= minimum and (self.ends or length >= 4 * minimum) and _mostly_letters(text):
            self.prose = True
            self.weight = min(words, PROSE_WORDS)

    def __getattr__(self, name: str) -> Any:
        """Work out what is asked for the first time."""
        make = _LATER.get(name)
        if make is None:
            raise AttributeError(name)
        value = make(self)
        setattr(self, name, value)
        return value


_LATER: dict[str, Callable[[Facts], Any]] = {
    "left": lambda facts: folded_line(facts.text),
    "key": lambda facts: facts.left.rstrip(DECORATION),
    "field": lambda facts: line_kind(facts) if len(facts.text) <= FIELD_LENGTH else None,
}


def find_stamps(lines: Sequence[Facts]) -> None:
    """Find out which lines are date stamps or bylines: most are ruled out by a glance."""
    for facts in [f for f in lines if "#" in f.left or f.hits or len(f.text) <= WORDED_STAMP]:
        length, left = len(facts.text), facts.left
        if length > STAMP_LENGTH or facts.text[0] in NO_DATE or facts.text.isdigit():
            continue
        if "#" in left or (length <= WORDED_STAMP and may_begin_date(left)):
            facts.stamp = is_date_line(facts.text)
        if facts.stamp is not None or (length <= FIELD_LENGTH and is_author_line(facts)):
            facts.says = True


def folded_lines(lines: Sequence[str]) -> list[str]:
    """Fold lines as cues are folded, all in one pass, with decoration taken off the left of each."""
    if not lines:
        return []
    text = "\n".join(lines)
    if text.count("\n") >= len(lines):  # a line of preformatted text
        text = "\n".join([line.replace("\n", " ") for line in lines])
    if text.isascii():
        text = text.lower()
    else:
        if "İ" in text:  # the one letter whose lower case is longer
            text = text.replace("İ", "i")
        for found, plain in _PLAIN:
            if found in text:
                text = text.replace(found, plain)
        text = text.lower() if text.isascii() else "\n".join([line.lower() for line in text.split("\n")])
    if _HAS_DIGIT.search(text):
        text = _NUMBER.sub("#", text)
    folded = text.split("\n")
    if "  " in text or "\t" in text:
        folded = [" ".join(line.split()) if "  " in line or "\t" in line else line for line in folded]
    return [line if line[:1].isalpha() else line.lstrip(DECORATION) for line in folded]


def folded_line(text: str) -> str:
    """Fold one line."""
    return folded_lines([text])[0]


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
    return len(_HAS_DIGIT.findall(head)) * 3 < len(head)
