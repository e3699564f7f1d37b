"""Run newsclean with workers started as on macOS and Windows: ``python -m tests.spawning clean …``."""

from __future__ import annotations

import newsclean.__main__ as program
from newsclean import turns

if __name__ == "__main__":  # a worker imports this too
    turns.START = "spawn"
    program.run()
