"""Trained parameters as files: JSON, ``.npz`` and safetensors.

JSON and ``.npz`` have them as a specification does, weights (inputs, units); safetensors as PyTorch does,
(units, inputs), under the names of an ``nn.Sequential`` of linear layers and activations: ``0.weight``,
``0.bias``, ``2.weight`` …
"""

import io
from typing import Any

import msgspec
import numpy as np

from ..engine import Floats
from ..models.safetensors import pack
from .trained import Trained

_LAYERS_OF_SEQUENTIAL = 2
"""A linear one and an activation for each layer."""


def as_json(run: Trained) -> str:
    """Write them as ``parameters`` of a specification, and what the layers do with them."""
    told = {
        "parameters": [{"w": wb[:-1].tolist(), "b": wb[-1].tolist()} for wb in run.end],
        "activations": [activation.name for activation in run.network.activations],
        "units": run.network.units,
        "inputs": run.data.inputs,
        "outputs": run.data.outputs,
        "mean": run.data.mean.tolist(),
        "deviation": run.data.deviation.tolist(),
        "target_mean": run.data.target_mean.tolist(),
        "target_deviation": run.data.target_deviation.tolist(),
        "epochs": run.epochs,
    }
    return msgspec.json.encode(told).decode() + "\n"


def as_npz(run: Trained) -> bytes:
    """Pack them as ``w1``, ``b1``, ``w2`` …"""
    arrays: dict[str, Any] = {}
    for layer, wb in enumerate(run.end, 1):
        arrays |= {f"w{layer}": wb[:-1], f"b{layer}": wb[-1]}
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def as_safetensors(run: Trained) -> bytes:
    """Pack them in doubles, with what the layers do with them."""
    activations = ",".join(activation.name for activation in run.network.activations)
    return pack(state_dict(run), {"format": "pt", "activations": activations})


def state_dict(run: Trained) -> dict[str, Floats]:
    """Give them by PyTorch's names, and the way round that it has them."""
    found = {}
    for place, wb in enumerate(run.end):
        at = place * _LAYERS_OF_SEQUENTIAL
        found[f"{at}.weight"] = np.ascontiguousarray(wb[:-1].T, dtype="<f8")
        found[f"{at}.bias"] = np.ascontiguousarray(wb[-1], dtype="<f8")
    return found
