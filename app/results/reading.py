"""Reads off a run, where it stands, how well it does: with parameters of its own, so that the run goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from ..data import Dataset
from ..engine import Floats, Spec
from ..engine.network import network_of
from ..engine.parameters import Parameters
from ..protocol.results import Question as AskedOfRows
from ..protocol.results import ResultRows, Results, TroubledUnit
from .measures import Half, evaluators, measure, told
from .questions import Question, questions_of
from .rows import Asked, found_in
from .units import Watch

HalfName: TypeAlias = Literal["train", "test"]


@dataclass(frozen=True, eq=False)
class Standing:
    """Where a run stands: what of it decides how well it does. ``parameters`` are a copy."""

    run: int
    index: int
    here: Spec
    """In force there."""
    data: Dataset
    parameters: Floats

    def is_same(self, other: "Standing") -> bool:
        """Whether nothing has changed from one to the other."""
        same = (self.run, self.index, self.here) == (other.run, other.index, other.here)
        return same and self.data is other.data and np.array_equal(self.parameters, other.parameters)


@dataclass(frozen=True, eq=False)
class Reading:
    """How well a run did where it stood, and what its network said of every row."""

    standing: Standing
    questions: list[Question]
    halves: Mapping[HalfName, Half]
    penalty: float
    units: list[TroubledUnit]

    def results(self, *, cells: bool = False) -> Results:
        """Say how well it did; ``cells`` whether with every row's cell of the confusion matrix."""
        values = self.standing.data.task == "regression"
        halves = {
            name: told(half, self.questions, values=values, cells=cells) for name, half in self.halves.items()
        }
        return Results(
            run=self.standing.run,
            index=self.standing.index,
            penalty=self.penalty,
            questions=[AskedOfRows(each.name, list(each.classes)) for each in self.questions],
            train=halves["train"],
            test=halves.get("test"),
            units=self.units,
        )

    def rows(self, half: HalfName, asked: Asked) -> ResultRows:
        """Give rows of a half; none where it has none."""
        data, seen = self.standing.data, self.halves.get(half)
        x = data.x_train if half == "train" else data.x_test
        total, rows = found_in(seen, x, data, self.questions, asked) if seen else (0, [])
        return ResultRows(self.standing.run, self.standing.index, total, rows)


class Reader:
    """Sends a run's rows through its network wherever it stands: made for one network, and one data set."""

    def __init__(self, standing: Standing) -> None:
        self._here, self._data = standing.here, standing.data
        network = network_of(self._here, self._data.x_train.shape[1], self._data.y_train.shape[1])
        self._parameters = Parameters(network, self._here)
        self._train, self._test = evaluators(self._parameters, self._data)
        self._questions = questions_of(self._data)
        self._watch = Watch()
        self._last: Reading | None = None

    def fits(self, standing: Standing) -> bool:
        """Whether it was made for what stands there."""
        return standing.data is self._data and standing.here == self._here

    def read(self, standing: Standing) -> Reading:
        """Read there, if that is not where it was read last."""
        if not self._last or not standing.is_same(self._last.standing):
            self._parameters.flat.w[...] = standing.parameters
            self._watch.begin()
            halves: dict[HalfName, Half] = {
                "train": measure(self._train, self._data.y_train, self._watch.see)
            }
            if self._test:
                halves["test"] = measure(self._test, self._data.y_test)
            units, penalty = self._watch.found(), self._parameters.penalty
            self._last = Reading(standing, self._questions, halves, penalty, units)
        return self._last
