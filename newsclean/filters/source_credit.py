"""Take the line that names an article's source out of the body and into the metadata."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cues import cue_span
from newsclean.document import Document, Verdict
from newsclean.filters import BuiltIn
from newsclean.lazy import pattern
from newsclean.opening import stands_apart

_NAME = pattern(
    r"[^\W\d_a-zà-öø-ÿа-яё][\w.&'’/+-]*|[&/|+]|\d+|of|the|and|de|der|die|und|du|des|la|le|les|et|el|y|del|della|di|e|da|do"
    r"|van|het|en|og|och"
)


class SourceCredit(BuiltIn):
    """Remove short lines such as "Source Reuters" outside the prose."""

    name = "source_credit"
    max_words: int = 7  # of a name behind a colon
    max_bare_words: int = 3  # of one without

    def __call__(self, doc: Document) -> Iterator[Verdict]:
        """Propose a verdict for each line that is a lead word and a name."""
        for position, hit in doc.hits.get(self.name, ()):
            block = doc.blocks[position]
            if hit.rule.id in self.off or not stands_apart(doc, position):
                continue
            span = cue_span(block.text, hit.cue)
            if span is None:
                continue
            source = block.text[span[1] :].strip(" \t\u00a0:：|–—-()[]（）【】")
            if self._is_name(source, marked=block.text[span[1] :].lstrip()[:1] in (":", "：")):
                yield block.remove(hit.rule.id, f'"{hit.cue}" and a name', {"source": source})

    def _is_name(self, source: str, *, marked: bool) -> bool:
        words = source.split()
        if not 1 <= len(words) <= (self.max_words if marked else self.max_bare_words) or source[-1] in ".!?":
            return False
        return all(_NAME.fullmatch(word.strip(",;()")) for word in words)
