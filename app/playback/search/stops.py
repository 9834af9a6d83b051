"""The stops of a run: what it is searched for, where play stops, and what was found."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...engine import BadInput
from ...protocol import (
    Condition,
    Find,
    FindParting,
    Hit,
    ListRows,
    Search,
    Searching,
    ShowEpochs,
    Stopped,
    TraceNumber,
    tag_of,
)
from ..allowance import Spare
from ..asking import Answer, Asked
from ..parting import PartErrand
from ..pieces import Pieces
from ..run import Run
from ..viewpoint import Viewpoint
from .epochs import EpochsErrand
from .errands import FindErrand, Look, SearchErrand, TraceErrand, check_room
from .finding import readers_of
from .lookout import Lookout
from .rows import RowsErrand
from .walk import Walking

MOST_LOOKS = 16
"""So many may wait to be answered."""
_AGAIN_S = 1
MOST_AT_ONCE = 1000
"""Steps that are looked at before it is asked again whether that was all."""


@dataclass(frozen=True)
class Ended:
    """A search has come to its end; ``hit`` is where what was searched for is true."""

    asked: Asked
    hit: Hit | None


@dataclass(frozen=True)
class Waiting:
    """A look, and the bytes that the copies may take on which it goes."""

    look: Look
    bytes: int


class Stops:
    """Of one run: a search under way, looks that wait for their answers, and where play stops."""

    def __init__(self) -> None:
        self.conditions: tuple[Condition, ...] = ()
        """Where play stops."""
        self.stopped: Stopped | None = None
        """How the last search, or play, ended, until the run is asked to move."""
        self.looked_at = 0
        """Steps made on copies."""
        self._search: SearchErrand | None = None
        self._looks: deque[Waiting] = deque()
        self._lookout: Lookout | None = None

    @property
    def looks(self) -> bool:
        """Whether something is being looked for."""
        return self._search is not None or bool(self._looks)

    @property
    def searching(self) -> Searching | None:
        """What is searched for, and how far it is."""
        return self._search.told() if self._search else None

    @property
    def unanswered(self) -> list[Asked]:
        """What was asked and is not answered yet."""
        search = [self._search.asked] if self._search else []
        return [*search, *(waiting.look.asked for waiting in self._looks)]

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

    def searching_for(self, run: Run, command: Search, asked: Asked, spare: Spare) -> SearchErrand:
        """Give what searches; raise ``BadInput`` where the run has no such number."""
        check_room(self._held + run.view.bytes, spare)
        return SearchErrand(run, command, asked)

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
        if self._looks:
            self._looks[0].look.wait(dt)

    def is_to_tell(self) -> bool:
        """Say whether it is time to tell how far the search is, which is told then."""
        return self._search is not None and self._search.is_to_tell()

    def interrupt(self) -> Asked | None:
        """Give up a search, and what was told of the last one; give who is to be answered."""
        asked = self._search.asked if self._search else None
        self._search = self.stopped = None
        return asked

    def find(self, run: Run, command: Find, asked: Asked, spare: Spare) -> None:
        """Have all places looked for; raise ``BadInput`` where that cannot be."""
        needed = self._check_looks(command, spare, run.view)
        self._looks.append(Waiting(FindErrand(run, command, asked), needed))

    def trace(self, run: Run, command: TraceNumber, asked: Asked, spare: Spare) -> None:
        """Have it found out what made a number; raise ``BadInput`` where that cannot be."""
        needed = self._check_looks(command, spare, run.view)
        self._looks.append(Waiting(TraceErrand(run, command, asked), needed))

    def list_rows(self, run: Run, command: ListRows, asked: Asked, spare: Spare) -> None:
        """Have the rows of the mini-batch listed; raise ``BadInput`` where that cannot be."""
        needed = self._check_looks(command, spare, run.view)
        self._looks.append(Waiting(RowsErrand(run, command, asked), needed))

    def part(self, run: Run, other: Viewpoint, command: FindParting, asked: Asked, spare: Spare) -> None:
        """Have it found out where another run parts from this; raise ``BadInput`` where that cannot be."""
        needed = self._check_looks(command, spare, run.view, other)
        self._looks.append(Waiting(PartErrand(run, other, command, asked), needed))

    def show_epochs(self, run: Run, command: ShowEpochs, asked: Asked, spare: Spare) -> None:
        """Have epochs shown as they were; raise ``BadInput`` where that cannot be."""
        needed = self._check_looks(command, spare, run.view)
        self._looks.append(Waiting(EpochsErrand(run, command, asked), needed))

    @property
    def _held(self) -> int:
        """Bytes that may be taken by what waits: nobody else counts them."""
        return sum(waiting.bytes for waiting in self._looks)

    def _check_looks(
        self,
        command: Find | TraceNumber | ListRows | FindParting | ShowEpochs,
        spare: Spare,
        *views: Viewpoint,
    ) -> int:
        """Give the bytes of what it takes to look into these; raise ``BadInput`` where that cannot be."""
        if len(self._looks) >= MOST_LOOKS:
            raise BadInput("type", tag_of(command), _AGAIN_S, "too_often")
        needed = sum(view.bytes for view in views)
        check_room(self._held + needed, spare)
        return needed

    def look_about(self, most: int) -> Iterator[Answer | None]:
        """Look so many steps further for what was asked first, and answer when it is known."""
        if not self._looks:
            return
        look = self._looks[0].look
        before = look.steps
        yield from look.go(most)
        self.looked_at += look.steps - before
        if look.has_ended:
            self._looks.popleft()
            yield look.answer()

    def parted(self) -> Iterator[Answer]:
        """Answer all looks as far as they came: the run is to be another, or on another line."""
        while self._looks:
            yield self._looks.popleft().look.answer()

    def played(self, run: Run, since: int) -> Pieces[Hit | None]:
        """Look at what was played since a step; give the first stop there, which is told from then on."""
        if not self.conditions or run.index == since:
            return None
        if not (self._lookout and self._lookout.is_of(run, self.conditions, since)):
            self._lookout = Lookout(run, self.conditions, since)
        looking = Walking(self._lookout.look(run.index))
        while not looking.ended:
            yield from looking.go(MOST_AT_ONCE)
        self.looked_at += looking.steps
        if not (found := looking.found):
            return None
        hit, which = found
        self.stopped = Stopped(
            conditions=list(self.conditions),
            backward=False,
            holds=False,
            found=which,
            hit=hit,
            searched=hit.index - since,
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
