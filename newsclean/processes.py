"""How many worker processes there can be, and pipelines that are ready for them."""

from __future__ import annotations

import os

from newsclean import turns
from newsclean.pipeline import Pipeline
from newsclean.work import Job


def cores() -> int:
    """Count the cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def ready_to_share(pipeline: Pipeline) -> Pipeline | None:
    """Give the pipeline as forked workers can share it, or None where each must make its own."""
    return _warm(pipeline) if turns.START == "fork" else None


def own_pipeline(job: Job) -> Pipeline:
    """Make a worker's own pipeline."""
    return _warm(Pipeline.from_spec(job.spec))


def _warm(pipeline: Pipeline) -> Pipeline:
    """Compile what else the first document would, on its time."""
    pipeline.clean("x")
    return pipeline
