"""The ends of a page's epochs: how well the run does there on all its rows, and a picture of its outputs."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from ...playback.history import Point
from ...playback.picturing import Picturing
from ...playback.pieces import at_once
from ...playback.run import Run
from ...protocol.epochs import EpochPicture, PictureKind
from ...protocol.results import ResultRow, Results
from ...results import Asked, HalfName, Reader, Reading, Standing

MOST_TOLD = 4096
"""Letters of what is told of one epoch's rows: of what takes more the page has only its last epoch."""
MOST_ROWS = 300
"""Of a half with more rows a page has those with the largest losses."""
MOST_CELLS = 2000
"""Of more rows a page does not have in which cell of the confusion matrix each is."""
_DIGITS = 7
"""Of what a picture's levels lie between: more than a level tells."""
_DIGITS_SINGLE = 9


@dataclass(frozen=True)
class End:
    """What a run has come to at the end of an epoch; no picture where the data have none."""

    results: Results
    picture: EpochPicture | None

    def point(self, epoch: int) -> Point:
        """Give its losses as a run's history has them; of a long run that leaves epochs out."""
        train, test, penalty = self.results.train, self.results.test, self.results.penalty
        assert train.loss is not None, "a page has none that is not finite"
        losses = (train.loss, test.loss if test else None)
        return Point(epoch, *losses, train.accuracy, test.accuracy if test else None, penalty)


class Film(Struct, frozen=True):
    """Pictures at the ends of epochs: all that is said of them but their levels."""

    kind: PictureKind
    units: int
    bytes: int
    """Of each."""
    epochs: list[int]
    low: list[float]
    high: list[float]


class Ends:
    """Reads a run wherever it stands at the end of an epoch."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._picturing = Picturing(run.view.data)
        self._reader: Reader | None = None
        self._last: Reading | None = None
        """Of all that were read the one furthest on."""
        data = run.view.data
        rows = len(data.x_train) + len(data.x_test)
        self._has_cells = data.plane is not None and rows <= MOST_CELLS
        """Only over a plane is a row seen that is in one."""

    def read(self) -> End:
        """Read it where it stands."""
        timeline = self._run.timeline
        parameters = timeline.stepper.parameters
        standing = Standing(
            self._run.id, timeline.index, timeline.spec_here, self._run.view.data, parameters.flat.w.copy()
        )
        if self._reader is None or not self._reader.fits(standing):
            self._reader = Reader(standing)
        reading = self._reader.read(standing)
        if self._last is None or standing.index >= self._last.standing.index:
            self._last = reading
        results = reading.results(cells=self._has_cells)
        drawing = self._picturing.drawing(parameters)
        return End(results, at_once(drawing) if drawing else None)

    def rows(self, ends: Mapping[int, End]) -> dict[HalfName, list[ResultRow]]:
        """Give what the network says of the rows of each half at the last end, the worst first.

        Nothing where that is not the last that was read, or where each row answers several questions.
        """
        last = ends[max(ends)].results.index if ends else None
        if self._last is None or self._last.standing.index != last or len(self._last.questions) > 1:
            return {}
        return {half: _worst(self._last, half) for half in self._last.halves}


def told(ends: Mapping[int, End]) -> list[Results]:
    """Give how well a run does at the ends of epochs, in their order: where that is much, at the last."""
    results = [ends[epoch].results for epoch in sorted(ends)]
    most = max((len(msgspec.json.encode(each)) for each in results), default=0)
    return results if most <= MOST_TOLD else results[-1:]


def film(ends: Mapping[int, End]) -> tuple[Film | None, bytes]:
    """Give what is said of pictures, and their levels: of each the differences from the one before."""
    pictures = {epoch: picture for epoch in sorted(ends) if (picture := ends[epoch].picture)}
    if not pictures:
        return None, b""
    all_of_them = list(pictures.values())
    levels = np.array([np.frombuffer(b64decode(picture.levels), np.uint8) for picture in all_of_them])
    levels[1:] -= levels[:-1].copy()
    low, high = ([_short(getattr(each, end)) for each in all_of_them] for end in ("low", "high"))
    first = all_of_them[0]
    said = Film(first.kind, first.units, levels.shape[1], list(pictures), low, high)
    return said, levels.tobytes()


def _worst(reading: Reading, half: HalfName) -> list[ResultRow]:
    found: list[ResultRow] = []
    while len(found) < MOST_ROWS and (more := reading.rows(half, Asked(after=len(found))).rows):
        found += map(_single, more)
    return found


def _single(row: ResultRow) -> ResultRow:
    """Give it in as many digits as a number in single precision has."""
    outputs = [output if output is None else _short(output, _DIGITS_SINGLE) for output in row.outputs]
    loss = row.loss if row.loss is None else _short(row.loss, _DIGITS_SINGLE)
    return replace(row, outputs=outputs, loss=loss)


def _short(number: float, digits: int = _DIGITS) -> float:
    return float(f"{number:.{digits}g}")
