"""A run written down when a command is done, so that another process can go on with it."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b

import msgspec

from ..engine import Spec
from ..engine.edits import Edits
from ..engine.spec_pieces import read_in_pieces
from ..playback.asking import Answer, Told
from ..playback.hiding import Hidden
from ..playback.kept_branches import KeptBranches, Restoring, written
from ..playback.pieces import Pieces
from ..playback.session import Session
from ..playback.viewpoint import Viewpoint
from ..protocol import Done, Message, Restore
from .cards import card_of, write_card
from .engine_thread import Seat
from .kept_course import CoursePace, KeptCourse, first_other, read_course
from .publish import Publish

Fields = dict[str, bytes]
Keep = Callable[[Seat, Fields, Callable[[], object]], object]
"""Has fields of a room kept, and goes on then; from any thread."""


_DIGEST_BYTES = 16
_MOST_HASHED_BYTES = 2**18
"""With every command that is done: a quarter of a millisecond at most."""


class RunValue(msgspec.Struct, array_like=True):
    """Where a run stands and how it plays; its specification is written beside it, once."""

    restore: Restore
    run_id: int
    recorded: int = 0
    """How far it was trained; it may stand before that."""
    numbers: str = ""
    """A digest of its weights and of the optimizer's memory where it stands; none of a large network's."""
    taken_back: tuple[Edits, ...] = ()
    """What can be made again."""


class KeptRun:
    """Tells the viewers of a room, and whoever asked that it is done only when it is kept."""

    def __init__(self, seat: Seat, publish: Publish, keep: Keep) -> None:
        self._seat, self._publish, self._keep = seat, publish, keep
        self._written: Viewpoint | None = None
        """Whose specification was written down last."""
        self._branches_written: object = None
        """Which tree was written down last."""
        self._as_written: object = None
        self._as_found: object = None
        """How the run stood when it was made of what was written down elsewhere, until it is written down."""
        self._course = CoursePace()

    def tell(self, told: Iterable[Told]) -> None:
        """Tell everybody; an answer that is a promise is kept first."""
        for one in told:
            if isinstance(one, Answer) and isinstance(one.letter, Done) and one.changed:
                self._keep(self._seat, self.fields(), lambda answer=one: self._publish.tell([answer]))  # type: ignore[misc]
            else:
                self._publish.tell([one])

    def start_afresh(self, everything: Iterable[Message], *, all_of_them: bool = True) -> None:
        """Tell all there is to know."""
        self._publish.start_afresh(everything, all_of_them=all_of_them)

    @property
    def hidden(self) -> Hidden | None:
        """What is kept from all but those who may know it."""
        return self._publish.hidden

    @hidden.setter
    def hidden(self, hidden: Hidden | None) -> None:
        self._publish.hidden = hidden

    @property
    def frame_s(self) -> float:
        """How often they can be shown where the run stands."""
        return self._publish.frame_s

    @property
    def waiting_bytes(self) -> int:
        """Memory that messages take."""
        return self._publish.waiting_bytes

    @property
    def is_written(self) -> bool:
        """Whether the run stands and plays as it was written down last, and what it computed is, too."""
        session, stands = self._seat.session, _stands(self._seat.session)
        return stands == self._as_found or (stands == self._as_written and not self._course.is_due(session))

    def found(self, fields: Fields) -> None:
        """Know that the run was made of these fields: where they have all there is they stay as they are."""
        session = self._seat.session
        value, course = _value_of(fields), _course_of(fields, session)
        computed = course.recorded.recorded if course and course.holds else 0
        if fields.get("card") and value.recorded == computed == session.timeline.recorded:
            self._as_found = session.run_id, value.restore.index, value.restore.playing

    def fields(self, *, all_of_it: bool = False) -> Fields:
        """Write down the run as it stands, its specification where it is not yet. In the engine thread."""
        session = self._seat.session
        self._as_written, self._as_found = _stands(session), None
        restore = msgspec.structs.replace(session.restoring(), spec=Spec())
        taken_back = session.branches.current.changes.taken_back
        value = RunValue(restore, session.run_id, session.timeline.recorded, numbers_of(session), taken_back)
        fields = {"run": msgspec.json.encode(value), "card": write_card(card_of(session))}
        if all_of_it or session.view is not self._written:
            self._written = session.view
            fields["spec"] = msgspec.json.encode(session.view.spec_as_told)
        if all_of_it or self._branches_written != (session.run_id, session.branches.tree.version):
            self._branches_written = session.run_id, session.branches.tree.version
            kept = written(session.branches)
            fields["branches"] = msgspec.json.encode(kept) if kept else b""
        if self._course.is_due(session, all_of_it=all_of_it):
            fields["course"] = self._course.write(session)
        return fields


def numbers_of(session: Session) -> str:
    """Give the digest of a run's weights and optimizer's memory; none where that takes more than a moment."""
    core = session.timeline.stepper.core()
    return (
        blake2b(core.data, digest_size=_DIGEST_BYTES).hexdigest() if core.nbytes <= _MOST_HASHED_BYTES else ""
    )


def note_other_numbers(fields: Fields, session: Session) -> int | None:
    """Have a run that was made again know from which step on it has other numbers than it had; give that."""
    value, course = _value_of(fields), _course_of(fields, session)
    first = first_other(course, session) if course and not course.holds else None
    found = numbers_of(session) if session.index == value.restore.index else ""
    if first is None and value.numbers and found and found != value.numbers:
        first = session.index
    session.differs = first
    return first


def _value_of(fields: Fields) -> RunValue:
    return msgspec.json.decode(fields["run"], type=RunValue)


def _course_of(fields: Fields, session: Session) -> KeptCourse | None:
    text = fields.get("course")
    return read_course(text, session.timeline.spec, _value_of(fields).run_id) if text else None


def _stands(session: Session) -> object:
    return session.run_id, session.index, session.active


def read_run(fields: Fields) -> tuple[Callable[[], Pieces[Sequence[Restore | Restoring]]], int]:
    """Give what reads how to restore a run, in the engine's time, and the number that it had.

    It is trained as far as it was, and then stands where it stood; of its other branches it is known how far
    they were trained.
    """
    value = _value_of(fields)
    told = fields.get("branches")
    kept = msgspec.json.decode(told, type=KeptBranches) if told else None
    course = fields.get("course")

    def read() -> Pieces[Sequence[Restore | Restoring]]:
        spec = yield from read_in_pieces(fields["spec"])
        stands = msgspec.structs.replace(value.restore, spec=spec)
        computed = read_course(course, spec, value.run_id) if course else None
        known = computed.recorded if computed and computed.holds else None
        if known and known.recorded > max(value.recorded, stands.index):
            known = None  # the run was begun again since
        if value.recorded <= stands.index:
            return [Restoring(stands, kept, value.taken_back, known)]
        first = msgspec.structs.replace(stands, index=value.recorded, playing=False)
        return [Restoring(first, kept, value.taken_back, known), stands]

    return read, value.run_id
