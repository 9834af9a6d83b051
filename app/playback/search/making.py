"""How a step made a number: what it was made of, and what each row of the mini-batch gave to it."""

import numpy as np
from msgspec.structs import replace

from ...engine import Floats, State
from ...engine.network import Network
from ...engine.steps import Key
from ...protocol.making import MOST_PARTS, Making, RowPart
from ...protocol.stops import BatchLossQuantity, ParameterQuantity, Quantity, UnitQuantity

_NOTHING = Making(eta=None, gradient=None, step=None, z=None, blame=None, slope=None, rows=0, parts=[])


def making_of(state: State, network: Network, quantity: Quantity) -> Making | None:
    """Read it off the state at the step that made the number; None of what no single step makes."""
    match quantity:
        case ParameterQuantity():
            return _of_parameter(state, network, quantity)
        case UnitQuantity():
            return _of_unit(state, network, quantity)
        case BatchLossQuantity():
            loss = state.arrays.get(("loss", network.layers))
            return None if loss is None else _of_rows(loss, quantity.row)
        case _:
            return None


def _of_parameter(state: State, network: Network, asked: ParameterQuantity) -> Making | None:
    layer, is_bias = asked.layer, asked.unit_in is None
    part = "b" if is_bias else "w"
    at = asked.unit_out if asked.unit_in is None else (asked.unit_in, asked.unit_out)
    delta = state.arrays.get(("delta", layer))
    if delta is None or (f"step_{part}", layer) not in state.arrays:
        return None
    parts = delta[:, asked.unit_out]
    if asked.unit_in is not None:
        parts = state.arrays["a", layer - 1][:, asked.unit_in] * parts
    parts = parts * network.reduction.of(np.eye(1, len(parts))[0])
    return replace(
        _NOTHING,
        eta=float(state.arrays["eta", layer]),
        gradient=float(state.arrays[f"grad_{part}", layer][at]),
        step=float(state.arrays[f"step_{part}", layer][at]),
        rows=len(parts),
        parts=_largest(parts),
    )


def _of_unit(state: State, network: Network, asked: UnitQuantity) -> Making | None:
    numbers = _column(state, (asked.tensor, asked.layer), asked.unit)
    if numbers is None:
        return None
    if asked.row is None:
        return _of_rows(numbers, None)
    if asked.row >= len(numbers):
        return None

    def one(name: str) -> float | None:
        column = _column(state, (name, asked.layer), asked.unit)
        return None if column is None else float(column[asked.row])

    if asked.tensor == "a":
        is_alone = network.activations[asked.layer - 1].slope is not None
        return replace(_NOTHING, z=one("z") if is_alone else None, rows=len(numbers))
    if asked.tensor == "delta":
        return replace(_NOTHING, blame=one("d_a"), slope=one("slope"), rows=len(numbers))
    return replace(_NOTHING, rows=len(numbers))


def _column(state: State, key: Key, unit: int) -> Floats | None:
    tensor = state.arrays.get(key)
    return None if tensor is None else tensor[:, unit]


def _of_rows(numbers: Floats, row: int | None) -> Making:
    """Of their mean, what each gave to it."""
    rows = len(numbers)
    return replace(_NOTHING, rows=rows, parts=_largest(numbers / rows) if row is None else [])


def _largest(parts: Floats) -> list[RowPart]:
    order = np.argsort(-np.abs(parts), kind="stable")[:MOST_PARTS]
    return [RowPart(int(row), float(parts[row])) for row in order]
