"""What was changed on the way, as text that changes the same before the same update of a script."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..engine.edits import Edit, Parameter
from ..engine.network import Network

_INDENT = "    "


def number_of(edit: Edit, layers: int) -> int:
    """Number the mini-batch, from 0, whose update is the first with an edit.

    A learning rate is that of all updates not begun by then, those of the mini-batch under way too.
    """
    number, made = divmod(edit.index, 3 * layers + 2)
    return number + (made > 2 * layers + 2)


def can_be_written(edit: Edit) -> bool:
    """Whether a script can make it: a rate, a size, a parameter. Others need formulas of their own."""
    return bool(edit.learning_rate or edit.batch_size or edit.parameter)


def changing(edits: Sequence[Edit], network: Network) -> str:
    """Write the function that makes the edits due before a mini-batch."""
    layers = range(1, network.layers + 1)
    names = ["ETA", "SIZE", *(f"wb{layer}" for layer in layers)]
    names += [f"{name}{layer}" for name in network.penalty.memory for layer in layers]
    lines = ["def changed(number):", '"""Change what was changed before a mini-batch, counted from 0."""']
    lines.append(f"global {', '.join(names)}")
    due = sorted(edits, key=lambda edit: number_of(edit, network.layers))
    for number, group in groupby(due, key=lambda edit: number_of(edit, network.layers)):
        lines.append(f"if number == {number}:")
        lines += [f"{_INDENT}{line}" for edit in group for line in _lines(edit, network)]
    return "\n".join([lines[0], *(f"{_INDENT}{line}" for line in lines[1:])])


def _lines(edit: Edit, network: Network) -> Iterator[str]:
    if edit.learning_rate:
        yield f"ETA = {edit.learning_rate!r}"
    if edit.batch_size:
        yield f"SIZE = {edit.batch_size}"
    if edit.parameter:
        yield from _by_hand(edit.parameter, network)


def _by_hand(parameter: Parameter, network: Network) -> Iterator[str]:
    """Set a parameter; one that the penalty has put to rest is awake again."""
    row = -1 if parameter.unit_in is None else parameter.unit_in
    values = {"wb": parameter.value, **dict.fromkeys(network.penalty.memory, 0.0)}
    for name, value in values.items():
        array = f"{name}{parameter.layer}"
        yield f"{array} = {array}.copy()"
        yield f"{array}[{row}, {parameter.unit_out}] = {value!r}"
