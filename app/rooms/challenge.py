"""A challenge among the forks of a class: what may be entered, and the board of what each came to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from ..engine import BadInput, Spec
from ..engine.edits import Edits
from ..playback.session import Session
from ..playback.straight import work_of
from ..protocol import Challenge as ChallengeLetter
from ..protocol import EndChallenge, Entry, FewestEpochs, Goal, HandIn, Letter, ShowBoard, StartChallenge
from .aside import Aside
from .checking import MOST_WORK, Value, checking
from .engine_thread import Seat
from .forks import Answer, Fork, Forks

if TYPE_CHECKING:
    from .classroom import Member

T = TypeVar("T")

BOARD_S = 0.5
"""How often the board is told at most: a class hands in all at once."""


@dataclass(frozen=True)
class Terms:
    """What whoever enters is held to: the class's data and loss, and a bound.

    Nothing may be set by hand but what the class itself had when it began.
    """

    goal: Goal
    most_neurons: int
    spec: Spec
    edits: Edits
    """The class's."""

    def check(self, session: Session) -> Value:
        """Give the value of a run as it stands; raise ``BadInput`` where it may not be entered."""
        spec, index = session.view.spec, session.index
        edits = tuple(edit for edit in session.timeline.edits if edit.index <= index)
        self._check_rows(spec)
        if spec.loss != self.spec.loss:
            raise BadInput("loss", spec.loss, [self.spec.loss], "unknown_name")
        if spec.parameters != self.spec.parameters:
            raise BadInput("parameters", "set by hand", None, "unwanted_field")
        for number, edit in enumerate(edits):
            if edit.parameter and edit not in self.edits:
                raise BadInput(f"edits.{number}.parameter", "set by hand", None, "unwanted_field")
        neurons = sum(layer.units for layer in spec.hidden)
        if neurons > self.most_neurons:
            raise BadInput("hidden", neurons, self.most_neurons, "too_large")
        most_steps = int(MOST_WORK // work_of(session.timeline))
        if index > most_steps:
            raise BadInput("index", index, most_steps, "too_large")
        return Value(spec, edits, index, tuple(session.timeline.stepper.network.units))

    def _check_rows(self, spec: Spec) -> None:
        """Hold a specification to the class's very rows, in the same two halves."""
        ours = self.spec.data
        for name in ours.__struct_fields__:
            wanted, got = getattr(ours, name), getattr(spec.data, name)
            if name == "seed":
                wanted, got = _seed(self.spec), _seed(spec)
            if got != wanted:
                told = [_told(got), _told(wanted)]
                raise BadInput(f"data.{name}", told[0], told[1:], "unknown_name")


@dataclass(eq=False)
class _Entered:
    """What a fork has come to, and what of it is still to be checked."""

    fork: Fork
    layers: tuple[int, ...]
    result: float | None = None
    waiting: tuple[Value, ...] = ()
    """What was handed in last and is not yet begun to be checked; in another process also what was begun."""
    under_way: Value | None = None
    """What is being checked."""


class KeptEntry(Struct, frozen=True):
    """An entry written down; what of it is still to be checked will be."""

    room: str
    """The fork's."""
    layers: tuple[int, ...]
    result: float | None
    values: tuple[Value, ...]


class KeptChallenge(Struct, frozen=True):
    """A challenge written down."""

    terms: Terms
    over: bool
    shown: bool
    entries: list[KeptEntry]


@dataclass(eq=False)
class Challenge:
    """The challenge of one class, once there was one. For the event loop."""

    aside: Aside
    forks: Forks
    members: Callable[[], Iterable["Member"]]
    tell: Callable[[Letter, Iterable["Member"]], None]
    _terms: Terms | None = None
    _over: bool = True
    _shown: bool = False
    _entered: dict[Fork, _Entered] = field(default_factory=dict)
    _checking: bool = False
    _told_soon: bool = False

    def obey(
        self,
        member: "Member",
        command: StartChallenge | HandIn | EndChallenge | ShowBoard,
        seat: Seat,
        answer: Answer,
    ) -> None:
        """Do what a member asks, who may; raise ``BadInput``, with nothing changed, where it cannot be done.

        ``seat`` is that of the class's own run.
        """
        match command:
            case StartChallenge():
                self._start(command, seat, answer)
            case HandIn():
                self._hand_in(member, answer)
            case EndChallenge():
                self._end()
                answer(None)
            case ShowBoard():
                self._shown = command.shown
                self._tell()
                answer(None)

    @property
    def letter(self) -> ChallengeLetter | None:
        """Tell what there is to try, if there is anything, and how far each came."""
        return self._letter(self._terms) if self._terms else None

    def admit(self, member: "Member") -> None:
        """Tell a member who comes what there is to try."""
        if letter := self.letter:
            self.tell(letter, [member])

    def forget(self, room: str) -> None:
        """Keep what a fork came to whose room is no more; check nothing more of it."""
        for entered in self._entered.values():
            if entered.fork.seat.name == room:
                entered.waiting = ()

    def kept(self) -> KeptChallenge | None:
        """Write it down, if there is one."""
        entries = [
            KeptEntry(
                one.fork.seat.name,
                one.layers,
                one.result,
                (*([one.under_way] if one.under_way else []), *one.waiting),
            )
            for one in self._entered.values()
        ]
        return KeptChallenge(self._terms, self._over, self._shown, entries) if self._terms else None

    def bring_back(self, kept: KeptChallenge) -> None:
        """Go on with what was written down, among the forks that are here."""
        forks = {fork.seat.name: fork for fork in self.forks.all}
        self._terms, self._over, self._shown = kept.terms, kept.over, kept.shown
        for one in kept.entries:
            if fork := forks.get(one.room):
                self._entered[fork] = _Entered(fork, one.layers, one.result, one.values)
        self._check_next()

    def close(self) -> None:
        """Check nothing more."""
        self._terms, self._over = None, True
        self._entered.clear()

    def _start(self, command: StartChallenge, seat: Seat, answer: Answer) -> None:
        def begin(terms: Terms | BadInput) -> None:
            if isinstance(terms, BadInput):
                answer(terms)
                return
            self.close()
            for fork in self.forks.all:
                fork.entered = False
            self._terms, self._over, self._shown = terms, False, False
            self._tell()
            answer(None)

        self.aside.look(seat, refusing(lambda session: _terms(command, session)), begin)

    def _hand_in(self, member: "Member", answer: Answer) -> None:
        terms = self._terms
        if terms is None or self._over:
            raise BadInput("type", "hand_in", None, "not_open")
        assert member.own, "who may hand in has a run of its own"
        fork = self.forks.called(member.own)

        def enter(value: Value | BadInput) -> None:
            if isinstance(value, BadInput):
                answer(value)
            elif terms is not self._terms or self._over:
                answer(BadInput("type", "hand_in", None, "not_open"))
            else:
                self._enter(fork, value)
                answer(None)

        self.aside.look(member.own, refusing(terms.check), enter)

    def _enter(self, fork: Fork, value: Value) -> None:
        fork.entered = True
        entered = self._entered.setdefault(fork, _Entered(fork, value.layers))
        entered.waiting = (value,)
        self.forks.tell_own(fork)
        self._tell_soon()
        self._check_next()

    def _end(self) -> None:
        if not self._over:
            self._over = True
            self._tell()

    def _check_next(self) -> None:
        """Check one value at a time, in the order they were handed in."""
        terms = self._terms
        if terms is None or self._checking:
            return
        entered = next((one for one in self._entered.values() if one.waiting), None)
        if entered is None:
            return
        value, *later = entered.waiting
        entered.waiting, entered.under_way = tuple(later), value
        self._entered[entered.fork] = self._entered.pop(entered.fork)  # the others come first next time
        self._checking = True

        def checked(result: float | None) -> None:
            self._checking, entered.under_way = False, None
            if result is not None and (entered.result is None or result < entered.result):
                entered.result, entered.layers = result, value.layers
            self._tell_soon()
            self._check_next()

        def wanted() -> bool:
            return self._terms is terms  # read in the engine thread

        self.aside.work("challenge", checking(value, terms.goal, self.aside.spare, wanted), checked)

    def _tell_soon(self) -> None:
        if not self._told_soon:
            self._told_soon = True
            self.aside.later(BOARD_S, self._tell)

    def _tell(self) -> None:
        self._told_soon = False
        if letter := self.letter:
            self.tell(letter, self.members())

    def _letter(self, terms: Terms) -> ChallengeLetter:
        board = sorted(self._entered.values(), key=lambda one: inf if one.result is None else one.result)
        entries = [
            Entry(one.fork.name, one.layers, one.result, not (one.waiting or one.under_way)) for one in board
        ]
        best = entries[0].result if entries else None
        return ChallengeLetter(terms.goal, terms.most_neurons, self._over, self._shown, entries, best)


def refusing(see: Callable[[Session], T]) -> Callable[[Session], T | BadInput]:
    """Give what hands on a refusal as what there is to see."""

    def see_or_refuse(session: Session) -> T | BadInput:
        try:
            return see(session)
        except BadInput as error:
            return error

    return see_or_refuse


def _terms(command: StartChallenge, session: Session) -> Terms:
    """Hold a challenge to the class's run: it must have rows to be tested by, and classes for an accuracy."""
    view = session.view
    if not len(view.data.x_test):
        raise BadInput("test_rows", 0, 1, "too_small")
    if isinstance(command.goal, FewestEpochs) and view.data.task != "classification":
        raise BadInput("goal.accuracy", command.goal.accuracy, view.data.label, "no_classes")
    return Terms(command.goal, command.most_neurons, view.spec, session.timeline.edits)


def _told(value: object) -> str:
    """Quote a field of the data, unless it is rows."""
    return str(value) if isinstance(value, str | int | float) else "other"


def _seed(spec: Spec) -> int:
    """Give the seed that draws the rows and their halves."""
    return spec.seed if spec.data.seed is None else spec.data.seed
