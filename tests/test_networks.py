"""The stacked networks say what each network says when it is worked out plainly, line by line."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from newsclean.article_model import WEIGHTS, Networks

Array = np.ndarray[Any, Any]


def weights() -> dict[str, Array]:
    with np.load(WEIGHTS) as arrays:
        return {name: arrays[name].astype(np.float32) for name in arrays.files}


def plainly(arrays: dict[str, Array], number: int, dense: Array, ids: Array) -> Array:
    """Work out one network with no more than its definition."""
    part = {name.partition(".")[2]: array for name, array in arrays.items() if name.startswith(f"{number}.")}
    words = part["words"][ids].reshape(len(ids), -1)
    x = np.maximum(np.concatenate([dense, words], axis=1) @ part["first"] + part["first_bias"], 0)
    for step, dilation in enumerate(part["dilations"].astype(int)):
        left, middle, right = part[f"layer{step}"]
        beyond = np.zeros((dilation, x.shape[1]), dtype=np.float32)
        around = np.concatenate([beyond, x, beyond])
        before, behind = around[: len(x)], around[2 * dilation :]
        x = x + np.maximum(before @ left + x @ middle + behind @ right + part[f"layer{step}_bias"], 0)
        if step == 1:
            page = np.concatenate([x.mean(axis=0), x.max(axis=0)])
            x = x + np.maximum(page @ part["page"] + part["page_bias"], 0)
    found: Array = 1 / (1 + np.exp(-(x @ part["last"] + part["last_bias"])))
    return found


@pytest.mark.parametrize("lines", [1, 2, 3, 7, 15, 16, 17, 40, 333])
def test_stacked_networks_say_what_each_says(lines: int) -> None:
    dice = np.random.default_rng(lines)
    own = dice.random((lines, 56), dtype=np.float32)
    context = dice.random((lines, 46), dtype=np.float32)
    ids = dice.integers(0, 4096, (lines, 4)).astype(np.uint16)
    arrays = weights()
    found = Networks(arrays).scores(own, context, ids)
    assert len(found) == 2
    for number, scores in enumerate(found):
        wanted = plainly(arrays, number, np.concatenate([own, context], axis=1), ids)
        assert np.allclose(scores, wanted, atol=1e-5)
