from collections.abc import Callable, Mapping, Sequence

from newsclean.cues import Hit
from newsclean.document import Block
from newsclean.features import Facts

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
def words_of(text: str, most: int, /) -> list[str]: ...
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
