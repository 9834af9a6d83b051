"""What an exercise begins with, as names and numbers."""

import numpy as np

from ..marking.places import Place
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
    if place not in exercise.printed:
        return []
    values, rows = np.asarray(exercise.printed[place]), exercise.batch.start.rows
    return [
        f"{name_of(place, at, rows=rows)} = {number(float(values[at]))}" for at in np.ndindex(values.shape)
    ]
