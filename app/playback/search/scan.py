"""Going along a run on a copy of it, from mini-batch to mini-batch, and reading off what it makes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ...engine import Diverged, State, Stepper
from ...engine.operations import QUIET
from ..copies import keeping, scout
from ..run import Run
from .readings import AfterBatch, AtStep, AtTheEnd, Reader
from .walk import Walk, resting

_BATCHES_AT_ONCE = 16
"""So many are made without a rest where nothing is read of them."""


@dataclass(frozen=True)
class Seen:
    """A number that was read at a step, by the reader numbered ``reader``."""

    index: int
    reader: int
    value: float


class Scan:
    """Stands before a mini-batch of a copy; goes on by one or more, and gives in order what was read."""

    def __init__(self, run: Run, readers: Sequence[Reader]) -> None:
        """Take the line that a run is on, as it is now: what is done there later is not looked at."""
        data, timeline = run.view.data, run.timeline
        self._copy = scout(timeline, data.x_train, data.y_train)
        self._kept = keeping(timeline)
        self._each = timeline.schedule.steps_per_batch
        phases = timeline.schedule.phases
        self._at: dict[int, list[tuple[int, AtStep]]] = defaultdict(list)
        self._standing: list[tuple[int, AtStep]] = []
        self._after: list[tuple[int, AfterBatch]] = []
        self._at_the_end: list[int] = []
        for number, reader in enumerate(readers):
            match reader:
                case AtStep():
                    self._at[phases.index((reader.phase, reader.layer)) + 1].append((number, reader))
                    if reader.stands:
                        self._standing.append((number, reader))
                case AfterBatch():
                    self._after.append((number, reader))
                case AtTheEnd():
                    self._at_the_end.append(number)
        self._each_batch = bool(self._at) or any(not reader.each_epoch for _, reader in self._after)
        self.ended: Diverged | None = None
        """What ends the run here, where its next number would not be finite."""

    @property
    def batch(self) -> int:
        """The mini-batch before which it stands, or in which the run ended."""
        return self._copy.index // self._each

    @property
    def index(self) -> int:
        """The step at which it stands."""
        return self._copy.index

    @property
    def stepper(self) -> Stepper:
        """Of the copy, as it stands."""
        return self._copy.stepper

    def reads(self, reader: int) -> bool:
        """Whether a reader's numbers are made over and over."""
        return reader not in self._at_the_end

    def back(self, batch: int, readings: int) -> int:
        """Give a mini-batch from which to begin, to have read something so often before another."""
        if self._each_batch and not self._has_epochs:
            return max(0, batch - readings - 1)
        epoch, _ = self._copy.schedule.place(batch)
        begin: int = self._copy.schedule.begin(max(0, epoch - readings))
        return max(0, min(begin, batch - readings - 1))

    @property
    def _has_epochs(self) -> bool:
        return any(reader.each_epoch for _, reader in self._after)

    def stand(self, batch: int) -> Walk[list[Seen]]:
        """Stand before a mini-batch; give what is known there without a step, of the run's first all."""
        base, core = self._kept(batch)
        self._copy.stand(core, base)
        self.ended = None
        while self._copy.index < batch * self._each:
            yield self._skip(min(self._copy.index // self._each + _BATCHES_AT_ONCE, batch))
        finite = [Seen(self._copy.index, number, 0.0) for number in self._at_the_end]
        return finite + ((yield from self._after_batch()) if batch == 0 else [])

    def reach(self, batch: int) -> Walk[None]:
        """Stand before a mini-batch, from where it stands now, or from what is kept nearer to it."""
        base, _ = self._kept(batch)
        if self.ended or not base * self._each <= self._copy.index <= batch * self._each:
            yield from self.stand(batch)
        while self._copy.index < batch * self._each:
            yield self._skip(min(self._copy.index // self._each + _BATCHES_AT_ONCE, batch))

    def state_at(self, index: int) -> Walk[State | None]:
        """Stand at a step of a mini-batch, as it was come to there; None where its numbers end before."""
        yield from self.stand((index - 1) // self._each)
        begun = self._copy.index
        try:
            self._copy.advance(index - begun)
        except Diverged as error:
            self.ended = error
        yield self._copy.index - begun
        return None if self.ended else self._copy.state()

    def go(self, until: int) -> Walk[list[Seen]]:
        """Go on: by one mini-batch where each has something to read, else at most to the end of its epoch.

        Not beyond the mini-batch ``until``. What is read in the order of steps, a reader's last of each.
        """
        begun, seen = self._copy.index, list[Seen]()
        try:
            if self._each_batch:
                self._read_on(seen)
            else:
                self._skip(min(until, self._epoch_end(), self.batch + _BATCHES_AT_ONCE))
        except Diverged as error:
            self.ended = error
        here = self._copy.index
        yield here - begun
        if self.ended:
            seen = [one for one in seen if one.index <= here]
            return seen + [Seen(here, number, 1.0) for number in self._at_the_end]
        return seen + (yield from self._after_batch())

    def _epoch_end(self) -> int:
        schedule = self._copy.schedule
        epoch, _ = schedule.place(self.batch)
        end: int = schedule.begin(epoch + 1)
        return end

    def _skip(self, batch: int) -> int:
        """Go to a mini-batch without reading."""
        steps = batch * self._each - self._copy.index
        self._copy.advance(steps)
        return steps

    @QUIET
    def _read_on(self, seen: list[Seen]) -> None:
        """Make a mini-batch step by step."""
        copy, stepper = self._copy, self._copy.stepper
        first = copy.index
        changes = copy.changes_within(first + 1, first + self._each)
        is_read_again = changes and copy.is_fresh(first + self._each)
        is_made_here = not changes and not copy.is_recorded_elsewhere(first + self._each)
        for step in range(1, self._each + 1):
            if is_made_here:
                stepper.step()
            else:
                copy.advance(1)
            for number, reader in self._at.get(step, ()):
                value = reader.read(stepper)
                if value is not None and not (step == self._each and is_read_again):
                    seen.append(Seen(first + step, number, value))

    def _after_batch(self) -> Walk[list[Seen]]:
        """Read where a mini-batch is whole, with what is changed there in force."""
        seen = list[Seen]()
        if self._copy.is_fresh(self._copy.index):
            seen += self._read_standing()
        _, inside = self._copy.schedule.epochs(self._copy.index)
        for number, reader in self._after:
            if not (inside and reader.each_epoch):
                value = yield from resting(reader.reading(self._copy.stepper))
                if value is not None:
                    seen.append(Seen(self._copy.index, number, value))
        return seen

    def _read_standing(self) -> list[Seen]:
        stepper, index = self._copy.stepper, self._copy.index
        values = ((number, reader.read(stepper)) for number, reader in self._standing)
        return [Seen(index, number, value) for number, value in values if value is not None]
