"""What ``catalog.json`` holds, field by field: the tables of engine and data."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias

from msgspec import Meta, Struct

from ..engine.losses import Targets

Lines: TypeAlias = Annotated[Sequence[Any], Meta(extra_json_schema={"$ref": "Lines"})]
"""Formulas in the order they are reckoned: a name, and the tree of what it is."""
Names: TypeAlias = Sequence[str]


class NamedInfo(Struct, frozen=True, forbid_unknown_fields=True):
    """One record of a table."""

    name: str
    label: str
    """For a menu: "Leaky ReLU"."""
    formula: str
    """In symbols, plain Unicode: "max(0, z)"."""


class ActivationInfo(NamedInfo, frozen=True):
    """f, and f′ as trees and as the Python that runs."""

    slope: str
    """f′ in symbols, in terms of a or z: "1 − a²"; empty where units are coupled, whose slope is a matrix."""
    couples_units: bool
    constants: Mapping[str, float]
    """Of the formulas by name, e.g. {"leak": 0.01}."""
    lines: Lines
    source: str
    slope_lines: Lines | None
    """f′ of z and a; null where units are coupled."""
    slope_source: str | None
    delta_lines: Lines | None
    """δ of a and d_a, where units are coupled."""
    delta_source: str | None


class LossInfo(NamedInfo, frozen=True):
    """ℓ, and its slope."""

    slope: str
    """∂ℓ/∂a in symbols: "a − y"."""
    output_activation: str | None
    """The output activation the loss is bound to, whose slope cancels; null where it is bound to none."""
    targets: Targets
    constants: Mapping[str, float]
    lines: Lines
    source: str
    textbook_lines: Lines | None
    """ℓ of a and y as books have it, where the engine reckons it another way."""
    textbook_source: str | None
    slope_lines: Lines
    """∂ℓ/∂a of a and y."""
    slope_source: str
    delta_lines: Lines | None
    """δ of a and y, where the slope cancels."""
    delta_source: str | None


class OptimizerInfo(NamedInfo, frozen=True):
    """What a gradient does to a parameter."""

    memory: Names
    """What it remembers of every parameter: ["velocity"], ["m", "v"]."""
    scalars: Names
    """What else it takes: "eta", "t"."""
    constants: Mapping[str, float]
    lines: Lines
    """Memories first; the last one is the step."""
    source: str


class ScheduleInfo(NamedInfo, frozen=True):
    """Which learning rate an update has."""

    varies: bool
    """Whether it is another at every update."""
    constants: Mapping[str, float]
    lines: Lines
    """The last one is ``eta``, of ``eta_0`` and ``epochs``."""
    source: str


class PenaltyInfo(NamedInfo, frozen=True):
    """What large weights cost."""

    constants: Mapping[str, float]
    lines: Lines | None
    """Its gradient of w and its rate; null where there is no penalty."""
    source: str | None
    value_lines: Lines | None
    value_source: str | None
    correction_lines: Lines | None
    """What changes a step before it is taken."""
    correction_source: str | None


class ReductionInfo(NamedInfo, frozen=True):
    """What a mini-batch's loss and gradient are of its rows'."""

    source: str


class PointsThumbnail(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="points"):
    """Points of the unit square, each with a value from −1 to 1."""

    points: Sequence[tuple[float, float, float]]


class ClassesThumbnail(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="classes"):
    """Points of the unit square, each with the number of its class."""

    points: Sequence[tuple[float, float, float]]


class ImageThumbnail(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="image"):
    """A picture's rows, from 0 to 1."""

    pixels: Sequence[Sequence[float]]


class PartsThumbnail(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="parts"):
    """For each class a word, or a pair of letters, that its sentences have."""

    parts: Sequence[str]


class DatasetInfo(Struct, frozen=True, forbid_unknown_fields=True):
    """One built-in data set."""

    name: str
    label: str
    task: Literal["classification", "regression"]
    inputs: Names
    default_inputs: Names
    generated: bool
    """Whether ``samples`` and ``noise`` mean anything for it."""
    train_fraction: float
    suggested: Annotated[Mapping[str, Any], Meta(extra_json_schema={"$ref": "Partly<Spec>"})]
    """Settings to configure with when someone picks it."""
    source: str
    thumbnail: PointsThumbnail | ClassesThumbnail | ImageThumbnail | PartsThumbnail


class Catalog(Struct, frozen=True, forbid_unknown_fields=True):
    """All tables."""

    activations: Sequence[ActivationInfo]
    losses: Sequence[LossInfo]
    optimizers: Sequence[OptimizerInfo]
    schedules: Sequence[ScheduleInfo]
    penalties: Sequence[PenaltyInfo]
    reductions: Sequence[ReductionInfo]
    initializers: Sequence[NamedInfo]
    layer: Mapping[str, str]
    """The Python of what one layer does: "forward", "blame", "delta", "gradient", "update", …"""
    symbols: Mapping[str, str]
    """How people write a name: {"beta_1": "β₁"}."""
    datasets: Sequence[DatasetInfo]
    schema: Annotated[Mapping[str, Any], Meta(extra_json_schema={"$ref": "Schema"})]
    """JSON Schema of ``Spec``: its bounds, choices and defaults."""
    changeable: Names
    """Fields of a specification that can change in the course of a run, and all they hold: what else is new
    begins another. "*" stands for any of a list."""
