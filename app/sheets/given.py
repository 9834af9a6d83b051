"""What an exercise begins with, as names and numbers."""

import numpy as np

from ..marking.places import BY_ROWS, Place
from .exercise import Exercise
from .lines import name_of, number


def given(exercise: Exercise) -> list[tuple[str, list[str]]]:
    """Give each kind of number with its heading: inputs, targets, and each layer's weights and biases."""
    groups = [("Inputs", [Place("a", 0)]), ("Targets", [Place("y", 0)])]
    layers = range(1, exercise.batch.layers + 1)
    groups += [(f"Layer {layer}", [Place("w", layer), Place("b", layer)]) for layer in layers]
    return [
        (heading, [text for place in places for text in _written(exercise, place)])
        for heading, places in groups
    ]


def _written(exercise: Exercise, place: Place) -> list[str]:
    """Write each number of a place, those of one row together where there are several."""
    if place not in exercise.printed:
        return []
    values = np.asarray(exercise.printed[place])
    texts = [_equals(name_of(place, at, rows=1), float(values[at])) for at in np.ndindex(values.shape)]
    if place.name not in BY_ROWS or exercise.batch.start.rows == 1:
        return texts
    rows = np.array(texts).reshape(values.shape)
    return [f"row {row}: {', '.join(each)}" for row, each in enumerate(rows, 1)]


def _equals(name: str, value: float) -> str:
    """Write that a name is a value, in one line."""
    return f"{name}\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{number(value)}"
