"""Looks into a run: what somebody has asked for is looked for in turns, and told to who asked."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from ...engine import BadInput
from ...protocol import (
    LOOKS,
    Find,
    FindParting,
    ListRows,
    LookCommand,
    LookName,
    ShowEpochs,
    TraceNumber,
    tag_of,
)
from ..allowance import Spare
from ..asking import Answer, Asked
from ..parting import PartErrand
from ..run import Run
from ..viewpoint import Viewpoint
from .epochs import EpochsErrand
from .errands import FindErrand, Look, TraceErrand, check_room
from .rows import RowsErrand

MOST_LOOKS = 16
"""So many may wait to be answered."""
MOST_OF_ONE = len(LOOKS)
"""So many of one viewer: one of each kind, as a page asks for them."""


@dataclass(frozen=True)
class Waiting:
    """A look, what it is called, and the bytes that the copies may take on which it goes."""

    look: Look
    name: str
    bytes: int

    @property
    def by(self) -> object:
        """Who has asked for it."""
        return self.look.asked.by


class Looks:
    """What waits to be answered, whoever has waited longest for a turn first."""

    def __init__(self) -> None:
        self.looked_at = 0
        """Steps made on copies."""
        self._waiting: deque[Waiting] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def unanswered(self) -> list[Asked]:
        """What was asked and is not answered yet."""
        return [waiting.look.asked for waiting in self._waiting]

    @property
    def held(self) -> int:
        """Bytes that may be taken by what waits: nobody else counts them."""
        return sum(waiting.bytes for waiting in self._waiting)

    def ask(
        self, run: Run, command: LookCommand, asked: Asked, spare: Spare, other: Viewpoint | None = None
    ) -> None:
        """Have something looked for, and in an ``other`` run, where it is of two.

        Raises ``BadInput`` where that cannot be.
        """
        name = tag_of(command)
        self._check_few(name, asked.by)
        needed = run.view.bytes + (other.bytes if other else 0)
        check_room(self.held + needed, spare)
        self._waiting.append(Waiting(_look(run, command, asked, other), name, needed))

    def wait(self, dt: float) -> None:
        """Let ``dt`` seconds pass: they are of the look whose turn it is, and no other's."""
        if self._waiting:
            self._waiting[0].look.wait(dt)

    def go_on(self, most: int) -> Iterator[Answer | None]:
        """Look so many steps further for whoever's turn it is, and answer when it is known.

        The next turn is somebody else's, where another waits, and goes on with what else the same has asked.
        """
        if not self._waiting:
            return
        waiting = self._waiting.popleft()
        self._waiting = deque(sorted(self._waiting, key=lambda other: other.by == waiting.by))
        self._waiting.append(waiting)
        look = waiting.look
        before = look.steps
        yield from look.go(most)
        self.looked_at += look.steps - before
        if look.has_ended:
            self._waiting.remove(waiting)
            yield look.answer()

    def cancel(self, name: LookName, by: object) -> Iterator[Answer]:
        """Answer what somebody has asked for by such commands, as far as it came."""
        yield from self._end([one for one in self._waiting if (one.name, one.by) == (name, by)])

    def forget(self, by: object) -> None:
        """Look no further for who has gone."""
        self._waiting = deque(waiting for waiting in self._waiting if waiting.by != by)

    def parted(self) -> Iterator[Answer]:
        """Answer all as far as they came: the run is to be another, or on another line."""
        yield from self._end(list(self._waiting))

    def _check_few(self, name: str, by: object) -> None:
        """Raise ``BadInput`` where too much waits already to be answered: to this viewer, or to all."""
        if sum(waiting.by == by for waiting in self._waiting) >= MOST_OF_ONE:
            raise BadInput("type", name, {"own_looks": MOST_OF_ONE}, "full")
        if len(self._waiting) >= MOST_LOOKS:
            raise BadInput("type", name, {"looks": MOST_LOOKS}, "full")

    def _end(self, ended: list[Waiting]) -> Iterator[Answer]:
        for waiting in ended:
            self._waiting.remove(waiting)
            yield waiting.look.answer()


def _look(run: Run, command: LookCommand, asked: Asked, other: Viewpoint | None) -> Look:
    match command:
        case Find():
            return FindErrand(run, command, asked)
        case TraceNumber():
            return TraceErrand(run, command, asked)
        case ListRows():
            return RowsErrand(run, command, asked)
        case ShowEpochs():
            return EpochsErrand(run, command, asked)
        case FindParting():
            assert other, "two runs part"
            return PartErrand(run, other, command, asked)
        case _:
            assert_never(command)
