"""Hidden units that no longer learn: what *dead* and *saturated* mean here, and which units are.

A unit is **dead** when it says nothing and passes no error on: activation and slope are both 0 (to within
``SILENT``) on every training row. It is **saturated** when it is pressed to a flat end: on at least
``FLAT_SHARE`` of the training rows its slope is under ``FLAT`` of the steepest its activation has, and it
does say something there. A ReLU that is 0 on most rows but not on all is neither: it waits for what it looks
for.

Shapes: ``z`` and ``a`` are (units, rows).
"""

from functools import cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..engine.activations import ACTIVATIONS
from ..engine.binding import bind
from ..engine.operations import QUIET, Operations, run
from ..engine.workspace import Workspace
from ..protocol.results import TroubledUnit, UnitTrouble

Counts: TypeAlias = NDArray[np.integer[Any]]

SILENT = 1e-6
"""No further from 0 is as good as 0."""
FLAT = 0.02
"""Of the steepest slope; a tanh comes under it beyond ±0.99."""
FLAT_SHARE = 0.95
"""Of the training rows."""
_TRIED = np.linspace(-40.0, 40.0, 8001)
"""Where any activation has its steepest slope, and comes to its flat ends."""


class Watch:
    """Counts over all training rows, a few at a time, how often each hidden unit was silent or flat."""

    def __init__(self) -> None:
        self._slopes: dict[Workspace, Operations] = {}
        self.begin()

    def begin(self) -> None:
        """Forget all rows."""
        self._rows = 0
        self._silent: list[Counts] = []
        self._flat: list[Counts] = []

    @QUIET
    def see(self, space: Workspace) -> None:
        """Count the rows that have just gone through."""
        hidden = space.layers[:-1]
        if not self._silent:
            self._silent, self._flat = ([np.zeros(len(each.a), int) for each in hidden] for _ in range(2))
        self._rows += space.rows
        run(self._slopes_of(space))
        for layer, silent, flat in zip(hidden, self._silent, self._flat, strict=True):
            if layer.activation.slope:
                slope = np.absolute(layer.slope)
                is_silent = (np.absolute(layer.a) <= SILENT) & (slope <= SILENT)
                is_flat = (slope < flat_below(layer.activation.name)) & ~is_silent
                silent += is_silent.sum(axis=1)
                flat += is_flat.sum(axis=1)

    def _slopes_of(self, space: Workspace) -> Operations:
        """Bind what makes the hidden layers' slopes f′(z), once: the engine's own formulas."""
        if space not in self._slopes:
            self._slopes[space] = [
                operation
                for layer in space.layers[:-1]
                if layer.activation.slope
                for operation in bind(layer.activation.slope, {"z": layer.z, "a": layer.a}, layer.slope)
            ]
        return self._slopes[space]

    def shares(self, layer: int, unit: int) -> tuple[float, float]:
        """Give on what shares of the rows a unit of a hidden layer, counted from 1, was silent and flat."""
        silent, flat = self._silent[layer - 1][unit], self._flat[layer - 1][unit]
        return float(silent) / self._rows, float(flat) / self._rows

    def found(self) -> list[TroubledUnit]:
        """Give the units that are dead or saturated."""
        return [
            TroubledUnit(layer, unit, trouble, int(rows))
            for layer, counts in enumerate(zip(self._silent, self._flat, strict=True), start=1)
            for unit, (silent, flat) in enumerate(zip(*counts, strict=True))
            for trouble, rows in self._trouble(silent, flat)
        ]

    def _trouble(self, silent: int, flat: int) -> list[tuple[UnitTrouble, int]]:
        if silent == self._rows:
            return [("dead", silent)]
        return [("saturated", flat)] if flat >= FLAT_SHARE * self._rows else []


@cache
def flat_below(activation: str) -> float:
    """Give the slope under which an activation is at a flat end; 0 where it has none, as a leaky ReLU."""
    record = ACTIVATIONS[activation]
    assert record.slope, "units that are coupled have no slope of their own"
    z, a, slope = _TRIED[np.newaxis], np.empty((1, _TRIED.size)), np.empty((1, _TRIED.size))
    run([*bind(record.function, {"z": z}, a), *bind(record.slope, {"z": z, "a": a}, slope)])
    slopes = np.absolute(slope)
    return float(FLAT * slopes.max()) if slopes.min() <= SILENT else 0.0
