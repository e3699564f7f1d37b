"""Every example runs and prints what it should."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXPECTED = {
    "shell_session.sh": "Scott Bessent sees good progress with Japan and South Korea in trade negotiations\n"
    "29\nCryptopolitan\nDisclaimer:\nDisclaimer:\n27\nDisclaimer:\n",
    "python_api.py": "Scott Bessent sees good progress with Japan and South Korea in trade negotiations\n"
    "494 words from Cryptopolitan, 5 teasers beside them\n",
    "custom_filter.py": "The ferry to the island sails again from Monday, the harbour office said, "
    "after two months in the dock.\n"
    "['a short line in capitals']\n",
}


def run(*command: str, **environment: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PATH": path, **environment}, check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize("name", ["python_api.py", "custom_filter.py"])
def test_a_python_example_prints_what_it_should(name: str) -> None:
    assert run(sys.executable, f"examples/{name}").startswith(EXPECTED[name])


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
def test_the_shell_session_prints_what_it_should() -> None:
    output = run("sh", "examples/shell_session.sh")
    assert "".join(output.replace(" ", "").split()) == "".join(EXPECTED["shell_session.sh"].replace(" ", "").split())


def test_the_project_configuration_is_used() -> None:
    printed = run("newsclean", "config", "--config", "examples/newsclean.toml")
    assert "min_length = 80" in printed
    assert 'keep = ["disclaimer"]' in printed
    assert printed.count('"disclaimer"') == 1
    assert '"ui_debris"' in printed
    assert "[rules.our_sites.house_ad]" in printed


def test_every_example_is_tested() -> None:
    assert {path.name for path in (ROOT / "examples").iterdir() if path.is_file()} == {*EXPECTED, "newsclean.toml"}
