"""Refuse outputs that would take the place of what is not newsclean's."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from newsclean.errors import ConfigError, OutputError
from newsclean.inputs import identity_of
from newsclean.manifest import Manifest


def check_folder(out: Path, inputs: Iterable[str]) -> None:
    """Refuse a folder that cannot be written to, or is an input; raises ConfigError or OutputError."""
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out}: is a file; several inputs need a folder")
    here = identity_of(out)
    for folder in inputs:
        if here is not None and identity_of(Path(folder)) == here:
            raise ConfigError(f"{out} is the input too; --in-place replaces files by their cleaned selves")
    probe = out.absolute()
    while not probe.exists() and probe != probe.parent:
        probe = probe.parent
    if not probe.is_dir():
        raise OutputError(f"{out}: {probe} is a file")
    if not os.access(probe, os.W_OK | os.X_OK):
        raise OutputError(f"{out}: cannot be written to")


class Guard:
    """Refuse outputs that would take the place of what is not ours."""

    def __init__(self, folder: Path, manifest: Manifest, roots: list[str], *, overwrite: bool) -> None:
        self.folder, self.manifest, self.overwrite = folder, manifest, overwrite
        self.real = os.path.realpath(folder)
        # Of a folder above an input, or beside it, a part may be that input.
        self.roots = [root for root in roots if _within(root, self.real) and root != self.real]
        self._parent = ""  # the last one that was found good

    def check(self, name: str, source: str) -> None:
        """Check the output of an input; raises ConfigError or OutputError."""
        output = os.path.join(self.folder, name)
        if (parent := os.path.dirname(output)) != self._parent:
            self._check_parent(parent)
            self._parent = parent
        if not os.path.lexists(output):
            return
        if os.path.isdir(output) and not os.path.islink(output):
            raise OutputError(f"{output}: is a folder")
        if source and os.path.exists(output) and os.path.samefile(output, source):
            raise ConfigError(f"{output} is the input too; --in-place replaces files by their cleaned selves")
        if not self.overwrite and not self.manifest.made(name):
            raise ConfigError(f"{output} exists and is not newsclean's; --overwrite replaces it")

    def _check_parent(self, parent: str) -> None:
        real = os.path.realpath(parent)
        if not _within(real, self.real):
            raise OutputError(f"{parent}: a link leads out of {self.folder}")
        if any(_within(real, root) for root in self.roots):
            raise ConfigError(f"{parent} is among the inputs; write to another folder")


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
