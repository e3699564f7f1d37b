"""Clean news text dumps: label every piece of boilerplate with a rule and a reason, and leave it out.

>>> import newsclean
>>> newsclean.clean("Advertisement").text
''
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newsclean._version import __version__
from newsclean.errors import ConfigError, InputError, NewscleanError, OutputError

if TYPE_CHECKING:
    from newsclean.article import Article, Removal
    from newsclean.config import PipelineSpec
    from newsclean.document import Block, Document, Verdict
    from newsclean.filters import Filter
    from newsclean.pipeline import Labelled, Pipeline

__all__ = [
    "Article",
    "Block",
    "ConfigError",
    "Document",
    "Filter",
    "InputError",
    "Labelled",
    "NewscleanError",
    "OutputError",
    "Pipeline",
    "PipelineSpec",
    "Removal",
    "Verdict",
    "__version__",
    "clean",
]

_HOMES = {
    "Article": "article",
    "Block": "document",
    "Document": "document",
    "Filter": "filters",
    "Labelled": "pipeline",
    "Pipeline": "pipeline",
    "PipelineSpec": "config",
    "Removal": "article",
    "Verdict": "document",
}


def clean(
    text: str,
    *,
    preset: str = "news",
    title: str | None = None,
    url: str | None = None,
    now: str | None = None,
    language: str | None = None,
    html: bool = False,
) -> Article:
    """Clean one text, or with ``html`` one page.

    ``title`` is the headline where it is known, ``now`` an ISO date that relative dates count from,
    ``language`` a code such as "en". Raises ConfigError for an unknown preset, InputError for no text.
    """
    return _pipeline(preset).clean(text, title=title, url=url, now=now, language=language, html=html)


@lru_cache(maxsize=8)
def _pipeline(preset: str) -> Pipeline:
    from newsclean.pipeline import Pipeline

    return Pipeline.from_preset(preset)


def __getattr__(name: str) -> Any:
    """Import the rest of the interface when it is first asked for: start-up counts."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'newsclean' has no attribute {name!r}")
    return getattr(import_module(f"newsclean.{_HOMES[name]}"), name)
