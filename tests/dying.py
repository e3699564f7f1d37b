"""Run newsclean and kill it, without a word, at the N-th step that changes the disk: ``python -m tests.dying N …``."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import newsclean.__main__ as program
from newsclean import manifest, outputs
from newsclean.filework import Digest

steps = 0


def main() -> None:
    fatal = int(sys.argv.pop(1))
    parent = os.getpid()

    def step() -> None:
        global steps
        steps += 1
        if steps == fatal:
            os.kill(parent, signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)

    def around(owner: Any, name: str) -> None:
        whole: Callable[..., Any] = getattr(owner, name)

        def both(*args: Any, **kwargs: Any) -> Any:
            step()
            result = whole(*args, **kwargs)
            step()
            return result

        setattr(owner, name, both)

    around(Digest, "write")
    around(outputs.os, "replace")  # type: ignore[attr-defined]
    around(outputs.os, "unlink")  # type: ignore[attr-defined]
    around(manifest.Manifest, "_put")
    around(manifest.Manifest, "_is_last")  # while it is compacted
    program.run()


if __name__ == "__main__":
    main()
