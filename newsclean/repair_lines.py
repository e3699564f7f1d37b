r"""Dumps whose line breaks are not the page's: broken lines are joined, glued blocks cut at their seams.

``get_text("\n")`` breaks the line at every link and bold word ("broken"); ``text_content()`` sets none between
paragraphs ("glued"); in some all stands in one line ("blob"). Which one a dump is shows by itself; an ordinary text
passes as it is. Joining and cutting is layout: not a character of the text changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsclean.blobs import cut_blob, is_blob
from newsclean.document import Block, PageBlock, Piece

if TYPE_CHECKING:
    from newsclean.cue_table import CueTable

SHAPES = ("auto", "lines", "broken", "glued", "blob")

MIN_BROKEN = 20  # lines; a shorter text is left alone
MIN_JOINT = 12  # characters of a line that goes on in lower case
LONG = 40  # characters on both sides of a break that stands in running text
LONG_LINE = 300  # characters; a glued dump has such lines
MIN_SEAMS = 3
SEAM_RATE = 1000  # characters of long lines a seam stands in, at most
MIN_CUT = 24  # characters; shorter lines are not cut

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽΑ-ΡΣ-ΫА-ЯЁЄІЇҐ"
_LOWER = "a-zß-öø-ÿāăąćčďđēęěğģīįıķļľłńņňőœŕřśşšţťūůűźżžα-ωά-ώа-яёєіїґ"
_GOES_ON = frozenset(",.;:!?)]%'’”»…")
_OPEN = frozenset("([{“„«‹—–&/$€£@#")
_ENDS = frozenset(".!?…:;。！？")
_FUNCTION_WORDS = frozenset(
    word
    for words in (
        "a an the of in on at to by for from with and or but as that which who is are was were his her its their our",
        "der die das den dem des ein eine einen einem einer und oder von vom zu zum zur mit auf für im am an bei aus",
        "le la les un une des du de et ou en à au aux dans par pour sur avec que qui el los las una y o con por para",
        "your my nach del al se il lo gli i uno e di da nel nella su per che os as um uma no na do dos das em",
    )
    for word in words.split()
)
# A mark that closes a sentence runs into the next word; an apostrophe within a name is none. The first finds no
# fewer, in a third of the time: most texts hold none.
_MAYBE_SEAM = re.compile(rf"[.!?:…)\"”»][{_UPPER}][{_LOWER}]")
_CLOSED_SEAM = re.compile(rf"[{_LOWER}\d%)\"”»][.!?:…)\"”»]{{1,3}}[{_UPPER}][{_LOWER}]")
_SEAM = re.compile(
    rf"(?<=[{_LOWER}\d.!?:…)\]\"”»%])(?=[{_UPPER}][{_LOWER}])|(?<=[{_LOWER}][{_LOWER}])(?=[AI] [{_LOWER}\d])"
)
_NAME_START = re.compile(
    r"(?:^|[^\w])(?:Mc|Mac|De|La|Le|Di|Du|Von|Van|You|Tik|Whats|Linked|Face|Pay|Snap|Insta|Git|Play|Master|Fitz|O|"
    r"[a-z]{1,2})$"
)
_DATA = ('{"', '[{"')  # what a script left: names within it are written together
_WORD_LEFT = re.compile(r"[^\W_]*$")
_WORD_RIGHT = re.compile(r"[^\W_]*")


def repaired(text: str, blocks: list[Block], table: CueTable, shape: str = "auto") -> list[Block]:
    """Give the blocks with broken lines joined and glued ones cut; the same list where nothing is to repair."""
    if shape == "auto":
        shape = shape_of(blocks)
    if shape == "broken":
        return join_broken(text, blocks, table)
    if shape == "glued":
        return cut_glued(text, blocks, table)
    return cut_blob(text, blocks, table) if shape == "blob" else blocks


def shape_of(blocks: Sequence[Block]) -> str:
    """Name the shape of a dump: lines, broken, glued, or a blob of one line."""
    if _is_glued(blocks):
        return "glued"
    if is_blob(blocks):
        return "blob"
    return "broken" if _is_broken(blocks) else "lines"


def _is_glued(blocks: Sequence[Block]) -> bool:
    long = [block.text for block in blocks if block.end - block.start > LONG_LINE]
    if not long:
        return False
    if sum([len(_MAYBE_SEAM.findall(text)) for text in long]) < MIN_SEAMS:
        return False
    seams = sum([len(_CLOSED_SEAM.findall(text)) for text in long])
    return seams >= MIN_SEAMS and seams * SEAM_RATE >= sum(map(len, long)) / 2


def _is_broken(blocks: Sequence[Block]) -> bool:
    """Say whether lines break within sentences: no blank lines, and lines that go on with a comma or in lower case."""
    count = len(blocks)
    if count < MIN_BROKEN or 20 * sum(1 for block in blocks if block.gap) > count:
        return False
    heads = [n for n, block in enumerate(blocks) if n and (block.text[0] in _GOES_ON or block.text[0].islower())]
    marks = sum(1 for n in heads if blocks[n].text[0] in _GOES_ON and blocks[n].text[1:2] in (" ", ""))
    if marks >= 2:
        return True
    running = [
        n
        for n in heads
        if blocks[n].text[0].islower()
        and min(len(blocks[n].text), len(blocks[n - 1].text)) > LONG
        and blocks[n - 1].text[-1] not in _ENDS
    ]
    return len(running) >= 3


# -- broken lines --------------------------------------------------------------------------------------------


def join_broken(text: str, blocks: list[Block], table: CueTable) -> list[Block]:
    """Join each line to the one before where a sentence goes on."""
    runs: list[list[Block]] = []
    before = ""
    for block in blocks:
        if runs and not block.gap and goes_on(before, block.text):
            runs[-1].append(block)
        else:
            runs.append([block])
        before = block.text
    return [_joined(number, run, table) for number, run in enumerate(runs)]


def goes_on(before: str, line: str) -> bool:
    """Say whether a line continues the one before it."""
    first, last = line[0], before[-1]
    if first in _GOES_ON and (first not in "'’”»…" or line[1:2] in (" ", "s", "")):
        return True
    if last in _OPEN and len(before) > 1:
        return True
    if last in _ENDS:
        return False
    if first.islower() and (len(before) >= MIN_JOINT or before.lower() in _FUNCTION_WORDS):
        return True
    return len(before) > LONG and (last == "," or before.rsplit(" ", 1)[-1] in _FUNCTION_WORDS)


def _joined(number: int, run: list[Block], table: CueTable) -> Block:
    first = run[0]
    if len(run) == 1:
        first.index = number
        return first
    parts: list[str] = []
    pieces: list[Piece] = []
    offset = 0
    for block in run:
        if parts and _spaced(parts[-1], block.text):
            parts.append(" ")
            offset += 1
        pieces.append(Piece(offset, block.start, len(block.text)))
        parts.append(block.text)
        offset += len(block.text)
    whole = "".join(parts)
    facts = table.facts(whole)
    return PageBlock(number, first.start, run[-1].end, whole, first.gap, facts, pieces=tuple(pieces))


def _spaced(before: str, line: str) -> bool:
    return line[0] not in ",.;:!?)]%’”»" and before[-1] not in "([{“„«‹/$€£@#"


# -- glued blocks --------------------------------------------------------------------------------------------


def cut_glued(text: str, blocks: list[Block], table: CueTable) -> list[Block]:
    """Cut each line where a paragraph was run into the next."""
    found: list[Block] = []
    for block in blocks:
        begin, gap = block.start, block.gap
        for at in [*_seams(text, block), block.end]:
            part = text[begin:at]
            left = part.lstrip()
            begin += len(part) - len(left)
            part = left.rstrip()
            if part:
                found.append(Block(len(found), begin, begin + len(part), part, gap, table.facts(part)))
                gap = 0
            begin = at
    return found


def _seams(text: str, block: Block) -> list[int]:
    if block.end - block.start < MIN_CUT or text.startswith(_DATA, block.start):
        return []
    return [
        seam.start() for seam in _SEAM.finditer(text, block.start + 1, block.end) if not _is_name(text, seam.start())
    ]


def _is_name(text: str, at: int) -> bool:
    """Say whether a capital inside a word belongs to a name: McLeod, YouTube, a word that is written so elsewhere."""
    if not text[at - 1].isalnum():
        return False
    near = text[max(0, at - 24) : at]
    if _NAME_START.search(near):
        return True
    left = _WORD_LEFT.search(near)
    right = _WORD_RIGHT.match(text, at)
    if left is None or right is None or not left[0][:1].isupper():
        return False
    word = left[0] + right[0]
    return sum(c.isupper() for c in word) == 2 and not left[0][-1:].isdigit() and text.count(word) > 1
