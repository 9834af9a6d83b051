"""What was changed on the way, as text that changes the same before the same update of a script."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..engine.activations import ACTIVATIONS
from ..engine.edits import Edit, differences
from ..engine.optimizers import OPTIMIZERS
from ..engine.penalties import PENALTIES
from ..engine.rates import SCHEDULES
from .course import Course, Part, Versions

_INDENT = "    "


@dataclass(frozen=True)
class Dialect:
    """How one kind of script writes what others write in other words."""

    remembered: Callable[[Edit, Part, Part], Iterator[str]]
    """What an edit makes of all that is remembered between updates."""
    by_hand: Callable[[Part], Iterator[str]]
    """What is set before a part begins."""


def changing(course: Course, dialect: Dialect, *functions: Versions) -> str:
    """Write the function that makes the changes due before a mini-batch, if there are any.

    Of ``functions`` another version may come in.
    """
    due = [(0, list(dialect.by_hand(course.parts[0])))]
    for before, after in pairwise(course.parts):
        due.append((after.first, list(_lines(before, after, dialect, functions))))
    return _changed(due)


def _changed(due: Sequence[tuple[int, Sequence[str]]]) -> str:
    """Write it of the lines that are due before each mini-batch; remarks alone change nothing."""
    due = [(number, lines) for number, lines in due if any(not line.startswith("#") for line in lines)]
    if not due:
        return ""
    names = dict.fromkeys(line.partition(" = ")[0] for _, lines in due for line in lines)
    assigned = [name for name in names if name.isidentifier()]
    body = ['"""Change what was changed before a mini-batch, counted from 0."""']
    body += [f"global {', '.join(assigned)}"] if assigned else []
    for number, lines in due:
        body += [f"if number == {number}:", *(f"{_INDENT}{line}" for line in lines)]
    return "\n".join(["def changed(number):", *(f"{_INDENT}{line}" for line in body)])


def started(name: str, layer: int) -> str:
    """Write what an optimizer or a penalty remembers as it begins."""
    return f"{name}{layer} = np.zeros_like(wb{layer})"


def penalized(layer: int, rate: float) -> str:
    """Write a penalty's λ for each parameter; on biases it is 0."""
    parts = f"np.full_like(wb{layer}[:-1], {rate!r}), np.zeros_like(wb{layer}[-1:])"
    return f"rate{layer} = np.vstack([{parts}])"


def _said(edit: Edit) -> Iterator[str]:
    """Say what an edit changes, as a remark, where the text does not."""
    if edit.optimizer:
        yield f"# Optimizer: {OPTIMIZERS[edit.optimizer.kind].label}"
    if edit.schedule:
        yield f"# Schedule of the learning rate: {SCHEDULES[edit.schedule.kind].label}"
    if edit.regularization:
        yield f"# Penalty: {PENALTIES[edit.regularization.kind].label}"
    if edit.activation:
        activation = ACTIVATIONS[edit.activation.activation]
        yield f"# Activation of layer {edit.activation.layer}: {activation.label}"
    if edit.dropout:
        yield f"# Dropout of layer {edit.dropout.layer}: {edit.dropout.dropout}"


def _replaced(before: Part, after: Part, functions: Sequence[Versions]) -> Iterator[str]:
    """Write which functions take the places of others."""
    for each in functions:
        name = each.names.get(after.first)
        if name and name != each.names[before.first]:
            yield f"{each.name} = {name}"


def _numbers(edit: Edit, before: Part, after: Part) -> Iterator[str]:
    """Write the numbers of the training that an edit changes."""
    rate = after.spec.optimizer.learning_rate
    if edit.thing == ("optimizer",) and rate != before.spec.optimizer.learning_rate:
        yield f"ETA = {rate!r}"
    if edit.schedule and edit.schedule.kind != before.spec.schedule.kind:
        yield "SINCE = epoch"
    if edit.batch_size:
        yield f"SIZE = {edit.batch_size}"


def _lines(before: Part, after: Part, dialect: Dialect, functions: Sequence[Versions]) -> Iterator[str]:
    """Write what changes from one part to the next, and then what is set by hand."""
    edits = differences(before.spec, after.spec, 0)
    assert edits is not None, "what was edited can be"
    for edit in edits:
        yield from _said(edit)
        yield from _numbers(edit, before, after)
        yield from dialect.remembered(edit, before, after)
    yield from _replaced(before, after, functions)
    yield from dialect.by_hand(after)


def _memories(edit: Edit, before: Part, after: Part) -> Iterator[str]:
    """Write what begins anew with another kind of optimizer, or of penalty, and a penalty's λ."""
    layers = range(1, after.network.layers + 1)
    if edit.optimizer and edit.optimizer.kind != before.spec.optimizer.kind:
        yield f"BEFORE = {after.first}"
        yield from (started(name, layer) for layer in layers for name in after.network.optimizer.memory)
    if edit.regularization:
        if edit.regularization.kind != before.spec.regularization.kind:
            yield from (started(name, layer) for layer in layers for name in after.network.penalty.memory)
        if after.network.penalty.gradient:
            yield from (penalized(layer, edit.regularization.rate) for layer in layers)


def _by_hand(part: Part) -> Iterator[str]:
    """Set parameters; one that the penalty has put to rest is awake again."""
    for parameter in part.by_hand:
        row = -1 if parameter.unit_in is None else parameter.unit_in
        values = {"wb": parameter.value, **dict.fromkeys(part.network.penalty.memory, 0.0)}
        for name, value in values.items():
            array = f"{name}{parameter.layer}"
            yield f"{array} = {array}.copy()"
            yield f"{array}[{row}, {parameter.unit_out}] = {value!r}"


NUMPY = Dialect(_memories, _by_hand)
