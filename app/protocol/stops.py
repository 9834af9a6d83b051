"""Stops: numbers of a run, what may become true of them, and where that is found."""

from typing import Annotated, Literal, TypeAlias, get_args

from msgspec import Meta, Struct

from ..engine import BadInput
from ..engine.edits import Layer, Unit
from ..engine.spec import Number

MOST_STOPS = 8
MOST_TIMES = 100
"""How often running something may be asked to rise."""
MOST_HITS = 200
"""Places that are told of one condition."""
MOST_TRACED = 240
"""Points of a number's course over the run."""

UnitTensor: TypeAlias = Literal["z", "a", "delta"]
Score: TypeAlias = Literal["train_loss", "test_loss", "train_accuracy", "test_accuracy"]
Half: TypeAlias = Literal["train", "test"]
Trouble: TypeAlias = Literal["silent", "flat"]
Test: TypeAlias = Literal[
    "above", "at_least", "at_most", "below", "crosses", "changes_sign", "changes", "rises", "falls"
]
TESTS: tuple[Test, ...] = get_args(Test)
AGAINST_A_VALUE: tuple[Test, ...] = ("above", "at_least", "at_most", "below", "crosses")
RUNNING: tuple[Test, ...] = ("rises", "falls")
_Row = Annotated[int, Meta(ge=0)]


class _Quantity(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="of"):
    """A number of a run, made over and over."""


class ParameterQuantity(_Quantity, frozen=True, tag="parameter"):
    """A weight, or where there is no ``unit_in`` the bias of ``unit_out``: made by its layer's updates."""

    layer: Layer
    unit_in: Unit | None
    unit_out: Unit


class UnitQuantity(_Quantity, frozen=True, tag="unit"):
    """A number of a neuron for a row of the mini-batch, or the mean of all its rows."""

    tensor: UnitTensor
    layer: Layer
    unit: Unit
    row: _Row | None = None


class GradientQuantity(_Quantity, frozen=True, tag="gradient"):
    """How large the gradient of a layer's weights is, as its step back makes it: their root mean square."""

    layer: Layer


class BatchLossQuantity(_Quantity, frozen=True, tag="batch_loss"):
    """The loss of a row of the mini-batch, or the mean of all its rows."""

    row: _Row | None = None


class ScoreQuantity(_Quantity, frozen=True, tag="score"):
    """A mean loss or an accuracy of all rows, at the end of every epoch."""

    name: Score


class ShareQuantity(_Quantity, frozen=True, tag="share"):
    """On what share of the training rows (0 … 1) a hidden neuron says nothing, or is at a flat end.

    Known at the end of every epoch. One silent on all of them is dead; *flat* is as results have it.
    """

    trouble: Trouble
    layer: Layer
    unit: Unit


class PredictionQuantity(_Quantity, frozen=True, tag="prediction"):
    """The number of the class that a row is taken for, after every mini-batch."""

    half: Half
    row: _Row


class EpochsQuantity(_Quantity, frozen=True, tag="epochs"):
    """How many epochs are whole."""


class NotFiniteQuantity(_Quantity, frozen=True, tag="not_finite"):
    """0, and 1 at the last step whose numbers are finite, where the next would make one that is not."""


Quantity: TypeAlias = (
    ParameterQuantity
    | UnitQuantity
    | GradientQuantity
    | BatchLossQuantity
    | ScoreQuantity
    | ShareQuantity
    | PredictionQuantity
    | EpochsQuantity
    | NotFiniteQuantity
)
QUANTITIES = tuple(str(kind.__struct_config__.tag) for kind in get_args(Quantity))


class Condition(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What may be true of a number whenever it is made; it holds until the number is made again.

    *Crosses* is true where the number is at or above ``value`` and was below, or the other way round;
    *changes_sign* where its sign (−, 0, +) is another than before; *changes* where it is another number;
    *rises* and *falls* where it did so ``times`` times running.
    """

    quantity: Quantity
    test: Test
    value: Number | None = None
    times: Annotated[int, Meta(ge=1, le=MOST_TIMES)] | None = None
    """Once, unless given."""

    def __post_init__(self) -> None:
        wants = self.test in AGAINST_A_VALUE
        if wants and self.value is None:
            raise BadInput("value", "nothing", {"test": self.test}, "missing_field")
        if not wants and self.value is not None:
            raise BadInput("value", self.value, {"test": self.test}, "unwanted_field")
        if self.test not in RUNNING and self.times is not None:
            raise BadInput("times", self.times, {"test": self.test}, "unwanted_field")


Conditions: TypeAlias = Annotated[tuple[Condition, ...], Meta(min_length=1, max_length=MOST_STOPS)]


class Hit(Struct, frozen=True):
    """Where a condition became true, or was."""

    index: int
    """The step that made it so."""
    epoch: int
    """The epoch, mini-batch, phase and layer of that step."""
    batch: int
    phase: str
    layer: int
    values: list[float]
    """The number there, last, and what it was before, as far as the condition looks back."""


class Searching(Struct, frozen=True):
    """A search under way: the run stands where it did until something is found."""

    conditions: list[Condition]
    backward: bool
    holds: bool
    at: int
    """It has looked up to this step, or back to it."""


class Stopped(Struct, frozen=True):
    """How the last search ended; said no more once the run is asked to move."""

    conditions: list[Condition]
    backward: bool
    holds: bool
    found: int | None
    """Which of them; none where nothing was found on the whole way."""
    hit: Hit | None
    searched: int
    """How many steps were looked at …"""
    took_s: float | None
    """… in so many seconds, others' turns among them; none where it was play that stopped."""
    tensor: str | None
    """What would no longer have been finite, where that ended the search."""


class Moment(Struct, frozen=True):
    """A number as a step made it."""

    index: int
    """The step that made it."""
    epoch: int
    """The epoch, mini-batch, phase and layer of that step."""
    batch: int
    phase: str
    layer: int
    before: float | None
    """What the number was until then; none where it was made for the first time."""
    now: float


class Milestones(Struct, frozen=True):
    """Moments of one kind around the step where the run stands."""

    last: Moment | None
    """The last up to here …"""
    previous: int | None
    """… the step of the one before that …"""
    next: Moment | None
    """… and the first after here, in what is recorded."""
