"""Errands: what somebody has looked for in a run, a part at every tick."""

from typing import TypeAlias

from ...engine import BadInput
from ...protocol import (
    Find,
    Found,
    NumberTraced,
    Places,
    Search,
    Searching,
    Stopped,
    TraceNumber,
)
from ..allowance import Spare
from ..asking import Answer, Asked
from ..parting import PartErrand
from ..run import Run
from .epochs import EpochsErrand
from .errand import Errand
from .finding import Finder, Finding
from .rows import RowsErrand
from .tracing import Tracing

TELL_S = 0.1
"""How often it is said how far a search is, in seconds."""


def check_room(needed: int, spare: Spare) -> None:
    """Raise ``BadInput`` where so many bytes are not free for the copies that searches go on."""
    if spare(needed) < needed:
        raise BadInput("type", "a copy of the run", {"megabytes": 0}, "full")


class SearchErrand(Errand[Finding]):
    """Somebody wants to stand where something becomes true; until it is found the run stays."""

    def __init__(self, run: Run, command: Search, asked: Asked) -> None:
        """Raise ``BadInput`` where the run has no such number."""
        self._command, self._untold_s = command, 0.0
        self._finder = Finder(run, command.conditions, holds=command.holds)
        walk = self._finder.backward if command.backward else self._finder.forward
        super().__init__(asked, walk(run.index))

    @property
    def found(self) -> Finding | None:
        """What it came to, once it has ended."""
        return self._walking.found if self._walking.ended else None

    def wait(self, dt: float) -> None:
        """Let ``dt`` seconds pass."""
        super().wait(dt)
        self._untold_s += dt

    def is_to_tell(self) -> bool:
        """Say whether it is time to tell how far it is, which is told then."""
        if self._untold_s < TELL_S:
            return False
        self._untold_s = 0.0
        return True

    def told(self) -> Searching:
        """Say how far it is."""
        command = self._command
        return Searching(list(command.conditions), command.backward, command.holds, self._finder.at)

    def ended(self, finding: Finding) -> Stopped:
        """Say what it came to."""
        command = self._command
        return Stopped(
            list(command.conditions),
            command.backward,
            command.holds,
            finding.condition,
            finding.hit,
            self.steps,
            self._took_s,
            finding.ended.tensor if finding.ended else None,
        )


class FindErrand(Errand[None]):
    """Somebody wants to know of all places where something became true; the run goes on as it does."""

    def __init__(self, run: Run, command: Find, asked: Asked) -> None:
        """Raise ``BadInput`` where the run has no such number, or not recorded so much."""
        recorded = run.timeline.recorded
        last = recorded if command.last is None else command.last
        if last > recorded:
            raise BadInput("last", last, recorded, "not_recorded")
        if command.first > last:
            raise BadInput("first", command.first, last, "too_large")
        self._first, self._last = command.first, last
        self._finder = Finder(run, command.conditions)
        super().__init__(asked, self._finder.everywhere(command.first, last))

    def answer(self) -> Answer:
        """Tell what was found, on the whole way or as far as it came."""
        last = self._last if self.has_ended else self._finder.at
        places = [Places(each.count, each.hits) for each in self._finder.places]
        return Answer(Found(self.asked.id, self._first, last, places, self._took_s), self.asked.by)


class TraceErrand(Errand[None]):
    """Somebody wants to know what made a number; the run goes on as it does."""

    def __init__(self, run: Run, command: TraceNumber, asked: Asked) -> None:
        """Raise ``BadInput`` where the run has no such number."""
        self._tracing = Tracing(run, command.quantity)
        super().__init__(asked, self._tracing.walk())

    def answer(self) -> Answer:
        """Tell what was found, on the whole way or as far as it came."""
        tracing = self._tracing
        return Answer(
            NumberTraced(
                self.asked.id,
                tracing.here,
                tracing.at,
                tracing.made,
                tracing.making,
                tracing.changed.told(),
                tracing.largest.told(),
                tracing.sign.told(),
                tracing.dead.told() if tracing.knows_death else None,
                tracing.course,
            ),
            self.asked.by,
        )


Look: TypeAlias = FindErrand | TraceErrand | RowsErrand | PartErrand | EpochsErrand
"""What changes nothing, and is answered to who asked."""
