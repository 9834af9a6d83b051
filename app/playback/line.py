"""Lines: the courses one run has taken. A new edit in the past begins a line, and the old one stays."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from math import inf
from typing import TypeAlias

from ..engine import Diverged, Floats
from ..protocol import Edit
from .history import History
from .keyframes import Keyframes

Edits: TypeAlias = tuple[Edit, ...]
"""What was changed on the way, in the order of steps, one edit a step at most."""


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


def rate_at(edits: Edits, index: int, first: float) -> float:
    """Give the learning rate in force at a step, ``first`` being that of the specification."""
    place = bisect_right(edits, index, key=lambda edit: edit.index)
    return edits[place - 1].learning_rate if place else first


def edited(edits: Edits, index: int, learning_rate: float, first: float) -> Edits:
    """Give the edits of a run that goes on from a step with this learning rate, whatever came after."""
    before = tuple(edit for edit in edits if edit.index < index)
    in_force = rate_at(before, index, first)
    return before if learning_rate == in_force else (*before, Edit(index, learning_rate))


def canonical(edits: Edits, first: float) -> Edits:
    """Leave out edits that change nothing."""
    rates = [first, *(edit.learning_rate for edit in edits)]
    return tuple(edit for edit, before in zip(edits, rates, strict=False) if edit.learning_rate != before)


def shared(one: Sequence[Edit], other: Sequence[Edit]) -> float:
    """Give the last step up to which two lines are one: that of the first edit they do not share."""
    for here, there in zip_longest(one, other):
        if here != there:
            return min(edit.index for edit in (here, there) if edit)
    return inf
