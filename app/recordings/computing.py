"""A run is recorded, or a recording computed again: up to the first step that comes out as another."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from ..engine import Diverged, Floats, Position, Spec, State
from ..engine.edits import Edits
from ..playback.handing_over import checking, core_here, recorded_of
from ..playback.history import Point
from ..playback.pieces import Pieces, at_once
from ..playback.recorded import Recorded, bounded
from ..playback.run import Run, begun
from .fingerprint import fingerprint
from .recording import MOST_KEYFRAME_BYTES, MOST_MARKS, Recording

_MARK_BYTES = 8

Told = Callable[[Point], object]
"""Takes losses and accuracies of an epoch that was made."""


@dataclass(frozen=True)
class Difference:
    """The first step found to make other numbers; up to step ``same`` they are the same."""

    position: Position
    same: int
    what: str
    """Of its numbers: ``arrays``, ``parameters``, ``losses``; ``end`` where they are no longer finite."""
    most: float | None = None
    """The largest difference, of parameters and optimizer memory."""


@dataclass(frozen=True)
class Verdict:
    """What came of computing a recording again: as far as ``steps``, with so many of each compared."""

    steps: int
    marks: int
    keyframes: int
    epochs: int
    first: Difference | None


def record(
    spec: Spec, epochs: int, edits: Edits = (), told: Told = lambda _: None
) -> tuple[Recording, Diverged | None]:
    """Train for so many epochs and record it, as far as its numbers are finite; raise ``BadInput``."""
    run = begun(spec, edits)
    _evaluate(run, told)
    end = run.timeline.schedule.end(epochs)
    every = max(1, -(-end // MOST_MARKS))
    marks, diverged = [], None
    try:
        for state in _walked(run, range(every, end + 1, every)):
            marks.append(mark(state))
        run.timeline.advance(end - run.index)
    except Diverged as error:
        diverged = error
    return recording_of(recorded_of(run.timeline), every, marks), diverged


def recording_of(recorded: Recorded, every: int = 0, marks: Sequence[int] = ()) -> Recording:
    """Make one of what was recorded on this machine; without marks it is its keyframes that tell it again."""
    run = bounded(recorded, MOST_KEYFRAME_BYTES)
    return Recording(run, fingerprint(), every, np.array(marks, np.uint64))


def verify(recording: Recording, told: Told = lambda _: None) -> Verdict:
    """Compute it again, as far as the first difference; raise ``BadInput`` where it is of no run."""
    run = begun(recording.run.spec, recording.run.edits)
    at_once(checking(run.timeline, recording.run))
    again = _Again(recording, run)

    def evaluated(point: Point) -> None:
        told(point)
        again.evaluated(point)

    _evaluate(run, evaluated)
    try:
        for state in _walked(run, again.stops()):
            if again.differs(state):
                break
    except Diverged as error:
        again.first = again.first or Difference(error.position, again.same, "end")
    return again.verdict()


def mark(state: State) -> int:
    """Hash what a step made."""
    hashed = blake2b(digest_size=_MARK_BYTES)
    for name, layer in state.made:
        hashed.update(f"{name} {layer} ".encode())
        hashed.update(state.arrays[name, layer].astype("<f8", copy=False).tobytes())
    return int.from_bytes(hashed.digest(), "little")


class _Again:
    """A recording, the run that is made again, and what was found to be the same so far."""

    def __init__(self, recording: Recording, run: Run) -> None:
        self._run, self._recorded, self._every = run, recording.run, recording.every
        self._each = run.timeline.schedule.steps_per_batch
        self._marks = recording.marks.tolist()
        self._keyframes = dict(recording.run.keyframes)
        self._points = {point.epoch: point for point in recording.run.points}
        self._met = {"marks": 0, "keyframes": 0, "epochs": 0}
        self.same = 0
        self.first: Difference | None = None

    def stops(self) -> list[int]:
        """Give the steps at which something can be compared, the start among them, and the last."""
        marked = range(0, self._every * len(self._marks) + 1, self._every or 1)
        kept = (batch * self._each for batch in self._keyframes)
        return sorted({*marked, *kept, self._recorded.recorded})

    def evaluated(self, point: Point) -> None:
        """Compare an epoch, of which there may be nothing to compare."""
        was = self._points.get(point.epoch)
        if was is None or self.first:
            return
        self._met["epochs"] += 1
        if was.told == point.told:
            self.same = self._run.index
        else:
            self._found(self._run.index, "losses")

    def differs(self, state: State) -> bool:
        """Compare what there is to compare of a step; say whether anything differs up to it."""
        if self.first is None:
            self._compare_made(state)
        if self.first is None:
            self._compare_kept()
        self.same = self._run.index if self.first is None else self.same
        return self.first is not None

    def _compare_made(self, state: State) -> None:
        number, rest = divmod(self._run.index, self._every) if self._every else (0, 0)
        if rest or not 0 < number <= len(self._marks):
            return
        self._met["marks"] += 1
        if mark(state) != self._marks[number - 1]:
            self._found(self._run.index, "arrays")

    def _compare_kept(self) -> None:
        batch, inside = divmod(self._run.index, self._each)
        was = None if inside else self._keyframes.get(batch)
        core = None if was is None else core_here(self._run.timeline)
        if was is None or core is None:
            return
        self._met["keyframes"] += 1
        if was.tobytes() != core.tobytes():
            self._found(self._run.index, "parameters", _largest(was, core))

    def _found(self, index: int, what: str, most: float | None = None) -> None:
        same = min(self.same, index - 1)
        self.first = Difference(self._run.timeline.schedule.position(index), same, what, most)

    def verdict(self) -> Verdict:
        """Say how far it came, and what is different."""
        return Verdict(self.same, **self._met, first=self.first)


def _largest(was: Floats, core: Floats) -> float:
    return float(np.abs(was - core).max())


def _evaluate(run: Run, told: Told) -> None:
    """Have every epoch evaluated, and told."""
    run.view.attach(run.timeline.stepper)

    def evaluate(epoch: int) -> Pieces[Point]:
        point = yield from run.view.scoring(epoch)
        told(point)
        return point

    at_once(run.timeline.evaluating_with(evaluate))


def _walked(run: Run, stops: Iterable[int]) -> Iterator[State]:
    """Give the state at each of some steps, in order; raise ``Diverged``."""
    for stop in stops:
        run.timeline.advance(stop - run.index)
        yield run.timeline.state()
