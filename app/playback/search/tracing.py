"""What made a number: the step that made it last, and where it changed, most of all, or its sign."""

from dataclasses import dataclass, field

import numpy as np

from ...engine.steps import Schedule
from ...protocol.making import Making
from ...protocol.stops import MOST_TRACED, Milestones, Moment, Quantity, ShareQuantity, UnitQuantity
from ..run import Run
from .making import making_of
from .readings import AtStep, Reader, reader_of
from .scan import Scan
from .walk import Walk

_NUMBER = 0


@dataclass
class _Way:
    """Moments of one kind around a step: the last two up to it, and the first after it."""

    here: int
    passed: list[Moment] = field(default_factory=list)
    to_come: Moment | None = None

    def add(self, moment: Moment) -> None:
        if moment.index <= self.here:
            self.passed = [*self.passed[-1:], moment]
        elif self.to_come is None:
            self.to_come = moment

    def told(self) -> Milestones:
        before, last = ([None, None, *self.passed])[-2:]
        return Milestones(last, before.index if before else None, self.to_come)


class Tracing:
    """Follows one number through all that is recorded of a run, from where that begins."""

    def __init__(self, run: Run, quantity: Quantity) -> None:
        """Raise ``BadInput`` where the run has no such number."""
        readers: list[Reader] = [reader_of(run, quantity)]
        self._reader, self._quantity = readers[0], quantity
        self._network = network = run.timeline.stepper.network
        self._has_unit = isinstance(quantity, UnitQuantity) and quantity.layer < network.layers
        if isinstance(quantity, UnitQuantity) and self._has_unit:
            readers.append(reader_of(run, ShareQuantity("silent", quantity.layer, quantity.unit)))
        self._scan = Scan(run, readers)
        self._schedule: Schedule = run.timeline.schedule
        self.here, self._last = run.index, run.timeline.recorded
        self.at = 0
        """How far it has looked."""
        self.made: Moment | None = None
        """Where the number was made that is there now."""
        self.making: Making | None = None
        """How that step made it, once all is looked at."""
        self.changed, self.largest, self.sign, self.dead = (_Way(self.here) for _ in range(4))
        self._value: float | None = None
        self._most = 0.0
        self._silence: float | None = None
        self._course: dict[int, tuple[int, float]] = {}

    @property
    def knows_death(self) -> bool:
        """Whether it is a number of a neuron that can die."""
        return self._has_unit

    @property
    def course(self) -> list[tuple[int, float]]:
        """The number over the run: the last of every stretch of equally many steps."""
        return list(self._course.values())

    def walk(self) -> Walk[None]:
        """Look at all that is recorded."""
        each = self._schedule.steps_per_batch
        seen = yield from self._scan.stand(0)
        while True:
            for one in sorted(seen, key=lambda one: (one.index, one.reader)):
                if one.index <= self._last:
                    (self._number if one.reader == _NUMBER else self._died)(one.index, one.value)
            self.at = min(self._last, self._scan.index)
            if self._scan.ended or self._scan.index >= self._last:
                break
            seen = yield from self._scan.go(-(-self._last // each))
        if self.made and self._is_made_by(self.made):
            state = yield from self._scan.state_at(self.made.index)
            self.making = making_of(state, self._network, self._quantity) if state else None

    def _is_made_by(self, moment: Moment) -> bool:
        """Whether the step of a moment made it, and not the start or somebody's hand."""
        reader = self._reader
        return isinstance(reader, AtStep) and (reader.phase, reader.layer) == (moment.phase, moment.layer)

    def _is_read_again(self, moment: Moment) -> bool:
        """Whether it was made before, and is only looked at because something was changed by hand."""
        reader = self._reader
        return isinstance(reader, AtStep) and reader.stands and not self._is_made_by(moment)

    def _number(self, index: int, value: float) -> None:
        before, self._value = self._value, value
        moment = self._moment(index, before, value)
        if index <= self.here and not (before == value and self._is_read_again(moment)):
            self.made = moment
        self._course[index * MOST_TRACED // max(1, self._last + 1)] = (index, value)
        if before is None or before == value:
            return
        self.changed.add(moment)
        if abs(value - before) > self._most:
            self._most = abs(value - before)
            self.largest.add(moment)
        if np.sign(before) != np.sign(value):
            self.sign.add(moment)

    def _died(self, index: int, share: float) -> None:
        before, self._silence = self._silence, share
        if share >= 1.0 and (before is None or before < 1.0):
            self.dead.add(self._moment(index, before, share))

    def _moment(self, index: int, before: float | None, now: float) -> Moment:
        place = self._schedule.position(index)
        return Moment(index, place.epoch, place.batch, place.phase, place.layer, before, now)
