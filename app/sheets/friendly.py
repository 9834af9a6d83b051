"""Friendly numbers: what an exercise begins with, in tenths, so that what is printed is all there is."""

from itertools import pairwise

import numpy as np

from ..data import Dataset, load, resolve
from ..engine import BadInput, Floats, Spec
from ..engine.activations import ACTIVATIONS
from ..engine.losses import LOSSES
from ..engine.spec import DataSpec, ParameterSpec

MOST_ROWS = 4
MOST_UNITS = 4
MOST_HIDDEN = 2

_TENTHS = 10
_WEIGHTS, _BIASES = 10, 5
"""Tenths: weights go from −1 to 1 without 0, biases from −0.5 to 0.5."""


def suited(spec: Spec) -> tuple[Spec, Dataset]:
    """Give a specification, resolved, and its data if a hand can work its mini-batch; raise ``BadInput``.

    Sheets take plain gradient descent without a penalty, and losses whose gradient goes unit by unit.
    """
    spec = resolve(spec)
    data = load(spec)
    _bounded("inputs", len(data.inputs), MOST_UNITS)
    _bounded("data", len(data.outputs), MOST_UNITS)
    _bounded("hidden", len(spec.hidden), MOST_HIDDEN)
    for index, layer in enumerate(spec.hidden):
        _bounded(f"hidden.{index}.units", layer.units, MOST_UNITS)
        _coupled(f"hidden.{index}.activation", layer.activation)
        if layer.frozen:
            raise BadInput(f"hidden.{index}.frozen", True, None, "unwanted_field")
        if layer.dropout:
            raise BadInput(f"hidden.{index}.dropout", layer.dropout, 0.0, "too_large")
    if LOSSES[spec.loss].delta is None:
        _coupled("output_activation", spec.output_activation)
    if spec.optimizer.kind != "sgd":
        raise BadInput("optimizer.kind", spec.optimizer.kind, ["sgd"], "unknown_name")
    if spec.schedule.kind != "constant":
        raise BadInput("schedule.kind", spec.schedule.kind, ["constant"], "unknown_name")
    if spec.regularization.kind != "none" and spec.regularization.rate:
        raise BadInput("regularization.rate", spec.regularization.rate, 0.0, "too_large")
    return spec, data


def drawn(spec: Spec, data: Dataset, rows: int, chance: np.random.Generator) -> Spec:
    """Draw an exercise's own specification: rows of the data in tenths, weights and biases in tenths."""
    chosen = chance.choice(len(data.x_train), size=rows, replace=False)
    x, y = _in_tenths(data.x_train[chosen]), _in_tenths(data.y_train[chosen])
    sizes = [len(data.inputs), *(layer.units for layer in spec.hidden), len(data.outputs)]
    return Spec(
        data=DataSpec(
            kind="table",
            x=tuple(map(tuple, x.tolist())),
            y=tuple(map(tuple, y.tolist())),
            train_fraction=1.0,
        ),
        hidden=spec.hidden,
        output_activation=spec.output_activation,
        loss=spec.loss,
        optimizer=spec.optimizer,
        parameters=tuple(
            ParameterSpec(
                tuple(map(tuple, _weights(chance, (above, units)).tolist())), _biases(spec, chance, units)
            )
            for above, units in pairwise(sizes)
        ),
        use_biases=spec.use_biases,
        train_biases=spec.train_biases,
        batch_size=rows,
        batch_reduction=spec.batch_reduction,
        shuffle=False,
    )


def _weights(chance: np.random.Generator, shape: tuple[int, int]) -> Floats:
    size = chance.integers(1, _WEIGHTS, shape, endpoint=True)
    return np.asarray(size * chance.choice((-1, 1), shape) / _TENTHS)


def _biases(spec: Spec, chance: np.random.Generator, units: int) -> tuple[float, ...]:
    tenths = chance.integers(-_BIASES, _BIASES, units, endpoint=True)
    return tuple((tenths / _TENTHS).tolist()) if spec.use_biases else (0.0,) * units


def _in_tenths(values: Floats) -> Floats:
    """Round to tenths, and have no −0."""
    return np.round(values, 1) + 0.0


def _bounded(field: str, value: int, most: int) -> None:
    if value > most:
        raise BadInput(field, value, most, "too_large")


def _coupled(field: str, activation: str) -> None:
    if ACTIVATIONS[activation].couples_units:
        allowed = [each.name for each in ACTIVATIONS.values() if not each.couples_units]
        raise BadInput(field, activation, allowed, "unknown_name")
