"""The compiled core does what the Python it stands for does, on every text."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_native import checksum
from newsclean import folding
from newsclean.native import PURE, native
from tests.test_quick_ways import SIGNS
from tests.texts import lines

ROOT = Path(__file__).parent.parent
built = pytest.mark.skipif(native is None, reason="newsclean was built without its compiled core")


def test_a_checkout_with_a_compiler_has_the_core() -> None:
    """Where this fails, the sources changed since the last install: install again."""
    if native is not None:
        assert checksum() == native.SOURCES


@built
@given(st.lists(st.one_of(st.text(st.sampled_from(SIGNS)), lines())))
def test_lines_fold_alike(rows: list[str]) -> None:
    assert native.fold_lines(rows) == folding.fold_in_python(rows)


@built
def test_every_character_folds_alike() -> None:
    rows = [f"a{chr(code)}1{chr(code)}" for code in range(sys.maxunicode + 1)]
    assert native.fold_lines(rows) == folding.fold_in_python(rows)


@built
def test_the_environment_leaves_the_core_out() -> None:
    code = "from newsclean.native import native; assert native is None"
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, PURE: "1"}, cwd=ROOT)
