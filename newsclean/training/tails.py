"""Invented tails of dumps: records of other stories, notices and promos in many formats."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclean.training.samples import Lines

MARKERS = (
    "Related", "Related stories", "More from this author", "Read next", "You may also like", "Recommended",
    "Latest news", "Most read", "Trending", "Top stories", "In other news", "Popular", "More on this", "Up next",
    "Don't miss", "",
)  # fmt: skip
NOTICES = (
    "Sign up for our newsletter", "Follow us on Facebook", "Share this article", "Copy link", "Back to top",
    "Advertisement", "All rights reserved.", "Terms of use", "Privacy policy", "Contact us", "About us",
    "Load more", "Subscribe now",
    "Got a tip? Write to our newsroom.", "This material may not be published, broadcast, rewritten or redistributed.",
    "The views expressed in this article are those of the author.", "Print", "Email", "Comments", "Leave a comment",
)  # fmt: skip
MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "September", "Oct", "Nov", "December")
FIRST = (
    "Ann",
    "Ben",
    "Carla",
    "Dan",
    "Elena",
    "Farid",
    "Grace",
    "Hugo",
    "Ines",
    "Jamal",
    "Kate",
    "Liam",
    "Mei",
    "Noah",
)
LAST = (
    "Abbott",
    "Brandt",
    "Costa",
    "Dupont",
    "Eriksen",
    "Fischer",
    "Gupta",
    "Hughes",
    "Ito",
    "Jensen",
    "Khan",
    "Lopez",
)


def invented_tail(random: Random, pages: Sequence[Lines]) -> list[str]:
    """Write the lines of a tail: sections of teasers cut from the openings of other articles, with notices."""
    lines: list[str] = []
    for _ in range(random.choice((1, 1, 2, 3))):
        parts = [_section(random, pages), [random.choice(NOTICES) for _ in range(random.randint(0, 5))]]
        random.shuffle(parts)
        lines += [line for part in parts for line in part if line]
    return lines


def _section(random: Random, pages: Sequence[Lines]) -> list[str]:
    order = random.choice(("hsad", "hs", "had", "hd", "dh", "h", "gad", "gd", "gads", "dhs", "ahsd", "hads", "sh"))
    debris = random.choice(("", "", "img", "thumb", "Image", "play", "cite"))
    lines = [random.choice(MARKERS)]
    for _ in range(random.randint(1, 8)):
        lines += [debris, *_record(random, random.choice(pages), order)]
    return lines


def _record(random: Random, other: Lines, order: str) -> list[str]:
    body = other.page.body.splitlines() or [""]
    opening = next((line for line in body if len(line) > 60), body[0])
    words = opening.split()
    cut = random.randint(12, 40)
    summary = " ".join(words[:cut]) + random.choice(("", "...", "…", "", " [...]"))
    headline = other.page.title or " ".join(words[-random.randint(5, 11) :]).rstrip(".")
    author = f"{random.choice(('By ', '', 'by ', 'Author: '))}{random.choice(FIRST)} {random.choice(LAST)}"
    made = {"h": headline, "s": summary, "a": author, "d": _date(random), "g": headline + summary}
    return [made[part] for part in order]


def _date(random: Random) -> str:
    day, month, year = random.randint(1, 28), random.randrange(12), random.randint(2012, 2026)
    return random.choice(
        (
            f"{MONTHS[month]} {day}, {year}",
            f"{day} {MONTHS[month]} {year}",
            f"{year}-{month + 1:02d}-{day:02d}",
            f"{random.randint(2, 23)} hours ago",
            f"{random.randint(2, 6)} days ago",
            f"{day:02d}.{month + 1:02d}.{year}",
        )
    )
