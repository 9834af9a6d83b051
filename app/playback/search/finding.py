"""Finding where something becomes true in a run, forwards and backwards, and everywhere.

Exact: what is found is what looking at every step would find. A search goes on a copy of the line that the
run is on; found, it is for whoever asked to go there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...engine import BadInput, Diverged
from ...engine.steps import Schedule
from ...protocol.stops import MOST_HITS, Condition, Hit
from ..run import Run
from .conditions import Watching
from .readings import Reader, reader_of
from .scan import Scan, Seen
from .walk import Walk

_FIRST_BACK, _MOST_BACK = 64, 4096
"""Mini-batches that are looked through at a time on the way back."""


@dataclass(frozen=True)
class Finding:
    """What a search came to: the first place on its way, if there is one."""

    hit: Hit | None
    condition: int | None
    """Which of the conditions is true there."""
    ended: Diverged | None
    """What ends the run, where that ended the search."""


@dataclass
class Everywhere:
    """All places of one condition within some steps: how many, and the first of them."""

    count: int = 0
    hits: list[Hit] = field(default_factory=list)

    def add(self, hit: Hit) -> None:
        """Count one more."""
        self.count += 1
        if self.count <= MOST_HITS:
            self.hits.append(hit)


class Finder:
    """Looks along a run for conditions."""

    def __init__(self, run: Run, conditions: Sequence[Condition], *, holds: bool = False) -> None:
        """Raise ``BadInput`` where the run has no such number.

        ``holds``: any place will do where one is true, and not only where it has become so.
        """
        self._schedule: Schedule = run.timeline.schedule
        self._each = self._schedule.steps_per_batch
        self._watching = [Watching(condition, holds=holds) for condition in conditions]
        self._scan = Scan(run, readers_of(run, conditions))
        self._last = run.last_index
        self.at = run.index
        """How far it has looked."""
        self.places = [Everywhere() for _ in conditions]

    @property
    def stands_at(self) -> int:
        """The step up to which it has read."""
        return self._scan.index

    @property
    def ended(self) -> Diverged | None:
        """What ends the run where it stands."""
        return self._scan.ended

    def forward(self, origin: int) -> Walk[Finding]:
        """Find the first place after a step, trained on to where need be."""
        found = yield from self.first_after(origin)
        while not found:
            self.at = max(origin, self._scan.index)
            if self._scan.ended or self.at >= self._last:
                return Finding(None, None, self._scan.ended)
            found = yield from self.next_after(origin)
        hit, which = found[0]
        return Finding(hit, which, None if self._scan.reads(which) else self._scan.ended)

    def first_after(self, origin: int) -> Walk[list[tuple[Hit, int]]]:
        """Stand before the mini-batch of a step; give the places known there, and which they are of."""
        seen = yield from self._stand_ready(origin // self._each)
        return self._after(origin, seen)

    def next_after(self, origin: int) -> Walk[list[tuple[Hit, int]]]:
        """Go on a little, and give the places found that are after a step."""
        return self._after(origin, (yield from self._next(self._last // self._each)))

    def _after(self, origin: int, seen: list[Seen]) -> list[tuple[Hit, int]]:
        return [(self._hit(one), one.reader) for one in seen if self._is_wanted(one) and one.index > origin]

    def backward(self, origin: int) -> Walk[Finding]:
        """Find the last place before a step."""
        end, size = -(-origin // self._each), _FIRST_BACK
        while True:
            begin = max(0, end - size)
            first = begin * self._each + 1 if begin else 0
            places = yield from self.within(first, min(end * self._each, origin - 1))
            self.at = begin * self._each
            if places:
                last = places[-1][0].index
                return Finding(*next(place for place in places if place[0].index == last), None)
            if begin == 0:
                return Finding(None, None, None)
            end, size = begin, min(2 * size, _MOST_BACK)

    def within(self, first: int, last: int) -> Walk[list[tuple[Hit, int]]]:
        """Give all places from one step to another, and which conditions they are of."""
        places = list[tuple[Hit, int]]()
        seen = yield from self._stand_ready(max(0, first - 1) // self._each)
        while True:
            for one in seen:
                if self._is_wanted(one) and first <= one.index <= last:
                    places.append((self._hit(one), one.reader))
            if self._scan.ended or self._scan.index >= last:
                return places
            seen = yield from self._next(-(-last // self._each))

    def everywhere(self, first: int, last: int) -> Walk[None]:
        """Find all ``places`` from one recorded step to another."""
        self.at = first
        seen = yield from self._stand_ready(max(0, first - 1) // self._each)
        while True:
            for one in seen:
                if self._is_wanted(one) and first <= one.index <= last:
                    self.places[one.reader].add(self._hit(one))
            self.at = min(last, max(first, self._scan.index))
            if self._scan.ended or self._scan.index >= last:
                return
            seen = yield from self._next(-(-last // self._each))

    def _is_wanted(self, one: Seen) -> bool:
        return self._watching[one.reader].sees(one.value)

    def _stand_ready(self, batch: int) -> Walk[list[Seen]]:
        """Stand before a mini-batch with enough read before it; give what is read where the run starts."""
        back = max(watching.looks_back for watching in self._watching)
        while True:
            begin = self._scan.back(batch, back)
            for watching in self._watching:
                watching.begin()
            seen = yield from self._scan.stand(begin)
            if begin == 0:
                return seen
            for one in seen:
                self._watching[one.reader].sees(one.value)
            while self._scan.batch < batch and not self._scan.ended:
                for one in (yield from self._next(batch)):
                    self._watching[one.reader].sees(one.value)
            if all(
                watching.is_ready or not self._scan.reads(number)
                for number, watching in enumerate(self._watching)
            ):
                return []
            back *= 4

    def _next(self, until: int) -> Walk[list[Seen]]:
        """Go on, and give what is read in the order of steps, of one step in the order of conditions."""
        seen = yield from self._scan.go(until)
        return sorted(seen, key=lambda one: (one.index, one.reader))

    def _hit(self, one: Seen) -> Hit:
        place = self._schedule.position(one.index)
        values = self._watching[one.reader].values
        return Hit(one.index, place.epoch, place.batch, place.phase, place.layer, values)


def readers_of(run: Run, conditions: Sequence[Condition], field: str = "conditions") -> list[Reader]:
    """Give how the numbers of conditions are read; raise ``BadInput`` naming one that the run has not."""
    readers = []
    for number, condition in enumerate(conditions):
        try:
            readers.append(reader_of(run, condition.quantity))
        except BadInput as error:
            raise error.under(f"{field}.{number}") from None
    return readers
