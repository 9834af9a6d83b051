"""The kept runs of one browser: what is told of them, and what it may have done with one."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

LONGEST_TITLE = 80


class CardData(Struct, frozen=True):
    """What names a run's data."""

    kind: str
    label: str | None
    expression: str | None


class Card(Struct, frozen=True):
    """What there is to know of a run at a glance."""

    data: CardData
    units: Sequence[int]
    """Of each layer, the inputs first."""
    activations: Sequence[str]
    """Of the hidden layers, each once; of the output where there are none."""
    epoch: int
    """Where it stands: epochs that are over."""
    loss: float | None
    """The training rows', at the last epoch evaluated up to there; null where none is finite."""


class MyRun(Struct, frozen=True):
    """A kept run, as its owner sees it."""

    room: str
    title: str
    """Empty where it was given none."""
    used_at: float
    """Seconds since 1970."""
    card: Card | None
    """Null of one from before there were any."""


class MyRuns(Struct, frozen=True):
    """All of them, the one used last first."""

    kept_days: float
    """How long a run is kept that nobody uses; 0 where none is kept."""
    idle_minutes: float
    """How long one is there that nobody looks at, where none is kept."""
    most: int
    """So many are kept of one browser: then those used longest ago go, those with a name last."""
    runs: Sequence[MyRun]


class NamedRun(Struct, frozen=True, forbid_unknown_fields=True):
    """One of them, and what it, or its copy, is to be called."""

    room: Annotated[str, Meta(max_length=64)]
    title: Annotated[str, Meta(max_length=LONGEST_TITLE)] = ""
