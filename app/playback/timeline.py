"""Time travel: everything trained so far can be stood at again, bit for bit, in bounded memory.

Every K-th mini-batch boundary is kept as a keyframe (parameters and optimizer memory); the rest is computed
again by the same stepper. When the budget is full every second keyframe goes and K doubles. Around the place
last travelled to a few more boundaries are kept, so that going back step by step stays quick.
"""

import math
from bisect import bisect_right
from collections.abc import Callable

import numpy as np

from ..engine import Diverged, Floats, Spec, State, Stepper
from .history import History, Point

BUDGET_BYTES = 64 * 2**20
FIRST_SPACING = 16
"""Mini-batches between keyframes at first: replaying so many takes well under a millisecond."""
_FIRST_ROWS = 64
_FIRST_BYTES = 2**20
_NEAR_BYTES = 8 * 2**20
_MOST_NEAR = 64


class Timeline:
    """One run, from its first step to the last one trained, and a place in it."""

    def __init__(
        self,
        spec: Spec,
        x: Floats,
        y: Floats,
        budget_bytes: int = BUDGET_BYTES,
        spare: Callable[[], float] = lambda: math.inf,
    ) -> None:
        """Take training rows ``x`` (rows, features) and ``y`` (rows, outputs).

        ``spare`` gives the bytes left for keyframes of this run and of others.
        """
        self.stepper = Stepper(spec, x, y)
        self.schedule = self.stepper.schedule
        self.recorded = 0
        self.diverged: Diverged | None = None
        self.history = History()
        self.visited: Point | None = None
        """What was last evaluated of the epochs that ``history`` leaves out."""
        self._evaluate: Callable[[int], Point] | None = None
        self._rates: list[tuple[int, float]] = [(0, self.stepper.learning_rate)]
        self._keyframes = _Keyframes(self.stepper.core(), budget_bytes, spare)
        self._near: dict[int, Floats] = {}
        self._most_near = max(2, min(_MOST_NEAR, _NEAR_BYTES // self.stepper.parameters.core.nbytes))

    def evaluate_with(self, evaluate: Callable[[int], Point]) -> None:
        """Keep a history: ``evaluate`` makes an epoch's point of the stepper's present parameters."""
        self._evaluate = evaluate
        self._mark_epoch()

    @property
    def index(self) -> int:
        """Where we stand: the number of propagations made."""
        return self.stepper.index

    def state(self) -> State:
        """Copy out all that is known here."""
        return self.stepper.state()

    def advance(self, steps: int, until: Callable[[Point], bool] | None = None) -> None:
        """Go on, training where nothing is recorded; stop early at an epoch whose point satisfies ``until``.

        Raises ``Diverged`` and stands at the last finite step.
        """
        target = self.index + steps
        if self.diverged and target > self.recorded:
            self.advance_recorded(self.recorded)
            raise self.diverged
        try:
            while self.index < target:
                each_epoch = until is not None or self.index >= self.recorded
                self._run_to(self._next_stop(target, each_epoch), last=target if until is None else 0)
                point = self._mark_epoch()
                if point and until and until(point):
                    return
        except Diverged as error:
            self.diverged = error
            raise
        finally:
            self.recorded = max(self.recorded, self.index)
        self._remember_here()

    def evaluate_here(self) -> bool:
        """Make the point of an epoch that ends here and that a long run's history leaves out; say whether."""
        epoch, rest = divmod(self.index, self.schedule.steps_per_epoch)
        if rest or not self._evaluate or self.history.at(epoch):
            return False
        point = self._evaluate(epoch)
        self.visited = point if point.is_finite else None
        return True

    def advance_recorded(self, index: int) -> None:
        """Stand at a recorded step that is not behind us."""
        while self.index < index:
            self._run_to(self._next_stop(index, each_epoch=False), last=index)

    def seek(self, index: int, most: int | None = None) -> bool:
        """Stand at any recorded step, with every tensor as it was.

        Where that takes more than ``most`` steps, go only so far, and say False: seek again to go on.
        """
        assert 0 <= index <= self.recorded, "only what is recorded can be travelled to"
        each = self.schedule.steps_per_batch
        origin = self._origin(index)
        base, core = self._nearest(origin)
        if not base * each <= self.index <= index:
            self.stepper.set_learning_rate(self._rate_at(base * each))
            self.stepper.restore(core, base)
        if most is not None and self.index + most < origin * each:
            self.advance_recorded(self.index + most)
            self._remember_here()
            return False
        self._approach(origin, index)
        return True

    def distance(self, index: int) -> int:
        """Count the steps that ``seek`` would make."""
        kept = self._nearest(self._origin(index))[0] * self.schedule.steps_per_batch
        return index - (self.index if kept <= self.index <= index else kept)

    def set_learning_rate(self, learning_rate: float) -> None:
        """Go on from here with another learning rate; what was recorded beyond is another run's and goes."""
        here, each = self.index, self.schedule.steps_per_batch
        self.recorded, self.diverged = here, None
        self._rates = [entry for entry in self._rates if entry[0] < here] + [(here, learning_rate)]
        self._keyframes.forget_after(here // each)
        self._near = {batch: core for batch, core in self._near.items() if batch * each <= here}
        self.history.forget_after(here // self.schedule.steps_per_epoch)
        self.visited = None
        self.stepper.set_learning_rate(learning_rate)

    @property
    def keyframe_bytes(self) -> int:
        """Memory that keyframes take."""
        return self._keyframes.bytes + sum(core.nbytes for core in self._near.values())

    def _origin(self, index: int) -> int:
        """Number the mini-batch from whose beginning a step must be come to.

        The step's neighbours of the pass before (the last update) must be there too.
        """
        return max(0, max(0, index - 1) // self.schedule.steps_per_batch - 1)

    def _approach(self, origin: int, index: int) -> None:
        """Run to a step, keeping boundaries at distances 1, 2, 4, … before ``origin``: the way back."""
        each = self.schedule.steps_per_batch
        distance = 1
        while origin - distance * 2 > self.index // each:
            distance *= 2
        while distance:
            if origin - distance > self.index // each:
                self.advance_recorded((origin - distance) * each)
                self._remember_here()
            distance //= 2
        if origin * each > self.index:
            self.advance_recorded(origin * each)
            self._remember_here()
        self.advance_recorded(index)
        self.stepper.verify()

    def _next_stop(self, target: int, each_epoch: bool) -> int:
        """Find the next step where something is to be done: keyframe, epoch's end, change of rate, target."""
        each, here = self.schedule.steps_per_batch, self.index
        spacing = self._keyframes.spacing * each
        stops = [target, (here // spacing + 1) * spacing]
        if each_epoch:
            stops.append((here // self.schedule.steps_per_epoch + 1) * self.schedule.steps_per_epoch)
        change = bisect_right(self._rates, here, key=lambda entry: entry[0])
        if change < len(self._rates):
            stops.append(self._rates[change][0])
        return min(stops)

    def _run_to(self, stop: int, last: int) -> None:
        """Make the steps up to a stop, and record what belongs there.

        Only at the ``last`` stop (0: it may be any) is every tensor of the pass wanted, the losses too.
        """
        each, here = self.schedule.steps_per_batch, self.index
        if last > stop and here % each == 0 and stop % each == 0:
            self.stepper.train((stop - here) // each)
        else:
            self.stepper.advance(stop - here)
        if self.index % each == 0:
            self._keyframes.keep(self.index // each, self.stepper.parameters.core)
        rate = self._rate_at(self.index)
        if rate != self.stepper.learning_rate:
            self.stepper.set_learning_rate(rate)

    def _rate_at(self, index: int) -> float:
        return self._rates[bisect_right(self._rates, index, key=lambda entry: entry[0]) - 1][1]

    def _mark_epoch(self) -> Point | None:
        """Give the point of the epoch that ends here, evaluated now if it was not before."""
        epoch, rest = divmod(self.index, self.schedule.steps_per_epoch)
        if rest or not self._evaluate:
            return None
        if not self.history.wants(epoch):
            return self.history.at(epoch)
        point = self._evaluate(epoch)
        if point.is_finite:
            self.history.add(point)
        return point

    def _remember_here(self) -> None:
        """Keep this mini-batch boundary among the near ones."""
        batch, inside = divmod(self.index, self.schedule.steps_per_batch)
        if inside == 0 and batch not in self._near:
            self._near[batch] = self.stepper.core()
            while len(self._near) > self._most_near:
                del self._near[next(iter(self._near))]

    def _nearest(self, batch: int) -> tuple[int, Floats]:
        """Find the last kept boundary not after ``batch``."""
        near = max((kept for kept in self._near if kept <= batch), default=-1)
        base, core = self._keyframes.nearest(batch)
        return (near, self._near[near]) if near > base else (base, core)


class _Keyframes:
    """Parameters and memories at every ``spacing``-th mini-batch boundary, rows of one growing array."""

    def __init__(self, start: Floats, budget_bytes: int, spare: Callable[[], float]) -> None:
        self.spacing = FIRST_SPACING
        self._spare = spare
        self._most = max(2, budget_bytes // start.nbytes)
        first = min(self._most, _FIRST_ROWS, max(2, _FIRST_BYTES // start.nbytes))
        self._rows = np.empty((first, start.size))
        self._rows[0] = start
        self._kept = 1

    @property
    def bytes(self) -> int:
        """Memory of all rows, used or not yet."""
        return self._rows.nbytes

    def keep(self, batch: int, core: Floats) -> None:
        """Append a boundary if it is the next one due."""
        if batch != self._kept * self.spacing:
            return
        full = self._kept == len(self._rows)
        if full and (self._kept == self._most or self._spare() < self._rows.nbytes):
            half = (self._kept + 1) // 2
            self._rows[:half] = self._rows[: self._kept : 2]
            self._kept, self.spacing = half, self.spacing * 2
            self.keep(batch, core)
            return
        if full:
            grown = np.empty((min(self._most, 2 * self._kept), self._rows.shape[1]))
            grown[: self._kept] = self._rows
            self._rows = grown
        self._rows[self._kept] = core
        self._kept += 1

    def nearest(self, batch: int) -> tuple[int, Floats]:
        """Find the last boundary kept not after ``batch``."""
        row = min(batch // self.spacing, self._kept - 1)
        return row * self.spacing, self._rows[row]

    def forget_after(self, batch: int) -> None:
        """Drop boundaries after ``batch``."""
        self._kept = min(self._kept, batch // self.spacing + 1)
