"""Which line is the headline: among menus, kickers, teasers and sub-heads, and what addresses say of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.article import document_of
from newsclean.headline import ROUNDING, Shares, find_headline
from newsclean.headline_lines import Lines
from newsclean.slug import slug_words

HEADLINE = "Harbour council votes for a longer pier"
OTHER = "Ferry fares rise again after a wet summer"
MENU = ("Home", "News", "Sport", "Coast and country", "Sign in", "Subscribe now")
PROSE = (
    "The harbour council voted on Tuesday to make the northern pier longer by eighty metres before the autumn storms.",
    "Fishermen had asked for the work for years, and the builders say that it can be done in one dry summer.",
    "The money is to come from the port fees, which will rise by a tenth for every boat that is longer than a bus.",
)


def headline(*lines: str, url: str | None = None) -> str | None:
    doc = document_of("\n".join(lines), url=url)
    position = find_headline(doc)
    return None if position is None else doc.blocks[position].text


@pytest.mark.parametrize(
    "above",
    [
        (HEADLINE,),
        (*MENU, HEADLINE),
        (*MENU, "Harbours", HEADLINE),
        (*MENU, HEADLINE, "By Joan Carver", "March 3, 2024"),
        (*MENU, HEADLINE, "By Joan Carver", "March 3, 2024", "Share", "5 min read"),
        (*MENU, HEADLINE, "What the builders ask for, and who is to pay for all of it in the end.", "March 3, 2024"),
        (f"{HEADLINE} | Coast Ledger", *MENU, HEADLINE, "March 3, 2024"),
        (OTHER, "Ten walks for a rainy day by the sea", *MENU, HEADLINE, "By Joan Carver"),
    ],
)
def test_the_headline_is_found(above: tuple[str, ...]) -> None:
    assert headline(*above, *PROSE) == HEADLINE


def test_a_subhead_within_the_prose_is_none() -> None:
    assert headline(*PROSE, "What the builders say of it", *PROSE) is None


@pytest.mark.parametrize(
    "first",
    [
        f"[{HEADLINE} before the autumn storms]",
        f"({HEADLINE} before the autumn storms)",
        "PORT ELSA (AP) — To the council, the northern pier is no longer enough",
        "Tested by: Joan Carver More about the pier: www.pier.example",
        "Harbour council (19-8, 11-3 for piers) against builders (19-8, 6-8 for storms)",
    ],
)
def test_a_first_line_that_is_no_headline_stays_in_the_article(first: str) -> None:
    assert headline(first, *PROSE) is None


@pytest.mark.parametrize("first", [f"[Video] {HEADLINE}", "Harbour council (HC) wants a longer pier"])
def test_a_first_line_that_only_looks_like_that_is_one(first: str) -> None:
    assert headline(first, *PROSE) == first


def test_a_kicker_before_a_bar_is_part_of_the_headline() -> None:
    first = f"BUDGET 3.0 | {HEADLINE}"
    assert headline(first, "A tax on boats longer than a bus is to pay for it", *PROSE) == first


def test_a_line_below_a_short_first_one_may_be_its_standfirst() -> None:
    """What stands above may be a kicker as well, but in a clean article a line that is lost weighs more."""
    assert headline("Pier voted", HEADLINE, *PROSE) is None
    assert headline("Pier voted", HEADLINE, "By Joan Carver", *PROSE) == HEADLINE


@pytest.mark.parametrize("lines", [(HEADLINE,), (*MENU, HEADLINE), PROSE, ()])
def test_without_prose_below_there_is_none(lines: tuple[str, ...]) -> None:
    assert headline(*lines) is None


def test_the_address_decides_between_two() -> None:
    two = (*MENU, "Storm takes the old pier", "Council wants a longer pier", *PROSE)
    assert headline(*two, url="https://coast.example/news/storm-takes-the-old-pier-123456.html") == two[-5]
    assert headline(*two, url="https://coast.example/news/council-wants-a-longer-pier/") == two[-4]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://coast.example/2024/03/longer-pier-voted.html", {"longer", "pier", "voted"}),
        ("https://coast.example/a/l%C3%A4ngere-mole-123456789", {"langere", "mole"}),
        ("https://coast.example/article/123456789", set()),
        ("https://coast.example/", set()),
        ("https://[coast.example/longer-pier", set()),
        (None, set()),
    ],
)
def test_words_of_an_address(url: str | None, words: set[str]) -> None:
    assert slug_words(url) == words


# -- what is left out because it cannot win ----------------------------------------------------------------------

ABOVE = (
    *(*MENU, HEADLINE, OTHER, PROSE[0], "By Joan Carver", "March 3, 2024", "BUDGET | Tax office hires", "›"),
    *("(Joan Carver for the Coast Ledger)", "Harbours, ferries and piers.", "a pier of 80 metres, 3 boats, 7 fares, 9"),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(ABOVE), max_size=14))
def test_no_line_has_more_points_than_hope(above: list[str]) -> None:
    doc = document_of("\n".join([*above, *PROSE]))
    lines = Lines(doc, doc.columns.core[0])
    for hope, position in lines.hopes():
        points = lines.points(position)
        assert points is None or points <= hope + ROUNDING


@given(st.lists(st.sampled_from([*ABOVE, "港口議會決定延長碼頭", "§"]), min_size=1), st.floats(-1, 2))
def test_a_share_is_not_known_only_where_it_is_less_than_asked(lines: list[str], least: float) -> None:
    body = [*PROSE, "“Harbours” – and piers", "碼頭延長八十米"]
    for facts in [block.facts for block in document_of("\n".join(lines)).blocks]:
        share = Shares(body).of(facts, -1)
        assert share is not None
        hurried = Shares(body)
        assert hurried.of(facts, least) == (share if share >= least else None) or share < least
        assert hurried.of(facts, -1) == share, "asked again, it is worked out"
