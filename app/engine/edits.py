"""Edits: what is changed in the course of a run, and the specification that is in force at a step."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import groupby
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import replace

from .activations import ACTIVATIONS
from .network import Network
from .refusal import BadInput
from .spec import (
    MAX_LAYERS,
    BatchSize,
    Dropped,
    LearningRate,
    Number,
    OptimizerSpec,
    RegularizationSpec,
    ScheduleSpec,
    Spec,
    check_name,
    name_in,
)
from .steps import Schedule

MOST_INDEX = 10**12
CHANGEABLE = (
    "batch_size",
    "optimizer",
    "schedule",
    "regularization",
    "hidden.*.activation",
    "hidden.*.dropout",
    "output_activation",
)
"""Fields of a specification that can change in the course of a run: whatever else is new begins another.

The output's activation can where the loss goes with the other one too, and the targets stay the same numbers.
"""

Layer = Annotated[int, Meta(ge=1, le=MAX_LAYERS + 1)]
Unit = Annotated[int, Meta(ge=0)]


class LayerActivation(Struct, frozen=True, forbid_unknown_fields=True):
    """Another activation of a layer, counted from 1; the last one is the output."""

    layer: Layer
    activation: Annotated[str, name_in(ACTIVATIONS)]

    def __post_init__(self) -> None:
        check_name("activation", self.activation, ACTIVATIONS)


class LayerDropout(Struct, frozen=True, forbid_unknown_fields=True):
    """Another share of a hidden layer, counted from 1, that is left out."""

    layer: Layer
    dropout: Dropped


class Parameter(Struct, frozen=True, forbid_unknown_fields=True):
    """A weight set by hand, or where there is no ``unit_in`` the bias of ``unit_out``. Units count from 0."""

    layer: Layer
    unit_in: Unit | None
    unit_out: Unit
    value: Number

    @property
    def place(self) -> tuple[int, int, int]:
        """Say which parameter; biases come after their layer's weights."""
        return (self.layer, MOST_INDEX if self.unit_in is None else self.unit_in, self.unit_out)


