"""Weights from a file: safetensors, ``.npz`` or JSON. What it does not say is asked for, never guessed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from ..engine import BadInput, Floats, decode
from ..engine.activations import ACTIVATIONS
from . import safetensors
from .archives import ZIP, unpacked
from .mlp import Layer, Mlp, implied_loss

MOST_BYTES = 64 * 2**20

INPUTS_FIRST, OUTPUTS_FIRST = "inputs-outputs", "outputs-inputs"
ORIENTATIONS = (INPUTS_FIRST, OUTPUTS_FIRST)
"""The way round that weights stand: a row for each input, or for each output as PyTorch has them."""

_NAMES = (
    re.compile(r"(?P<layer>.*)[./](?P<kind>weight|kernel|w|bias|b)(?::0)?", re.IGNORECASE),
    re.compile(r"(?P<kind>weight|kernel|coefs?|w|bias|intercepts?|b)_?(?P<layer>\d+)_?", re.IGNORECASE),
)
_BIASES = ("bias", "intercept", "intercepts", "b")
_OF_TORCH = ("pt", OUTPUTS_FIRST)
"""The format that safetensors name, and what it means."""
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class _Told:
    """What a file says: arrays by layer, and how they are meant as far as it does."""

    arrays: Sequence[tuple[Floats, Floats | None]]
    orientation: str | None = None
    activations: Sequence[str] | None = None
    scaling: tuple[Sequence[float], Sequence[float]] | None = None


def read_file(
    data: bytes,
    name: str,
    *,
    orientation: str | None = None,
    activations: Sequence[str] | None = None,
    loss: str | None = None,
) -> Mlp:
    """Read a network; raise ``BadInput`` naming what is wrong, or what is to be said besides."""
    if len(data) > MOST_BYTES:
        raise BadInput("", data[:0], MOST_BYTES, "too_many_bytes")
    told = _told(data)
    turned = _orientation(told, orientation) == OUTPUTS_FIRST
    acts = _activations(told, activations)
    layers = [
        Layer(np.ascontiguousarray(w.T if turned else w), b, act)
        for (w, b), act in zip(told.arrays, acts, strict=True)
    ]
    loss, notes = (loss, ()) if loss else implied_loss(layers[-1].activation)
    if told.scaling:
        notes = [*notes, "inputs: less the mean in the file, over its deviation"]
    return Mlp(name, layers, loss, {"scaling": told.scaling} if told.scaling else {}, notes=notes)


def _told(data: bytes) -> _Told:
    if data.startswith(ZIP):
        return _Told(_by_layer(unpacked(data, MOST_BYTES)))
    if _is_json(data):
        return _of_json(data)
    tensors, metadata = safetensors.unpack(data)
    torch, meant = _OF_TORCH
    activations = metadata.get("activations")
    return _Told(
        _by_layer(tensors),
        meant if metadata.get("format") == torch else None,
        activations.split(",") if activations else None,
    )


def _is_json(data: bytes) -> bool:
    """Whether it is text that begins as JSON; the length that safetensors begin with has a byte of 0."""
    return data.lstrip()[:1] in (b"{", b"[") and b"\0" not in data[: safetensors.LENGTH.size]


def _of_json(data: bytes) -> _Told:
    """Read arrays by name, or ``parameters`` as a specification has them, or their list alone."""
    is_list = data.lstrip().startswith(b"[")
    told = {"parameters": decode(data, list[Any])} if is_list else decode(data, dict[str, Any])
    if "parameters" not in told:
        return _Told(
            _by_layer({name: value for name, value in told.items() if name != "activations"}),
            activations=told.get("activations"),
        )
    try:
        layers = [(each["w"], each.get("b")) for each in told["parameters"]]
    except (TypeError, KeyError, AttributeError):
        raise BadInput("parameters", told["parameters"], 'a list of {"w": …, "b": …}', "invalid") from None
    arrays = [
        (_array(f"parameters.{at}.w", w, 2), None if b is None else _array(f"parameters.{at}.b", b, 1))
        for at, (w, b) in enumerate(layers)
    ]
    scaling = (told["mean"], told["deviation"]) if "mean" in told and "deviation" in told else None
    return _Told(arrays, INPUTS_FIRST, told.get("activations"), scaling)


def _by_layer(named: Mapping[str, Any]) -> list[tuple[Floats, Floats | None]]:
    """Sort arrays into layers by the numbers in their names."""
    found: dict[tuple[int, ...], dict[str, Floats]] = {}
    for name, value in named.items():
        match = next(filter(None, (pattern.fullmatch(name) for pattern in _NAMES)), None)
        if match is None:
            raise BadInput(
                name, "an array", "named as weights or bias of a layer: 0.weight, 0.bias, w1, b1", "invalid"
            )
        number = tuple(map(int, _NUMBER.findall(match["layer"])))
        if not number and len(named) > 2:
            raise BadInput(
                name, "no number", "named with its layer's number: 0.weight, fc1.weight, w1", "invalid"
            )
        kind = "b" if match["kind"].lower() in _BIASES else "w"
        layer = found.setdefault(number, {})
        if kind in layer:
            raise BadInput(name, "two of one layer", None, "repeated")
        layer[kind] = _array(name, value, 1 if kind == "b" else 2)
    for number, layer in found.items():
        if "w" not in layer:
            raise BadInput(f"layer {'.'.join(map(str, number))}", "a bias alone", None, "missing_field")
    if not found:
        raise BadInput("", "no array", None, "missing_field")
    return [(found[number]["w"], found[number].get("b")) for number in sorted(found)]


def _array(name: str, value: Any, dimensions: int) -> Floats:  # noqa: ANN401 - outside data
    try:
        array = np.asarray(value, dtype=np.float64)
    except (ValueError, TypeError):
        raise BadInput(name, value, "rows of one length, with numbers in them", "invalid") from None
    if array.ndim != dimensions or not array.size:
        shape = " × ".join(map(str, array.shape)) or "one number"
        wanted = "weights in rows and columns" if dimensions > 1 else "one number for each output"
        raise BadInput(name, shape, wanted, "invalid")
    return array


def _orientation(told: _Told, said: str | None) -> str:
    """Take what is said, or the only way round in which the layers fit together."""
    if said is not None and said not in ORIENTATIONS:
        raise BadInput("orientation", said, list(ORIENTATIONS), "unknown_name")
    fitting = [each for each in ORIENTATIONS if _fits(told.arrays, turned=each == OUTPUTS_FIRST)]
    if not fitting:
        shapes = ", ".join(f"{w.shape[0]} × {w.shape[1]}" for w, _ in told.arrays)
        raise BadInput("weights", shapes, "layers that fit together", "invalid")
    wanted = said or told.orientation
    if wanted is None and len(fitting) > 1:
        raise BadInput("orientation", "nothing: all weights are square", list(ORIENTATIONS), "unknown_name")
    if wanted is not None and wanted not in fitting:
        raise BadInput("orientation", wanted, fitting, "unknown_name")
    return wanted or fitting[0]


def _fits(arrays: Sequence[tuple[Floats, Floats | None]], *, turned: bool) -> bool:
    shapes = [w.shape[::-1] if turned else w.shape for w, _ in arrays]
    chained = all(before[1] == after[0] for before, after in pairwise(shapes))
    return chained and all(
        b is None or len(b) == shape[1] for (_, b), shape in zip(arrays, shapes, strict=True)
    )


def _activations(told: _Told, said: Sequence[str] | None) -> Sequence[str]:
    names = said if said is not None else told.activations
    count = len(told.arrays)
    if names is None:
        raise BadInput(
            "activations", "nothing", f"{count} names, one for each layer: relu,softmax", "invalid"
        )
    if not isinstance(names, Sequence) or isinstance(names, str) or len(names) != count:
        raise BadInput("activations", names, {"length": count, "as": "layers"}, "wrong_length")
    for name in names:
        if name not in ACTIVATIONS:
            raise BadInput("activations", name, list(ACTIVATIONS), "unknown_name")
    return names
