"""The numbers that all parameters share in an update, and those that formulas make of them."""

import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from .operations import QUIET, Floats

# Python's own cost a third of NumPy's functions on single numbers, and give the same bits.
_OF_PYTHON: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "negative": operator.neg,
    "power": math.pow,
}


@dataclass(frozen=True, eq=False)
class Scalar:
    """One number that changes from update to update; ``array`` gives where operations find it."""

    owner: "Scalars"
    at: int

    @property
    def array(self) -> Floats:
        """A zero-dimensional array that always has the present value."""
        return self.owner.array_of(self)


Number: TypeAlias = Scalar | float


class Scalars:
    """``eta``, the learning rate, ``t``, the number of the update from 1, and what follows from them."""

    def __init__(self) -> None:
        self._values: list[float] = []
        self._program: list[tuple[str, tuple[int, ...], int]] = []
        self._made: dict[object, Scalar] = {}
        self._arrays: dict[int, Floats] = {}
        self.eta, self.t = self._new(0.0), self._new(1.0)

    def set(self, eta: float, t: int) -> None:
        """Fit every number to the t-th update."""
        values = self._values
        values[0], values[1] = eta, float(t)
        try:
            for operation, slots, at in self._program:
                if len(slots) == 1:
                    values[at] = _OF_PYTHON[operation](values[slots[0]])
                else:
                    values[at] = _OF_PYTHON[operation](values[slots[0]], values[slots[1]])
        except (KeyError, ArithmeticError, ValueError):
            self._work_out()
        for at, array in self._arrays.items():
            array[()] = values[at]

    def make(self, operation: str, operands: Sequence[Number]) -> Scalar:
        """Have a number made of others at every update from now on."""
        slots = tuple(self._slot(operand) for operand in operands)
        if (operation, slots) not in self._made:
            made = self._new(0.0)
            self._program.append((operation, slots, made.at))
            self._made[operation, slots] = made
            self._work_out()
        return self._made[operation, slots]

    def array_of(self, scalar: Scalar) -> Floats:
        """Give where operations find a number."""
        return self._arrays.setdefault(scalar.at, np.array(self._values[scalar.at], float))

    @QUIET
    def _work_out(self) -> None:
        """Make every number as NumPy does: it has more functions, and leaves the range of doubles quietly."""
        for operation, slots, at in self._program:
            self._values[at] = float(getattr(np, operation)(*[self._values[slot] for slot in slots]))

    def _slot(self, number: Number) -> int:
        if isinstance(number, Scalar):
            return number.at
        if number not in self._made:
            self._made[number] = self._new(float(number))
        return self._made[number].at

    def _new(self, value: float) -> Scalar:
        self._values.append(value)
        return Scalar(self, len(self._values) - 1)
