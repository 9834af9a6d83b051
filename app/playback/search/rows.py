"""The rows of the mini-batch on screen, by how wrong the network is on them."""

import numpy as np

from ...protocol import ListRows, RowsListed
from ...protocol.making import ListedRow
from ..asking import Answer, Asked
from ..run import Run
from .errand import Errand
from .scan import Scan
from .walk import Walk


class RowsErrand(Errand[list[ListedRow]]):
    """Somebody wants them listed; the run goes on as it does."""

    def __init__(self, run: Run, command: ListRows, asked: Asked) -> None:
        self._command = command
        self._here, self._scan = run.index, Scan(run, [])
        schedule, self._layers = run.timeline.schedule, run.timeline.stepper.network.layers
        begun = run.index if run.timeline.is_fresh(run.index) else run.index - 1
        begun -= begun % schedule.steps_per_batch
        self._at = begun + schedule.phases.index(("backward", self._layers)) + 1
        super().__init__(asked, self._walk())

    def answer(self) -> Answer:
        """Tell them; none where the run ends before they are known, or is to be another."""
        rows = self._walking.found if self.has_ended else []
        ordered = sorted(rows, key=lambda row: -getattr(row, self._command.by))
        listed = ordered[: self._command.most]
        return Answer(RowsListed(self.asked.id, self._here, len(rows), listed), self.asked.by)

    def _walk(self) -> Walk[list[ListedRow]]:
        state = yield from self._scan.state_at(self._at)
        if state is None:
            return []
        loss, delta = state.arrays["loss", self._layers], state.arrays["delta", self._layers]
        sizes = np.sqrt(np.sum(delta * delta, axis=1))
        numbers = zip(state.arrays["rows", 0], loss, sizes, strict=True)
        return [
            ListedRow(row, int(of), float(one), float(size)) for row, (of, one, size) in enumerate(numbers)
        ]
