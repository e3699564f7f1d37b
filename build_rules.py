"""Put the compiled rules into the wheel, so that an installed newsclean starts without reading any TOML."""

from __future__ import annotations

import compileall
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRules(BuildHookInterface[Any]):
    """Build hook: compile ``newsclean/lang`` for a wheel; an editable install reads the TOML."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the rules into a temporary file and add it to the wheel."""
        if version == "editable":
            # As pip does for a wheel: where Python may not write bytecode, each start would compile all modules.
            compileall.compile_dir(str(Path(self.root) / "newsclean"), quiet=2)
            return
        sys.path.insert(0, self.root)
        try:
            from newsclean.rule_compiler import compile_rules, write_parts
        finally:
            sys.path.pop(0)
        folder = Path(tempfile.mkdtemp())
        write_parts(compile_rules(), folder)
        build_data["force_include"][str(folder)] = "newsclean/_compiled"
