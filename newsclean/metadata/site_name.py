"""What a site is called, and titles without that name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

_PARTS = re.compile(r"\s*(?:\s[-–—‐:‹›<>«»•·/~]|\s*[|｜│¦]|\s::|\s»)\s+|\s*[|｜│]\s*")
_NOT_WORD = re.compile(r"[\W_]+")
_COMMON = frozenset(("www", "com", "co", "org", "net", "gov", "edu", "blog", "news", "amp", "m", "ac", "de", "uk"))
_SHORT = 4  # words of a last part after a bar that is a rubric or a name
MIN_KEY = 3


def key(text: str | None) -> str:
    """Fold a text to its letters and digits."""
    return _NOT_WORD.sub("", text or "").lower()


class Site:
    """The names of the site of a page."""

    def __init__(self, names: Iterable[str], urls: Iterable[str | None]) -> None:
        names = list(names)
        self.names = sorted(names, key=len, reverse=True)
        self.keys = {k for name in names for k in (key(name), *map(key, _PARTS.split(name))) if len(k) >= MIN_KEY}
        self.hosts = {label for url in urls if url for label in _labels(url)}

    def is_named(self, text: str) -> bool:
        """Say whether a text is the site's name, with or without "The" and the like."""
        folded = key(text)
        if not folded:
            return False
        bare = folded.removeprefix("the").removesuffix("com").removesuffix("online")
        if folded in self.keys or {folded, bare} & self.hosts:
            return True
        return any(bare == name.removeprefix("the") for name in self.keys)

    def without(self, name: str) -> str:
        """Take the site's name off the end of a person's: "Jane Doe The Ledger"."""
        for each in self.names:
            if len(each) >= MIN_KEY and name.lower().endswith(f" {each.lower()}"):
                return name[: -len(each)].rstrip(" ,-–—|/")
        return name

    def is_part(self, text: str) -> bool:
        """Say whether the last part of a title names the site."""
        folded = key(text)
        if self.is_named(text):
            return True
        if len(folded) < MIN_KEY:
            return False
        held = any(folded in name or (name in folded and 2 * len(name) > len(folded)) for name in self.keys)
        return held or any(len(host) >= 4 and host in folded and 2 * len(host) > len(folded) for host in self.hosts)


def without_site(title: str, site: Site) -> str:
    """Take the site's name off a title: "Headline | Section | Site", "Site: Headline"."""
    title = " ".join(title.split())
    while cut := _last_cut(title):
        head, tail = title[: cut.start()], title[cut.end() :]
        if not head or not (site.is_part(tail) or _is_rubric(cut.group(), head, tail)):
            break
        title = head
    first = _PARTS.search(title)
    if first and first.start() and site.is_named(title[: first.start()]) and title[first.end() :]:
        title = title[first.end() :]
    before, colon, rest = title.partition(": ")
    return rest if colon and rest and site.is_named(before) else title


def parts_of(title: str) -> Sequence[str]:
    """Cut a title where sites join headline, section and name."""
    return [part for part in _PARTS.split(title) if part]


def _last_cut(title: str) -> re.Match[str] | None:
    cuts = list(_PARTS.finditer(title))
    return cuts[-1] if cuts else None


def _is_rubric(mark: str, head: str, tail: str) -> bool:
    """Say whether what stands behind a bar is a rubric: a few words behind a headline of more."""
    words = len(tail.split())
    return any(bar in mark for bar in "|｜│") and words <= _SHORT and len(head.split()) >= max(4, 2 * words)


def _labels(url: str) -> list[str]:
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return []
    labels = [label for label in host.split(".") if label not in _COMMON and len(label) >= 2]
    return [key(host), *map(key, labels)]
