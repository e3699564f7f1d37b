"""Run filters over a document: they propose, the pipeline applies, nothing is edited.

The filters of a group look at the same blocks; each group sees what the ones before it left standing,
and the chain repeats until nobody proposes anything new. So cleaning the output again changes nothing.
A filter named by itself is a group of its own: two calls in a pipe do what one call with both does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from newsclean.asking import FilterError
from newsclean.attempt import Attempt, Labelled, Protect
from newsclean.document import Document
from newsclean.errors import ConfigError, InputError
from newsclean.filters import Filter
from newsclean.sites import matching

if TYPE_CHECKING:
    from newsclean.article import Article
    from newsclean.config import PipelineSpec

__all__ = ["FilterError", "Labelled", "Pipeline"]


class Pipeline:
    """A chain of filters, run in order."""

    def __init__(self, filters: Iterable[Filter | str], *, spec: PipelineSpec | None = None) -> None:
        from newsclean.config import PipelineSpec, Step

        if isinstance(filters, str):
            raise ConfigError(f"a pipeline takes a list of filters, such as [{filters!r}]")
        chain = list(filters)
        self.spec = spec or PipelineSpec("custom", tuple(Step(f if isinstance(f, str) else f.name) for f in chain))
        self.filters: tuple[Filter, ...] = tuple(self._made(f) if isinstance(f, str) else f for f in chain)
        self.groups = _grouped(self.filters, [step.group for step in self.spec.steps])
        self._of_sites: dict[tuple[int, ...], Pipeline] = {}

    @classmethod
    def from_preset(cls, name: str = "news") -> Pipeline:
        """Make the pipeline of a preset; raises ConfigError for an unknown one."""
        from newsclean.config import PipelineSpec

        return cls.from_spec(PipelineSpec.from_preset(name))

    @classmethod
    def from_spec(cls, spec: PipelineSpec) -> Pipeline:
        """Make the pipeline a specification describes; raises ConfigError."""
        return cls(spec.make_filters(), spec=spec)

    @staticmethod
    def _made(name: str) -> Filter:
        from newsclean.config import PipelineSpec

        return PipelineSpec("custom", ()).with_filters([name]).make_filters()[0]

    def at(self, url: str | None, path: str | None = None) -> Pipeline:
        """Give the pipeline for a document of a site, which the configuration may have a section for."""
        sites = self.spec.sites
        which = matching(sites, url, path) if sites else ()
        if not which:
            return self
        if which not in self._of_sites:
            self._of_sites[which] = Pipeline.from_spec(self.spec.at(which))
        return self._of_sites[which]

    def clean(self, text: str, **about: Any) -> Article:
        """Clean one text: see newsclean.clean for what ``about`` may hold."""
        from newsclean.article import article_of, document_of

        about = {"language": self.spec.language, "now": self.spec.now, "shape": self.spec.shape, **about}
        here = self.at(about.get("url"))
        return article_of(here.run(document_of(text, table=here.spec.table, **about)))

    def clean_many(self, texts: Iterable[str], **about: Any) -> Iterator[Article]:
        """Clean texts one after the other, lazily."""
        if isinstance(texts, str):
            raise InputError("clean_many takes several texts; clean takes one")
        return (self.clean(text, **about) for text in texts)

    def run(self, doc: Document) -> Labelled:
        """Run the filters over a document.

        Raises FilterError when a filter fails: then the document is not filtered at all.
        """
        protected: list[tuple[int, int]] = []
        while True:
            attempt = Attempt(doc, protected)
            try:
                return attempt.run(self.groups)
            except Protect as found:
                protected = found.spans


def _grouped(filters: Sequence[Filter], names: Sequence[str]) -> list[list[Filter]]:
    """Put neighbours of the same named group together."""
    groups: list[list[Filter]] = []
    last = ""
    for each, name in zip(filters, names, strict=True):
        if name and name == last:
            groups[-1].append(each)
        else:
            groups.append([each])
        last = name
    return groups
