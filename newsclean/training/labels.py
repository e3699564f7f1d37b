"""Which lines of a dump belong to the article, where the article's text is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from newsclean.scoring import SHINGLE, tokens

COPY_LENGTH = 4  # tokens from which a line that stands twice is the article's once
NEAR = 3  # lines on each side that say which copy is the article's
HEADLINE_REACH = 25  # lines above the body in which the headline is looked for


class Labels(NamedTuple):
    """What is known of the lines of a dump."""

    body: list[float]  # share of the line that is the article's
    weight: list[float]  # how much the line counts
    headline: int | None  # position; None when it is not known


def label(lines: Sequence[str], body: str, title: str | None) -> Labels:
    """Align the lines of a dump with the known body."""
    parts = [tokens(line) for line in lines]
    shares = _one_copy(parts, _shares(parts, tokens(body)), body)
    weights = [0.3 + min(len(part), 60) / 12 for part in parts]
    return Labels(shares, weights, _headline(parts, shares, tokens(title or "")))


def _shares(parts: Sequence[Sequence[str]], gold: Sequence[str]) -> list[float]:
    """Give the share of each line's tokens that a run of four tokens of the body covers."""
    known = {tuple(gold[n : n + SHINGLE]) for n in range(len(gold) - SHINGLE + 1)}
    flat = [token for part in parts for token in part]
    covered = bytearray(len(flat))
    for n in range(len(flat) - SHINGLE + 1):
        if tuple(flat[n : n + SHINGLE]) in known:
            covered[n : n + SHINGLE] = b"\x01" * SHINGLE
    shares = []
    at = 0
    for part in parts:
        share = sum(covered[at : at + len(part)]) / len(part) if part else 0.0
        shares.append(min(1.0, max(0.0, (share - 0.2) / 0.6)))
        at += len(part)
    return shares


def _one_copy(parts: Sequence[Sequence[str]], shares: list[float], body: str) -> list[float]:
    """Of lines that stand more often in the dump than in the body, leave those with the article around them."""
    places: dict[tuple[str, ...], list[int]] = {}
    for position, part in enumerate(parts):
        if len(part) >= COPY_LENGTH and shares[position] > 0.5:
            places.setdefault(tuple(part), []).append(position)
    known = Counter(tuple(tokens(line)) for line in body.splitlines())
    found = list(shares)
    for part, positions in places.items():
        wanted = max(1, known[part])
        if len(positions) > wanted:
            ranked = sorted(positions, key=lambda n: (-_nearby(shares, n), n))
            for position in ranked[wanted:]:
                found[position] = 0.0
    return found


def _nearby(shares: Sequence[float], position: int) -> float:
    return sum(shares[max(0, position - NEAR) : position]) + sum(shares[position + 1 : position + 1 + NEAR])


def _headline(parts: Sequence[Sequence[str]], shares: Sequence[float], title: Sequence[str]) -> int | None:
    """Find the copy of the headline that stands nearest above the body."""
    if not title:
        return None
    first = next((n for n, share in enumerate(shares) if share > 0.5 and len(parts[n]) > 8), len(parts))
    same = [n for n, part in enumerate(parts) if list(part) == list(title)]
    above = [n for n in same if n <= first and first - n <= HEADLINE_REACH]
    return above[-1] if above else None
