"""A network made elsewhere, and rows for it, become the specification of a run that goes on from there."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from ..engine import BadInput, Floats, Spec, decode
from ..engine.spec import VERSION
from .mlp import LABELLED, LINEAR, Layer, Mlp
from .optimizers import of_pytorch
from .scikit_learn import settled

_BATCH_SIZE = 32


def specified(
    mlp: Mlp,
    data: Mapping[str, Any],
    *,
    options: Mapping[str, Any] | None = None,
) -> Spec:
    """Make a specification of a network and a table (see ``rows``); raise ``BadInput``.

    Its first mini-batch are the first rows. ``options`` are fields of a specification that say it otherwise;
    ``optimizer`` may be one of PyTorch's.
    """
    said = dict(options or {})
    if hasattr(said.get("optimizer"), "param_groups"):
        said["optimizer"] = of_pytorch(said["optimizer"])
    own = dict(mlp.fields)
    if scaling := own.pop("scaling", None):
        data = {**data, "x": _scaled(data["x"], *scaling)}
    if "alpha" in own:
        own = settled(own, len(data["x"]))
    layers = list(mlp.layers)
    behind = said.pop("output_activation", None) or own.pop("output_activation", None)
    if behind:
        if layers[-1].activation not in (LINEAR, behind):
            raise BadInput("output_activation", behind, [layers[-1].activation], "unknown_name")
        last = layers[-1]
        layers[-1] = Layer(last.w, last.b, behind, last.frozen)
    if layers[-1].frozen:
        raise BadInput("the last layer", "frozen", "trained: only hidden ones can be frozen", "invalid")
    fields = {
        "version": VERSION,
        "data": data,
        "hidden": [
            {"units": layer.w.shape[1], "activation": layer.activation, "frozen": layer.frozen}
            for layer in layers[:-1]
        ],
        "output_activation": layers[-1].activation,
        "loss": mlp.loss,
        "parameters": [{"w": layer.w.tolist(), "b": _biases(layer)} for layer in layers],
        "use_biases": _has_biases(layers),
        "batch_size": min(_BATCH_SIZE, len(data["x"])),
        "shuffle": False,
        **own,
        **said,
    }
    _check_widths(layers, data, fields["output_activation"])
    return decode(msgspec.json.encode(fields), Spec)


def rows(x: Any, y: Any, mlp: Mlp, classes: Sequence[Any] | None = None) -> dict[str, Any]:  # noqa: ANN401 - whatever NumPy reads
    """Make a table of inputs (rows, features) and targets: values (rows, outputs), or labels (rows,).

    A loss for classes takes labels, or their numbers from 0; the outputs stand for ``classes`` in order.
    """
    names = [str(name) for name in getattr(x, "columns", ())]
    inputs = _finite("X", _flat(np.asarray(x)))
    targets = np.asarray(y)
    if len(targets) != len(inputs):
        raise BadInput("y", f"{len(targets)} rows", {"length": len(inputs), "as": "X"}, "wrong_length")
    table: dict[str, Any] = {"kind": "table", "train_fraction": 1.0, "x": inputs.tolist()}
    if names:
        table["x_names"] = names
    labelled = targets.ndim == 1 or (targets.shape[1:] == (1,) and mlp.outputs > 1)
    if labelled and mlp.loss in LABELLED:
        known = classes if classes is not None else mlp.classes
        known = list(range(max(2, mlp.outputs))) if known is None else list(known)
        table["y"] = _numbered(targets.reshape(-1).tolist(), known)
        table["classes"] = [str(name) for name in known]
        return table
    values = _finite("y", targets.reshape(len(targets), -1))
    table["y"] = values.tolist()
    if classes is not None and len(classes) == values.shape[1]:
        table["y_names"] = [str(name) for name in classes]
    return table


def _scaled(x: Any, mean: Any, deviation: Any) -> list[list[float]]:  # noqa: ANN401 - lists of numbers
    try:
        made: list[list[float]] = ((np.asarray(x) - np.asarray(mean)) / np.asarray(deviation)).tolist()
    except (ValueError, TypeError):
        raise BadInput("mean", mean, {"length": len(x[0]), "as": "X"}, "wrong_length") from None
    return made


def _flat(x: Any) -> Any:  # noqa: ANN401
    return x.reshape(len(x), -1) if x.ndim else x.reshape(1, 1)


def _finite(name: str, values: Any) -> Floats:  # noqa: ANN401
    try:
        array = np.asarray(values, dtype=np.float64)
    except (ValueError, TypeError):
        raise BadInput(name, str(values.dtype), ["number"], "wrong_type") from None
    wrong = np.argwhere(~np.isfinite(array))
    if len(wrong):
        row, column = wrong[0]
        raise BadInput(f"{name}[{row}, {column}]", float(array[row, column]), None, "not_finite")
    return array


def _numbered(labels: Sequence[Any], classes: Sequence[Any]) -> list[list[int]]:
    """Number labels by the order of the classes; where none is a name, they are such numbers already."""
    places = {name: at for at, name in enumerate(classes)}
    if not any(label in places for label in labels):
        places |= {at: at for at in range(len(classes))}
    for row, label in enumerate(labels):
        if label not in places:
            raise BadInput(f"y[{row}]", label, [str(name) for name in classes], "unknown_name")
    return [[places[label]] for label in labels]


def _has_biases(layers: Sequence[Layer]) -> bool:
    having = {layer.b is not None for layer in layers}
    if len(having) > 1:
        raise BadInput("biases", "in some layers", "in all layers, or in none", "invalid")
    return having == {True}


def _biases(layer: Layer) -> list[float]:
    made: list[float] = (np.zeros(layer.w.shape[1]) if layer.b is None else layer.b).tolist()
    return made


def _check_widths(layers: Sequence[Layer], data: Mapping[str, Any], output_activation: str) -> None:
    """Hold the columns of a table to the network's first and last layer."""
    features, outputs = layers[0].w.shape[0], layers[-1].w.shape[1]
    if len(data["x"][0]) != features:
        limit = {"length": features, "as": "inputs of the network"}
        raise BadInput("X", f"{len(data['x'][0])} columns", limit, "wrong_length")
    wanted = len(data["y"][0])
    if count := len(data.get("classes") or ()):
        wanted = 1 if count == 2 and output_activation != "softmax" else count
    if wanted != outputs:
        limit = {"length": outputs, "as": "outputs of the network"}
        raise BadInput("y", f"{wanted} targets", limit, "wrong_length")
