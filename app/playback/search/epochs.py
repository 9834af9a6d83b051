"""Epochs shown again: come to on a copy of the run, evaluated, and drawn where that is asked for."""

from ...engine import BadInput
from ...protocol import ShowEpochs
from ...protocol.epochs import EpochPicture, EpochsShown
from ..asking import Answer, Asked
from ..history import Point
from ..picturing import Picturing
from ..run import Run
from ..scoring import Scorer
from .errand import Errand
from .scan import Scan
from .walk import Walk, resting


class EpochsErrand(Errand[None]):
    """Somebody wants to see them; the run goes on as it does."""

    def __init__(self, run: Run, command: ShowEpochs, asked: Asked) -> None:
        """Raise ``BadInput`` where one of them is not recorded."""
        self._schedule, recorded = run.timeline.schedule, run.timeline.recorded
        last, _ = self._schedule.epochs(recorded)
        for number, epoch in enumerate(command.wanted):
            if epoch > last:
                raise BadInput(f"wanted.{number}", epoch, last, "not_recorded")
        self._data, self._scan = run.view.data, Scan(run, [])
        self._picturing = Picturing(self._data) if command.pictured else None
        self._scorer = Scorer(self._data)
        self._points: list[Point] = []
        self._pictures: list[EpochPicture | None] = []
        super().__init__(asked, self._walk(sorted({*command.wanted})))

    def answer(self) -> Answer:
        """Tell them, as far as it came."""
        points = [point.told for point in self._points]
        return Answer(EpochsShown(self.asked.id, points, self._pictures), self.asked.by)

    def _walk(self, epochs: list[int]) -> Walk[None]:
        each = self._schedule.steps_per_batch
        for epoch in epochs:
            yield from self._scan.reach(self._schedule.end(epoch) // each)
            parameters = self._scan.stepper.parameters
            point = yield from resting(self._scorer.scoring(parameters, epoch))
            yield each
            if not point.is_finite:
                continue
            picture = None
            if self._picturing:
                picture = yield from resting(self._picturing.drawing(parameters))
            self._points.append(point)
            self._pictures.append(picture)
