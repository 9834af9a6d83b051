"""What is read along a run: for every kind of quantity when it is made, and how it is found there."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import TypeAlias, assert_never

import numpy as np

from ...data import Dataset
from ...engine import BadInput, Evaluator, Floats, Stepper
from ...engine.network import Network
from ...engine.parameters import Parameters
from ...engine.steps import Phase
from ...protocol.stops import (
    BatchLossQuantity,
    EpochsQuantity,
    GradientQuantity,
    NotFiniteQuantity,
    ParameterQuantity,
    PredictionQuantity,
    Quantity,
    Score,
    ScoreQuantity,
    ShareQuantity,
    UnitQuantity,
)
from ...results.units import Watch
from ..pieces import Pieces
from ..run import Run

Read: TypeAlias = Callable[[Stepper], float | None]
Reading: TypeAlias = Callable[[Stepper], Pieces[float | None]]
_ACCURACIES: tuple[Score, ...] = ("train_accuracy", "test_accuracy")
_TEST: tuple[Score, ...] = ("test_loss", "test_accuracy")


@dataclass(frozen=True)
class AtStep:
    """Made by one step of every mini-batch; ``stands`` says that it is also known where none was made."""

    phase: Phase
    layer: int
    read: Read
    stands: bool = False


@dataclass(frozen=True)
class AfterBatch:
    """Read where a mini-batch is whole, of every one or of an epoch's last; and where the run starts."""

    reading: Reading
    each_epoch: bool


@dataclass(frozen=True)
class AtTheEnd:
    """Read where the run starts, as 0, and where its numbers end, as 1."""


Reader: TypeAlias = AtStep | AfterBatch | AtTheEnd


def reader_of(run: Run, quantity: Quantity) -> Reader:
    """Give how a quantity is read; raise ``BadInput`` where this run has none such."""
    network, data = run.timeline.stepper.network, run.view.data
    match quantity:
        case ParameterQuantity():
            return _parameter(network, quantity)
        case UnitQuantity():
            _check_row(run, quantity.row)
            return _unit(network, quantity)
        case GradientQuantity():
            _check("layer", quantity.layer, network.layers)
            return AtStep("backward", quantity.layer, _size_of_gradient(quantity.layer))
        case BatchLossQuantity():
            _check_row(run, quantity.row)
            return AtStep("loss", network.layers, _batch_loss(network.layers, quantity.row))
        case ScoreQuantity():
            return _score(data, quantity.name)
        case ShareQuantity():
            return _share(network, data, quantity)
        case PredictionQuantity():
            return _prediction(data, quantity)
        case EpochsQuantity():
            return AfterBatch(lambda stepper: _epochs(stepper), each_epoch=True)
        case NotFiniteQuantity():
            return AtTheEnd()
        case _:
            assert_never(quantity)


def _check(field: str, value: int, most: int) -> None:
    if value > most:
        raise BadInput(f"quantity.{field}", value, most, "too_large")


def _check_row(run: Run, row: int | None) -> None:
    if row is not None:
        _check("row", row, run.timeline.schedule.largest - 1)


def _parameter(network: Network, asked: ParameterQuantity) -> AtStep:
    _check("layer", asked.layer, network.layers)
    _check("unit_out", asked.unit_out, network.units[asked.layer] - 1)
    if asked.unit_in is not None:
        _check("unit_in", asked.unit_in, network.units[asked.layer - 1] - 1)
    row = -1 if asked.unit_in is None else asked.unit_in

    def read(stepper: Stepper) -> float:
        parameters = stepper.parameters
        return float(parameters.by_layer(parameters.flat.w, asked.layer)[row, asked.unit_out])

    return AtStep("update", asked.layer, read, stands=True)


def _unit(network: Network, asked: UnitQuantity) -> AtStep:
    _check("layer", asked.layer, network.layers)
    _check("unit", asked.unit, network.units[asked.layer] - 1)
    key, row, unit = (asked.tensor, asked.layer), asked.row, asked.unit

    def read(stepper: Stepper) -> float | None:
        return _of_rows(stepper.tensor(key)[:, unit], row)

    return AtStep("backward" if asked.tensor == "delta" else "forward", asked.layer, read)


def _of_rows(numbers: Floats, row: int | None) -> float | None:
    """Give a row's number, if the mini-batch has that row, or the mean of all."""
    if row is None:
        return float(numbers.mean())
    return float(numbers[row]) if row < len(numbers) else None


def _size_of_gradient(layer: int) -> Read:
    def read(stepper: Stepper) -> float:
        gradient = stepper.tensor(("grad_w", layer))
        return float(np.sqrt(np.mean(gradient * gradient)))

    return read


def _batch_loss(layers: int, row: int | None) -> Read:
    return lambda stepper: _of_rows(stepper.tensor(("loss", layers)), row)


def _epochs(stepper: Stepper) -> Pieces[float]:
    yield from ()
    epoch, _ = stepper.schedule.epochs(stepper.index)
    return float(epoch)


class _Evaluators:
    """What sends rows through a network, made anew where an edit has made its parameters others."""

    def __init__(self, x: Floats, y: Floats) -> None:
        self._x, self._y = x, y
        self._of: tuple[Parameters, Evaluator] | None = None

    def at(self, stepper: Stepper) -> Evaluator:
        """Give one for the parameters as they are."""
        if self._of is None or self._of[0] is not stepper.parameters:
            self._of = (stepper.parameters, Evaluator(stepper.parameters, self._x, self._y))
        return self._of[1]


def _score(data: Dataset, name: Score) -> AfterBatch:
    if name in _ACCURACIES and data.task != "classification":
        raise BadInput("quantity.name", name, data.label, "no_classes")
    if name in _TEST and not len(data.x_test):
        raise BadInput("quantity.name", name, ["train_loss", "train_accuracy"], "unknown_name")
    x, y = (data.x_test, data.y_test) if name in _TEST else (data.x_train, data.y_train)
    evaluators, threshold = _Evaluators(x, y), data.threshold if name in _ACCURACIES else None

    def reading(stepper: Stepper) -> Pieces[float | None]:
        loss, accuracy = yield from evaluators.at(stepper).scoring(threshold)
        value = loss if threshold is None else accuracy
        return value if value is not None and isfinite(value) else None

    return AfterBatch(reading, each_epoch=True)


def _share(network: Network, data: Dataset, asked: ShareQuantity) -> AfterBatch:
    _check("layer", asked.layer, network.layers - 1)
    _check("unit", asked.unit, network.units[asked.layer] - 1)
    evaluators = _Evaluators(data.x_train, data.y_train)

    def reading(stepper: Stepper) -> Pieces[float | None]:
        watch = Watch()
        for _, space in evaluators.at(stepper).passes():
            watch.see(space)
            yield
        return watch.shares(asked.layer, asked.unit)[asked.trouble == "flat"]

    return AfterBatch(reading, each_epoch=True)


def _prediction(data: Dataset, asked: PredictionQuantity) -> AfterBatch:
    if data.task != "classification":
        raise BadInput("quantity.of", "prediction", data.label, "no_classes")
    x, y = (data.x_test, data.y_test) if asked.half == "test" else (data.x_train, data.y_train)
    _check("row", asked.row, len(x) - 1)
    evaluators, threshold = _Evaluators(x[[asked.row]], y[[asked.row]]), data.threshold

    def reading(stepper: Stepper) -> Pieces[float | None]:
        yield from ()
        _, space = next(evaluators.at(stepper).passes())
        a = space.layers[-1].a[:, 0]
        return float(a.argmax()) if len(a) > 1 else float(a[0] >= threshold)

    return AfterBatch(reading, each_epoch=False)
