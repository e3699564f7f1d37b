"""What a name of a person looks like, in any script that has capitals, and in those that have none."""

from __future__ import annotations

from newsclean.lazy import pattern

MAX_NAMES = 6
_PARTICLE = "de|da|do|dos|das|del|della|di|du|van|von|der|den|ter|ten|bin|ibn|al|el|la|le|zu|zur|af|y|e|St\\.?"
UPPER = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĽĻŃŇŅŌŐŒŔŘŚŞŠŤŪŮŰŲŹŻŽΑ-ΩА-ЯЁІЇЄҐ]"
_WORD = rf"{UPPER}(?:\.|[\w'’.-]*[\w.])?"
_PERSON = rf"{_WORD}(?:[ \u00a0]+(?:(?:{_PARTICLE})[ \u00a0]+)*{_WORD}){{1,4}}"
_NAME = pattern(rf"(?:(?:{_PARTICLE}) )?{_PERSON}")
_JOINT = pattern(
    r"\s*(?:,|;|/|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bi\b|\bи\b|\bта\b|\bve\b|\boch\b|\ben\b|、|，|と|和)\s*"
)
_CASELESS = pattern("[\u0600-\u06ff\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af·・ ]{2,20}")


def is_person(text: str) -> bool:
    """Say whether a text is shaped like one person's name of two to five words."""
    return len(text) <= 60 and _NAME.fullmatch(text) is not None


def begins_with_person(text: str) -> bool:
    """Say whether a text may begin with a person's name: two words with capitals."""
    return _NAME.match(text) is not None


def is_caseless_name(text: str) -> bool:
    """Say whether a text could be a name in a script without capitals."""
    return len(text) <= 20 and _CASELESS.fullmatch(text) is not None


def split_names(text: str) -> list[str]:
    """Split "A, B and C" into its parts."""
    return [part for part in _JOINT.split(text.strip(" .")) if part]
