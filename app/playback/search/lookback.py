"""Looking back while a run is played backwards: it stops where one of its stops became true."""

from collections.abc import Sequence

from ...protocol.stops import Condition, Hit
from ..run import Run
from .finding import Finder
from .walk import Walk

_AHEAD = 32
"""Mini-batches that are looked through at a time at least: to stand before them takes a while."""


class Lookback:
    """Follows a run backwards on the line that it is on, from a step on."""

    def __init__(self, run: Run, stops: Sequence[Condition], since: int) -> None:
        self._finder = Finder(run, stops)
        self._of = (run.id, run.edits, tuple(stops))
        self._each = run.timeline.schedule.steps_per_batch
        self._known = since
        """From this step on up to where it has looked all places are known."""
        self._passed: list[tuple[Hit, int]] = []
        self.at = since
        """It has looked back to this step."""

    def is_of(self, run: Run, stops: Sequence[Condition], since: int) -> bool:
        """Whether it has looked back to a step of a run, for these."""
        return self.at == since and self._of == (run.id, run.edits, tuple(stops))

    def look(self, until: int) -> Walk[tuple[Hit, int] | None]:
        """Look back to a step before; find the last place where a stop became true, and which."""
        if not self._passed and until < self._known:
            begin = max(0, min((until - 1) // self._each, self._known // self._each - _AHEAD))
            first = begin * self._each + 1 if begin else 0
            self._passed = yield from self._finder.within(first, self._known - 1)
            self._known = first
        found = None
        while self._passed and self._passed[-1][0].index >= until:
            if found and self._passed[-1][0].index < found[0].index:
                break
            found = self._passed.pop()  # at last the first condition that is true there
        self.at = found[0].index if found else until
        return found
