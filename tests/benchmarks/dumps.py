"""Dumps to measure on where no benchmark pages are at hand."""

from __future__ import annotations

import random
from collections.abc import Iterator

_WORDS = (
    "the", "a", "of", "and", "in", "to", "harbour", "council", "pier", "storm", "ferry", "winter", "bridge", "town",
    "market", "river", "vote", "builders", "summer", "railway", "coast", "fishermen", "money", "plan", "report",
)  # fmt: skip
_FURNITURE = ("Advertisement", "Share this", "Home", "Sign up for our newsletter", "Read more", "3 min read", "Menu")


def made_dumps(count: int) -> dict[str, str]:
    """Make dumps of whole pages: menus, an article, teasers, a footer."""
    return {str(number): dump for number, dump in enumerate(each_dump(count))}


def each_dump(count: int) -> Iterator[str]:
    """Make dumps one after the other, no two alike."""
    dice = random.Random(7)
    return (_dump(dice) for _ in range(count))


def _dump(dice: random.Random) -> str:
    rows = [dice.choice(_FURNITURE) for _ in range(40)]
    rows += [_sentence(dice, 8)[:-1]]
    for _ in range(25):
        rows += ["", " ".join(_sentence(dice, dice.randint(8, 20)) for _ in range(3))]
    for _ in range(40):
        rows += [_sentence(dice, 9)[:-1], f"{dice.choice(('Jan', 'May', 'Oct'))} {dice.randint(1, 28)}, 2024"]
    rows += [dice.choice(_FURNITURE) for _ in range(40)]
    return "\n".join(rows)


def _sentence(dice: random.Random, words: int) -> str:
    return " ".join(dice.choice(_WORDS) for _ in range(words)).capitalize() + "."
