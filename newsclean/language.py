"""Which language a document is written in: by script, then by stop words. Nothing is downloaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from newsclean.features import prose_among
from newsclean.folding import fold
from newsclean.lazy import pattern
from newsclean.native import native

if TYPE_CHECKING:
    from newsclean.cue_table import CueTable
    from newsclean.document import Document

SAMPLE_WORDS = 80
LETTERS = 7  # of a word and the space behind it
SAMPLE_LENGTH = 600
LARGE_LENGTH = 2400
SAMPLE_BLOCKS = 8
FIRST_UNSPACED = "\u3040"  # the first letter of the scripts that are told apart by their letters
MOST_LINES = 80  # of a text without prose
MEMO = "language"  # in Document.memo: what was seen of it
MEMO_SIZE = 64  # a document is looked at several times, its sample being the same
MIN_SHARE = 0.08  # of the words sampled must be stop words of the language
MIN_HITS = 3

_WORD = pattern(r"[^\W\d_]+")
# In UTF-8, every sign and digit of ASCII becomes a space.
_APART = bytes(byte if byte > 127 or chr(byte).isalpha() else 32 for byte in range(256))
_LOW_BYTES = bytes(range(FIRST_UNSPACED.encode()[0]))  # no letter from FIRST_UNSPACED on begins with one
_KANA = pattern("[\u3040-\u30ff]")
_HAN = pattern("[\u4e00-\u9fff]")
_HANGUL = pattern("[\uac00-\ud7af]")
_TAG = pattern("([A-Za-z]{2,3})([-_][A-Za-z0-9_-]+)?")


def tag_of(text: str) -> str | None:
    """Write a tag such as EN or pt_BR the usual way, which keeps the region: dates are read by it; None for no tag."""
    found = _TAG.fullmatch(text)
    return found and found[1].lower() + (found[2] or "").replace("_", "-")


def code_of(tag: str | None) -> str | None:
    """Give the language that a tag names: rules are of languages, not of regions."""
    return tag and tag.partition("-")[0]


def by_word(lists: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """File the stop words of languages by word."""
    languages: dict[str, list[str]] = {}
    for language, words in lists.items():
        for word in words:
            languages.setdefault(word, []).append(language)
    return languages


class Seen(NamedTuple):
    """The lines a language was told by, and the language, or None when nothing is sure."""

    sample: Sequence[str]
    language: str | None


def detect(doc: Document) -> str | None:
    """Name the language of a document's blocks, or None when nothing is sure."""
    facts = doc.columns.facts
    sample = [facts[position].text for position in doc.columns.prose[:SAMPLE_BLOCKS]]
    sample = sample or [each.text for each in facts[:MOST_LINES]]
    seen: Seen | None = doc.whole.memo.get(MEMO)
    if seen is None or seen.sample != sample:  # mostly it begins with the paragraphs it began with before
        seen = doc.whole.memo[MEMO] = Seen(sample, _detect(sample, doc.table))
    return seen.language


def detect_of(texts: Sequence[str], table: CueTable) -> Seen:
    """Name the language of lines nothing is known of yet."""
    sample = prose_among(texts, SAMPLE_BLOCKS) or texts[:MOST_LINES]
    return Seen(sample, _detect(sample, table))


def _detect(lines: Sequence[str], table: CueTable) -> str | None:
    """Settle the language by a sample; by a larger one where names of places and people open the text."""
    text, known = "\n".join(lines), table.languages_known
    sample = text[:SAMPLE_LENGTH]
    if sample not in known:
        if len(known) >= MEMO_SIZE:
            known.clear()
        known[sample] = _settled(sample, table)
    return known[sample] or (_settled(text[:LARGE_LENGTH], table) if len(text) > SAMPLE_LENGTH else None)


def _settled(sample: str, table: CueTable) -> str | None:
    return _by_script(sample) or _by_words(fold(sample), table.stop_words, table.alphabets)


def _by_script(sample: str) -> str | None:
    """Settle the scripts that one language of ours is written in."""
    if not sample.encode("utf-8", "surrogatepass").translate(None, _LOW_BYTES):
        return None
    letters = max(1, len(sample) - sample.count(" "))
    if 4 * len(_HANGUL.findall(sample)) > letters:
        return "ko"
    han, kana = len(_HAN.findall(sample)), len(_KANA.findall(sample))
    if 4 * (han + kana) > letters:
        return "ja" if 10 * kana > han + kana else "zh"
    return None


def _by_words(
    sample: str, stop_words: Mapping[str, Sequence[str]], alphabets: Mapping[str, frozenset[str]]
) -> str | None:
    """Settle by stop words; a word with letters a language does not have speaks against it."""
    most = max(SAMPLE_WORDS, len(sample) // LETTERS)
    counts, total, beyond = (native.count_words if native is not None else count_in_python)(sample, most, stop_words)
    if not counts:
        return None
    if beyond:
        special = [{char for char in word if not char.isascii()} for word in beyond]
        for language in alphabets.keys() & counts.keys():
            counts[language] -= sum(not letters <= alphabets[language] for letters in special)
    best, second = [*sorted(counts, key=lambda code: -counts[code]), ""][:2]
    hits = counts[best]
    if hits < MIN_HITS or hits < MIN_SHARE * total or hits == counts.get(second):
        return None
    return best


def count_in_python(
    sample: str, most: int, stop_words: Mapping[str, Sequence[str]]
) -> tuple[dict[str, int], int, list[str]]:
    """Count the first words of a sample by language; with how many there are, and those beyond ASCII."""
    words = _words(sample)[:most]
    counts = Counter(chain.from_iterable([stop_words[word] for word in words if word in stop_words]))
    return counts, len(words), [] if sample.isascii() else [word for word in words if not word.isascii()]


def _words(sample: str) -> list[str]:
    """List the words of a sample; where signs of other scripts cling to them, by a pattern, which takes longer."""
    words = sample.encode("utf-8", "surrogatepass").translate(_APART).decode("utf-8", "surrogatepass").split()
    return words if sample.isascii() or "".join(words).isalpha() else _WORD.findall(sample)
