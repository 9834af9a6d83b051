"""The stops of a run: what it is searched for, where play stops, and what was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...engine import BadInput
from ...protocol import (
    Condition,
    Hit,
    Searching,
    Stopped,
)
from ..asking import Asked
from ..pieces import Pieces
from ..run import Run
from .errands import SearchErrand
from .finding import readers_of
from .lookback import Lookback
from .lookout import Lookout
from .walk import Walking

MOST_AT_ONCE = 1000
"""Steps that are looked at before it is asked again whether that was all."""


@dataclass(frozen=True)
class Ended:
    """A search has come to its end; ``hit`` is where what was searched for is true."""

    asked: Asked
    hit: Hit | None


class Stops:
    """Of one run: a search under way, and where play stops."""

    def __init__(self) -> None:
        self.conditions: tuple[Condition, ...] = ()
        """Where play stops."""
        self.stopped: Stopped | None = None
        """How the last search, or play, ended, until the run is asked to move."""
        self.looked_at = 0
        """Steps made on copies."""
        self._search: SearchErrand | None = None
        self._lookout: Lookout | Lookback | None = None
        self._looking_back: Walking[tuple[Hit, int] | None] | None = None
        self.goal: int | None = None
        """Where playing backwards leads, while it is looked at what lies between."""

    @property
    def searching(self) -> Searching | None:
        """What is searched for, and how far it is."""
        return self._search.told() if self._search else None

    @property
    def unanswered(self) -> list[Asked]:
        """What was asked and is not answered yet."""
        return [self._search.asked] if self._search else []

    def check(self, run: Run, conditions: Sequence[Condition]) -> None:
        """Raise ``BadInput`` where a run has no such numbers."""
        readers_of(run, conditions, "stops")

    def set(self, run: Run, conditions: Sequence[Condition]) -> None:
        """Have play stop at these; raise ``BadInput`` where a run has no such numbers."""
        self.check(run, conditions)
        self.conditions = tuple(conditions)

    def keep(self, run: Run, conditions: Sequence[Condition]) -> None:
        """Have play stop at those of these that a run has the numbers of."""
        self.conditions = tuple(each for each in conditions if _goes_with(run, each))

    def begin(self, search: SearchErrand) -> None:
        """Search from now on."""
        self._search = search

    def search_on(self, most: int) -> Pieces[Ended | None]:
        """Look so many steps further; give how it ended when it has."""
        search = self._search
        assert search, "there is something to search for"
        before = search.steps
        yield from search.go(most)
        self.looked_at += search.steps - before
        if not (finding := search.found):
            return None
        self._search, self.stopped = None, search.ended(finding)
        return Ended(search.asked, finding.hit)

    def wait(self, dt: float) -> None:
        """Let ``dt`` seconds pass."""
        if self._search:
            self._search.wait(dt)

    def is_to_tell(self) -> bool:
        """Say whether it is time to tell how far the search is, which is told then."""
        return self._search is not None and self._search.is_to_tell()

    def interrupt(self) -> Asked | None:
        """Give up a search, and what was told of the last one; give who is to be answered."""
        asked = self._search.asked if self._search else None
        self._search = self.stopped = None
        self.look_no_further()
        return asked

    def look_no_further(self) -> None:
        """Give up what is looked at of the way on which playing leads: it is to lead elsewhere."""
        if self.goal is not None:
            self._lookout = self._looking_back = self.goal = None

    def played(self, run: Run, since: int) -> Pieces[Hit | None]:
        """Look at what was played since a step; give the first stop there, which is told from then on."""
        if not self.conditions or run.index == since:
            return None
        lookout = self._lookout
        if not (isinstance(lookout, Lookout) and lookout.is_of(run, self.conditions, since)):
            self._lookout = lookout = Lookout(run, self.conditions, since)
        looking = Walking(lookout.look(run.index))
        while not looking.ended:
            yield from looking.go(MOST_AT_ONCE)
        self.looked_at += looking.steps
        return self._stopped_at(looking.found, since, backward=False)

    def play_back(self, run: Run, goal: int, most: int) -> Pieces[int | None]:
        """Look so many steps further at what lies between a step and one before, to which playing leads.

        Once all is looked at give where that leads: to the last stop on the way, which is told from then on,
        if there is one.
        """
        if not self.conditions:
            self.look_no_further()
            return goal
        lookback = self._lookout
        if not (isinstance(lookback, Lookback) and lookback.is_of(run, self.conditions, run.index)):
            self._lookout = lookback = Lookback(run, self.conditions, run.index)
            self._looking_back = None
        self.goal = goal
        looking = self._looking_back = self._looking_back or Walking(lookback.look(goal))
        before = looking.steps
        yield from looking.go(most)
        self.looked_at += looking.steps - before
        if not looking.ended:
            return None
        self._looking_back = self.goal = None
        hit = self._stopped_at(looking.found, run.index, backward=True)
        return hit.index if hit else goal

    def _stopped_at(self, found: tuple[Hit, int] | None, since: int, *, backward: bool) -> Hit | None:
        """Tell from now on why play stopped, if it did."""
        if not found:
            return None
        hit, which = found
        self.stopped = Stopped(
            conditions=list(self.conditions),
            backward=backward,
            holds=False,
            found=which,
            hit=hit,
            searched=abs(hit.index - since),
            took_s=None,
            tensor=None,
        )
        return hit


def _goes_with(run: Run, condition: Condition) -> bool:
    try:
        readers_of(run, [condition])
    except BadInput:
        return False
    return True
