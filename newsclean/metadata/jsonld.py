"""JSON-LD of a page: read it however broken it is, find the article's node, say what it states."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from newsclean.metadata.model import Stated

Node = dict[str, Any]

_WRAP = re.compile(r"\A\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|(?://\s*)?<!\[CDATA\[)\s*")
_UNWRAP = re.compile(r"(?:(?://\s*)?-->|/\*\s*\]\]>\s*\*/|(?://\s*)?\]\]>|;)\Z")
# Strings come first, so that nothing within one is taken for a comment or a comma. What never ends ends the text.
_NOISE = re.compile(r'("(?:[^"\\]++|\\.)*+(?:"|\Z))|/\*.*?(?:\*/|\Z)|//[^\n]*|,(?=\s*[}\]])', re.DOTALL)
_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_ARTICLE = re.compile(r"(?:Article|Posting|NewsReport|^Report|^Review|^OpinionNews|^HowTo|^Recipe)$")
_PAGE = re.compile(r"(?:WebPage|ItemPage|CreativeWork)$")
_MAX_NODES = 500
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "item", "hasPart", "about")

_TELLING = ("headline", "author", "datePublished")
_TEXTS = {"headline": "title", "name": "title", "articleSection": "section", "inLanguage": "language"}
_PEOPLE = ("author", "creator")
_DATES = {"datePublished": "date", "dateCreated": "date", "uploadDate": "date", "dateModified": "date_modified"}


def json_ld_nodes(scripts: Iterable[str]) -> list[Node]:
    """List the nodes of a page's JSON-LD, references between them followed."""
    nodes: list[Node] = []
    for source in scripts:
        for value in _values(source):
            nodes += _flat(value, _MAX_NODES - len(nodes))
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 2}
    return [{key: _followed(value, known) for key, value in node.items()} for node in nodes]


def _values(source: str) -> Iterator[Any]:
    """Read the JSON values of a script; what cannot be read, repaired, gives none."""
    for text in _repairs(source):
        values, position = [], 0
        try:
            while position < len(text):
                value, position = _DECODER.raw_decode(text, position)
                values.append(value)
                position += len(text[position:]) - len(text[position:].lstrip(" \t\r\n;,"))
        except (ValueError, RecursionError):
            continue
        yield from values
        return


_DECODER = json.JSONDecoder(strict=False)  # control characters inside strings are common


def _repairs(source: str) -> Iterator[str]:
    """Give a script as it stands, then with ever more taken for a slip."""
    text = source.strip().removeprefix("\ufeff")
    yield text
    text = _UNWRAP.sub("", _WRAP.sub("", text)).rstrip()
    yield text.strip()
    text = _NOISE.sub(lambda found: found[1] or "", text).strip()
    yield text
    text = _ESCAPE.sub(r"\\\\", text)
    yield text
    if "&quot;" in text:
        yield unescape(text)


def _flat(value: Any, room: int) -> list[Node]:
    """List the nodes of a value: those of lists, graphs and of what pages are about; not recursive."""
    nodes: list[Node] = []
    waiting = deque([value])
    while waiting and len(nodes) < room:
        each = waiting.popleft()
        if isinstance(each, list):
            waiting.extendleft(reversed(each[:_MAX_NODES]))
        elif isinstance(each, dict):
            if each.get("@type"):
                nodes.append(each)
            waiting += [each[key] for key in _INSIDE if isinstance(each.get(key), (dict, list))]
    return nodes


def _followed(value: Any, known: dict[str, Node]) -> Any:
    if isinstance(value, list):
        return [_followed(each, known) if isinstance(each, dict) else each for each in value[:_MAX_NODES]]
    if isinstance(value, dict) and isinstance(value.get("@id"), str):
        there = known.get(value["@id"])
        return {**there, **value} if there is not None else value
    return value


def article_node(nodes: list[Node], urls: Iterable[str], headings: Iterable[str]) -> Node | None:
    """Choose the node of the article: by the page's address, by its headline on the page, else the first."""
    articles = [node for node in nodes if _is(node, _ARTICLE)]
    if len(articles) > 1:
        here = {_address(url) for url in urls if url}
        seen = set(headings)
        matching = [n for n in articles if _addresses(n) & here] or [n for n in articles if _title(n) in seen]
        articles = matching or articles
    articles = articles or [n for n in nodes if _is(n, _PAGE) and ("author" in n or "datePublished" in n)]
    return max(articles, key=lambda node: sum(key in node for key in _TELLING), default=None)


def statements(node: Node) -> list[Stated]:
    """Say what an article's node states, value for value as it has them."""
    kind = _types(node)[0] if _types(node) else "JSON-LD"
    found = []
    for key, name in (*_TEXTS.items(), *_DATES.items()):
        for text in _strings(node.get(key)):
            found.append(Stated(name, text, "json-ld", f"{kind}.{key}"))
    for key in _PEOPLE:
        for name, type_ in _people(node.get(key)):
            found.append(Stated("authors", name, "json-ld", f"{kind}.{key}" + (f" {type_}" if type_ else "")))
    for name, _ in _people(node.get("publisher")):
        found.append(Stated("site_name", name, "json-ld", f"{kind}.publisher"))
    keywords = [word for text in _strings(node.get("keywords")) for word in text.split(",")]
    found.append(Stated("tags", [word.strip() for word in keywords if word.strip()], "json-ld", f"{kind}.keywords"))
    found += [Stated("url", url, "json-ld", f"{kind}.url") for url in _strings(node.get("url"))]
    return [each for each in found if each.value]


def site_names(nodes: list[Node]) -> list[Stated]:
    """Say what the site is called by its own node."""
    return [
        Stated("site_name", name, "json-ld", f"{_types(node)[0]}.name")
        for node in nodes
        if _types(node) and _types(node)[0] in ("WebSite", "NewsMediaOrganization")
        for name in _strings(node.get("name"))
    ]


def _people(value: Any) -> Iterator[tuple[str, str]]:
    """Give names with the types they have, from a text, a node or lists of both."""
    if isinstance(value, list):
        for each in value:
            if not isinstance(each, list):
                yield from _people(each)
    elif isinstance(value, dict):
        type_ = (_types(value) or [""])[0]
        names = value.get("name") or value.get("alternateName") or value.get("givenName")
        if not value.get("name") and value.get("givenName") and value.get("familyName"):
            names = f"{value['givenName']} {value['familyName']}"
        if isinstance(names, dict):
            names = names.get("name") or names.get("@value")
        for name in _strings(names):
            yield name, type_
    else:
        for name in _strings(value):
            yield name, ""


def _strings(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    found = []
    for each in values:
        if isinstance(each, dict):
            each = each.get("@value") or each.get("name")
        if isinstance(each, str) and each.strip():
            found.append(" ".join(unescape(each).split()))
    return found


def _types(node: Node) -> list[str]:
    types = node.get("@type")
    each = types if isinstance(types, list) else [types]
    return [name.rpartition("/")[2] for name in each if isinstance(name, str)]


def _is(node: Node, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(name) for name in _types(node))


def _title(node: Node) -> str:
    return next(iter(_strings(node.get("headline")) or _strings(node.get("name"))), "")


def _addresses(node: Node) -> set[str]:
    found = []
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        found += [_address(value)] if isinstance(value, str) else []
    return set(filter(None, found))


def _address(url: str) -> str:
    """Give an address without what differs between spellings of it."""
    return re.sub(r"\A\w+:(?://)?(?:www\.)?|[?#].*\Z", "", url, flags=re.DOTALL).rstrip("/").lower()
