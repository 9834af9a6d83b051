"""What a class has done in the engine thread beside its runs: looking at them, and work in pieces.

Each call that is given is made in the event loop, once what it waits for is there.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from ..playback.allowance import Spare
from ..playback.asking import Doing, Told
from ..playback.hiding import Hidden
from ..playback.pieces import Pieces
from ..playback.reporter import FRAME_S
from ..playback.session import Session
from ..protocol import Message
from .engine_thread import Job, Seat

Seen = TypeVar("Seen")
Call = Callable[..., object]


class Aside:
    """The way from the event loop into the engine thread and back."""

    def __init__(
        self,
        submit: Callable[[Seat, Job], None],
        call: Call,
        later: Callable[[float, Callable[[], object]], object],
        spare: Spare,
    ) -> None:
        """Take what has a job done, what calls in the event loop, at once or so much later, and memory."""
        self._submit, self.call = submit, call
        self.later, self.spare = later, spare
        self._idle = Session()

    def look(self, seat: Seat, see: Callable[[Session], Seen], then: Callable[[Seen], object]) -> None:
        """Hand on what there is to see of a session: quickly, changing nothing."""

        def work() -> list[Told]:
            self.call(then, see(seat.session))
            return []

        self._submit(seat, Job(work))

    def work(self, name: str, pieces: Pieces[Seen], then: Callable[[Seen | None], object]) -> None:
        """Have work of its own done in slices, as one more run has; hand on what it made, None if it failed.

        Each has a seat of its own, as what rests after heavy work is a seat.
        """

        def work() -> Doing:
            made: Seen | None = None
            try:
                made = yield from pieces
            finally:
                self.call(then, made)

        self._submit(Seat(name, self._idle, _Nobody()), Job(work, heavy=True))


class _Nobody:
    """Who watches what is done aside."""

    frame_s = FRAME_S
    waiting_bytes = 0
    hidden: Hidden | None = None

    def tell(self, told: Iterable[Told]) -> None:
        """Tell nobody."""

    def start_afresh(self, everything: Iterable[Message], *, all_of_them: bool = True) -> None:
        """Tell nobody."""
