"""Ask filters what they propose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from newsclean.cue_filter import CueFilter
from newsclean.document import Document, Line, Verdict
from newsclean.errors import NewscleanError
from newsclean.filters import BuiltIn, Filter, LineFilter

ACTIONS = ("remove", "keep", "note")


class FilterError(NewscleanError):
    """A filter that failed on a document; the document passes unfiltered and is reported."""


def proposals_of(group: Sequence[Filter], view: Document) -> list[Line | Verdict]:
    """Collect what the filters of a group propose; those with nothing to look at are not asked."""
    found: list[Line | Verdict] = []
    hits: Collection[str] | None = None  # the filters of cues with something to look at
    for each in group:
        if type(each) is CueFilter:
            if hits is None:
                hits = view.hits
            if each.name not in hits:
                continue
        _ask(each, view, found)
    return found


def _ask(each: Filter, view: Document, found: list[Line | Verdict]) -> None:
    """Add what a filter proposes; that of filters of other packages is checked."""
    try:
        if isinstance(each, LineFilter):
            found += each.lines(view)
        elif isinstance(each, BuiltIn):
            found += each(view)
        else:
            found += _checked(each(view), len(view.text))
    except RecursionError:
        raise
    except Exception as error:
        raise FilterError(f"filter {each.name} failed: {type(error).__name__}: {error}") from error


def _checked(verdicts: Iterable[Verdict], length: int) -> Iterator[Verdict]:
    """Make sure that verdicts are on spans of a text so long; raises ValueError."""
    for verdict in verdicts:
        if not isinstance(verdict, Verdict):
            raise TypeError(f"{verdict!r} is no verdict")
        start, end, _, _, action, _ = verdict
        if not 0 <= start < end <= length or action not in ACTIONS:
            raise ValueError(f"verdict {tuple(verdict[:3])} does not fit the document")
        yield verdict
