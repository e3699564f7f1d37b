"""The features of many lines worked out at once are those of each line worked out plainly."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from newsclean import render
from newsclean.article import document_of
from newsclean.line_context import similarity
from newsclean.line_features import own_rows
from newsclean.line_repeats import repeats_of
from newsclean.zones import core_of
from tests import line_reference as plain
from tests.dumps import honest
from tests.marked import GOLDEN

ODD = """İstanbul’da İyi bir GÜN: 12 kişi
ΟΔΥΣΣΕΥΣ ΣΑΣ said “so”. «No» „yes“ ... or… not?
٣٤٥ ½ ² Ⅷ ǅ ß ŉ
𝒜 an astral one 🎉 🎉
今日の天気は晴れです。明日も晴れるでしょう。
漢字 あいう カタカナ ０１２３ ｛｝
x
?
-
(in brackets)
• one | two · three » four / five
"50% off!", she said: pay $5, €6 or £7. Now? Yes! No. See www.example.com or a@b.example
By Joan Carver
12 May 2021
12 May 2021
SHARE
no break\u00a0here\u2003nor\u3000there\u200b
A line that ends with dots...
UPPER CASE 12:30
the and of to in
THE THE the Café CAFÉ café"""


def long_lines(seed: int) -> str:
    """Make lines of random characters around the lengths at which something changes."""
    random = Random(seed)
    alphabet = 'aB1 é,.:;"“”|%  xyzİΣ漢🎉\u00a0?! '
    lengths = (1, 2, 39, 40, 41, 60, 61, 79, 80, 81, 160, 161, 299, 300, 301, 302, 900, 1700)
    lines = ["".join(random.choices(alphabet, k=length)) for length in lengths]
    return "\n".join([*lines, "a " * 29 + "b", "a " * 30 + "b c", "w" * 310, "x" + " " * 305 + "y", "word " * 200])


TEXTS = [
    ODD,
    *map(long_lines, range(12)),
    *(honest(seed).text for seed in range(4)),
    *(render.unmarked(path.read_text(encoding="utf-8")) for path in GOLDEN[:8]),
]


@pytest.mark.parametrize("text", TEXTS)
def test_lines_at_once_are_as_lines_one_by_one(text: str) -> None:
    doc = document_of(text)
    doc.table.rows.clear()
    wanted = [plain.row(block.text, block.facts, doc.table) for block in doc.blocks]
    packed, bags = own_rows(doc.blocks, doc.table)
    size = len(packed) // len(doc.blocks)
    for number, (row, words) in enumerate(wanted):
        assert list(packed[number * size : (number + 1) * size]) == list(row), doc.blocks[number].text
        assert bags.sizes[number] == len(words)
    again, same = own_rows(doc.blocks[::-1], doc.table)  # remembered
    assert again[-size:] == packed[:size]
    assert same.words.sum() == bags.words.sum()


@pytest.mark.parametrize("text", TEXTS)
def test_words_shared_with_the_core_are_counted_as_sets_are(text: str) -> None:
    doc = document_of(text)
    bags = own_rows(doc.blocks, doc.table)[1]
    sets = [plain.row(block.text, block.facts, doc.table)[1] for block in doc.blocks]
    for core in (core_of(doc.blocks), (0, 0), (0, len(sets)), (len(sets) // 3, len(sets) // 2 + 1)):
        wanted = np.array(plain.similarity(sets, core), dtype=np.float32)
        assert np.array_equal(similarity(bags, core), wanted)


def test_repeats_and_lines_within_a_neighbour() -> None:
    texts = [
        "Read more",
        "Harbour pier",
        "Read more",
        "The harbour; Harbour pier again",
        "Harbour pier",
        "Home",
        "Home",
    ]
    found = repeats_of(texts)
    assert found.twice == [True, True, True, False, True, True, True]
    assert found.before == [False, False, True, False, True, False, True]
    assert found.held == [False, False, False, False, True, False, False]
    assert not any(map(any, repeats_of(["Read more", "Harbour pier", "Home"])))
