"""Lines: the courses one run has taken. A new edit in the past begins a line, and the old one stays."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from math import inf

from ..engine import Diverged, Floats
from ..engine.edits import Edit, Edits
from .history import History
from .keyframes import Keyframes


@dataclass(eq=False)
class Line:
    """A course of a run from its start to the last step trained; up to ``since`` it is its parent's."""

    edits: Edits = ()
    parent: "Line | None" = None
    since: int = 0
    recorded: int = 0
    history: History = field(default_factory=History)
    diverged: Diverged | None = None
    keyframes: Keyframes = field(default_factory=Keyframes)
    course: int = 0
    """Which of the run's courses it is of: two may change the same, and be trained each for itself."""
    replayed: int = 0
    """Up to this step it was recorded elsewhere: its keyframes are what its numbers are, whatever is computed
    here."""

    def owner(self, index: int) -> "Line":
        """Find the line on which a step was recorded first."""
        line = self
        while line.parent and index <= line.since:
            line = line.parent
        return line

    def nearest(self, batch: int, each: int) -> tuple[int, Floats]:
        """Find the last keyframe up to a mini-batch, of ``each`` steps, on this line or its parents."""
        line, last = self, batch
        while True:
            if found := line.keyframes.nearest(last):
                return found
            assert line.parent, "a run's first line keeps its start"
            last = min(last, line.since // each)
            line = line.parent

    def kept(self, each: int) -> list[tuple[int, Floats]]:
        """Give every keyframe, in order, of this line and of its parents up to where it parts from them."""
        own = self.keyframes.boundaries()
        if not self.parent:
            return own
        last = min(self.since // each, own[0][0] - 1 if own else inf)
        return [pair for pair in self.parent.kept(each) if pair[0] <= last] + own


def shared(one: Sequence[Edit], other: Sequence[Edit]) -> float:
    """Give the last step up to which two lines are one: that of the first edit they do not share."""
    for here, there in zip_longest(one, other):
        if here != there:
            return min(edit.index for edit in (here, there) if edit)
    return inf
