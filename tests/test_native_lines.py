"""What the compiled core works out of lines for the learned filter is what Python works out, to the last bit."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.line_repeats import repeats_in_python, repeats_of
from newsclean.native import native
from tests.test_quick_ways import SIGNS
from tests.texts import lines

pytestmark = pytest.mark.skipif(native is None, reason="newsclean was built without its compiled core")

LONG = st.integers(290, 310).flatmap(lambda size: st.text(st.sampled_from(SIGNS + "   "), min_size=size, max_size=size))
pages = st.lists(st.one_of(st.text(st.sampled_from(SIGNS + "İΣ. \n"), min_size=1), lines(), LONG), max_size=12)


@given(st.lists(st.text(st.sampled_from("ab é漢\U0001f600"), max_size=12), max_size=12))
def test_repeats_are_alike(texts: list[str]) -> None:
    texts = [text * (1 + len(text) % 3) for text in texts]
    assert repeats_of(texts) == repeats_in_python(texts)


def test_repeats_among_thousands_of_lines_are_alike() -> None:
    random = Random(1)
    texts = [f"Line of a page {random.randint(0, 2000)}" for _ in range(5000)]
    assert repeats_of(texts) == repeats_in_python(texts)