class Edit(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is changed on the way: one thing, in force from step ``index`` on.

    A learning rate may change at any step, and is that of all updates not begun by then. Whatever else
    changes does so between two mini-batches: at an ``index`` of whole mini-batches, where the network then
    stands as changed, with nothing yet propagated. What an optimizer or a penalty remembers starts anew with
    its kind; with other numbers of the same kind it stays. A schedule counts epochs from the one in which its
    kind came in; a new learning rate is what it scales from there. A parameter set by hand is trained on from
    there, and one that a penalty has put to rest is awake again. Mini-batches of another size begin with what
    is left of the epoch's rows.
    """

    index: Annotated[int, Meta(ge=0, le=MOST_INDEX)]
    learning_rate: LearningRate | None = None
    optimizer: OptimizerSpec | None = None
    """With its learning rate."""
    schedule: ScheduleSpec | None = None
    batch_size: BatchSize | None = None
    regularization: RegularizationSpec | None = None
    activation: LayerActivation | None = None
    dropout: LayerDropout | None = None
    parameter: Parameter | None = None

    def __post_init__(self) -> None:
        given = [name for name in self.__struct_fields__[1:] if getattr(self, name) is not None]
        if not given:
            raise BadInput("learning_rate", "nothing", None, "missing_field")
        if len(given) > 1:
            raise BadInput(given[1], "another change", {given[0]: "changed"}, "unwanted_field")

    @property
    def thing(self) -> tuple[object, ...]:
        """Say what is changed: of two edits of one thing at one step the later holds."""
        if self.parameter:
            return ("parameter", *self.parameter.place)
        if self.activation:
            return ("activation", self.activation.layer)
        if self.dropout:
            return ("dropout", self.dropout.layer)
        for name in ("schedule", "batch_size"):
            if getattr(self, name):
                return (name,)
        return ("regularization",) if self.regularization else ("optimizer",)

    @property
    def between(self) -> bool:
        """Whether it can be made between two mini-batches only."""
        return self.learning_rate is None


Edits: TypeAlias = tuple[Edit, ...]
"""What was changed on the way, in the order of steps."""


def spec_at(spec: Spec, edits: Iterable[Edit], index: int) -> Spec:
    """Give the specification in force at a step of the run that began with ``spec``."""
    return reduce(_changed, (edit for edit in edits if edit.index <= index), spec)


def counted_from(spec: Spec, edits: Iterable[Edit], index: int) -> int:
    """Give the step from which the updates of the optimizer in force are counted: where it came in."""
    since, kind = 0, spec.optimizer.kind
    for edit in edits:
        if edit.index <= index and edit.optimizer and edit.optimizer.kind != kind:
            since, kind = edit.index, edit.optimizer.kind
    return since


def schedule_of(start: Schedule, spec: Spec, edits: Iterable[Edit]) -> Schedule:
    """Give the schedule of a run whose mini-batches change their size as its edits say."""
    schedule, size = start, spec.batch_size
    for edit in edits:
        if edit.batch_size and edit.batch_size != size:
            size = edit.batch_size
            schedule = schedule.changed(edit.index // start.steps_per_batch, size)
    return schedule


def scheduled_from(spec: Spec, edits: Iterable[Edit], index: int) -> int:
    """Give the step at which the learning rate's schedule in force came in."""
    since, kind = 0, spec.schedule.kind
    for edit in edits:
        if edit.index <= index and edit.schedule and edit.schedule.kind != kind:
            since, kind = edit.index, edit.schedule.kind
    return since


def differences(before: Spec, after: Spec, index: int) -> Edits | None:
    """Give the edits at a step that make one specification the other; None where none can."""
    edits: list[Edit] = []
    rate = after.optimizer.learning_rate
    if replace(before.optimizer, learning_rate=rate) != after.optimizer:
        edits.append(Edit(index, optimizer=after.optimizer))
    elif rate != before.optimizer.learning_rate:
        edits.append(Edit(index, learning_rate=rate))
    if before.schedule != after.schedule:
        edits.append(Edit(index, schedule=after.schedule))
    if before.batch_size != after.batch_size:
        edits.append(Edit(index, batch_size=after.batch_size))
    if before.regularization != after.regularization:
        edits.append(Edit(index, regularization=after.regularization))
    for number, (here, there) in enumerate(zip(before.hidden, after.hidden, strict=False), start=1):
        if here.activation != there.activation:
            edits.append(Edit(index, activation=LayerActivation(number, there.activation)))
        if here.dropout != there.dropout:
            edits.append(Edit(index, dropout=LayerDropout(number, there.dropout)))
    if before.output_activation != after.output_activation and before.loss == after.loss:
        activation = LayerActivation(len(before.hidden) + 1, after.output_activation)
        edits.append(Edit(index, activation=activation))
    return tuple(edits) if reduce(_changed, edits, before) == after else None


def canonical(spec: Spec, edits: Iterable[Edit]) -> Edits:
    """Write the same course in the one way it has: in order, what changes nothing left out."""
    kept: list[Edit] = []
    for index, group in groupby(sorted(edits, key=lambda edit: edit.index), key=lambda edit: edit.index):
        here = list(group)
        after = reduce(_changed, here, spec)
        settings = differences(spec, after, index)
        assert settings is not None, "edits lead where edits can"
        by_hand = {edit.thing: edit for edit in here if edit.parameter}
        kept += [*settings, *(by_hand[thing] for thing in sorted(by_hand))]
        spec = after
    return tuple(kept)


def edited(spec: Spec, edits: Edits, here: int, new: Sequence[Edit]) -> Edits:
    """Give the edits of a run that goes on from a step with new ones up to it, whatever came after."""
    kept = [edit for edit in edits if edit.index <= here]
    for edit in new:
        kept = [other for other in kept if not _gives_way(other, edit)]
    return canonical(spec, [*kept, *new])


def check_edits(edits: Iterable[Edit], network: Network, steps_per_batch: int, use_biases: bool) -> None:
    """Hold edits to the shape of a network, and to its steps; raise ``BadInput``."""
    for number, edit in enumerate(edits):
        at = f"edits.{number}"
        if edit.between and edit.index % steps_per_batch:
            raise BadInput(f"{at}.index", edit.index, steps_per_batch, "no_multiple")
        if edit.dropout and edit.dropout.layer >= network.layers:
            raise BadInput(f"{at}.dropout.layer", edit.dropout.layer, network.layers - 1, "too_large")
        if edit.activation:
            check_activation(edit.activation, network, f"{at}.activation")
        if edit.parameter:
            check_parameter(edit.parameter, network, use_biases, f"{at}.parameter")


def check_activation(activation: LayerActivation, network: Network, field: str) -> None:
    """Hold one to the shape of a network, and the output's to its loss; raise ``BadInput``."""
    if activation.layer > network.layers:
        raise BadInput(f"{field}.layer", activation.layer, network.layers, "too_large")
    needed = network.loss.output_activation
    if activation.layer == network.layers and needed and activation.activation != needed:
        limit = {"one_of": [needed], "when": {"loss": network.loss.name}}
        raise BadInput(f"{field}.activation", activation.activation, limit, "mismatch")


def check_parameter(parameter: Parameter, network: Network, use_biases: bool, field: str) -> None:
    """Hold one set by hand to the shape of a network; raise ``BadInput``."""
    if parameter.layer > network.layers:
        raise BadInput(f"{field}.layer", parameter.layer, network.layers, "too_large")
    units_in, units = network.units[parameter.layer - 1 : parameter.layer + 1]
    if parameter.unit_in is not None and parameter.unit_in >= units_in:
        raise BadInput(f"{field}.unit_in", parameter.unit_in, units_in - 1, "too_large")
    if parameter.unit_out >= units:
        raise BadInput(f"{field}.unit_out", parameter.unit_out, units - 1, "too_large")
    if parameter.unit_in is None and not use_biases and parameter.value:
        limit = {"one_of": ["0"], "when": {"use_biases": False}}
        raise BadInput(f"{field}.value", parameter.value, limit, "mismatch")


def _gives_way(edit: Edit, new: Edit) -> bool:
    """Whether one edit means nothing after a new one; an optimizer only takes a new learning rate up."""
    same = edit.thing == new.thing and (new.between or not edit.between)
    return same and edit.index >= new.index


def _changed(spec: Spec, edit: Edit) -> Spec:
    """Give the specification that an edit leaves."""
    if edit.learning_rate is not None:
        return spec.with_learning_rate(edit.learning_rate)
    if edit.optimizer:
        return replace(spec, optimizer=edit.optimizer)
    if edit.schedule:
        return replace(spec, schedule=edit.schedule)
    if edit.batch_size:
        return replace(spec, batch_size=edit.batch_size)
    if edit.regularization:
        return replace(spec, regularization=edit.regularization)
    if edit.activation:
        return _with_activation(spec, edit.activation)
    if edit.dropout:
        return _with_layer(spec, edit.dropout.layer, dropout=edit.dropout.dropout)
    return spec


def _with_activation(spec: Spec, changed: LayerActivation) -> Spec:
    if changed.layer > len(spec.hidden):
        return replace(spec, output_activation=changed.activation)
    return _with_layer(spec, changed.layer, activation=changed.activation)


def _with_layer(spec: Spec, number: int, **change: str | float) -> Spec:
    """Give a specification with a hidden layer, counted from 1, changed."""
    hidden = [replace(layer, **change) if at == number else layer for at, layer in enumerate(spec.hidden, 1)]
    return replace(spec, hidden=tuple(hidden))
