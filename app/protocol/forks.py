"""Forks: copies of a class's run that its people go on with by themselves, and challenges among them."""

from collections.abc import Sequence
from typing import Annotated, Any, TypeAlias

from msgspec import Meta, Struct

from ..engine import Spec
from ..engine.edits import Edit
from ..engine.spec import MAX_LAYERS, MAX_UNITS
from .command import Command

MOST_COMPARED = 2
MOST_CURVE_POINTS = 60
MOST_DRAWN = 200
"""Parameters of a network whose every connection is drawn on a stamp."""

ForkName = Annotated[str, Meta(min_length=1, max_length=8)]


class LowestLoss(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="test_loss"):
    """To come to the lowest loss of the test rows."""


class FewestEpochs(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="epochs"):
    """To come to an accuracy of the test rows (0 … 1) in the fewest epochs."""

    accuracy: Annotated[float, Meta(gt=0.0, le=1.0)]


Goal: TypeAlias = LowestLoss | FewestEpochs
GOALS = ("test_loss", "epochs")


class ShareFork(Command, frozen=True, tag="share_fork"):
    """Let the teacher see the run of one's own, without a name, or let it be seen no more."""

    shared: bool


class WatchForks(Command, frozen=True, tag="watch_forks"):
    """Be told how the forks stand that are shared, or no more."""

    watching: bool


class TakeFork(Command, frozen=True, tag="take_fork"):
    """Be told the value of a fork that is shared; ``fork_value`` tells it."""

    fork: ForkName


class PinFork(Command, frozen=True, tag="pin_fork"):
    """Have the big screen show a fork, or two side by side at the same step; none puts them away.

    Those whose steps are not the same are shown at the end of the same epoch.
    """

    forks: Annotated[tuple[ForkName, ...], Meta(max_length=MOST_COMPARED)]


class StartChallenge(Command, frozen=True, tag="start_challenge"):
    """Have everybody with a run of one's own come as near to a goal as they can, from the class's data."""

    goal: Goal
    most_neurons: Annotated[int, Meta(ge=0, le=MAX_LAYERS * MAX_UNITS)]
    """In hidden layers."""


class HandIn(Command, frozen=True, tag="hand_in"):
    """Enter the run of one's own as it stands: how far it came is told by a run of the server's."""


class EndChallenge(Command, frozen=True, tag="end_challenge"):
    """Take no more entries; the board stays as it is."""


class ShowBoard(Command, frozen=True, tag="show_board"):
    """Have the big screen show how far each has come in the challenge, or no more."""

    shown: bool


ForkCommand: TypeAlias = (
    ShareFork | WatchForks | TakeFork | PinFork | StartChallenge | HandIn | EndChallenge | ShowBoard
)


class OwnFork(Struct, frozen=True, tag_field="type", tag="own_fork"):
    """What a run of one's own is called in the class, if it is called anything, and whether it is shared."""

    name: str | None
    shared: bool


class Stamp(Struct, frozen=True, omit_defaults=True):
    """A fork as small as it can be told apart from others."""

    name: str
    """A letter, or two: nobody's own name."""
    layers: Sequence[int]
    """How many neurons each layer has, the inputs first."""
    activations: Sequence[str]
    """Of the hidden layers and the output."""
    index: int
    epoch: int
    train_loss: float | None = None
    test_loss: float | None = None
    accuracy: float | None = None
    """Of the test rows, or of the training rows where there are none of those."""
    curve: Sequence[float] = ()
    """The losses of the test rows, or else of the training rows, from the first epoch to here."""
    weights: Sequence[Sequence[Sequence[float]]] = ()
    """Of each layer a row for each neuron of the one before, rounded; none of a network too large to draw."""


class Forks(Struct, frozen=True, tag_field="type", tag="forks"):
    """The forks that are shared, for who leads the class and looks at them."""

    forks: Sequence[Stamp]


class PinnedFork(Struct, frozen=True):
    """The value of a fork's run, as it was when it was asked for."""

    name: str
    spec: Annotated[dict[str, Any], Meta(extra_json_schema={"$ref": Spec.__name__})]
    edits: Sequence[Edit]
    index: int


class ForkValue(Struct, frozen=True, tag_field="type", tag="fork_value"):
    """The value of a fork's run, for who asked for it."""

    fork: PinnedFork


class Pinned(Struct, frozen=True, tag_field="type", tag="pinned"):
    """What forks the big screen shows: none, one, or two side by side at the same step."""

    forks: Sequence[PinnedFork]


class Entry(Struct, frozen=True):
    """What a fork came to."""

    name: str
    layers: Sequence[int]
    """How many neurons each layer has, the inputs first."""
    result: float | None
    """A loss, or a number of epochs; None while it is checked for the first time, and where it is none."""
    checked: bool
    """Whether nothing that was handed in is still to be checked."""


class Challenge(Struct, frozen=True, tag_field="type", tag="challenge"):
    """What the class tries to come to, and how far each came by runs of the server's, the best first."""

    goal: Goal
    most_neurons: int
    over: bool
    shown: bool
    """Whether the big screen shows the board."""
    entries: Sequence[Entry]
    best: float | None


ForkLetter: TypeAlias = OwnFork | Forks | ForkValue | Pinned | Challenge
