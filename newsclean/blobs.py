"""Dumps in one line: white space was folded, so that menus, paragraphs and footers follow each other in a row.

Such a line is cut at its sentence ends, where a sentence begins behind words that are none (``Home News Sport The
council voted``), and around phrases of boilerplate that stand among such words. What is kept on both sides of a cut
is joined again as it stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsclean.document import GOES_ON, Block, PageBlock
from newsclean.features import ends_sentence
from newsclean.folding import DECORATION, folded_lines
from newsclean.lazy import pattern
from newsclean.zones import heaviest_run

if TYPE_CHECKING:
    import re

    from newsclean.cue_table import CueTable

MIN_LENGTH = 1200  # characters; a shorter line may be a paragraph
MIN_SENTENCE = 3  # words; a shorter one goes with what follows
LONG_SENTENCE = 24  # words from which words that are no sentence are looked for before it
LOWER, CAPITAL = 2, -5  # what words in lower case and others speak for a sentence
LONGEST_PHRASE = 8  # words
ABBREVIATED = 4  # letters of a word with a capital before a stop: "Sen.", "Mr.", "U.S."

_END = pattern(r"[.!?…][\"'”’»)\]]*\s+(?=[^\W\d_a-zà-öø-ÿа-яё]|[\"'“„«(¿¡\d])|[。！？][」』”）]*\s*")
_WORD = pattern(r"\S+")
_LAST_WORD = pattern(r"[^\s(\"“'‘]*$")


def is_blob(blocks: Sequence[Block]) -> bool:
    """Say whether a whole text stands in one line; articles below a headline of their own may be one line too."""
    return len(blocks) == 1 and len(blocks[0].text) >= MIN_LENGTH


def cut_blob(text: str, blocks: Sequence[Block], table: CueTable) -> list[Block]:
    """Cut long lines into their sentences and the words between them."""
    found: list[Block] = []
    for block in blocks:
        starts = [block.start]
        if len(block.text) >= MIN_LENGTH:
            starts = [block.start + at for at in cuts(block.text, table)]
        for begin, end in zip(starts, [*starts[1:], block.end], strict=True):
            part = text[begin:end].rstrip()
            gap = block.gap if begin == block.start else GOES_ON
            found.append(PageBlock(len(found), begin, begin + len(part), part, gap, table.facts(part)))
    return found


def cuts(line: str, table: CueTable) -> list[int]:
    """Give the offsets at which the parts of a line begin, the first being 0."""
    starts = [0]
    for mark in _END.finditer(line):
        if mark.end() < len(line) and _closes(line, starts[-1], mark.start()):
            starts.append(mark.end())
    found: list[int] = []
    for begin, end in zip(starts, [*starts[1:], len(line)], strict=True):
        words = list(_WORD.finditer(line, begin, end))
        opening = _opening(words) if ends_sentence(line[begin:end].rstrip()) else len(words)
        found += [begin, *_phrases(words[:opening], table)]
        if 0 < opening < len(words):
            found.append(words[opening].start())
    return sorted(set(found))


def _closes(line: str, begin: int, stop: int) -> bool:
    """Say whether a mark ends the sentence that begins at an offset: not "Mr.", "U.S." or "J."."""
    if line[stop] in "。！？":
        return True
    if line.count(" ", begin, stop) + 1 < MIN_SENTENCE:
        return False
    word = _LAST_WORD.search(line, max(begin, stop - 24), stop)
    last = word[0] if word else ""
    return line[stop] != "." or not (last[:1].isupper() and len(last) <= ABBREVIATED)


def _opening(words: Sequence[re.Match[str]]) -> int:
    """Find the word with which, behind words of a menu or a headline, the sentence begins; 0 where all is one."""
    if len(words) < LONG_SENTENCE:
        return 0
    low = [word[0].strip(DECORATION)[:1].islower() for word in words]
    first, last = heaviest_run([LOWER if each else CAPITAL for each in low])
    while first > 0 and low[first]:
        first -= 1
    return first if first < last else 0


def _phrases(words: Sequence[re.Match[str]], table: CueTable) -> Iterator[int]:
    """Find the offsets before and behind phrases that are boilerplate as whole lines."""
    folded = folded_lines([word[0] for word in words])
    at = 0
    while at < len(words):
        for size in range(min(LONGEST_PHRASE, len(words) - at), 1, -1):
            if " ".join(folded[at : at + size]).rstrip(DECORATION) in table.index.whole:
                yield words[at].start()
                at += size
                if at < len(words):
                    yield words[at].start()
                break
        else:
            at += 1
