"""Put what is compiled into the wheel: the rules, so that it starts without reading any TOML, and the core in C."""

from __future__ import annotations

import compileall
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledParts(BuildHookInterface[Any]):
    """Build hook: compile ``native`` and, for a wheel, ``newsclean/lang``; an editable install reads the TOML."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into temporary files and add them to the wheel; the core of a checkout goes into it."""
        self._folder = Path(tempfile.mkdtemp())
        sys.path.insert(0, self.root)
        try:
            from build_native import build_native

            core = build_native(self._folder)
            if version != "editable":
                from newsclean.rule_compiler import compile_rules, write_parts
        finally:
            sys.path.pop(0)
        if version == "editable":
            if core is not None:
                place = Path(self.root, "newsclean", core.name)
                shutil.copy2(core, f"{place}.new")
                Path(f"{place}.new").replace(place)  # never written into while another process has it loaded
            # As pip does for a wheel: where Python may not write bytecode, each start would compile all modules.
            compileall.compile_dir(str(Path(self.root) / "newsclean"), quiet=2)
            return
        if core is not None:
            build_data["force_include"][str(core)] = f"newsclean/{core.name}"
            build_data["pure_python"], build_data["infer_tag"] = False, True
        rules = self._folder / "rules"
        rules.mkdir()
        write_parts(compile_rules(), rules)
        build_data["force_include"][str(rules)] = "newsclean/_compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the temporary files away."""
        shutil.rmtree(self._folder, ignore_errors=True)
