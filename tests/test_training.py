"""Labels and samples of training pages; the network itself where torch is installed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsclean.training.labels import label
from newsclean.training.pages import read_pages, site_of
from tests.dumps import honest

BODY = "\n".join(line for line in honest(3).text.splitlines()[1:] if line)


def labels(lines: list[str], title: str | None = None) -> list[int]:
    return [round(share) for share in label(lines, BODY, title).body]


def test_lines_of_the_article_are_found_between_others() -> None:
    lines = ["Home", "Sport", *BODY.splitlines(), "Related stories", "The ferry is late again this week"]
    assert labels(lines) == [0, 0, *[1] * len(BODY.splitlines()), 0, 0]


def test_of_two_copies_the_one_among_the_article_counts() -> None:
    body = BODY.splitlines()
    assert labels([body[1], "Home", "Sport", "Weather", *body])[:5] == [0, 0, 0, 0, 1]


def test_the_headline_is_the_copy_next_to_the_article() -> None:
    lines = ["Pier to be longer", "Home", "Pier to be longer", *BODY.splitlines(), "Pier to be longer"]
    assert label(lines, BODY, "Pier to be longer!").headline == 2
    assert label(lines, BODY, "Another headline").headline is None


def write(folder: Path) -> None:
    rows = [honest(seed) for seed in range(4)]
    gold = [{"id": str(n), "site": f"{n}.example", "text": "\n".join(d.lines[1:])} for n, d in enumerate(rows)]
    pages = [{"id": str(n), "text": "Home\nNews\nSport\n" + d.text + "\nShare\nRelated"} for n, d in enumerate(rows)]
    (folder / "gold.jsonl").write_text("\n".join(map(json.dumps, gold)), encoding="utf-8")
    (folder / "innertext.jsonl").write_text("\n".join(map(json.dumps, pages)), encoding="utf-8")


def test_pages_are_read_with_their_articles(tmp_path: Path) -> None:
    write(tmp_path)
    found = list(read_pages(tmp_path))
    assert [page.site for page in found] == ["0.example", "1.example", "2.example", "3.example"]
    assert all(page.kind == "innertext" and page.body and not page.silver for page in found)
    assert site_of({"id": "x", "url": "https://www.example.org/a/b"}) == "example.org"


def test_a_folder_is_trained_on_and_its_weights_run(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from newsclean.config import PipelineSpec
    from newsclean.pipeline import Pipeline
    from newsclean.training.fit import train_folder

    write(tmp_path)
    said: list[str] = []
    train_folder(tmp_path, tmp_path / "own.npz", epochs=1, folds=2, say=said.append)
    assert any(line.startswith("innertext") for line in said)
    spec = PipelineSpec.from_preset("news").with_options("non_article", {"weights": str(tmp_path / "own.npz")})
    text = (honest(5).text + "\nShare\n") * 2
    assert Pipeline.from_spec(spec).clean(text).text
