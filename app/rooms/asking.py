"""Polls meet the run: what is true is found out in the engine's time, and hidden until it is revealed."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Protocol, TypeAlias

from ..engine import BadInput
from ..playback.asking import Asked, Doing
from ..playback.hiding import Hidden
from ..playback.pieces import Pieces
from ..playback.predicting import Prediction
from ..protocol import StartPoll, refusal
from .classroom import Class
from .engine_thread import Job, Seat
from .outbox import Outbox
from .polls import KeptPolls
from .room import Room

Then: TypeAlias = Callable[[], object]


class Call(Protocol):
    """Has the event loop call a function, from any thread."""

    def __call__(self, function: Callable[..., object], *arguments: object) -> None:
        """Have it called."""


class Asking:
    """Starts polls where classes are held, and lets their runs be seen again. For the event loop."""

    def __init__(
        self, submit: Callable[[Seat, Job], None], call: Call, keep: Callable[[Room, Then], object]
    ) -> None:
        """Take what has a job done, what calls in the event loop, and what keeps how a class is led first."""
        self._submit = submit
        self._call = call
        self._keep = keep

    def start(self, room: Room, outbox: Outbox, command: StartPoll) -> None:
        """Have the run come to rest and find out what is true, hide it, and ask the class."""
        held, asked = room.held, Asked(outbox.viewer, command.id)
        assert held, "asked where a class is held"
        begun: list[Prediction] = []
        no_more = partial(self._call, held.polls.expect_no_more)

        def work() -> Doing:
            try:
                yield from room.session.rest()
                prediction = yield from room.session.predicting(command.question)
                tell = yield from _hide(room, prediction)
                begun.append(prediction)
                self._call(self._begin, room, held, command, prediction, asked)
                tell()
            except BadInput as error:
                yield asked.failed(refusal(error, command_id=command.id))
            finally:
                if not begun:
                    no_more()

        self._submit(room.seat, Job(work, asked, dropped=no_more))

    def bring_back(self, room: Room, kept: KeptPolls) -> None:
        """Go on with the polls that a class had in another process; what was hidden is found out again.

        Where that fails the poll is put away: whatever the run does, nothing is left to be predicted.
        """
        held, running = room.held, kept.running
        assert held, "brought back where a class is held"
        if running is None or not running.hides:
            held.polls.bring_back(kept, Hidden({}))
            return
        held.polls.expect_again()
        question, bring_back = running.question, partial(self._call, held.bring_back_polls, kept)

        def work() -> Doing:
            hidden: Hidden | None = None
            try:
                with suppress(BadInput):
                    prediction = yield from room.session.predicting(question)
                    (yield from _hide(room, prediction))()
                    hidden = prediction.hidden
            finally:
                bring_back(hidden)

        self._submit(room.seat, Job(work, dropped=partial(bring_back, None)))

    def settle(self, room: Room) -> None:
        """Show everybody what was hidden, once nothing is to be predicted any more."""
        if room.hides or room.audience.hidden is None:
            return

        def work() -> Doing:
            publish = room.seat.publish
            if publish.hidden is not None:
                publish.hidden = None
                publish.start_afresh((yield from room.session.telling_everything()))

        self._submit(room.seat, Job(work))

    def _begin(
        self, room: Room, held: Class, command: StartPoll, prediction: Prediction, asked: Asked
    ) -> None:
        def done() -> None:
            self._submit(room.seat, Job(lambda: [asked.done(room.session.index)], asked))

        if held.is_open:
            held.begin_poll(command.question, prediction)
            self._keep(room, done)
        else:
            self.settle(room)
            done()


def _hide(room: Room, prediction: Prediction) -> Pieces[Then]:
    """Keep from now on what would tell, from all but those who drive; give what tells them the rest."""
    if not prediction.hidden:
        return lambda: None
    everything = yield from room.session.telling_everything()
    room.seat.publish.hidden = prediction.hidden
    return partial(room.seat.publish.start_afresh, everything)
