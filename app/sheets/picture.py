"""The network of an exercise as a drawing: units, connections, and the weight on each."""

from collections.abc import Iterator
from itertools import pairwise
from xml.sax.saxutils import escape

import numpy as np

from ..marking.places import Place
from .exercise import Exercise
from .lines import name_of, number

_BETWEEN, _RADIUS = 62, 17
_WIDTH, _WIDE, _FEW = 170, 192, 3
"""From layer to layer; more where a layer has more than a few units, whose weights stand close to it."""
_LABEL = 15.5
"""Height of a weight's label, and what is left between two."""


def picture(exercise: Exercise) -> str:
    """Draw it as SVG; black on white, for any printer."""
    units = exercise.batch.start.network.units
    height = max(max(units) * _BETWEEN, *(low * (up + 1) * _LABEL for up, low in pairwise(units)))
    wide = _WIDTH if max(units) <= _FEW else _WIDE
    at = [
        [(float(_RADIUS * 2 + layer * wide), (unit + 0.5) * height / size) for unit in range(size)]
        for layer, size in enumerate(units)
    ]
    width = at[-1][0][0] + _RADIUS * 2
    inner = "".join([*_connections(exercise, at), *_units(exercise, at)])
    return (
        f'<svg class="network" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        f'role="img" aria-label="The network: {" – ".join(map(str, units))} units">{inner}</svg>'
    )


def _connections(exercise: Exercise, at: list[list[tuple[float, float]]]) -> Iterator[str]:
    lines, weights = [], []
    for layer, (above, below) in enumerate(pairwise(at), 1):
        w = np.asarray(exercise.printed[Place("w", layer)])
        # As far along, labels of all connections stand one below the other, each as far from the next.
        share = 1 / (len(above) + 1)
        for i, (x1, y1) in enumerate(above):
            for j, (x2, y2) in enumerate(below):
                lines.append(f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="#777"/>')
                x, y = x1 + share * (x2 - x1), y1 + share * (y2 - y1)
                weights.append(
                    f'<rect x="{x - 14:g}" y="{y - 7:g}" width="28" height="14" fill="#fff"/>'
                    f'<text x="{x:g}" y="{y + 4:g}" class="weight">{number(float(w[i, j]))}</text>'
                )
    yield from (*lines, *weights)


def _units(exercise: Exercise, at: list[list[tuple[float, float]]]) -> Iterator[str]:
    for layer, units in enumerate(at):
        for index, (x, y) in enumerate(units):
            name = name_of(Place("a", layer), (0, index), rows=1)
            yield f'<circle cx="{x:g}" cy="{y:g}" r="{_RADIUS}" fill="#fff" stroke="#000"/>'
            yield f'<text x="{x:g}" y="{y + 4:g}" class="unit">{escape(name)}</text>'
            b = exercise.printed.get(Place("b", layer))
            if b is not None:
                bias = number(float(np.asarray(b)[index]))
                yield f'<text x="{x:g}" y="{y + _RADIUS + 12:g}" class="bias">b = {bias}</text>'
