"""What the compiled core works out of lines for the learned filter is what Python works out, to the last bit."""

from __future__ import annotations

import re
import sys
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean import article_model, names
from newsclean import character_bits as char
from newsclean.article import document_of
from newsclean.cue_table import CueTable
from newsclean.cues import Hit, Rule
from newsclean.document import GOES_ON, Block
from newsclean.features import Facts
from newsclean.line_columns import KINDS, OWN
from newsclean.line_context import _logs, context_in_python, context_matrix
from newsclean.line_features import Bags, own_matrix, own_rows, rows_in_python
from newsclean.line_repeats import repeats_in_python, repeats_of
from newsclean.native import native
from newsclean.rulebook import standard_table
from tests.test_line_features import TEXTS
from tests.test_quick_ways import SIGNS
from tests.texts import dumps_of_all_kinds, lines

pytestmark = pytest.mark.skipif(native is None, reason="newsclean was built without its compiled core")

LONG = st.integers(290, 310).flatmap(lambda size: st.text(st.sampled_from(SIGNS + "   "), min_size=size, max_size=size))
pages = st.lists(st.one_of(st.text(st.sampled_from(SIGNS + "İΣ. \n"), min_size=1), lines(), LONG), max_size=12)


def blocks_of(texts: list[str], table: CueTable) -> list[Block]:
    """Make blocks of the texts that are not blank, as they are cut from documents: without space around."""
    texts = [text.strip() for text in texts if text.strip()]
    facts = table.facts_of(texts)
    return [Block(n, 0, len(text), text, 0, known) for n, (text, known) in enumerate(zip(texts, facts, strict=True))]


def packed(blocks: list[Block], table: CueTable, way: Any) -> list[Any]:
    """Work the rows of blocks out afresh."""
    table.rows.clear()
    rows, bags = way(blocks, table)
    return [rows, bags.words.tolist(), bags.sizes.tolist()]


def assert_alike(blocks: list[Block], table: CueTable) -> None:
    if blocks:
        assert packed(blocks, table, own_rows) == packed(blocks, table, rows_in_python)


def test_signs_are_what_str_says_of_every_character() -> None:
    for start in range(0, sys.maxunicode + 1, 0x10000):
        text = "".join(map(chr, range(start, start + 0x10000)))
        codes = char.codes_of(text)
        wanted = zip(char.bits_of(codes).tolist(), char.ones_of(codes).tolist(), strict=True)
        assert native.signs_of(text) == list(wanted)


def test_words_of_every_character_are_numbered_alike() -> None:
    table = CueTable([], {"the": ["en"], "e\u0301": ["fr"], "და": ["ka"]})
    signs = [f"{chr(code)}a{chr(code)} The" for code in range(sys.maxunicode + 1)]
    texts = [" ".join(signs[n : n + 12]) for n in range(0, len(signs), 12)]
    assert_alike(blocks_of(texts, table), table)


@settings(max_examples=300)
@given(pages)
def test_rows_are_alike(texts: list[str]) -> None:
    table = standard_table()
    assert_alike(blocks_of(texts, table), table)


@given(dumps_of_all_kinds())
def test_rows_of_documents_are_alike(text: str) -> None:
    doc = document_of(text)
    assert_alike(doc.blocks, doc.table)


@pytest.mark.parametrize("text", TEXTS)
def test_rows_of_odd_texts_are_alike(text: str) -> None:
    doc = document_of(text)
    assert_alike(doc.blocks, doc.table)


def test_every_kind_of_cue_is_told_alike() -> None:
    table = CueTable([])
    spans = product([*KINDS, "own_phrases"], ("whole", "start"), ("block", "section"), (True, False))
    rules = [Rule("x.y", name, "mul", match, span=span, company=company) for name, match, span, company in spans]
    texts = [
        "By Joan Carver",
        "By the light",
        "Joan Carver, 12 May 2021",
        "read",
        "12 May 2021",
        "Read on here.",
        "By " * 40,
    ]
    for text in texts:
        blocks: list[Block] = []
        for rule in rules:
            facts = table.facts_of([text])[0]
            table.memo.clear()
            facts.hits = (Hit(rule, "by"), Hit(rules[0], "by")) if rule.company else (Hit(rule, "by"),)
            blocks.append(Block(0, 0, len(text), f"{text} {len(blocks)}", 0, facts))
        assert_alike(blocks, table)


@pytest.mark.parametrize("dots", ["", "."])
def test_fields_of_as_many_words_as_there_may_be_are_told_alike(dots: str) -> None:
    table = CueTable([])
    ten = "Joan Ann Mary de la van Carver 12 May 2021"
    texts = [
        ten,
        ten.replace("la", "la der"),
        "Joan Carver 12 May 2021",
        "Joan Ann Mary Carver",
        "Joan Ann Mary St. Carver",
    ]
    texts += ["One two three", "One two three four", f"Joan{'n' * 75} Carver", f"One {'n' * 76}", f"One {'n' * 77}"]
    blocks = blocks_of([text + dots for text in texts], table)
    assert {block.facts.field for block in blocks} >= {"author", "name", None}
    assert_alike(blocks, table)


