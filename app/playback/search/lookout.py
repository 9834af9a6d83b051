"""Looking out while a run is played: it stops where one of its stops becomes true."""

from collections import deque
from collections.abc import Sequence

from ...protocol.stops import Condition, Hit
from ..run import Run
from .finding import Finder
from .walk import Walk


class Lookout:
    """Follows a run on the line that it is on, from a step on."""

    def __init__(self, run: Run, stops: Sequence[Condition], since: int) -> None:
        self._finder = Finder(run, stops)
        self._of = (run.id, run.edits, tuple(stops))
        self._coming: deque[tuple[Hit, int]] | None = None
        self.at = since
        """It has looked up to this step."""

    def is_of(self, run: Run, stops: Sequence[Condition], since: int) -> bool:
        """Whether it has looked up to a step of a run, for these."""
        return self.at == since and self._of == (run.id, run.edits, tuple(stops))

    def look(self, until: int) -> Walk[tuple[Hit, int] | None]:
        """Look up to a step; find the first place where a stop becomes true, and which."""
        if self._coming is None:
            self._coming = deque((yield from self._finder.first_after(self.at)))
        while not self._coming and self._finder.stands_at < until and not self._finder.ended:
            self._coming += yield from self._finder.next_after(self.at)
        if self._coming and self._coming[0][0].index <= until:
            found = self._coming.popleft()
            self.at = found[0].index
            while self._coming and self._coming[0][0].index == self.at:
                self._coming.popleft()
            return found
        self.at = until
        return None
