"""Evidence for fields that came from the text, where whoever read them noted none: the spans of their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.metadata.model import Metadata, Stated

if TYPE_CHECKING:
    from newsclean.pipeline import Labelled

_FACT_OF = {"authors": "authors", "source": "source", "date": "stamp", "teasers": "teaser"}


def prove(found: Metadata, labelled: Labelled) -> None:
    """Note for each field that is known and has no evidence where it was read."""
    doc, headline = labelled.doc, labelled.headline
    if found.title and "title" not in found.evidence:
        if headline is not None:
            place = Stated("title", found.title, "text", "headline", headline.start, headline.end)
        else:
            place = Stated("title", found.title, "record", "title")
        found.evidence["title"] = [place]
    for name, fact in _FACT_OF.items():
        if getattr(found, name) and name not in found.evidence:
            found.evidence[name] = [
                Stated(name, doc.text[v.start : v.end], "text", v.rule, v.start, v.end)
                for v in labelled.verdicts
                if v.facts and v.facts.get(fact)
            ]
    if doc.url and "url" not in found.evidence:
        found.evidence["url"] = [Stated("url", doc.url, "record", "url")]
    if labelled.language and "language" not in found.evidence:
        found.evidence["language"] = [Stated("language", labelled.language, "text", "words and script of the body")]
