"""The Python API: clean one text, many texts, and look at what was removed."""

from __future__ import annotations

from pathlib import Path

import newsclean

SEED = Path(__file__).parent.parent / "seeds" / "000_a6d71239e393d79e.txt"


def main() -> None:
    text = SEED.read_text(encoding="utf-8")

    article = newsclean.clean(text)
    print(article.title)
    print(f"{len(article.text.split())} words from {article.source}, {len(article.teasers)} teasers beside them")
    for removal in article.removed[:2]:
        print(f"line {removal.line}: {removal.rule}: {removal.reason}")

    pipeline = newsclean.Pipeline.from_preset("news")
    for each in pipeline.clean_many([text, "Advertisement"]):
        print(len(each.text), each.warnings)

    only = newsclean.Pipeline(["ui_debris", "teaser_list"])
    print(len(only.clean(text).removed), "removals by two filters")


if __name__ == "__main__":
    main()
