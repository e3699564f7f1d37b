"""Blocks of a page by the tree of Beautiful Soup: slow, and written apart from ours, to be compared with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

BLOCKS = {
    *("html", "body", "div", "p", "h1", "li", "ul", "td", "tr", "table", "pre", "section", "article", "nav"),
    *("blockquote", "form", "button"),
}
SILENT = {"script", "title", "noscript", "svg", "select"}


class SoupBlock(NamedTuple):
    """What an HtmlBlock has."""

    text: str
    kind: str
    links: int
    path: str
    depth: int


def soup_blocks(source: str) -> list[SoupBlock]:
    """Read the blocks from the whole tree, going up from each text."""
    soup = BeautifulSoup(source, "lxml", multi_valued_attributes=None)
    return [_block(run) for run in _runs(soup) if _text(run).strip()]


Run = list[tuple[str, NavigableString]]  # texts, or lines of them, with their nodes


def _runs(soup: BeautifulSoup) -> Iterator[Run]:
    """Give the texts that stand in one block with nothing between them that breaks a line."""
    run: Run = []
    for node in soup.descendants:
        if any(_hides(each) for each in [node, *node.parents]):
            continue
        if isinstance(node, Tag):
            broken = node.name in BLOCKS or node.name in {"br", "hr"}
        else:
            broken = bool(run) and _nearest_block(run[-1][1]) is not _nearest_block(node)
        if broken:
            yield run
            run = []
        if isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            *lines, last = node.split("\n") if node.find_parent("pre") else [str(node)]
            for line in lines:
                yield [*run, (line, node)]
                run = []
            run.append((last, node))
    yield run


def _text(run: Run) -> str:
    return "".join(text for text, _ in run)


def _hides(node: PageElement) -> bool:
    if not isinstance(node, Tag) or node.name in {"html", "body"}:
        return False
    return node.name in SILENT or node.has_attr("hidden") or "display:none" in str(node.get("style", ""))


def _nearest_block(node: PageElement) -> Tag | None:
    return next((each for each in node.parents if each.name in BLOCKS), None)


def _block(run: Run) -> SoupBlock:
    first = run[0][1]
    around = _nearest_block(first)
    assert around is not None
    above = [each for each in [around, *around.parents][:5] if not isinstance(each, BeautifulSoup)]
    names = " ".join(f"{each.get('class', '')} {each.get('id', '')}" for each in above).lower().split()
    text = _text(run).strip() if first.find_parent("pre") else _one_line(_text(run))
    linked = _one_line("".join(text for text, node in run if node.find_parent("a", href=True)))
    return SoupBlock(text, around.name, min(len(linked), len(text)), " ".join(names), len(list(around.parents)) - 1)


def _one_line(text: str) -> str:
    return re.sub(r"[ \t\n\r\f]+", " ", text.strip())
