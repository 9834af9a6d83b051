"""Copies of the line that a run is on: to go along it while the run stands where it does."""

from collections.abc import Callable
from math import inf
from typing import TypeAlias

from ..engine import Floats
from .keyframes import Keyframes
from .timeline import Timeline

_NEVER = 2**62
"""So many mini-batches apart no keyframe is kept but the first."""

Kept: TypeAlias = Callable[[int], tuple[int, Floats]]
"""Finds the last boundary kept that is not after a mini-batch."""


def copied(timeline: Timeline, batch: int, x: Floats, y: Floats) -> Timeline:
    """Give a timeline of its own on the same line, which stands at a mini-batch or not long before it.

    ``x`` and ``y`` are the rows that the other one took.
    """
    copy = Timeline(timeline.spec, x, y)
    copy.follow(timeline.edits, 0)
    base, core = timeline.nearest(batch)
    copy.stand(core, base)
    return copy


def scout(timeline: Timeline, x: Floats, y: Floats) -> Timeline:
    """Give a timeline of its own on the same line, at its start, which keeps nothing of its way.

    ``x`` and ``y`` are the rows that the other one took.
    """
    walked, line, last = Timeline(timeline.spec, x, y), timeline.line, inf
    walked.follow(timeline.edits, 0)
    while line.parent:
        line, last = line.parent, min(last, line.since)
    if replayed := int(min(line.replayed, last)):
        frames = Keyframes()
        for batch, core in line.keyframes.boundaries():
            frames.keep(batch, core)
        walked.line.keyframes, walked.line.replayed = frames, replayed
    walked.line.keyframes.spacing = _NEVER
    return walked


def keeping(timeline: Timeline) -> Kept:
    """Give what finds the boundaries kept of a line, whichever is followed later."""
    line, each = timeline.line, timeline.schedule.steps_per_batch
    return lambda batch: line.nearest(batch, each)
