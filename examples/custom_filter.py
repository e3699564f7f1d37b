"""A filter of one's own: anything with a name that proposes verdicts."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean import Document, Pipeline, Verdict


class Shouting:
    """Remove short lines that are all capitals."""

    name = "shouting"

    def __call__(self, doc: Document) -> Iterator[Verdict]:
        for block in doc:
            if block.text.isupper() and len(block.text) < 40:
                yield block.remove("shouting.capitals", "a short line in capitals")


if __name__ == "__main__":
    text = (
        "The ferry sails again\n\nBOOK NOW\n\n"
        "The ferry to the island sails again from Monday, the harbour office said, after two months in the dock."
    )
    article = Pipeline([Shouting(), "ui_debris"]).clean(text)
    print(article.text)
    print([removal.reason for removal in article.removed])
