"""Sweeps of the rooms' runs: one in each at a time, for who asked for it, beside all else that is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import ceil, isfinite

from ..engine import BadInput, Spec
from ..playback.allowance import Spare
from ..playback.pieces import Pieces, while_wanted
from ..playback.session import Session
from ..playback.straight import PIECE_WORK, work_of
from ..protocol import (
    MOST_TRIED_EPOCHS,
    TRIED_POINTS,
    Letter,
    StopSweep,
    SweepBegun,
    SweepCommand,
    SweepEnded,
    Swept,
)
from ..protocol import Band as BandTold
from ..protocol import Sweep as SweepAsked
from ..sweeps import Band, Ran, Sweep, Varied, bands, combinations, running
from ..sweeps.varied import Values
from .aside import Aside
from .challenge import refusing
from .engine_thread import Seat
from .forks import Answer
from .outbox import Outbox, parcel

MOST_SWEPT_WORK = 6e10
"""Multiplications that the runs of a sweep may take together, about half a minute's."""
_USUAL_EPOCHS = 100
"""Where the run here has not come so far, and they may be asked for."""


@dataclass(frozen=True)
class _Plan:
    """What is to be run."""

    sweep: Sweep
    chosen: Sequence[Values]


@dataclass(eq=False)
class _UnderWay:
    """A sweep that somebody waits for."""

    id: int
    asker: Outbox
    wanted: bool = True
    ran: list[Ran] = field(default_factory=list)

    def tell(self, letter: Letter) -> None:
        """Tell who asked."""
        self.asker.put(parcel(letter))


class Sweeps:
    """The sweeps of one hub, by the seats of the runs that they are of. For the event loop."""

    def __init__(self, aside: Aside) -> None:
        """Take the way to the engine thread."""
        self._aside = aside
        self._coming: set[_UnderWay] = set()
        self._under_way: dict[Seat, _UnderWay] = {}

    @property
    def under_way(self) -> int:
        """How many there are."""
        return len(self._under_way)

    def obey(self, seat: Seat, outbox: Outbox, command: SweepCommand, answer: Answer) -> None:
        """Begin a sweep of a seat's run, or end it."""
        if isinstance(command, StopSweep):
            self.stop(outbox)
            answer(None)
            return
        one = _UnderWay(command.id, outbox)
        self._coming.add(one)

        def begin(plan: _Plan | BadInput) -> None:
            self._coming.discard(one)
            answer(plan if isinstance(plan, BadInput) else None)
            if isinstance(plan, _Plan) and one.wanted:
                self._begin(seat, one, command, plan)

        self._aside.look(seat, refusing(partial(_planned, command)), begin)

    def stop(self, outbox: Outbox) -> None:
        """Go no further with what a viewer has asked for."""
        for one in self._coming:
            one.wanted = one.wanted and one.asker is not outbox
        for seat, one in list(self._under_way.items()):
            if one.asker is outbox:
                self._end(seat, one, stopped=True)

    def _begin(self, seat: Seat, one: _UnderWay, command: SweepAsked, plan: _Plan) -> None:
        if before := self._under_way.get(seat):
            self._end(seat, before, stopped=True)
        self._under_way[seat] = one
        one.tell(SweepBegun(one.id, command.vary, command.values, plan.sweep.epochs))

        def told(number: int, ran: Ran) -> None:
            if one.wanted:
                one.ran.append(ran)
                one.tell(_swept(one.id, number, ran))

        def ended(whole: bool | None) -> None:
            if one.wanted:
                self._end(seat, one, stopped=not whole)

        tell = partial(self._aside.call, told)
        self._aside.work("sweep", _sweeping(plan, lambda: one.wanted, self._aside.spare, tell), ended)

    def _end(self, seat: Seat, one: _UnderWay, *, stopped: bool) -> None:
        del self._under_way[seat]
        one.wanted = False
        one.tell(SweepEnded(one.id, stopped, list(map(_told, bands(one.ran)))))


def _planned(command: SweepAsked, session: Session) -> _Plan:
    """Hold a sweep to what may be asked of the server; raise ``BadInput``."""
    timeline, runs = session.timeline, len(command.values)
    spec = timeline.spec_here
    most = int(MOST_SWEPT_WORK // (runs * _epoch_work(session, spec)))
    if most < 1:
        raise BadInput(
            "values", f"{runs} values", int(MOST_SWEPT_WORK // _epoch_work(session, spec)), "too_long"
        )
    if command.epochs and command.epochs > most:
        raise BadInput("epochs", command.epochs, most, "too_large")
    come_to, _ = timeline.schedule.epochs(timeline.recorded)
    epochs = command.epochs or min(max(come_to, _USUAL_EPOCHS), most, MOST_TRIED_EPOCHS)
    chosen = combinations(spec, [Varied(command.vary, command.values)])
    return _Plan(Sweep(spec, epochs=epochs, each=ceil(epochs / TRIED_POINTS)), chosen)


def _epoch_work(session: Session, spec: Spec) -> float:
    batches = ceil(len(session.view.data.x_train) / spec.batch_size)
    return batches * session.timeline.schedule.steps_per_batch * work_of(session.timeline)


def _sweeping(
    plan: _Plan, wanted: Callable[[], bool], spare: Spare, tell: Callable[[int, Ran], object]
) -> Pieces[bool]:
    """Make one run after the other; say whether it was all of them."""
    for number, values in enumerate(plan.chosen):
        ran = yield from while_wanted(running(plan.sweep, values, spare, PIECE_WORK), wanted)
        if ran is None:
            return False
        tell(number, ran)
        yield
    return True


def _swept(sweep: int, number: int, ran: Ran) -> Swept:
    points = [point.told for point in ran.points if point.is_finite]
    diverged = ran.course.diverged.epoch if ran.course and ran.course.diverged else None
    return Swept(sweep, number, points, diverged, refused=ran.course is None)


def _told(band: Band) -> BandTold:
    quartiles = band.quartiles
    numbers = (band.least, quartiles.lower, quartiles.median, quartiles.upper, band.most)
    return BandTold(band.epoch, *(number if isfinite(number) else None for number in numbers))
