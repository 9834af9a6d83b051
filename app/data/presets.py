"""Runs that each make a point: what the page's gallery opens, one record each.

What there is to see in one is told by its name, in the page's words; ``tests/data/test_presets.py`` trains
each and holds it to its point.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from .built_in import DATASETS
from .features import FEATURES

Group: TypeAlias = Literal["can", "wrong", "helps", "real", "hand"]


@dataclass(frozen=True)
class Preset:
    """A run to be opened, what to do there first, and the neuron to look at meanwhile.

    ``spec`` is JSON; what it leaves out stands at its default. The first thing to do is to play for so many
    ``epochs``, or to make so many ``steps``: one of both is given. The neuron is ``unit`` of ``layer``.
    """

    name: str
    group: Group
    spec: dict[str, Any]
    layer: int
    unit: int = 0
    epochs: int | None = None
    steps: int | None = None


def _layers(activation: str, *units: int) -> list[dict[str, Any]]:
    return [{"units": count, "activation": activation} for count in units]


def _left_out(layers: Sequence[dict[str, Any]], share: float) -> list[dict[str, Any]]:
    return [layer | {"dropout": share} for layer in layers]


def _rows(label: str, x: Sequence[Sequence[float]], y: Sequence[Sequence[float]]) -> dict[str, Any]:
    return {"kind": "table", "label": label, "x": x, "y": y}


_SIGMOIDS = {"data": {"kind": "circle"}, "hidden": _layers("sigmoid", *[4] * 5), "seed": 1}
_RELUS = _SIGMOIDS | {"hidden": _layers("relu", *[4] * 5), "initializer": "he_normal"}
_NOISY: dict[str, Any] = {
    "data": {"kind": "circle", "noise": 0.3, "samples": 100},
    "hidden": _layers("tanh", 16, 16),
    "optimizer": {"kind": "adam", "learning_rate": 0.01},
    "seed": 1,
}
_SPIRAL = {"data": {"kind": "spiral"}, "hidden": _layers("tanh", 8, 8), "seed": 1}
_EACH_ROW = {"data": {"kind": "circle"}, "batch_size": 1, "seed": 2}
# Nielsen, Neural Networks and Deep Learning (2015), chapter 3
_ONE_NEURON = {
    "data": _rows("One neuron", [[1.0]], [[0.0]]),
    "hidden": [],
    "output_activation": "sigmoid",
    "optimizer": {"kind": "sgd", "learning_rate": 0.15},
    "parameters": [{"w": [[2.0]], "b": [2.0]}],
    "batch_size": 1,
}
# Mazur, A Step by Step Backpropagation Example (2015)
_MAZUR = {
    "data": _rows("Mazur's example", [[0.05, 0.10]], [[0.01, 0.99]]),
    "hidden": _layers("sigmoid", 2),
    "output_activation": "sigmoid",
    "optimizer": {"kind": "sgd", "learning_rate": 0.5},
    "parameters": [
        {"w": [[0.15, 0.25], [0.20, 0.30]], "b": [0.35, 0.35]},
        {"w": [[0.40, 0.50], [0.45, 0.55]], "b": [0.60, 0.60]},
    ],
    "train_biases": False,
    "batch_size": 1,
}
# Goodfellow, Bengio & Courville, Deep Learning (2016), section 6.1
_XOR_BY_HAND = {
    "data": _rows("XOR", [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]),
    "hidden": _layers("relu", 2),
    "output_activation": "linear",
    "parameters": [
        {"w": [[1.0, 1.0], [1.0, 1.0]], "b": [0.0, -1.0]},
        {"w": [[1.0], [-2.0]], "b": [0.0]},
    ],
    "batch_size": 4,
}
PLAYGROUND: dict[str, Any] = {
    "data": {"kind": "circle", "samples": 500, "noise": 0.0, "train_fraction": 0.5},
    "inputs": ["x1", "x2"],
    "hidden": _layers("tanh", 4, 2),
    "output_activation": "tanh",
    "loss": "squared_error",
    "optimizer": {"kind": "sgd", "learning_rate": 0.03},
    "initializer": "playground",
    "batch_size": 10,
    "shuffle": False,
}
"""TensorFlow Playground as it opens: its data, start, loss and rate, and rows that keep their order."""

_RECORDS = (
    Preset("linear-xor", "can", {"data": {"kind": "xor"}, "hidden": []}, layer=1, epochs=100),
    Preset("hidden-xor", "can", {"data": {"kind": "xor"}, "hidden": _layers("tanh", 4)}, layer=1, epochs=100),
    Preset(
        "feature-xor",
        "can",
        {"data": {"kind": "xor"}, "inputs": ["x1*x2"], "hidden": [], "seed": 1},
        layer=1,
        epochs=10,
    ),
    Preset("spiral-raw", "can", _SPIRAL, layer=3, epochs=200),
    Preset("spiral-features", "can", _SPIRAL | {"inputs": list(FEATURES)}, layer=3, epochs=200),
    Preset("curve", "can", DATASETS["sine"].suggested, layer=1, epochs=100),
    Preset(
        "too-fast",
        "wrong",
        {
            "data": {"kind": "plane"},
            "hidden": [],
            "output_activation": "linear",
            "optimizer": {"kind": "sgd", "learning_rate": 0.3},
        },
        layer=1,
        epochs=2,
    ),
    Preset(
        "zeros",
        "wrong",
        {"data": {"kind": "xor"}, "hidden": _layers("sigmoid", 4), "initializer": "zeros"},
        layer=1,
        epochs=50,
    ),
    Preset("vanishing", "wrong", _SIGMOIDS, layer=1, steps=14),
    Preset(
        "dying-relu",
        "wrong",
        {
            "data": {"kind": "sine"},
            "hidden": _layers("relu", 8),
            "output_activation": "linear",
            "optimizer": {"kind": "sgd", "learning_rate": 0.3},
            "initializer": "he_normal",
            "seed": 1,
        },
        layer=1,
        epochs=1,
    ),
    Preset("saturated", "wrong", _ONE_NEURON, layer=1, epochs=300),
    Preset("overfitting", "wrong", _NOISY, layer=3, epochs=300),
    Preset("relu-deep", "helps", _RELUS, layer=1, steps=14),
    Preset("cross-entropy", "helps", _ONE_NEURON | {"loss": "binary_cross_entropy"}, layer=1, epochs=300),
    Preset(
        "weight-decay",
        "helps",
        _NOISY | {"regularization": {"kind": "l2", "rate": 0.03}},
        layer=3,
        epochs=300,
    ),
    Preset("dropout", "helps", _NOISY | {"hidden": _left_out(_NOISY["hidden"], 0.4)}, layer=3, epochs=300),
    Preset(
        "sparse",
        "helps",
        {
            "data": {"kind": "circle"},
            "inputs": list(FEATURES),
            "hidden": _layers("tanh", 6),
            "regularization": {"kind": "l1", "rate": 0.003},
        },
        layer=2,
        epochs=200,
    ),
    Preset("each-row", "helps", _EACH_ROW, layer=3, epochs=20),
    Preset("all-rows", "helps", _EACH_ROW | {"batch_size": 250}, layer=3, epochs=20),
    Preset("iris", "real", DATASETS["iris"].suggested, layer=2, epochs=40),
    Preset("digits", "real", DATASETS["digits"].suggested, layer=1, epochs=20),
    Preset("playground", "real", PLAYGROUND, layer=3, epochs=100),
    Preset("mazur", "hand", _MAZUR, layer=1, steps=6),
    Preset("xor-by-hand", "hand", _XOR_BY_HAND, layer=1, unit=1, steps=3),
)

PRESETS = {record.name: record for record in _RECORDS}