def test_what_is_remembered_is_given_again() -> None:
    doc = document_of("\n".join(TEXTS))
    doc.table.rows.clear()
    long: dict[str, Any] = {}
    first = own_rows(doc.blocks, doc.table, long)
    assert long and all(len(text) > 160 for text in long) and doc.table.rows
    second = own_rows(doc.blocks[::-1], doc.table, long)
    size = len(first[0]) // len(doc.blocks)
    assert [first[0][n : n + size] for n in range(0, len(first[0]), size)][::-1] == [
        second[0][n : n + size] for n in range(0, len(second[0]), size)
    ]
    assert first[1].sizes[::-1].tolist() == second[1].sizes.tolist()


PARTS = [
    "de",
    "St",
    "St.",
    "van",
    "von",
    "y",
    "Joan",
    "Carver",
    "O'Neil",
    "J.",
    "J",
    "Ian-",
    "Łuk",
    "ß",
    "Éa",
    "and",
    "A1_",
]


@settings(max_examples=500)
@given(st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from([" ", " ", "\u00a0", "  ", ",", "\t"])), max_size=8))
def test_names_are_told_alike(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in parts)
    for name in (text, text[:-1], text.replace("  ", " ").strip()):
        assert native.is_person(name) == names.person_in_python(name)


@pytest.mark.parametrize("gap", [" ", "  ", "\u00a0", " \u00a0"])
@pytest.mark.parametrize(
    "name", ["de Joan Carver", "St. Joan Carver", "Joan de Carver", "Joan de la Carver", "de la Joan Carver"]
)
def test_what_stands_between_names_is_told_alike(name: str, gap: str) -> None:
    text = name.replace(" ", gap, 1)
    assert native.is_person(text) == names.person_in_python(text)


@given(st.one_of(st.text(), lines()))
def test_names_in_any_text_are_told_alike(text: str) -> None:
    assert native.is_person(text) == names.person_in_python(text)


def test_capitals_of_names_are_those_of_the_pattern() -> None:
    capitals = re.compile(names.UPPER)
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        assert native.is_person(f"{sign} A") == (capitals.fullmatch(sign) is not None), sign


@given(st.lists(st.text(st.sampled_from("ab é漢\U0001f600"), max_size=12), max_size=12))
def test_repeats_are_alike(texts: list[str]) -> None:
    texts = [text * (1 + len(text) % 3) for text in texts]
    assert repeats_of(texts) == repeats_in_python(texts)


def test_repeats_among_thousands_of_lines_are_alike() -> None:
    random = Random(1)
    texts = [f"Line of a page {random.randint(0, 2000)}" for _ in range(5000)]
    assert repeats_of(texts) == repeats_in_python(texts)


class Page:
    """Blocks with features that no text need have."""

    def __init__(self, seed: int, size: int, plain: bool) -> None:
        dice = np.random.default_rng(seed)
        random = Random(seed)
        own = dice.integers(0, 256, (size, OWN)).astype(np.float32) / np.float32(255)
        self.own = np.round(own) if plain else np.asfortranarray(own)
        sizes = dice.integers(0, 31, size)
        words = dice.integers(0, 40 * (1 + size // 8), int(sizes.sum())) << 30
        self.bags = Bags(words, sizes)
        self.blocks = []
        texts = [f"some line {random.randint(0, size)}" for _ in range(size)]
        for n, text in enumerate(texts):
            facts = Facts(text)
            facts.words = random.choice((1, 3, 9, 30, 60, 61, 500))
            facts.weight = random.choice((-14, -6, -6, -6, 9, 60))
            self.blocks.append(Block(n, 0, 0, text, random.choice((0, 0, 1, 2, 7, GOES_ON)), facts))


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 1 << 30), st.one_of(st.integers(1, 30), st.integers(1, 300)), st.booleans())
def test_what_stands_around_lines_is_alike(seed: int, size: int, plain: bool) -> None:
    page = Page(seed, size, plain)
    found = context_matrix(page.blocks, page.own, page.bags)
    assert found.tobytes() == context_in_python(page.blocks, page.own, page.bags).tobytes()
    gaps = [n % 3 for n in range(size)]
    again = context_matrix(page.blocks, page.own, page.bags, gaps, repeats_of(["a"] * size))
    assert (
        again.tobytes() == context_in_python(page.blocks, page.own, page.bags, gaps, repeats_of(["a"] * size)).tobytes()
    )


