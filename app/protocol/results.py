"""How well a run does on all its rows: what is answered to who asks for it, as JSON."""

from typing import Literal, TypeAlias

from msgspec import Struct

Counts: TypeAlias = list[list[int]]
"""Rows by the class they are of, and then by the class they are said to be of."""


class Question(Struct, frozen=True):
    """What every row is asked: which of these classes it is of."""

    name: str
    """The output that answers, where each answers a question of its own; else empty."""
    classes: list[str]


class HalfResults(Struct, frozen=True):
    """How well the rows of one half are learnt. A number that is not finite is null."""

    rows: int
    loss: float | None
    """Their mean, without penalty."""
    accuracy: float | None
    """0 … 1; null where the targets are no classes."""
    r2: list[float | None]
    """R² of each output, null where its targets are all the same; empty where the targets are classes."""
    confusions: list[Counts]
    """One for each question."""
    cells: list[list[int]]
    """For each question every row's cell, the class it is of · classes + the one it is said to be of; empty
    where they were not asked for."""


UnitTrouble: TypeAlias = Literal["dead", "saturated"]


class TroubledUnit(Struct, frozen=True):
    """A hidden unit that no longer learns, or hardly."""

    layer: int
    unit: int
    trouble: UnitTrouble
    rows: int
    """On so many training rows."""


class Results(Struct, frozen=True):
    """How well a run does where it stands."""

    run: int
    index: int
    penalty: float
    """What it adds to either loss."""
    questions: list[Question]
    """Empty where targets are values."""
    train: HalfResults
    test: HalfResults | None
    units: list[TroubledUnit]


class ResultRow(Struct, frozen=True):
    """One row of a half, and what the network says of it. A number that is not finite is null."""

    row: int
    """Its number in its half, from 0."""
    inputs: list[float]
    """As the data hold them, not as they are fed in."""
    targets: list[float]
    outputs: list[float | None]
    """Both as the data hold them, too."""
    target: int | None
    """The class that it is of, where there is a question …"""
    said: int | None
    """… and the one it is said to be of."""
    loss: float | None


class ResultRows(Struct, frozen=True):
    """Some of a half's rows, those with the largest loss first."""

    run: int
    index: int
    total: int
    """How many there are of the kind that was asked for."""
    rows: list[ResultRow]
