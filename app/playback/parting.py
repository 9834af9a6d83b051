"""Where two runs part: the first step at which any number of one is not the other's.

Nothing is taken on trust but that the same specification and the same edits make the same numbers on this
machine: up to the first edit that two runs do not share nothing is looked at. From there both are made again
on copies, side by side, and every tensor of every step is compared, bit for bit but for the sign of a zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..engine import BadInput, Diverged, Spec, State
from ..engine.edits import Edits, canonical
from ..engine.steps import Key
from ..protocol import FindParting, Parted
from .asking import Answer, Asked
from .copies import keeping, scout
from .line import shared
from .pieces import Pieces
from .run import Run
from .search.errand import Errand
from .search.walk import Walk
from .timeline import Timeline
from .viewpoint import Viewpoint

_KEYFRAME_BYTES = 2**18
"""A copy goes only forward."""


@dataclass(frozen=True)
class Difference:
    """The first number of a step that is not the same in both runs."""

    tensor: Key
    at: tuple[int, ...]
    """Its place in the tensor; empty where one run has no such tensor, or one of another shape."""
    here: float | None
    there: float | None


@dataclass(frozen=True)
class Parting:
    """How far two runs are the same."""

    index: int | None
    """The step that made the first number in which they differ; None where none does as far as was looked."""
    looked_at: int
    """Up to this step."""
    difference: Difference | None = None
    """None too where the networks have other shapes."""


class Parter:
    """Goes along a run and another one from where they may part first."""

    def __init__(self, run: Run, view: Viewpoint, edits: Edits, last: int) -> None:
        """Take the other run's view and edits; look no further than a step.

        Raises ``BadInput`` where the other run cannot have these edits.
        """
        data, timeline = view.data, run.timeline
        self._there = Timeline(view.spec, data.x_train, data.y_train, _KEYFRAME_BYTES)
        other = Run(view, self._there, 0)
        other.check(edits)
        self._there.follow(edits, 0)
        self._here = scout(timeline, run.view.data.x_train, run.view.data.y_train)
        self._each = timeline.schedule.steps_per_batch
        self._last = last
        self.at = 0
        """Up to this step they are known to be the same."""
        same_spec = view.spec == run.spec and not self._here.replayed
        self._known = shared(timeline.edits, canonical(view.spec, edits)) if same_spec else 0
        self._kept = keeping(timeline)

    def walk(self) -> Walk[Parting]:
        """Find where they part."""
        if self._here.stepper.network.units != self._there.stepper.network.units:
            return Parting(0, 0)
        if self._known >= self._last:
            self.at = self._last
            return Parting(None, self._last)
        self._stand(int(self._known))
        if self._is_fresh(self._here.index) and (found := self._compared(fresh=True)):
            return found
        while self._here.index < self._last:
            before = self._here.index
            found = None if self._made_whole() else self._made_singly()
            yield 2 * (self._here.index - before)
            if found:
                return found
        return Parting(None, self.at)

    def _stand(self, index: int) -> None:
        """Stand where the last mini-batch kept before a step begins, in both."""
        batch, core = self._kept(index // self._each)
        self._here.stand(core, batch)
        if batch:
            self._there.stand(core, batch)
        self.at = self._here.index

    def _compared(self, *, fresh: bool) -> Parting | None:
        """Compare all that is known where both stand."""
        found = _difference(self._here.state(), self._there.state(), fresh=fresh)
        if found:
            return Parting(self._here.index, self.at, found)
        self.at = self._here.index
        return None

    def _is_fresh(self, index: int) -> bool:
        return self._here.is_fresh(index) or self._there.is_fresh(index)

    def _made_whole(self) -> bool:
        """Make a whole mini-batch; stand before it and say False where it has to be looked at closer."""
        begun, ended = self._here.index, False
        if self._is_fresh(begun) or self._is_fresh(begun + self._each):
            return False
        cores = [timeline.stepper.core() for timeline in (self._here, self._there)]
        try:
            for timeline in (self._here, self._there):
                timeline.advance(self._each)
        except Diverged:
            ended = True
        if not ended and self._are_alike():
            self.at = self._here.index
            return True
        for timeline, core in zip((self._here, self._there), cores, strict=True):
            timeline.stand(core, begun // self._each)
        return False

    def _are_alike(self) -> bool:
        """Whether all that the mini-batch just made left is the same in both."""
        here, there = self._here.state().arrays, self._there.state().arrays
        return here.keys() == there.keys() and all(np.array_equal(here[key], there[key]) for key in here)

    def _made_singly(self) -> Parting | None:
        """Make a mini-batch step by step, as far as both are the same."""
        for _ in range(self._each):
            ends = [_ended(timeline) for timeline in (self._here, self._there)]
            if all(ends):
                self._last = self.at
                return None
            for end in filter(None, ends):
                return Parting(self.at + 1, self.at, Difference((end.tensor, end.layer), (), None, None))
            if found := self._compared(fresh=self._is_fresh(self._here.index)):
                return found
        return None


def _ended(timeline: Timeline) -> Diverged | None:
    """Make one step; give what ends the run where its numbers would not be finite."""
    try:
        timeline.advance(1)
    except Diverged as error:
        return error
    return None


def _difference(here: State, there: State, *, fresh: bool) -> Difference | None:
    """Give the first number that differs of those that this step made, which are the same tensors in both.

    Where a run starts, or something is changed between two mini-batches (``fresh``), no step has made what it
    then knows: all that both know is compared.
    """
    made = dict.fromkeys((*here.made, *here.aside, *there.made, *there.aside))
    both = [key for key in here.arrays if key in there.arrays]
    for key in both if fresh else made:
        if found := _in_tensor(key, here.arrays, there.arrays):
            return found
    return None


def _in_tensor(
    key: Key, here: Mapping[Key, np.ndarray], there: Mapping[Key, np.ndarray]
) -> Difference | None:
    one, other = here.get(key), there.get(key)
    if one is None or other is None or one.shape != other.shape:
        return Difference(key, (), None, None)
    if np.array_equal(one, other):
        return None
    at = tuple(int(place) for place in np.argwhere(one != other)[0])
    return Difference(key, at, float(one[at]), float(other[at]))


class PartErrand(Errand[Parting]):
    """Somebody wants to know where another run parts from this one; this one goes on as it does."""

    def __init__(self, run: Run, view: Viewpoint, command: FindParting, asked: Asked) -> None:
        """Raise ``BadInput`` where the other run cannot have the edits, or none goes so far."""
        last = run.timeline.recorded if command.last is None else command.last
        if last > run.last_index:
            raise BadInput("last", last, run.last_index, "too_large")
        self._schedule = run.timeline.schedule
        self._parter = Parter(run, view, command.edits, last)
        super().__init__(asked, self._parter.walk())

    def answer(self) -> Answer:
        """Tell where they part, or how far they are known not to."""
        found = self._walking.found if self.has_ended else Parting(None, self._parter.at)
        at = self._schedule.position(found.index or 0)
        difference = found.difference
        return Answer(
            Parted(
                id=self.asked.id,
                index=found.index,
                epoch=at.epoch,
                batch=at.batch,
                phase=at.phase,
                layer=at.layer,
                looked_at=found.looked_at,
                tensor=difference.tensor[0] if difference else None,
                tensor_layer=difference.tensor[1] if difference else at.layer,
                at=list(difference.at) if difference else [],
                here=difference.here if difference else None,
                there=difference.there if difference else None,
            ),
            self.asked.by,
        )


def looking_at(spec: Spec) -> Pieces[Viewpoint]:
    """Open the other run's data; raise ``BadInput`` where they do not go with its specification."""
    try:
        return (yield from Viewpoint.opening(spec))
    except BadInput as error:
        raise error.under("spec") from None
