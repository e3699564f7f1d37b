"""What a labelled document says beside its body: title, source, authors, dates, section, tags, teasers."""

from __future__ import annotations

from newsclean.metadata.authors import authors_of, state_authors
from newsclean.metadata.credit import corrections_of, state_source
from newsclean.metadata.model import Metadata, Stated
from newsclean.metadata.published import dates_of, state_dates
from newsclean.metadata.scene import Scene
from newsclean.metadata.section import state_section, state_tags
from newsclean.metadata.teasers import teasers_of
from newsclean.pipeline import Labelled

LISTS = frozenset(("authors", "tags", "corrections"))


def read_metadata(labelled: Labelled) -> Metadata:
    """Collect what a labelled document states of itself, each field with its evidence."""
    found = Metadata()
    scene = Scene(labelled)
    stated, found.date_text = _stated(scene)
    for each in stated:
        _take(found, each)
    if found.date is not None:
        found.date_text = None
    if labelled.doc.title_given:
        found.title = labelled.doc.title
    found.teasers = teasers_of(scene)
    return found


def candidates(labelled: Labelled) -> list[Stated]:
    """List what the text of a document states of each field, the likeliest first."""
    return _stated(Scene(labelled))[0]


def _stated(scene: Scene) -> tuple[list[Stated], str | None]:
    stated: list[Stated] = []
    headline = scene.title
    if headline is not None and not scene.doc.title_given:
        stated.append(Stated("title", headline.text, "text", "headline", headline.start, headline.end))
    dates, words = dates_of(scene)  # before the authors, who stand beside them
    stated += state_dates(dates)
    stated += state_authors(authors_of(scene))
    stated += state_source(scene)
    stated += state_section(scene)
    stated += state_tags(scene)
    stated += corrections_of(scene)
    return stated, words


def _take(found: Metadata, stated: Stated) -> None:
    """Put what is stated into its field: lists grow, of other fields the first is believed."""
    if stated.field in LISTS:
        known = getattr(found, stated.field)
        known += [value for value in stated.value if value not in known]
    elif getattr(found, stated.field) is None:
        setattr(found, stated.field, stated.value)
    else:
        return
    found.evidence.setdefault(stated.field, []).append(stated)
