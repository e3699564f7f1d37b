from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from newsclean.cues import Hit
from newsclean.document import Block
from newsclean.features import Facts

Rows = dict[str, tuple[bytes, bytes]]

SOURCES: str

class Cues:
    def __init__(self, pairs: Sequence[tuple[str, int]], from_end: bool = False) -> None: ...
    def at_ends(self, lines: Sequence[str], found: dict[int, list[tuple[str, int]]], /) -> None: ...
    def within(self, lines: Sequence[str], found: dict[int, list[tuple[str, int]]], /) -> None: ...

def prepare_fold(decoration: str, plain: tuple[tuple[str, str], ...], fold: Callable[[str], str], /) -> None: ...
def fold_lines(lines: Sequence[str], /) -> tuple[list[str], list[str]]: ...
def prepare_facts(
    kind: type[Facts],
    unknown: object,
    end_marks: str,
    closers: str,
    unspaced: str,
    prose: int,
    prose_unspaced: int,
    words: int,
    short: int,
    /,
) -> None: ...
def make_facts(texts: Sequence[str], /) -> list[Facts]: ...
def prose_among(texts: Sequence[str], most: int, /) -> list[str]: ...
def fold_all(texts: Sequence[str], lines: Sequence[Facts], /) -> tuple[list[str], list[str]]: ...
def prepare_stamps(
    no_date: str,
    in_names: str,
    particles: frozenset[str],
    byline: str,
    filter_at: int,
    start: int,
    stamp: int,
    worded: int,
    field: int,
    debris: int,
    author: int,
    /,
) -> None: ...
def may_say_something(
    lines: list[Facts], lefts: list[str], starts: frozenset[str], words: frozenset[str], /
) -> list[int]: ...
def prepare_blocks(kind: type[Block], /) -> None: ...
def cut_lines(text: str, /) -> tuple[list[str], list[int], list[int]]: ...
def make_blocks(starts: list[int], texts: list[str], gaps: list[int], known: list[Facts], /) -> list[Block]: ...
def holds_controls(text: str, /) -> bool: ...
def holds_markup(text: str, /) -> bool: ...
def count_words(
    text: str, most: int, stop_words: Mapping[str, Sequence[str]], /
) -> tuple[dict[str, int], int, list[str]]: ...
def part_new(texts: Sequence[str], memo: dict[str, Facts], most: int, /) -> tuple[list[str], list[str]]: ...
def look_up(texts: Sequence[str], memo: dict[str, Facts], others: dict[str, Facts], /) -> list[Facts]: ...
def whole_cues(
    keys: list[str],
    whole: dict[str, list[int]],
    others: frozenset[str],
    numbers_of: Callable[[str], list[int]],
    /,
) -> dict[int, list[tuple[str, int]]]: ...
def settle(
    lines: list[Facts],
    found: dict[int, list[tuple[str, int]]],
    known: Mapping[tuple[str, int], tuple[Hit, int, tuple[str, ...], bool, bool]],
    make: Callable[[tuple[str, int]], tuple[Hit, int, tuple[str, ...], bool, bool]],
    against: int,
    /,
) -> None: ...
def columns_of(blocks: list[Block], /) -> tuple[list[Facts], list[int], list[int], list[int], list[int]]: ...
def ending_alike(facts: list[Facts], least: int, size: int, /) -> list[int]: ...
def prepare_signs(marks: tuple[str, ...], counted: dict[int, int], /) -> None: ...
def signs_of(text: str, /) -> list[tuple[int, int]]: ...
def prepare_names(capitals: str, particles: Sequence[str], /) -> None: ...
def is_person(text: str, /) -> bool: ...
def prepare_known(kind: type[Facts], kinds: dict[str, int], other: int, field: Callable[[Facts], int], /) -> None: ...
def prepare_rows(words: bytes, lengths: bytes, /) -> None: ...
def own_rows(
    texts: list[str],
    facts: list[Facts],
    stop: tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]],
    memo: Rows,
    more: Rows,
    short: int,
    /,
) -> tuple[bytes, bytes, bytes]: ...
def repeats_of(texts: Sequence[str], /) -> tuple[list[bool], list[bool], list[bool]]: ...
def fill_context(
    out: npt.NDArray[np.float32],
    own: npt.NDArray[np.float32],
    bags: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]],
    words: list[int],
    gaps: list[int],
    logs: npt.NDArray[np.float32],
    distances: npt.NDArray[np.float32],
    core: tuple[int, int],
    repeats: tuple[list[bool], list[bool], list[bool]],
    /,
) -> tuple[float, int, int, int]: ...
