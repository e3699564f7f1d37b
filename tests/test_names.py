"""What is shaped like a person's name is told from the short lines of a page."""

from __future__ import annotations

import pytest

from newsclean.names import is_person


@pytest.mark.parametrize(
    "text",
    ["Joan Carver", "J. R. Carver", "Ursula von der\u00a0Leyen", "Joan\u00a0Carver", "Élodie Øst"],
)
def test_a_person(text: str) -> None:
    assert is_person(text)


@pytest.mark.parametrize("text", ["Home", "Sign in", "Joan Carver writes", "joan carver", "Read More about", ""])
def test_no_person(text: str) -> None:
    assert not is_person(text)
