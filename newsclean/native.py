"""The compiled core, where one was built: ``native``, else None.

Each of its functions does what one in Python does, which stays the reference; tests hold the two together.
``NEWSCLEAN_PURE=1`` leaves it out. A checkout uses the core only if it was built from the sources as they are now.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["PURE", "native"]

try:
    if not getattr(sys, "_is_gil_enabled", lambda: True)():
        raise ImportError  # a Python without its lock would take it back for the core
    from newsclean import _native as native
except ImportError:
    native = None  # type: ignore[assignment]

PURE = "NEWSCLEAN_PURE"


def _is_stale(built_from: str) -> bool:
    """Say whether the sources changed since; without any, as in a wheel, the core is the one that belongs here."""
    folder = Path(__file__).parent.parent / "native"
    if not (folder / "module.c").exists():
        return False
    from zlib import crc32

    found = 0
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.suffix in (".c", ".h"):
            found = crc32(path.read_bytes(), found)
    return f"{found:08x}" != built_from


if native is not None and (os.environ.get(PURE) or _is_stale(native.SOURCES)):
    native = None  # type: ignore[assignment]
