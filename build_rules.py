"""Put the compiled rules into the wheel, so that an installed newsclean starts without reading any TOML."""

from __future__ import annotations

import json
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
            return
        sys.path.insert(0, self.root)
        try:
            from newsclean.rulebook import compile_rules
        finally:
            sys.path.pop(0)
        folder = Path(tempfile.mkdtemp())
        path = folder / "compiled.json"
        path.write_text(json.dumps(compile_rules(), ensure_ascii=False), encoding="utf-8")
        build_data["force_include"][str(path)] = "newsclean/_compiled.json"
