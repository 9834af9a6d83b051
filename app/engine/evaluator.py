"""Forward passes over rows of one's own: how a network does, and what its units say, as it is now."""

from collections.abc import Generator, Iterator

import numpy as np

from .operations import QUIET, Floats, run
from .parameters import Parameters
from .workspace import Workspace


class Evaluator:
    """Forward passes over rows of one's own with a network's present parameters."""

    MOST_ROWS = 512
    CHUNK_WORK = 20_000_000
    """About so many multiplications are made between two rests: a few milliseconds."""

    def __init__(self, parameters: Parameters, x: Floats, y: Floats) -> None:
        """Take ``x`` (rows, features) and ``y`` (rows, outputs)."""
        self.rows, most = len(x), self.rows_at_once(parameters.size)
        self._x, self._y = np.ascontiguousarray(x.T), np.ascontiguousarray(y.T)
        chunks = [slice(at, min(at + most, self.rows)) for at in range(0, self.rows, most)]
        sizes = {chunk.stop - chunk.start for chunk in chunks}
        self._spaces = {size: Workspace(parameters, size).ready() for size in sizes}
        self._chunks = [(chunk, self._spaces[chunk.stop - chunk.start]) for chunk in chunks]

    @classmethod
    def rows_at_once(cls, parameters: int) -> int:
        """Give how many rows of a network with so many parameters go through it at a time."""
        return min(cls.MOST_ROWS, max(1, cls.CHUNK_WORK // parameters))

    def activations(self) -> list[Floats]:
        """Give every layer's ``a`` as (units, rows)."""
        parts = [[layer.a.copy() for layer in space.layers] for _, space in self.passes()]
        return [np.concatenate(part, axis=1) for part in zip(*parts, strict=True)]

    def forward(self) -> list[tuple[Floats, Floats]]:
        """Give every layer's ``z`` and ``a`` as (units, rows)."""
        parts = [[(layer.z.copy(), layer.a.copy()) for layer in space.layers] for _, space in self.passes()]
        joined = [
            [np.concatenate(part, axis=1) for part in zip(*layer, strict=True)]
            for layer in zip(*parts, strict=True)
        ]
        return [(z, a) for z, a in joined]

    def losses(self) -> Floats:
        """Give every row's loss, (rows,)."""
        return np.concatenate([space.loss.copy() for _, space in self.passes()])

    def score(self, threshold: float | None) -> tuple[float, float | None]:
        """Give mean loss and accuracy as ``scoring`` does, without a rest."""
        try:
            scoring = self.scoring(threshold)
            while True:
                next(scoring)
        except StopIteration as end:
            score: tuple[float, float | None] = end.value
            return score

    def scoring(self, threshold: float | None) -> Generator[None, None, tuple[float, float | None]]:
        """Give mean loss and accuracy, resting before every chunk of rows; no accuracy where no threshold is.

        One output is right on the target's side of ``threshold``, several where the largest is the target's.
        The parameters must not change on the way.
        """
        loss, right = 0.0, 0
        for chunk, space in self._chunks:
            yield
            self._pass(chunk, space)
            loss += float(space.loss.sum())
            if threshold is not None:
                right += _right(space.layers[-1].a, space.y, threshold)
        return loss / self.rows, None if threshold is None else right / self.rows

    def passes(self) -> Iterator[tuple[slice, Workspace]]:
        """Send all rows through, a few at a time: which they are, and buffers that hold until the next."""
        for chunk, space in self._chunks:
            self._pass(chunk, space)
            yield chunk, space

    @QUIET
    def _pass(self, chunk: slice, space: Workspace) -> None:
        space.inputs[...], space.y[...] = self._x[:, chunk], self._y[:, chunk]
        for operations in space.steps:
            run(operations)


def _right(a: Floats, y: Floats, threshold: float) -> int:
    if len(a) == 1:
        return int(np.count_nonzero((a[0] >= threshold) == (y[0] >= threshold)))
    return int(np.count_nonzero(a.argmax(axis=0) == y.argmax(axis=0)))
