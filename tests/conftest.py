"""Options of the test run, and the configuration of their own that tests of several modules write."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

Write = Callable[[str], Path]

# CI tries the same texts each time, so that a change is to blame for what it finds; at home they are new each time.
# None has a deadline: a busy machine is no fault.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("home", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "home")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the gutters of filter pages and golden files to what newsclean does now",
    )


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write the newsclean.toml of an empty folder, the only configuration that holds there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))

    def written(text: str) -> Path:
        path = tmp_path / "newsclean.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written
