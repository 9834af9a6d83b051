"""How a step made a number, and what the rows of its mini-batch had to do with it."""

from typing import Literal, TypeAlias, get_args

from msgspec import Struct

MOST_PARTS = 32
"""Rows that are told of what they gave to a number."""
MOST_LISTED = 200
"""Rows of a mini-batch that are listed."""

RowsBy: TypeAlias = Literal["loss", "delta"]
ROWS_BY: tuple[RowsBy, ...] = get_args(RowsBy)


class RowPart(Struct, frozen=True):
    """What a row of the mini-batch gave to a number: the number is the sum of what all rows gave."""

    row: int
    """Its place in the mini-batch."""
    value: float


class Making(Struct, frozen=True):
    """The numbers a step made a number of, as it had them; null is what it has not."""

    eta: float | None
    """The learning rate of the mini-batch's update."""
    gradient: float | None
    """∂loss/∂w of the mini-batch, before a penalty and an optimizer's memory."""
    step: float | None
    """The update: new − old."""
    z: float | None
    """The pre-activation that an activation was made of, of one row; null where others' were too."""
    blame: float | None
    """∂loss/∂a of one row, …"""
    slope: float | None
    """… and ∂a/∂z there: their product is delta."""
    rows: int
    """Rows of the mini-batch."""
    parts: list[RowPart]
    """Of a parameter what rows gave to its gradient, else to the mini-batch's mean: the largest first."""


class ListedRow(Struct, frozen=True):
    """A row of the mini-batch, once it has gone forward and one layer back."""

    row: int
    """Its place in the mini-batch."""
    of: int
    """Its place in the training rows."""
    loss: float
    delta: float
    """How large delta of the output layer is: the root of the sum of its squares."""
