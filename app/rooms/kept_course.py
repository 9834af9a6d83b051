"""What was computed of a run, kept beside its value: with it a restart computes next to nothing again.

It holds on the machine that computed it, with its hash; elsewhere it says where the numbers part.
"""

import math
import time
from collections.abc import Callable
from hashlib import blake2b

import msgspec
import numpy as np
from msgspec import Struct

from ..engine import Spec
from ..engine.edits import Edits
from ..playback.handing_over import recorded_of
from ..playback.history import Point
from ..playback.recorded import Recorded, bounded
from ..playback.session import Session
from ..protocol import HistoryPoint
from ..recordings import fingerprint

_MOST_BYTES = 2**16
"""Of keyframes, but for the first and the last."""
_DIGEST_BYTES = 16
_TIMES, _AGAIN_S = 4, 2.0
"""A quarter of what takes but a moment is written down anew, at most every so often."""


class _Course(Struct, array_like=True):
    made_on: bytes
    """A hash of the machine's fingerprint."""
    run_id: int
    edits: Edits
    """Those that had an effect."""
    recorded: int
    stride: int
    points: tuple[HistoryPoint, ...]
    keyframes: tuple[tuple[int, bytes], ...]


class KeptCourse(Struct):
    """A line of a run as it was computed, and whether that was on a machine like this."""

    recorded: Recorded
    holds: bool


class CoursePace:
    """Says when what a run has computed is to be written down: often enough for a quick restart."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._of: object = None
        """The line that was written down last …"""
        self._recorded = 0
        """… how far it was …"""
        self._at = -math.inf
        """… and when."""

    def is_due(self, session: Session, *, all_of_it: bool = False) -> bool:
        """Whether enough was computed since, some time ago; anything, where all is to be written."""
        timeline = session.timeline
        before = self._recorded if self._of == _line(session) else 0
        new = timeline.recorded - before
        if all_of_it:
            return timeline.recorded > 0
        return new * _TIMES >= session.steps_at_once and self._now() - self._at >= _AGAIN_S

    def write(self, session: Session) -> bytes:
        """Write it down, and note that it is."""
        self._of, self._recorded, self._at = _line(session), session.timeline.recorded, self._now()
        return write_course(session)


def _line(session: Session) -> object:
    timeline = session.timeline
    return session.run_id, timeline.course, effective(timeline.edits, timeline.recorded)


def write_course(session: Session) -> bytes:
    """Write down the line that a run is on, as far as it was trained. In the engine thread."""
    timeline = session.timeline
    made = bounded(recorded_of(timeline), _MOST_BYTES)
    course = _Course(
        _here(),
        session.run_id,
        effective(made.edits, made.recorded),
        made.recorded,
        made.stride,
        tuple(point.told for point in made.points),
        tuple((batch, np.ascontiguousarray(core).tobytes()) for batch, core in made.keyframes),
    )
    text = msgspec.msgpack.encode(course)
    return _digest(text) + text


def read_course(text: bytes, spec: Spec, run_id: int) -> KeptCourse | None:
    """Read it; None where it is damaged, or of another run."""
    digest, text = text[:_DIGEST_BYTES], text[_DIGEST_BYTES:]
    if digest != _digest(text):
        return None
    course = msgspec.msgpack.decode(text, type=_Course)
    if course.run_id != run_id or not course.keyframes:
        return None
    recorded = Recorded(
        spec,
        course.edits,
        course.recorded,
        course.recorded,
        tuple(Point(*point) for point in course.points),
        course.stride,
        tuple((batch, np.frombuffer(core).copy()) for batch, core in course.keyframes),
    )
    return KeptCourse(recorded, course.made_on == _here())


def first_other(course: KeptCourse, session: Session) -> int | None:
    """Give the first step known at which a run has other numbers than it had; None where none is known."""
    timeline = session.timeline
    each, here = timeline.schedule.steps_per_batch, dict(recorded_of(timeline).keyframes)
    if effective(timeline.edits, course.recorded.recorded) != course.recorded.edits:
        return None
    for batch, core in course.recorded.keyframes:
        if batch in here and here[batch].tobytes() != core.tobytes():
            return batch * each
    return None


def effective(edits: Edits, recorded: int) -> Edits:
    """Give the edits that had an effect on what was trained so far."""
    return tuple(edit for edit in edits if edit.index < recorded)


def _here() -> bytes:
    return _digest(msgspec.json.encode(fingerprint()))


def _digest(text: bytes) -> bytes:
    return blake2b(text, digest_size=_DIGEST_BYTES).digest()
