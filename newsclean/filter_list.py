"""The filters as a list and as pages, for ``newsclean filters``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclean.cues import Rule
from newsclean.messages import show

RULES = 2  # the column of numbers
SHOWN = 6  # languages named; of more only the number


def filter_page(name: str) -> str:
    """Give the page of a filter, of another package's the text in its code; raises ConfigError for an unknown name."""
    from newsclean.filters import is_known, page
    from newsclean.plugins import entry_point_names, load_entry_point

    if is_known(name) or name not in entry_point_names():
        return page(name)
    said = (load_entry_point(name).__doc__ or "says nothing of itself").strip()
    return "".join(f"{show(line)}\n" for line in [f"# {name}", "", *said.splitlines()])


def filter_table() -> str:
    """List all filters: kind, number of rules, their languages, presets, and what they remove."""
    rows = [("filter", "kind", "rules", "languages", "presets", "what it does"), *_rows()]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return "".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [f"{row[n]:>{width}}" if n == RULES else f"{row[n]:<{width}}" for n, width in enumerate(widths)]
    return "  ".join([*cells, row[5]]).rstrip() + "\n"


def _rows() -> Iterator[tuple[str, ...]]:
    from newsclean.filters import is_structural, names, page
    from newsclean.plugins import entry_point_names
    from newsclean.rulebook import preset_tables, standard_table

    rules: dict[str, list[Rule]] = {}
    for rule in standard_table().rules:
        rules.setdefault(rule.filter, []).append(rule)
    chains = {
        preset: {name for group in ("records", "lines", "document", "page", "filters") for name in table.get(group, ())}
        for preset, table in preset_tables().items()
    }
    for name in names():
        own = rules.get(name, [])
        used = ", ".join(preset for preset, chain in sorted(chains.items()) if name in chain) or "-"
        kind = "structural" if is_structural(name) else "cue"
        yield name, kind, str(len(own)), _languages(own), used, _about(page(name))
    for name in entry_point_names():
        if name not in names():
            yield show(name), "plug-in", "-", "-", "-", "from another package"


def _languages(rules: Sequence[Rule]) -> str:
    codes = sorted({rule.language for rule in rules if rule.language != "mul"})
    more = [f"{len(codes)} languages"] if len(codes) > SHOWN else codes
    return ", ".join([*(["any"] if any(rule.language == "mul" for rule in rules) else []), *more]) or "any"


def _about(page: str) -> str:
    paragraph = page.split("\n\n")[1] if "\n\n" in page else ""
    return " ".join(paragraph.split()).split(". ")[0].rstrip(".")
