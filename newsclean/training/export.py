"""Write a trained network as the weights ``non_article`` reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from newsclean.training.network import DENSE, DILATIONS, Network


def export(networks: Sequence[Network], path: Path, confidence: Sequence[float] = ()) -> None:
    """Write the weights as half-precision numbers, the mark of silver pages left out."""
    arrays: dict[str, Any] = {"confidence": np.array(confidence, dtype=np.float32)}
    for number, network in enumerate(networks):
        arrays |= {f"{number}.{name}": value.astype(np.float16) for name, value in _arrays(network).items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)


def _arrays(network: Network) -> dict[str, Any]:
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    first = state["first.weight"].T
    arrays: dict[str, Any] = {
        "words": state["words.weight"],
        "first": np.concatenate([first[:DENSE], first[DENSE + 1 :]]),
        "first_bias": state["first.bias"],
        "page": state["page.weight"].T,
        "page_bias": state["page.bias"],
        "last": state["last.weight"].T,
        "last_bias": state["last.bias"],
        "dilations": np.array(DILATIONS),
    }
    for number in range(len(DILATIONS)):
        arrays[f"layer{number}"] = state[f"layers.{number}.weight"].transpose(2, 1, 0)
        arrays[f"layer{number}_bias"] = state[f"layers.{number}.bias"]
    return arrays
