"""What is recorded of a run, as a value: what it takes to stand in it again, at any step, elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..engine import Floats, Spec
from ..engine.edits import Edits
from .history import Point
from .keyframes import Keyframes

Boundary = tuple[int, Floats]
"""The number of mini-batches made, and parameters and optimizer memory of then, before what is changed there.

Flat, (1 + memories) × parameters.
"""


@dataclass(frozen=True, eq=False)
class Recorded:
    """One line of a run, from its first step to the last one trained."""

    spec: Spec
    """That it began with, resolved."""
    edits: Edits
    index: int
    """Where it stood."""
    recorded: int
    """The last step."""
    points: tuple[Point, ...]
    """Of every ``stride``-th epoch, in order."""
    stride: int
    keyframes: tuple[Boundary, ...]
    """In order; the first is of the start."""

    @property
    def start(self) -> Point | None:
        """Give the point of the start; None where it is not known."""
        return next((point for point in self.points if point.epoch == 0), None)


@dataclass(frozen=True)
class Replaying:
    """Asks for a recorded run to be stood in, where it stood; the answer carries the same ``id``."""

    id: int
    recorded: Recorded


def bounded(recorded: Recorded, most_bytes: int) -> Recorded:
    """Give it with keyframes of at most so many bytes, besides the first and the last."""
    return replace(recorded, keyframes=thinned(recorded.keyframes, most_bytes))


def thinned(boundaries: Sequence[Boundary], most_bytes: int) -> tuple[Boundary, ...]:
    """Give as many boundaries as go into so many bytes; the first and the last are always among them."""
    kept = Keyframes()
    for batch, core in boundaries[:-1]:
        kept.keep(batch, core)
    *_, (last, end) = boundaries
    while kept.bytes + end.nbytes > most_bytes and len(kept) > 1:
        kept.thin()
    return (*kept.boundaries(last - 1), (last, end))
