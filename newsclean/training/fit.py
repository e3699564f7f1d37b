"""Train the learned filter from a folder of labelled pages, and check it on sites it was not trained on."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np

from newsclean import render
from newsclean.article import document_of
from newsclean.confidence import measures
from newsclean.config import PipelineSpec
from newsclean.cue_table import CueTable
from newsclean.pipeline import Labelled, Pipeline
from newsclean.rulebook import standard_table
from newsclean.scoring import Overlap, Scores, overlap
from newsclean.training.export import export
from newsclean.training.network import Network, train
from newsclean.training.pages import KINDS, Page, read_pages
from newsclean.training.samples import Lines, Sample, lines_of, made_of, sample_of

EPOCHS = 7
SEEDS = (1, 2)  # a network each
GOOD = 0.9  # F1 that confidence speaks of
Say = Callable[[str], None]


def fold_of(site: str, folds: int) -> int:
    """Assign a site to a fold, once and for all."""
    return int(hashlib.sha1(site.encode(), usedforsecurity=False).hexdigest(), 16) % folds


def load_pages(folder: Path) -> list[Page]:
    """Read what is to be learned from; of each silver page one dump."""
    return [page for page in read_pages(folder) if not page.silver or _one_dump(page)]


def _one_dump(page: Page) -> bool:
    return (crc32(page.id.encode()) % 2 == 0) == (page.kind == "soup")


def samples_of(pages: Sequence[Page], table: CueTable, *, seed: int = 7, folds: int = 3) -> list[Sample]:
    """Make samples of pages, and of pages made of the parts of pages in the same fold, so that none is in two."""
    lines = [found for page in pages if (found := lines_of(page, table)) is not None]
    samples = [sample_of(found, table) for found in lines]
    parts = [found for found in lines if _lends_parts(found)]
    for fold in range(max(1, folds)):
        samples += made_of([each for each in parts if fold_of(each.page.site, max(1, folds)) == fold], seed, table)
    for sample in samples:
        sample.dense = sample.dense.astype(np.float16)
    return samples


def _lends_parts(lines: Lines) -> bool:
    return not lines.page.silver and lines.page.kind in ("innertext", "soup")


def fit(samples: Sequence[Sample], *, epochs: int, say: Say) -> list[Network]:
    """Train the networks that judge together."""
    networks = []
    for seed in SEEDS:
        for number, (network, loss) in enumerate(train(samples, epochs=epochs, seed=seed), 1):
            say(f"network {seed}, epoch {number} of {epochs}: loss {loss:.4f}")
            if number == epochs:
                networks.append(network)
    return networks


def train_folder(folder: Path, out: Path, *, epochs: int = EPOCHS, folds: int = 3, say: Say = print) -> None:
    """Train on all pages of a folder and write the weights; before, cross-validate by site unless ``folds`` is 0.

    What the cross-validation finds also settles the confidence that goes with the weights.
    """
    pages = load_pages(folder)
    say(f"{len(pages)} dumps of {len({page.site for page in pages})} sites")
    samples = samples_of(pages, standard_table(), folds=folds)
    say(f"{len(samples)} samples, {sum(len(sample.body) for sample in samples)} lines")
    confidence: list[float] = []
    if folds > 1:
        scores, cases = cross_validate(pages, samples, folds=folds, epochs=epochs, say=say)
        confidence = fit_confidence(cases)
        say(report(scores))
        say(reliability(cases, confidence))
    export(fit(samples, epochs=epochs, say=say), out, confidence)
    say(f"weights in {out}")


Case = tuple[list[float], float]  # measures of a cleaned page, its F1


def cross_validate(
    pages: Sequence[Page], samples: Sequence[Sample], *, folds: int, epochs: int, say: Say = print
) -> tuple[dict[str, Scores], list[Case]]:
    """Clean the pages of each fold with a network trained on the other folds."""
    scores: dict[str, Scores] = {}
    cases: list[Case] = []
    for fold in range(folds):
        say(f"fold {fold + 1} of {folds}")
        networks = fit([s for s in samples if fold_of(s.page.site, folds) != fold], epochs=epochs, say=say)
        with tempfile.TemporaryDirectory() as work:
            weights = Path(work) / "weights.npz"
            export(networks, weights)
            held = [page for page in pages if not page.silver and fold_of(page.site, folds) == fold]
            for page, labelled, found in clean_pages(held, weights):
                scores.setdefault(page.kind, Scores()).add(page.group, found)
                if "judgement" in labelled.doc.memo:
                    cases.append((measures(labelled, labelled.doc.memo["judgement"]), found.f1))
    return scores, cases


def clean_pages(pages: Sequence[Page], weights: Path | None = None) -> Iterator[tuple[Page, Labelled, Overlap]]:
    """Clean pages with the preset that has the learned filter, with other weights if named, and compare them."""
    spec = PipelineSpec.from_preset("news")
    if weights is not None:
        spec = spec.with_options("non_article", {"weights": str(weights)})
    pipeline = Pipeline.from_spec(spec)
    for page in pages:
        labelled = pipeline.run(document_of(page.text, table=spec.table, shape=spec.shape))
        yield page, labelled, overlap(page.body, render.join(labelled.doc, labelled.body))


# -- confidence ----------------------------------------------------------------------------------------------


def fit_confidence(cases: Sequence[Case], *, rounds: int = 50, ridge: float = 1.0) -> list[float]:
    """Fit a logistic regression of "F1 is at least 0.9" on the measures; the first number is the constant."""
    x = np.array([[1.0, *values] for values, _ in cases])
    y = np.array([float(f1 >= GOOD) for _, f1 in cases])
    weights = np.zeros(x.shape[1])
    penalty = ridge * np.eye(x.shape[1])
    penalty[0, 0] = 1e-3
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + penalty @ weights
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, gradient)
    found: list[float] = weights.tolist()
    return found


def reliability(cases: Sequence[Case], coefficients: Sequence[float]) -> str:
    """Say how well confidence keeps its word: of those with 0.9, how many are good; the calibration error."""
    x = np.array([[1.0, *values] for values, _ in cases])
    p = 1 / (1 + np.exp(-x @ np.array(coefficients)))
    y = np.array([float(f1 >= GOOD) for _, f1 in cases])
    sure = p >= GOOD
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & (p < low + 0.1)
        if inside.any():
            error += inside.mean() * abs(p[inside].mean() - y[inside].mean())
    right = y[sure].mean() if sure.any() else 0.0
    return f"confidence >= 0.9: {sure.mean():.1%} of documents, {right:.1%} of them good; calibration error {error:.3f}"


def report(scores: dict[str, Scores]) -> str:
    """Write the table of a cross-validation."""
    rows = []
    for kind in KINDS:
        if kind in scores:
            groups = "  ".join(f"{name} {found.f1:.4f}" for name, found in scores[kind].by_group().items())
            rows.append(f"{kind:12s} {scores[kind].mean_f1:.4f}  {groups}")
    return "\n".join(rows)
