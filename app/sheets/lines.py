"""The lines of a sheet: each number with its name, and how it is reckoned from the numbers before it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from ..marking.places import BY_ROWS, LOSS, Place, in_order
from .exercise import Exercise
from .fading import is_blank
from .working import DECIMALS

At = tuple[int, ...]

_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OVER = "\N{WORD JOINER}/\N{WORD JOINER}"
_OF_A, _OF_OTHERS = re.compile(r"\ba(?![a-z])"), re.compile(r"z|σ|φ|Φ|if")
_LETTERS = {
    LOSS: "ℓ",
    "d_a": f"∂ℓ{_OVER}∂a",
    "slope": "f′",
    "delta": "δ",
    "grad_w": f"∂L{_OVER}∂w",
    "grad_b": f"∂L{_OVER}∂b",
    "new_w": "new w",
    "new_b": "new b",
}
"""Where it is not its own name."""


@dataclass(frozen=True)
class Line:
    """One number of a sheet: ``name`` as people write it, ``reckoned`` from what came before, or nothing.

    A number that a reader has to find goes by its name in what is reckoned from it.
    """

    place: Place
    name: str
    reckoned: str
    value: float
    tolerance: float
    blank: bool


@dataclass(frozen=True)
class Block:
    """The lines of one propagation of a layer."""

    phase: str
    layer: int
    step: int
    """Of the mini-batch, from 1."""
    lines: tuple[Line, ...]

    @property
    def heading(self) -> str:
        """Say what this is."""
        return "Loss" if self.phase == "loss" else f"{self.phase.capitalize()}, layer {self.layer}"


def blocks(exercise: Exercise, level: str) -> list[Block]:
    """Give what is reckoned on a sheet, in the order of computation, at a level of fading."""
    writer = _Writer(exercise, level)
    phases = exercise.batch.schedule.phases
    found = []
    for (phase, layer), steps in groupby(in_order(exercise.batch.layers), key=lambda step: step[1:]):
        made = tuple(
            line
            for place, _, _ in steps
            if place in exercise.printed and not exercise.is_given(place)
            for line in writer.lines(place)
        )
        if made:
            found.append(Block(phase, layer, phases.index((phase, layer)) + 1, made))
    return found


def number(value: float) -> str:
    """Write a number as a sheet does, without zeros that say nothing."""
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).replace("-", "−")


def superscript(layer: int) -> str:
    """Write the number of a layer as it stands behind a letter."""
    return f"⁽{str(layer).translate(_HIGH)}⁾"


def name_of(place: Place, at: At, *, rows: int) -> str:
    """Write z of unit 2 in layer 1 as "z₂⁽¹⁾"; where there are several rows, tell which."""
    row, low = "", [str(index + 1) for index in at]
    if place.name in (*BY_ROWS, LOSS):
        row = f" (row {low[0]})" if rows > 1 else ""
        low = low[1:]
    high = "" if place.name == LOSS else superscript(place.layer)
    if place.name == "y" or place == Place("a", 0):
        letter, high = ("y" if place.name == "y" else "x"), ""
    else:
        letter = _LETTERS.get(place.name, place.name)
    return f"{letter}{''.join(low).translate(_LOW)}{high}{row}"


class _Writer:
    """Writes each number of an exercise as a term of those before it."""

    def __init__(self, exercise: Exercise, level: str) -> None:
        self._exercise, self._level = exercise, level
        self._network = exercise.batch.start.network
        self._rows = exercise.batch.start.rows
        self._terms: dict[str, Callable[[int, At], str]] = {
            "z": self._z,
            "a": lambda layer, at: self._of("f", Place("z", layer), at),
            "slope": self._slope,
            "d_a": self._blame,
            "delta": self._delta,
            "grad_w": lambda layer, at: self._over_rows(
                lambda row: self._product(
                    (Place("a", layer - 1), (row, at[0])), (Place("delta", layer), (row, at[1]))
                )
            ),
            "grad_b": lambda layer, at: self._over_rows(
                lambda row: self._term(Place("delta", layer), (row, at[0]))
            ),
            "new_w": lambda layer, at: self._moved("w", layer, at),
            "new_b": lambda layer, at: self._moved("b", layer, at),
        }

    def lines(self, place: Place) -> Iterator[Line]:
        """Give the lines of a place, rows first, then by unit."""
        values = np.asarray(self._exercise.printed[place], float)
        blank = is_blank(place, self._level)
        for at in np.ndindex(values.shape):
            hidden = self._level == "everything" or place.name not in self._terms
            yield Line(
                place,
                name_of(place, at, rows=self._rows),
                "" if hidden else self._terms[place.name](place.layer, at),
                float(values[at]),
                self._exercise.tolerance[place],
                blank,
            )

    def _term(self, place: Place, at: At, *, bracketed: bool = False) -> str:
        """Write a number, or its name where it is to be found."""
        if is_blank(place, self._level):
            return name_of(place, at, rows=1)
        text = number(float(np.asarray(self._exercise.printed[place])[at]))
        return f"({text})" if bracketed and text.startswith("−") else text

    def _product(self, first: tuple[Place, At], second: tuple[Place, At]) -> str:
        return f"{self._term(*first, bracketed=True)} · {self._term(*second, bracketed=True)}"

    def _of(self, function: str, place: Place, at: At) -> str:
        if self._network.activations[place.layer - 1].couples_units:
            units = range(self._network.units[place.layer])
            return f"{function}({'; '.join(self._term(place, (at[0], unit)) for unit in units)})"
        return f"{function}({self._term(place, at)})"

    def _slope(self, layer: int, at: At) -> str:
        """Write the formula with its a, where it has nothing else; else of what z it is."""
        formula = self._network.activations[layer - 1].slope_formula
        if _OF_A.search(formula) and not _OF_OTHERS.search(formula):
            product = formula.replace("a(", "a · (")
            return _OF_A.sub(self._term(Place("a", layer), at, bracketed=True), product)
        return self._of("f′", Place("z", layer), at)

    def _z(self, layer: int, at: At) -> str:
        row, unit = at
        above = range(self._network.units[layer - 1])
        terms = [
            self._product((Place("a", layer - 1), (row, i)), (Place("w", layer), (i, unit))) for i in above
        ]
        if Place("b", layer) in self._exercise.printed:
            terms.append(self._term(Place("b", layer), (unit,), bracketed=True))
        return " + ".join(terms)

    def _blame(self, layer: int, at: At) -> str:
        if layer == self._network.layers:
            return ""
        row, unit = at
        below = range(self._network.units[layer + 1])
        return " + ".join(
            self._product((Place("w", layer + 1), (unit, k)), (Place("delta", layer + 1), (row, k)))
            for k in below
        )

    def _delta(self, layer: int, at: At) -> str:
        if layer == self._network.layers and self._network.slope_cancels:
            return f"{self._term(Place('a', layer), at)} − {self._term(Place('y', 0), at, bracketed=True)}"
        return self._product((Place("d_a", layer), at), (Place("slope", layer), at))

    def _over_rows(self, term: Callable[[int], str]) -> str:
        terms = " + ".join(term(row) for row in range(self._rows))
        if self._rows == 1 or self._network.reduction.name != "mean":
            return terms
        return f"({terms}) / {self._rows}"

    def _moved(self, name: str, layer: int, at: At) -> str:
        eta = f"{self._exercise.batch.start.eta:g}"
        gradient = self._term(Place(f"grad_{name}", layer), at, bracketed=True)
        return f"{self._term(Place(name, layer), at)} − {eta} · {gradient}"
