"""Filters that misbehave on documents that say so, for tests of what is done about it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

from newsclean.document import Document, Verdict


class Hang:
    """Never end on a document that says HANG; kill the process on one that says KILL; take a moment on SLOW."""

    name = "hang"

    def __call__(self, doc: Document) -> Iterator[Verdict]:
        if "HANG" in doc.text:
            time.sleep(600)
        if "KILL" in doc.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "SLOW" in doc.text:
            time.sleep(0.02)
        return iter(())
