"""Sweeps: the run of a room many times over with other values, for who asks alone; nothing of it changes."""

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias, get_args

from msgspec import Meta, Struct

from .command import Command
from .points import HistoryPoint

MOST_TRIED = 40
"""Runs of one sweep."""
MOST_TRIED_EPOCHS = 10_000
TRIED_POINTS = 60
"""So many times a run of a sweep is evaluated, and once before it."""

SweptField: TypeAlias = Literal["seed", "optimizer.learning_rate"]
SWEPT_FIELDS: tuple[SweptField, ...] = get_args(SweptField)


class Sweep(Command, frozen=True, tag="sweep"):
    """Run the specification in force here, from its beginning, once with each of these values.

    ``sweep_begun`` tells for how many epochs, a ``swept`` of each run what it came to, ``sweep_ended`` of all
    of them together. A sweep takes the place of one that is under way in its room, and ends where who asked
    for it goes.
    """

    vary: SweptField
    values: Annotated[tuple[int | float, ...], Meta(min_length=2, max_length=MOST_TRIED)]
    epochs: Annotated[int, Meta(ge=1, le=MOST_TRIED_EPOCHS)] | None = None
    """Where none are named, those that the run here has come to, within what may be asked of the server."""


class StopSweep(Command, frozen=True, tag="stop_sweep"):
    """Go no further with it."""


SweepCommand: TypeAlias = Sweep | StopSweep


class SweepBegun(Struct, frozen=True, tag_field="type", tag="sweep_begun"):
    """A sweep is under way."""

    sweep: int
    """The ``id`` of the command that asked for it."""
    vary: SweptField
    values: Sequence[int | float]
    epochs: int


class Swept(Struct, frozen=True, tag_field="type", tag="swept"):
    """What one of its runs came to."""

    sweep: int
    number: int
    """Its place among the values, from 0."""
    points: list[HistoryPoint]
    """As far as its losses are numbers."""
    diverged: int | None
    """The epoch in which its numbers ended, if they did."""
    refused: bool
    """Whether it could not begin, for want of memory."""


class Band(Struct, frozen=True):
    """What the runs' losses lie between after an epoch; null where too many of them have none any more.

    Of the test rows, or of the training rows where there are no others.
    """

    epoch: int
    least: float | None
    lower: float | None
    median: float | None
    upper: float | None
    most: float | None


class SweepEnded(Struct, frozen=True, tag_field="type", tag="sweep_ended"):
    """No more runs are made."""

    sweep: int
    stopped: bool
    """Whether it was stopped, or another took its place."""
    bands: Sequence[Band]
    """Of those that have ended."""


SweepLetter: TypeAlias = SweepBegun | Swept | SweepEnded
