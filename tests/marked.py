"""The marked text of filter pages and golden files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from newsclean import render
from newsclean.article import document_of
from newsclean.config import PipelineSpec
from newsclean.filters import FOLDER
from newsclean.pipeline import Pipeline

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.txt"))
PAGES = sorted(FOLDER.glob("*.md"))
CONFIG = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)  # of the filter's page
BLOCK = re.compile(r"^```marked\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Case(NamedTuple):
    """One marked block of a page, under the heading it illustrates."""

    heading: str
    marked: str


@lru_cache(maxsize=1)
def news() -> Pipeline:
    return Pipeline.from_preset("news")


@lru_cache(maxsize=1)
def rules() -> Pipeline:
    return Pipeline.from_preset("rules")


def cases(page: Path) -> list[Case]:
    text = page.read_text(encoding="utf-8")
    found = []
    for block in BLOCK.finditer(text):
        headings = re.findall(r"^## (.+)$", text[: block.start()], re.MULTILINE)
        found.append(Case(headings[-1] if headings else "", block[1]))
    return found


@lru_cache(maxsize=64)
def rules_with(name: str) -> Pipeline:
    """Make the preset of rules with a filter that it may leave to those who ask for it."""
    if name == "non_article":
        return news()
    spec = PipelineSpec.from_preset("rules")
    options = CONFIG.search((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    if options:
        return Pipeline.from_spec(spec.with_table(tomllib.loads(options[1]), name, extends=False))
    return Pipeline.from_spec(spec.with_enabled([name])) if name not in {s.name for s in spec.steps} else rules()


def remark(marked: str, name: str = "") -> str:
    """Run the source of marked text through the default, or through the rules with a filter, and mark it anew."""
    return render.marked_text((rules_with(name) if name else news()).run(document_of(render.unmarked(marked))))


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    old = path.read_text(encoding="utf-8")
    new = change(old)
    if new != old:
        path.write_text(new, encoding="utf-8")


def corpus() -> Iterator[tuple[str, str]]:
    """List every text the laws must hold on: seeds, golden files, the cases of the pages."""
    for path in SEEDS:
        yield path.name, path.read_text(encoding="utf-8")
    for path in GOLDEN:
        yield path.name, render.unmarked(path.read_text(encoding="utf-8"))
    for page in PAGES:
        for case in cases(page):
            yield f"{page.stem}: {case.heading}", render.unmarked(case.marked)
