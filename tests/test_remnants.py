"""Stray HTML in plain text: what is surely markup goes, what a sentence says stays."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.remnants import repair

REPAIRED = [
    ("<p>Stocks fell.</p>\n<p>Bonds rose.</p>", "Stocks fell.\nBonds rose."),
    ("<p>Stocks fell.</p><p>Bonds rose.</p>", "Stocks fell.\n\nBonds rose."),
    ("<P>UPPER</P>", "UPPER"),
    ("<p>\nText\n</p>\n", "\nText\n\n"),
    ("<p>Old pages never closed it.\n<p>Nor here.", "Old pages never closed it.\nNor here."),
    ("One line<br>two lines<br/>three<br />four", "One line\ntwo lines\nthree\nfour"),
    ("A line <br>\nand another.<br />\r\nEnd", "A line \nand another.\r\nEnd"),
    ("Rates rose. <br> Stocks fell.", "Rates rose. \n Stocks fell."),
    ('<div class="a b" id=main data-x="1">Text</div>', "Text"),
    ("<div class='x'\n  hidden>Text</div>", "Text"),
    ('See <a href="https://example.com/a?b=c&d=e">this</a> now.', "See this now."),
    ("See <a href=https://example.com/a?b=c target=_blank>this</a> now.", "See this now."),
    (r"See <a href=\"https://example.com\">this</a> now.", "See this now."),
    ("<strong>Breaking</strong>: <em>stocks</em> fell<sup>1</sup>.", "Breaking: stocks fell1."),
    ("<strong>A cut teaser", "A cut teaser"),
    ("un<b>bel</b>ievable", "unbelievable"),
    ('A <img src="a.jpg" alt="b > c"/>picture', "A picture"),
    ('<img src="a.jpg">', ""),
    ("text.</b></p>", "text."),
    ("</div></div>", ""),
    ("<li>One</li><li>Two</li>", "One\n\nTwo"),
    ("<tr><td>1</td><td>2</td></tr>", "1\n\n2"),
    ("<p><strong>Headline</strong></p>", "Headline"),
    ("<time datetime='2024-05-01'>May 1</time>", "May 1"),
    ("<o:p></o:p>", ""),
    ("Before<!-- more -->after", "Beforeafter"),
    ("<!-- wp:paragraph -->\nText\n<!-- /wp:paragraph -->", "\nText\n"),
    ("a<!-- over\ntwo lines -->b", "ab"),
    ("<script>var a = 1;</script>Text", "Text"),
    ('<script async src="x.js"></script>Text<style>p {color: red}</style>', "Text"),
    ("Tom &amp; Jerry", "Tom & Jerry"),
    ("Tom&nbsp;said &quot;it&#8217;s&quot; &#x27;so&#x27; &ndash; &hellip;", "Tom\xa0said \"it’s\" 'so' – …"),
    ("it&#146;s &apos;x&apos;", "it’s 'x'"),
    ("twice &amp;quot;escaped&amp;quot; &amp;amp;amp; &amp;#8217;", 'twice "escaped" & ’'),
    ("if a &lt; b &gt; c and 1&lt;2", "if a < b > c and 1<2"),
    ("end&#13;\nnext&#xD;&#9;x", "end \nnext  x"),
    ("&#65279;Text", "Text"),
    ("<p>AT&amp;T &lt;b&gt;</p>", "AT&T &lt;b&gt;"),
]
UNTOUCHED = [
    *[
        "",
        "plain",
        "a < b",
        "a<b",
        "x <y> z",
        "if a<b and c>d",
        "5<b>6",
        "a<b>c",
        "1 << 2 >> 3",
        "-> <- <3 >:(",
    ],
    *["AT&T", "R&D;", "&foo;", "Q&A; M&S", "&copy without", "a & b", "&;", "&#;", "&#x;", "&&amp", "x&T;y"],
    *[
        "<b unclosed",
        "<a href=",
        '<a href="x',
        "<!-- unclosed",
        "<Name> in prose",
        "a <source> said",
        "<time>",
        "<Table>",
    ],
    *[
        "mail <a@b.c> now",
        "see <https://example.com/p>",
        "<p:x>",
        "<pfoo>",
        "< p >",
        "<1>",
        "</>",
        "<>",
        "<b and c>",
    ],
    "In HTML the <p> tag starts a paragraph.",
    "In HTML the </p> tag ends a paragraph.",
    "Das <p>-Element und zwei <p>s.",
    'Write "<br>" or “<br>” or `<b>` or (<hr>).',
    "Use <br>, not <hr>.",
    "The <b> tag makes text bold",
    "wrap it in <b> and </b> tags",
    "wrap it in “<b>” and “</b>” tags",
    "write <b>…</b> for bold, or <p></p> for a paragraph",
    'put "<div class="x">" there',
    "<p> is the tag of paragraphs",
    "code goes between <script> and </script> tags",
    "comments stand between <!-- and --> in HTML",
    "<!-- a paragraph later\n\n is too far -->",
    "&#0;&#1;&#x1f;&#127;&#xD800;&#x110000;&#65534;&#9999999;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&lt;p&gt;",
    "the &lt;p&gt; tag",
    "<p&gt;x",
    "&lt;p>x",
    "<!-- x --&gt;",
    "<&#112;>x",
    "<&#47;p>x",
    "<a title=&quot;a b&quot;>x",
]


@pytest.mark.parametrize(("text", "expected"), REPAIRED)
def test_sure_markup_is_repaired(text: str, expected: str) -> None:
    repaired, counts = repair(text)
    assert repaired == expected
    assert counts
    assert all(counts.values())


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_may_be_text_stays(text: str) -> None:
    assert repair(text) == (text, {})


def test_counts() -> None:
    text = "<p>A &amp; B&nbsp;<b>c</b></p><!-- x y --><script>a=1</script>"
    assert repair(text)[1] == {"tags": 4, "entities": 2, "comments": 1, "scripts": 1}


def test_the_line_of_a_tag_decides_alone() -> None:
    about = "In HTML the <p> tag starts a paragraph."
    assert repair(f"<p>Text</p>\n{about}\n<p>More</p>")[0] == f"Text\n{about}\nMore"


def test_seeds_stay_as_they_are() -> None:
    for path in (Path(__file__).parent.parent / "seeds").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert repair(text) == (text, {})


PIECES = [
    *[
        "<p>",
        "</p>",
        "<br>",
        "<br/>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        '<a href="x">',
        "</a>",
        "<div class=x>",
        "</div>",
    ],
    *[
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "=",
        "{",
        "<img>",
        "<span hidden>",
        "</span>",
    ],
    *[
        "&amp;",
        "&lt;",
        "&gt;",
        "&quot;",
        "&nbsp;",
        "&#8217;",
        "&#60;",
        "&#x3E;",
        "&#10;",
        "&#112;",
        "&#0;",
        "amp;",
        "lt;",
    ],
    *[
        "<",
        ">",
        "&",
        "/",
        '"',
        "'",
        "“",
        "”",
        "(",
        ")",
        "p",
        "b",
        "br",
        "title",
        "A",
        "word",
        "and",
        "s",
        ".",
        ",",
        "!",
        "-",
    ],
    *[" ", " ", " ", "\n", "\n", "\r\n", "\n\n", "\t", "…", "7", ";"],
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_repairing_again_changes_nothing(text: str) -> None:
    repaired = repair(text)[0]
    assert repair(repaired) == (repaired, {})


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_lines_can_be_taken_away_afterwards(text: str) -> None:
    lines = repair(text)[0].split("\n")
    for kept in (lines[::2], lines[1::2]):
        rest = "\n\n".join(kept)
        assert repair(rest)[0].split() == rest.split() or "<s" in rest


@given(st.text(st.sampled_from("ab <>&;/p\n\"'=!-.A"), max_size=40))
def test_letters_outside_of_tags_stay(text: str) -> None:
    assert repair(repair(text)[0])[0] == repair(text)[0]
    outside = re.sub(r"<[^<>]*>|&\w+;", "", text)
    rest = iter(repair(text)[0])
    assert all(letter in rest for letter in outside if letter.isalpha())


@given(st.text(st.characters(exclude_characters="<&"), max_size=60))
def test_text_without_marks_is_untouched(text: str) -> None:
    assert repair(text) == (text, {})


@given(st.integers(0, 0x11FFFF), st.sampled_from(["&#{};", "&#x{:x};", "x &amp;#{}; y"]))
def test_entities_never_make_control_characters(code: int, shape: str) -> None:
    repaired = repair(shape.format(code))[0]
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff]", repaired)


@pytest.mark.parametrize(
    "hostile",
    [
        *[
            "<" * 300_000,
            "<p " * 100_000,
            '<a href="' * 50_000,
            "<p>" * 100_000,
            "<b>x" * 50_000,
            "</b>" * 100_000,
        ],
        *["<!--" * 80_000, "<!--" * 50_000 + "-->", "<script>" * 50_000, "<script>" * 30_000 + "</script>"],
        *[
            "&amp;" * 100_000,
            "&lt;" * 50_000,
            "<p &quot;" * 30_000,
            "<p>x " + "&quot;" * 80_000,
            "&" * 300_000,
        ],
        *[
            "<a" + " href=x" * 50_000,
            "<a" + " hidden" * 50_000 + ">",
            "<a x=" + "'a" * 100_000,
            "<p\n" * 100_000,
        ],
        *["a > b " * 50_000 + "&gt; " * 50_000, "<p>line</p>\n" * 20_000],
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    start = time.process_time()
    repair(hostile)
    assert time.process_time() - start < 20