def test_what_stands_around_thousands_of_lines_is_alike() -> None:
    page = Page(7, 6000, True)
    found = context_matrix(page.blocks, page.own, page.bags)
    assert found.tobytes() == context_in_python(page.blocks, page.own, page.bags).tobytes()


@given(dumps_of_all_kinds())
def test_what_stands_around_lines_of_documents_is_alike(text: str) -> None:
    doc = document_of(text)
    if doc.blocks:
        rows, bags = own_rows(doc.blocks, doc.table)
        own = own_matrix(rows)[0]
        found = context_matrix(doc.blocks, own, bags)
        assert found.tobytes() == context_in_python(doc.blocks, own, bags).tobytes()


def test_logarithms_do_not_hang_on_how_many_are_worked_out() -> None:
    for lines_ in [*range(1, 200), 1023, 1024, 1025, 5000]:
        assert _logs(lines_).tobytes() == np.log2(np.arange(1, lines_ + 2, dtype=np.float32)).tobytes()


@pytest.mark.parametrize("lines_", [*range(1, 70), 333, 4000])
def test_networks_look_around_alike(lines_: int) -> None:
    rows = -(-lines_ // article_model.ROWS) * article_model.ROWS
    dice = np.random.default_rng(lines_)
    x = np.maximum(dice.standard_normal((2, rows, 64), dtype=np.float32), 0)
    for step in (1, 2, 4, 8):
        out = np.full((2, 2, rows, 193), 7, dtype=np.float32)
        native.look_around(x, lines_, step, out[0])
        article_model.look_around_in_python(x[:, :lines_], min(step, lines_), out[1, :, :lines_])
        assert np.array_equal(out[0], out[1])
    page = np.empty((2, 1, 128), dtype=np.float32)
    native.mean_and_most(x, lines_, page)
    assert page.tobytes() == article_model.mean_and_most_in_python(x[:, :lines_]).tobytes()


def test_what_is_not_asked_for_is_refused() -> None:
    core: Any = native
    stop = np.zeros(1, np.int64), np.zeros(1 << 16, np.bool_)
    facts = Facts("a line")
    wrong: list[tuple[Any, ...]] = [
        (["a line"], [], stop),
        ([7], [facts], stop),
        (["a line"], [object()], stop),
        (["a line"], [Facts.__new__(Facts)], stop),
        ([" "], [facts], stop),
        (["a line"], [facts], (stop[0], np.zeros(9, np.bool_))),
        (["a line"], [facts], (np.zeros(3, np.int8), stop[1])),
    ]
    for given_ in wrong:
        with pytest.raises((TypeError, ValueError, AttributeError)):
            core.own_rows(*given_, {}, {}, 160)
    with pytest.raises(ValueError, match="rows are asked for"):
        core.own_rows(["a line"], [facts], stop, {"a line": (b"", b"")}, {}, 160)
    page = Page(1, 5, True)
    right: list[Any] = [
        np.empty((5, 46), np.float32),
        page.own,
        page.bags,
        [1] * 5,
        [0] * 5,
        _logs(5),
        _logs(70),
        (1, 3),
        ([True] * 5,) * 3,
    ]
    assert core.fill_context(*right)
    broken: list[tuple[int, Any]] = [
        (0, np.empty((46, 5), np.float32)),
        (0, np.empty((5, 46), np.float64)),
        (1, page.own[:4]),
        (1, page.own[:, :50]),
        (2, Bags(page.bags.words[:-1], page.bags.sizes)),
        (2, Bags(page.bags.words, -page.bags.sizes)),
        (3, [1] * 4),
        (3, ["1"] * 5),
        (4, [0] * 6),
        (5, _logs(4)),
        (6, _logs(50)),
        (7, (3, 1)),
        (7, (0, 6)),
        (8, ([True] * 5,) * 2),
        (8, ([True] * 4,) * 3),
    ]
    for place, value in broken:
        with pytest.raises((TypeError, ValueError)):
            core.fill_context(*[*right[:place], value, *right[place + 1 :]])
    with pytest.raises(TypeError):
        core.repeats_of(["a", 7])
    x, out, most = (np.zeros(shape, dtype=np.float32) for shape in ((2, 16, 4), (2, 16, 13), (2, 1, 8)))
    for wrong_x in (x[0], x[:, :, :2], x.astype(np.float64), x[:1]):
        with pytest.raises(ValueError, match=r"matrices|contiguous"):
            core.look_around(wrong_x, 16, 1, out)
        with pytest.raises(ValueError, match=r"matrices|contiguous"):
            core.mean_and_most(wrong_x, 16, most)
    for count in (-1, 17):
        with pytest.raises(ValueError, match="fit"):
            core.look_around(x, count, 1, out)
        with pytest.raises(ValueError, match="fit"):
            core.mean_and_most(x, count, most)
