"""The compiled core does what the Python it stands for does, on every text."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_native import build_native, checksum
from newsclean import article, encoding, features, folding, language, segment
from newsclean.columns import alike_in_python, columns_in_python
from newsclean.cue_table import CueTable, _KnownHit
from newsclean.cues import Hit, Rule
from newsclean.date_gates import date_letters
from newsclean.document import hits_in_python, line_blocks
from newsclean.features import Facts
from newsclean.filters.edge_line import ITEMS, runs_in_python
from newsclean.native import PURE, native
from newsclean.pipeline import Pipeline
from newsclean.rulebook import PackTable
from newsclean.text_memo import look_up_in_python, part_in_python
from newsclean.zones import heaviest_in_python
from tests.test_quick_ways import SIGNS
from tests.texts import dumps_of_all_kinds, lines

ROOT = Path(__file__).parent.parent
CUES = ("a", "z1", "ab", "by", "by the sea", "é", "read more", "more", "漢", "か かか", "#", "# of #", "ω", "о погоде")
PARTS = st.sampled_from([*CUES, " ", "-", "x", "9", "By Joan Carver, Jul 01, 2024", "3 hours ago", "漢字", "\ud800"])
rows = st.lists(
    st.one_of(
        st.text(st.sampled_from(SIGNS), min_size=1), lines().filter(bool), st.lists(PARTS, min_size=1).map("".join)
    )
)

if native is None:
    pytest.skip("newsclean was built without its compiled core", allow_module_level=True)


@contextmanager
def in_python() -> Iterator[None]:
    """Do without the core for a while."""
    users = [
        module for name, module in sys.modules.items() if name.startswith("newsclean.") and "native" in vars(module)
    ]
    for module in users:
        module.native = None  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for module in users:
            module.native = native  # type: ignore[attr-defined]


def test_the_core_is_that_of_the_sources() -> None:
    assert checksum() == native.SOURCES


def test_the_environment_leaves_the_core_out() -> None:
    code = "from newsclean.native import native; assert native is None"
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, PURE: "1"}, cwd=ROOT)


def test_without_a_compiler_the_rest_is_built(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("CC", "no-such-compiler")
    assert build_native(tmp_path) is None
    assert "without its compiled core" in capfd.readouterr().err


@given(rows)
def test_lines_fold_alike(rows: list[str]) -> None:
    assert native.fold_lines(rows) == folding.fold_in_python(rows)


def seen(facts: Facts) -> tuple[object, ...]:
    """List what the facts say, worked out already or not."""
    return tuple(getattr(facts, name.lstrip("_")) for name in Facts.__slots__)


@given(rows)
def test_columns_are_alike(rows: list[str]) -> None:
    known = table_of_all().facts_of(rows)
    blocks = line_blocks([0] * len(rows), rows, [0] * len(rows), known)
    assert native.columns_of(blocks) == columns_in_python(blocks)
    for least, size in ((1, 1), (4, 3), (30, 20)):
        assert native.ending_alike(known, least, size) == alike_in_python(known, least, size)


@given(rows, st.integers(0, 4), st.integers(1, 3))
def test_runs_and_hits_are_alike(rows: list[str], max_words: int, least: int) -> None:
    facts = table_of_all().facts_of(
        [*rows, "- an item", "a\tb", "Short", "A head:", "- one", "Long enough, this is it."]
    )
    cued = [n for n, each in enumerate(facts) if each.hits]
    assert native.hits_of(facts, cued) == hits_in_python(facts, cued)
    for begin in (0, len(facts) // 2):
        asked = (facts, begin, len(facts), max_words, least, ITEMS)
        assert native.short_runs(*asked) == runs_in_python(*asked)


@given(st.lists(st.integers(-14, 60)))
def test_the_heaviest_run_is_found_alike(weights: list[int]) -> None:
    first, last = native.heaviest_run(weights)
    assert (first, last) == heaviest_in_python(weights)
    runs = [sum(weights[a:b]) for a in range(len(weights)) for b in range(a, len(weights) + 1)]
    assert sum(weights[first:last]) == max([0, *runs])


@given(rows)
def test_facts_are_alike(rows: list[str]) -> None:
    assert list(map(seen, native.make_facts(rows))) == list(map(seen, features.facts_in_python(rows)))
    with in_python():
        expected = features.prose_among(rows, 2)
    assert native.prose_among(rows, 2) == expected


@pytest.mark.parametrize(
    ("shape", "step"), [("{0}a 1{0}", 1), ("a{0}", 9), ("Aa {0}." + "{0}" * 40, 9), ("{0}a " + "b" * 90 + "{0}", 9)]
)
def test_every_character_is_read_alike(shape: str, step: int) -> None:
    rows = [shape.format(chr(code)) for code in (*range(0x3400), *range(0x3400, sys.maxunicode + 1, step))]
    assert native.fold_lines(rows) == folding.fold_in_python(rows)
    made, expected = native.make_facts(rows), features.facts_in_python(rows)
    assert all(seen(one) == seen(two) for one, two in zip(made, expected, strict=True))


@given(st.text(st.sampled_from("a \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\u3000é漢\U0001f600b"), max_size=30))
def test_lines_are_cut_alike(text: str) -> None:
    assert native.cut_lines(text) == segment.cut_in_python(text)


@given(
    st.text(
        st.sampled_from("a\x00\x08\t\n\x0b\x0d\x1b\x1f\x7f\x80\x84\x85\x86\x9f\xa0éԀ\ufeff\u2028\ud800😀"), max_size=9
    )
)
def test_controls_are_seen_alike(text: str) -> None:
    with in_python():
        expected = encoding.clean_controls(text)
    assert encoding.clean_controls(text) == expected


@given(st.text(st.sampled_from("ab z19_.'éßжя²½…’•٣漢\u0301\n"), max_size=30), st.integers(0, 5))
def test_words_are_cut_alike(text: str, most: int) -> None:
    stop = {"ab": ["en", "de"], "zb": ["de"], "éж": ["fr"], "a": ["en"]}
    assert native.count_words(text, most, stop) == language.count_in_python(text, most, stop)


@given(st.text(st.sampled_from("a<&>/!#Z9 é漢"), max_size=9))
def test_markup_is_seen_alike(text: str) -> None:
    assert native.holds_markup(text) == segment.markup_in_python(text)


@given(rows, rows)
def test_texts_are_remembered_alike(rows: list[str], before: list[str]) -> None:
    memo = dict(zip(before, native.make_facts(before), strict=True))
    parts = native.part_new(rows, memo, 5)
    assert parts == part_in_python(rows, memo, 5)
    others = {text: Facts(text) for part in parts for text in part}
    assert native.look_up(rows, memo, others) == look_up_in_python(rows, memo, others)


def table_of_all() -> CueTable:
    rules = [
        Rule(f"byline.{match}{n}", "byline" if n % 3 else "promo", "mul", match=match, cues=(cue,))
        for match in ("whole", "start", "end", "inside")
        for n, cue in enumerate(CUES)
    ]
    return CueTable(rules)


@given(rows)
def test_cues_and_dates_are_found_alike(rows: list[str]) -> None:
    found = table_of_all().facts_of(rows)
    with in_python():
        expected = table_of_all().facts_of(rows)
    assert [seen(facts) for facts in found] == [seen(facts) for facts in expected]


@pytest.fixture(scope="module")
def tables() -> tuple[CueTable, CueTable]:
    """Make the table of the package twice: one finds cues by the core, the other without it."""
    with in_python():
        plain = PackTable()
    return PackTable(), plain


@given(text=dumps_of_all_kinds())
def test_dumps_are_cleaned_alike(text: str, tables: tuple[CueTable, CueTable]) -> None:
    pipeline = Pipeline.from_preset("news")
    shape, (quick, plain) = pipeline.spec.shape, tables
    quick.forget()
    plain.forget()
    found = pipeline.run(article.document_of(text, table=quick, shape=shape))
    with in_python():
        expected = pipeline.run(article.document_of(text, table=plain, shape=shape))
    assert found.verdicts == expected.verdicts
    assert [block.text for block in found.kept] == [block.text for block in expected.kept]


def test_a_month_with_a_count_is_no_date() -> None:
    names = sorted({name for name in date_letters() if name.istitle()})
    rows = [f"{name} ({count})" for name in names for count in (1, 9, 12, 31, 60, 152, 2024)]
    with in_python():
        assert not any(facts.stamp for facts in table_of_all().facts_of(rows))


def test_rules_have_their_fields_where_the_core_reads_them() -> None:
    places = {"id": 0, "filter": 1, "match": 3, "where": 4, "span": 5, "company": 6}  # as native/rules.h has them
    assert {name: Rule._fields.index(name) for name in places} == places
    assert (Hit._fields[:2], _KnownHit._fields) == (
        ("rule", "cue"),
        ("hit", "max_words", "unless", "searches", "furniture"),
    )


def test_what_is_no_text_is_refused() -> None:
    for call in (native.fold_lines, native.make_facts, native.Cues):
        with pytest.raises(TypeError):
            call([1])  # type: ignore[list-item]
    with pytest.raises(TypeError):
        native.cut_lines(b"a")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least one character"):
        native.Cues([("", 1)])
    with pytest.raises(ValueError, match="its facts"):
        native.fold_all(["a"], [])
