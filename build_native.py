"""Compile the core in ``native/``, where there is a C compiler; without one newsclean is the same, and slower."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

NAME = "newsclean._native"
SOURCES = Path(__file__).parent / "native"


def build_native(folder: Path) -> Path | None:
    """Compile the core into a folder; give its path, None where it cannot be compiled."""
    try:
        from setuptools import Distribution, Extension
    except ImportError:
        return None
    core = Extension(
        NAME,
        sources=[str(path) for path in sorted(SOURCES.glob("*.c"))],
        depends=[str(path) for path in sorted(SOURCES.glob("*.h"))],
        define_macros=[("NEWSCLEAN_SOURCES", f'"{checksum()}"')],
        extra_compile_args=[] if sys.platform == "win32" else ["-O3", "-g0", "-ffp-contract=off"],
    )
    command = Distribution({"name": "newsclean", "ext_modules": [core]}).get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(folder), str(folder / "objects")
    try:
        command.ensure_finalized()
        command.run()
        return Path(command.get_ext_fullpath(NAME))
    except Exception as error:  # compilers and setuptools of all ages fail in their own ways
        print(f"newsclean is built without its compiled core: {error}", file=sys.stderr)
        return None


def checksum() -> str:
    """Give the checksum of the sources, by which a checkout knows whether the core was built from them."""
    found = 0
    for path in sorted([*SOURCES.glob("*.c"), *SOURCES.glob("*.h")], key=lambda path: path.name):
        found = zlib.crc32(path.read_bytes(), found)
    return f"{found:08x}"
