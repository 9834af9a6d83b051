"""The lines of one run whose records are kept, one of which is followed."""

from math import inf

from ..engine import Floats, Schedule
from ..engine.edits import Edits
from .line import Line, shared

MOST_LINES = 64
"""Of more, the one longest left goes, but for those that others part from and those on which courses are."""
_NOBODYS = -1
"""The course of lines whose own is forgotten."""


class Lines:
    """The lines that a run has taken; the one last followed comes last."""

    def __init__(self, start: Floats) -> None:
        """Begin with one, which keeps where it starts."""
        self.current = Line()
        """Which is followed."""
        self.current.keyframes.keep(0, start)
        self._all = [self.current]

    @property
    def edits(self) -> list[Edits]:
        """What is changed on each; the one that is followed comes last."""
        return [line.edits for line in self._all]

    @property
    def keyframe_bytes(self) -> int:
        """Memory that the keyframes of all take."""
        return sum(line.keyframes.bytes for line in self._all)

    def tip(self, course: int) -> Line:
        """Give the line that a course is on: the one of it last followed."""
        return next(line for line in reversed(self._all) if line.course == course)

    def having(self, edits: Edits, course: int, schedule: Schedule, most: float = inf) -> Line:
        """Give the line of a course with these edits, begun where there is none yet."""
        of = (edits, course)
        found = next((line for line in self._all if (line.edits, line.course) == of), None)
        return found or self.begun(edits, course, schedule, most)

    def begun(self, edits: Edits, course: int, schedule: Schedule, most: float = inf) -> Line:
        """Begin a line where it parts from the one it is most like, after ``most`` steps at the latest.

        The end of one of the same course is only extended. ``schedule`` is of a line with these edits.
        """

        def likeness(line: Line) -> tuple[float, bool]:
            return min(shared(line.edits, edits), line.recorded, most), line.course == course

        parent = max(self._all, key=likeness)
        since = int(likeness(parent)[0])
        ends = since == parent.recorded and all(edit.index <= since for edit in parent.edits)
        if ends and parent.course == course:
            parent.edits, parent.diverged = edits, None
            return parent
        history = parent.history.until(schedule.epochs(since)[0])
        return Line(edits, parent.owner(since), since, since, history, course=course)

    def follow(self, line: Line) -> None:
        """Follow a line, and let go of the one longest left where there are too many."""
        self.current = line
        self._all = [other for other in self._all if other is not line] + [line]
        tips = {other.course: other for other in self._all}
        needed = {id(other) for other in (*(other.parent for other in self._all), *tips.values())}
        if len(self._all) > MOST_LINES:
            free = next((other for other in self._all if id(other) not in needed), None)
            if free:
                self._all.remove(free)

    def know(self, line: Line) -> None:
        """Keep a line that is not followed, as the one longest left."""
        if line not in self._all:
            self._all.insert(0, line)

    def forget(self, course: int) -> None:
        """Keep no line of a course for its own sake."""
        for line in self._all:
            if line.course == course:
                line.course = _NOBODYS

    def longest_left(self) -> Line:
        """Find the line whose keyframes are least missed, of those that have some to spare; else the one
        that is followed.
        """
        return next((line for line in self._all if len(line.keyframes) > 1), self.current)
