"""Every page of a filter is its test, and the folder holds together."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from newsclean.config import PipelineSpec, presets
from newsclean.filters import FOLDER, is_structural
from newsclean.rule_compiler import rule_files
from tests.marked import BLOCK, GOLDEN, PAGES, Case, cases, remark, rewrite

CASES = [pytest.param(page, case, id=f"{page.stem}: {case.heading}") for page in PAGES for case in cases(page)]


@pytest.fixture
def update(request: pytest.FixtureRequest) -> Callable[[Path, Callable[[str], str]], bool]:
    def rewritten(path: Path, change: Callable[[str], str]) -> bool:
        if not request.config.getoption("--update-golden"):
            return False
        rewrite(path, change)
        return True

    return rewritten


@pytest.mark.parametrize(("page", "case"), CASES)
def test_the_gutter_of_a_case_is_what_newsclean_does(
    page: Path, case: Case, update: Callable[[Path, Callable[[str], str]], bool]
) -> None:
    if not update(page, lambda text: BLOCK.sub(lambda block: f"```marked\n{remark(block[1], page.stem)}```", text)):
        assert remark(case.marked, page.stem) == case.marked


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_files(path: Path, update: Callable[[Path, Callable[[str], str]], bool]) -> None:
    if not update(path, remark):
        marked = path.read_text(encoding="utf-8")
        assert remark(marked) == marked


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_its_name_for_a_title_and_a_heading_for_each_case(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {page.stem}\n")
    headings = [case.heading for case in cases(page)]
    assert len(headings) >= 2, "a page shows what goes and what stays"
    assert len(set(headings)) == len(headings) and all(headings), "one heading per case"
    assert headings == re.findall(r"^## (.+)$", text, re.MULTILINE), "one case per heading"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_its_own_filter_at_work(page: Path) -> None:
    gutter = re.compile(rf"^\s*{page.stem} \|", re.MULTILINE)
    assert any(gutter.search(case.marked) for case in cases(page))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_belongs_to_code_or_rules(page: Path) -> None:
    assert is_structural(page.stem) or any(path.stem == page.stem for _, path in rule_files())


def test_code_and_rules_have_pages() -> None:
    pages = {page.stem for page in PAGES}
    assert {path.stem for path in FOLDER.glob("*.py")} - {"__init__"} <= pages
    assert {path.stem for _, path in rule_files()} <= pages


@pytest.mark.parametrize("name", presets())
def test_every_filter_of_a_preset_has_a_page(name: str) -> None:
    assert {step.name for step in PipelineSpec.from_preset(name).steps} <= {page.stem for page in PAGES}
