"""The compiled core splits date lines as the pattern does, token for token, and leaves to it what it does not know."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean import dates
from newsclean.date_gates import LONGEST, LONGEST_WORDS
from newsclean.date_shapes import Shapes, fold_signs, shapes
from newsclean.dates import date_tokens, dates_in_line, is_date_line, stamp_tokens, tokens_in_python
from newsclean.locales import words
from newsclean.native import native
from tests.test_date_lines import STAMPS
from tests.test_date_lines_refused import NO_DATE, NO_STAMP
from tests.test_dates import IN_PROSE

KNOWN = [*(line for table in STAMPS.values() for line in table), *NO_STAMP, *NO_DATE, *IN_PROSE]
PHRASES = [phrase[0] for found in words()["phrases"].values() for phrase in found]
_EDGES = """
7 1.7 1/7 1:7 1-7 1–7 1,7 7% 7h 7h05 14h05 24:00 23:59 9:60 9:5 9:05 09:05:07 09:05% 9:05-10 9:05/10
9:05,10 9:05 +0100 9:05 -0100 9:05 - 9:05+ 17.07 17.07. 17.07.5 17.07/8 17.07%24.07 7.60 100 1000
1900 2024 2100 20245 2024. 2024.5 2024, 2024,5 2024-7-1 2024-07-01 2024-07-01t10:00
2024-07-01T10:00Z 2024-07-01/02 2024-07-01% 2024-07-01- 2024-07-011 2024.07.01 2024/7/1 2024-07
2024-07-01x 1.7.24 1.7.2024 1.7.1824 1.7.202 1.7.24.5 1.7.24, 1.7.24,5 7/1 7/1( 7/1 (月 7/12/24/
1-7-24-5 703-709-1114 covid-19 covid–19 Covid-19 x-2024 a7 $7 €7 £7 #7 7$ _7 @7 é7 я7 7é ²7 7² ½ gmt
gmt+1 GMT +0100 UTC-5 utc 7 gmt + 1 www www. www.a http https://a 7月1日 2024年7月1日 ７月 ٧ 2024. ʼ ʼ7 İ Σ
ΟΣ \u200f7 \x7f7 7\x7f.1.24 ' ° - – : ( ) [ ] , ، 、 | • · ・ . / ～ 〜 _ 😀
"""
EDGES = [*_EDGES.split(), "9:05 +0100", "9:05 -0100", "9:05 - ", "GMT +0100", "gmt + 1", "7/1 ("]
AROUND = ["", " ", "July ", "July", "-", ".", ":", "x", "7 ", "\u3000", " (", "月", " am", " ago"]
COMPILED = pytest.mark.skipif(native is None, reason="newsclean was built without its compiled core")

piece = st.one_of(
    st.sampled_from(PHRASES).flatmap(lambda text: st.sampled_from([text, text.capitalize(), text.upper()])),
    st.sampled_from(EDGES),
    st.integers(0, 2100).map(str),
    st.sampled_from(KNOWN),
    st.characters(),
)
lines = st.lists(st.tuples(piece, st.sampled_from(["", " ", ", ", " - ", "\xa0"])), min_size=1, max_size=8).map(
    lambda pieces: "".join(text + gap for text, gap in pieces).strip()
)


def in_core(line: str) -> object:
    """Give what the core itself says of a line: None where it leaves it to the pattern."""
    stamp_tokens("")  # hands it the words
    assert native is not None
    found = native.stamp_tokens(line)
    return found and tuple(found)


def check(line: str) -> None:
    expected = tokens_in_python(line)
    said = in_core(line)
    assert said is None or said == (False if expected is None else tuple(expected)), line
    assert stamp_tokens(line) == expected
    among = shapes().read(line, whole=False)
    assert native is not None
    assert among is not None
    assert native.date_tokens(line) in (None, tuple(among)), line
    assert date_tokens(line) == among


@COMPILED
@pytest.mark.parametrize("line", KNOWN)
def test_known_lines(line: str) -> None:
    check(line)
    check(line.upper())
    check(f"{line} | {line}")


@COMPILED
def test_most_date_lines_are_read_by_the_core() -> None:
    every = [line for table in STAMPS.values() for line in table]
    assert sum(in_core(line) is not None for line in every) > 0.8 * len(every)
    assert native is not None
    assert sum(native.date_tokens(f"Joan Carver - {line}") is not None for line in every) > 0.8 * len(every)


@COMPILED
def test_edges_of_tokens() -> None:
    for before, edge, after in product(AROUND, EDGES, AROUND):
        check(before + edge + after)
        check(f"July 1, {before}{edge}{after}")


@COMPILED
def test_every_phrase_in_every_form() -> None:
    for phrase in PHRASES:
        for form in (phrase, phrase.capitalize(), phrase.upper(), phrase.title(), phrase.swapcase()):
            for line in (
                form,
                f"7 {form}",
                f"{form} 7, 2024",
                f"7{form}",
                f"{form}7",
                f"{form}s 7",
                f"2024-07-01 {form}",
            ):
                check(line)


@COMPILED
def test_every_character_beside_a_date() -> None:
    for code in range(0x3000):
        check(f"July {chr(code)}1, 2024")
        check(f"1{chr(code)} 2024-07-01{chr(code)}")


@COMPILED
@settings(max_examples=1500, deadline=None)
@given(lines)
def test_generated_lines(line: str) -> None:
    check(line)


@COMPILED
@pytest.mark.parametrize("size", [LONGEST_WORDS, LONGEST, 40])
def test_lengths(size: int) -> None:
    for more in range(-2, 3):
        check("now " + "-" * (size + more - 4))
        check("July " + "1 " * (size + more - 5))
        check("July 1, " + "/" * (size + more - 8))
        check(f"{'today ' * 3:{size + more}}now"[-size - more :])


@COMPILED
def test_the_core_takes_str_alone() -> None:
    stamp_tokens("")
    assert native is not None
    for wrong in (b"July 1, 2024", None, 7):
        with pytest.raises(TypeError):
            native.stamp_tokens(wrong)  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            native.date_tokens(wrong)  # type: ignore[arg-type]


@settings(max_examples=500, deadline=None)
@given(st.lists(lines, min_size=1, max_size=5))
def test_what_is_remembered_changes_nothing(several: list[str]) -> None:
    fresh = Shapes(words())
    for line in several:
        tokens = tokens_in_python(line)
        if tokens is not None:
            fresh._known.clear()
            assert shapes().stamps(tokens) == fresh.stamps(tokens)
        among = shapes().read(line, whole=False)
        if among is not None:
            fresh._known.clear()
            assert shapes().search(among) == fresh.search(among)


def test_short_and_long_times_are_remembered_apart() -> None:
    for times in (("9:05", "10:05"), ("10:05", "9:05")):
        shapes()._known.clear()
        assert [is_date_line(time) is not None for time in times] == [len(time) == 5 for time in times]


@pytest.mark.parametrize("line", KNOWN)
def test_dates_are_the_same_without_the_core(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, among = is_date_line(line), dates_in_line(f"Joan Carver | {line}")
    monkeypatch.setattr(dates, "native", None)
    assert is_date_line(line) == expected
    assert dates_in_line(f"Joan Carver | {line}") == among


def test_folding_keeps_the_length() -> None:
    assert all(len(fold_signs(edge)) == len(edge) for edge in EDGES)
