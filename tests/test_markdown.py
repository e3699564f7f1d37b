"""Markdown to plain text: markup goes, what only looks like it stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.markdown import plain


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ""),
        ("Plain text.\nSecond line.\n\nNext.\n", "Plain text.\nSecond line.\n\nNext.\n"),
        ("Win\r\ndows\r\n", "Win\ndows\n"),
        ("# Head", "Head"),
        ("## Head ##", "Head"),
        ("   ### C# and F#", "C# and F#"),
        ("#", ""),
        ("Head\n====\n\nHead two\n--------\nText", "Head\n\nHead two\nText"),
        ("> quote\n>> deeper\n>\n> end", "quote\ndeeper\n\nend"),
        ("a\n\n---\n\n* * *\n___\nb", "a\n\n\nb"),
        ("**bold** __bold__ *em* _em_ ***both*** ~~old~~", "bold bold em em both old"),
        ("**Bold _and em_ text**", "Bold and em text"),
        ("**Title**Text", "TitleText"),
        ("**Note:**text", "Note:text"),
        ("这是**重点**内容", "这是重点内容"),
        ("**bold\nover lines**", "bold\nover lines"),
        ("[text](url)", "text"),
        ('[text](https://example.com/a_(b)_c "Title")', "text"),
        ("[text](<a b>)", "text"),
        ("[over\nlines](url) end", "over\nlines end"),
        ("[**bold** [inner]](url)", "bold [inner]"),
        ("**[text](url)**", "text"),
        ("![alt](url)", ""),
        ("before ![alt](url 'T')after", "before after"),
        ("[![alt](img)](url)", ""),
        ("[![alt](img) Caption](url)", " Caption"),
        ("![two\nlines](url)\nend", "\n\nend"),
        ("<https://example.com/a_b_c>", "https://example.com/a_b_c"),
        (
            "[one][1], [Two][], [three], ![four][1]\n\n[1]: https://example.com\n[two]: /a 'T'\n[THREE]: #b",
            "one, Two, three, \n",
        ),
        (r"\*not em\* \# 1\. \[a\](b) \\ a\b", r"*not em* # 1. [a](b) \ a\b"),
        ("`code *x*` and ``a ` b``", "code *x* and a ` b"),
        (
            "- item **b**\n* item\n  + [sub](u)\n1. one\n2) two\n- [ ] task",
            "- item b\n* item\n  + sub\n1. one\n2) two\n- [ ] task",
        ),
        ("```python\nx = **a**  # [b](c)\n# no head\n```\nend", "x = **a**  # [b](c)\n# no head\nend"),
        ("~~~\n```\n*a*\n~~~\n", "```\n*a*\n"),
        ("hard\\\nbreak", "hard\nbreak"),
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", "| a | b |\n| 1 | 2 |"),
    ],
)
def test_markup_goes(source: str, expected: str) -> None:
    assert plain(source).text == expected


@pytest.mark.parametrize(
    "text",
    [
        *[
            "snake_case_name and _leading",
            "2 * 3 * 4 and 2*3*4",
            "#hashtag #1",
            "[sic]",
            "(a)[b]",
            "[a] (b)",
            "a [b][c]",
        ],
        *["[^1]", "[Editor's note]: see below", "[sic]: yes", "[x](two words)", "[a](b", "![a]", "[ ]", "[]"],
        *[
            "f**k and s**t",
            "f*** this s***, and more",
            "What the f****ing thing",
            "*Prices as of May",
            "5* hotel, 3* inn",
        ],
        *[
            "https://example.com/_a_/b_c_*",
            "mail_to_me@example.com",
            "``` never closed",
            "`one tick",
            "a ~ b ~~ c",
        ],
        *[
            "C:\\temp\\new",
            "1980. A year",
            "a = b",
            "===",
            "- a\n- b",
            "a < b > c",
            "<b>html</b>",
            "&amp;",
            "| a | b |",
        ],
        *[
            "word**bold** x",
            "a * b",
            "* * a",
            "_ _ a",
            "** a **",
            "--",
            "+5 percent",
            "-5 percent",
        ],
    ],
)
def test_what_is_text_stays(text: str) -> None:
    assert plain(text).text == text


def test_code_in_fences_is_left_alone() -> None:
    code = "    *a* [b](c) \\* `d` > e\n---\n\n[f]: https://example.com"
    assert plain(f"````\n{code}\n```\n````").text == code + "\n```"


def test_front_matter() -> None:
    source = (
        "---\ntitle: \"Stocks: \\\"down\\\"\"\nAuthor: 'It''s us'\ndate: 2024-05-01\nurl:   https://example.com/a\n"
        "tags:\n  - a\n- b\n# comment\nempty:\n---\n# Head\n"
    )
    page = plain(source)
    assert page.front == {
        "title": 'Stocks: "down"',
        "author": "It's us",
        "date": "2024-05-01",
        "url": "https://example.com/a",
    }
    assert page.text == "Head\n"


@pytest.mark.parametrize(
    "source",
    [
        "---\nStocks fell on Tuesday.\n---\nMore",
        "---\n\nNote: text\n\n---\nMore",
        "---\ntitle: never closed\nMore",
        "text\n---\ntitle: x\n---\n",
        "---\n---\nMore",
    ],
)
def test_what_is_no_front_matter_stays(source: str) -> None:
    page = plain(source)
    assert page.front == {}
    assert page.text.split() == source.replace("---", "").split()


def test_links_are_listed() -> None:
    source = "[a *b*](u) ![i](j) [c][1] [![k](l)](m) <https://example.com>\n\n[1]: https://example.com/1\n"
    assert plain(source).links == [("a b", "u"), ("c", "https://example.com/1"), ("https://example.com",) * 2]


def test_a_scraped_article() -> None:
    source = (
        "---\ntitle: Stocks fell\n---\n\n# Stocks fell\n\n*By our desk*\n\n"
        "The **bank** said [rates](https://example.com/r) would\nstay at 2.5\\% ([source](/s)).\n\n"
        "![A chart](c.png)\n\n> “We wait,” he said.\n\n* * *\n\n- [More](/m)\n"
    )
    assert [line for line in plain(source).text.split("\n") if line] == [
        "Stocks fell",
        "By our desk",
        "The bank said rates would",
        "stay at 2.5% (source).",
        "“We wait,” he said.",
        "- More",
    ]


@given(st.text(st.sampled_from("*_~`[]()!<>\\#-=>|:ab AB\n\n.\"'1\0"), max_size=60))
def test_any_text_can_be_read(source: str) -> None:
    page = plain(source)
    assert page.text.count("\n") <= source.count("\n")
    letters = iter(source)
    assert all(char in letters for char in page.text.replace("\n", ""))


@given(st.lists(st.text(st.characters(categories=["L", "Nd", "Zs"]), max_size=12), max_size=6))
def test_text_without_marks_is_untouched(lines: list[str]) -> None:
    source = "\n".join(lines)
    assert plain(source).text == source or not source.strip()


@pytest.mark.parametrize(
    "hostile",
    [
        *["[" * 100_000, "[a" * 100_000, "[a](" * 50_000, "[a]" * 50_000, "![" * 100_000, '[a](b "' * 30_000],
        *["*a " * 50_000, "a* " * 50_000, "**a*" * 50_000, "_a_b" * 50_000, "`" * 100_000, "` `` " * 5_000],
        *[
            "# a" + " " * 100_000 + "b",
            "-" + " -" * 50_000 + "x",
            "> " * 50_000,
            "|-" * 50_000 + "x",
            "\\" * 100_000,
        ],
        *[
            "<https://" * 20_000,
            "```\n" * 20_001,
            "[a]: https://x\n" * 20_000,
            "- a\n" * 50_000,
            " " * 100_000 + "x",
        ],
    ],
    ids=lambda text: text[:8],
)
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    start = time.process_time()
    plain(hostile)
    assert time.process_time() - start < 20
