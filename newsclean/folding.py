"""Fold text as cues are written: small letters, plain quotes, dashes and spaces, "#" for numbers, no decoration."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.lazy import pattern
from newsclean.native import native

# What may stand around a phrase without changing it: bullets, arrows, brackets, quotes, stops.
DECORATION = (
    " \t|·•●○◦▪▫■□◆◇★☆※–—―-_*=+~>»›▶►▸▷▼▽▾△▲<«‹◀◄→←↑↓⇒➜➔✓✔✕✖×"
    "[](){}【】「」『』〔〕《》〈〉（）.:;,!…\"'“”„‘’`،؛。、：；，！\ufeff\u200b\u200e\u200f"
)
_SPACES = ("\u00a0", "\u202f", "\u2009", "\u2003", "\u2002", "\u2007", "\u3000")
_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("–", "-"), ("—", "-"), ("：", ":"))
_PLAIN = (*((space, " ") for space in _SPACES), *_STRAIGHT)
_NUMBER = pattern(r"\d[\d.,]*(?<![.,])")
# Bytes of UTF-8 are turned into others several times as fast as characters: a to z for A to Z, a mark for digits.
_MARKED_NUMBER = pattern(r"\0[\0.,]*(?<![.,])")
_DIGITS = b"0123456789"
_LOWER_MARKED = bytes.maketrans(_DIGITS + bytes(range(65, 91)), bytes(10) + bytes(range(97, 123)))
_LEADS_OF_DIGITS = b"\xd9\xdb\xdf\xe0\xe1\xea\xef\xf0"  # what digits of other scripts begin with
_OTHER_BYTES = bytes(set(range(256)).difference(_LEADS_OF_DIGITS))


def fold_lines(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Fold lines in one pass: give what each begins with, and its key, without decoration on the right either."""
    return native.fold_lines(lines) if native is not None else fold_in_python(lines)


def fold_in_python(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Fold lines where there is no compiled core."""
    lefts = folded_lines(lines)
    return lefts, [left if left[-1:].isalnum() else left.rstrip(DECORATION) for left in lefts]


def folded_lines(lines: Sequence[str]) -> list[str]:
    """Fold lines as cues are folded, all in one pass, with decoration taken off the left of each."""
    others = [line for line in lines if not line.isascii()]
    if others:
        plain = [line for line in lines if line.isascii()]
        known = dict(zip(others, _folded_together(others), strict=True))
        known.update(zip(plain, _folded_together(plain), strict=True))
        folded = [known[line] for line in lines]
    else:
        folded = _folded_together(lines)
    return [line if line[:1].isalpha() else line.lstrip(DECORATION) for line in folded]


def _folded_together(lines: Sequence[str]) -> list[str]:
    """Fold lines: what is ASCII, or becomes so, by its bytes; other letters line by line."""
    if not lines:
        return []
    text = "\n".join(lines)
    if "\0" in text or (text.count("\n") >= len(lines)):  # signs in use here; a line of preformatted text
        return _squeezed([_NUMBER.sub("#", fold(line.replace("\n", " "))) for line in lines])
    if not text.isascii():
        if "İ" in text:  # the one letter whose lower case is longer
            text = text.replace("İ", "i")
        for found, plain in _PLAIN:
            if found in text:
                text = text.replace(found, plain)
    data = text.encode("utf-8", "surrogatepass").translate(_LOWER_MARKED)
    low = data.decode("utf-8", "surrogatepass")
    if "\0" in low:
        low = _MARKED_NUMBER.sub("#", low)
    folded = low.split("\n")
    if not low.isascii():
        if data.translate(None, _OTHER_BYTES):
            pairs = zip(folded, text.split("\n"), strict=True)
            folded = [line if line.isascii() else _NUMBER.sub("#", plain.lower()) for line, plain in pairs]
        else:
            folded = [line if line.isascii() else line.lower() for line in folded]
    return _squeezed(folded) if "  " in low or "\t" in low else folded


def _squeezed(lines: list[str]) -> list[str]:
    """Leave single spaces."""
    return [" ".join(line.split()) if "  " in line or "\t" in line else line for line in lines]


def folded_line(text: str) -> str:
    """Fold one line."""
    return folded_lines([text])[0]


def fold(text: str) -> str:
    """Fold case, quotes, dashes and spaces, keeping every offset."""
    low = text.lower()
    if low.isascii():
        return low
    if len(low) != len(text):  # only U+0130 changes its length
        low = text.replace("İ", "i").lower()
    for space in _SPACES:
        if space in low:
            low = low.replace(space, " ")
    for curly, straight in _STRAIGHT:
        if curly in low:
            low = low.replace(curly, straight)
    return low


def fold_cue(cue: str) -> str:
    """Write a phrase the way block keys are written: folded, single-spaced, numbers as "#"."""
    return _NUMBER.sub("#", " ".join(fold(cue).split()))


if native is not None:
    native.prepare_fold(DECORATION, _PLAIN, folded_line)
