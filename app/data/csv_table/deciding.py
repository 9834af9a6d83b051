"""What each column of a CSV file becomes, which of its cells cannot be used, and which rows stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ...engine.refusal import BadInput
from .cells import named, told_apart
from .choices import Kind, TableChoices
from .profile import Profile, profiles
from .reading import Sheet

MOST_CATEGORIES = 32
"""Text with more different values is no category unless it is chosen to be."""
MOST_NUMBERED_CLASSES = 10
"""A target of whole numbers with no more different values has classes, unless it is chosen to be numbers."""
_MOST_WORDS = 0.05
"""A column is of numbers if no larger share of its cells is anything else."""

Mask: TypeAlias = NDArray[np.bool_]
Found: TypeAlias = Literal["number", "category", "text", "empty"]
Role: TypeAlias = Literal["input", "target", "off"]
WhyOff: TypeAlias = Literal["chosen", "empty", "text", "constant"]
WhyTarget: TypeAlias = Literal[
    "chosen", "text", "few_whole_numbers", "many_whole_numbers", "fractions", "several"
]
WhyCell: TypeAlias = Literal["missing", "not_a_number", "out_of_range"]


@dataclass(frozen=True, eq=False)
class Decided:
    """One column: what it is, what it is for, and why it is off."""

    name: str
    kind: Found
    role: Role
    why: WhyOff | None
    profile: Profile

    @cached_property
    def values(self) -> tuple[list[str], NDArray[np.int64]]:
        """The different values of a category, in order, and which of them each cell is: −1 if none."""
        return self.profile.names()

    @cached_property
    def flagged(self) -> Mapping[WhyCell, Mask]:
        """Which cells cannot be used, and why."""
        found: dict[WhyCell, Mask] = {"missing": self.profile.missing, "out_of_range": self.profile.unusable}
        return found | ({"not_a_number": self.profile.worded} if self.kind == "number" else {})

    @cached_property
    def unusable(self) -> Mask:
        """Which cells cannot be used."""
        unusable: Mask = np.logical_or.reduce(list(self.flagged.values()))
        return unusable

    @property
    def names(self) -> list[str]:
        """Name what it becomes: itself, or one input for each category."""
        if self.kind == "number":
            return [self.name]
        return told_apart([named(f"{self.name}={value}") for value in self.values[0]])

    @property
    def classes(self) -> list[str]:
        """Name the classes of a target."""
        return told_apart([named(value) for value in self.values[0]])


@dataclass(frozen=True, eq=False)
class Plan:
    """Every column decided, and the rows that stay."""

    sheet: Sheet
    choices: TableChoices
    columns: list[Decided]
    kept: Mask
    aim: Literal["classes", "numbers"] | None
    why: WhyTarget | None

    @cached_property
    def flagged(self) -> Mask:
        """Which cells (rows, columns) are wanted and cannot be used."""
        unused = np.zeros(len(self.sheet), dtype=bool)
        return np.column_stack([unused if each.role == "off" else each.unusable for each in self.columns])

    @property
    def inputs(self) -> list[Decided]:
        """The columns that are inputs."""
        return [each for each in self.columns if each.role == "input"]

    @property
    def targets(self) -> list[Decided]:
        """The columns that are targets."""
        return [each for each in self.columns if each.role == "target"]


def plan(sheet: Sheet, choices: TableChoices) -> Plan:
    """Decide about every column; raise ``BadInput`` where a choice names what is not there."""
    targets = [sheet.column(name, "target") for name in choices.target]
    kinds = {sheet.column(name, "kinds"): kind for name, kind in choices.kinds.items()}
    for target in targets:
        if kinds.get(target) == "off":
            raise BadInput("target", sheet.columns[target], "a column that is not off", "invalid")
    columns = [
        _decided(sheet.columns[number], profile, kinds.get(number), is_target=number in targets)
        for number, profile in enumerate(profiles(sheet))
    ]
    aim, why, columns = _aimed(columns, chosen={sheet.columns[number] for number in kinds})
    kept = _kept(sheet, columns, choices)
    return Plan(sheet, choices, columns, kept, aim, why)


def flagged_cells(planned: Plan, most: int) -> list[tuple[int, int, WhyCell]]:
    """Give row and column of the first cells that are wanted and cannot be used, row by row, and why."""
    places = np.argwhere(planned.flagged)[:most].tolist()
    return [(row + 1, number, why_cell(planned.columns[number], row)) for row, number in places]


def why_cell(column: Decided, row: int) -> WhyCell:
    """Say why a cell, in a row counted from 0, cannot be used."""
    return next(why for why, mask in column.flagged.items() if mask[row])


def _decided(name: str, profile: Profile, chosen: Kind | None, *, is_target: bool) -> Decided:
    kind: Found = _found(profile)
    if kind != "empty" and chosen in ("number", "category"):
        kind = chosen
    column = Decided(name, kind, "target" if is_target else "input", None, profile)
    if is_target:
        return column
    why = _why_off(column, chosen)
    return Decided(name, kind, "off", why, profile) if why else column


def _found(profile: Profile) -> Found:
    usable = ~np.isnan(profile.numbers) & ~profile.unusable
    numbers, words = int(usable.sum()), int(profile.worded.sum())
    if not numbers + words:
        return "empty"
    if words <= _MOST_WORDS * (numbers + words):
        return "number"
    return "category" if profile.different <= MOST_CATEGORIES else "text"


def _why_off(column: Decided, chosen: Kind | None) -> WhyOff | None:
    if chosen == "off":
        return "chosen"
    if column.kind == "empty":
        return "empty"
    if chosen is not None:
        return None
    if column.kind == "text":
        return "text"
    return "constant" if column.profile.different <= 1 else None


def _aimed(
    columns: list[Decided], chosen: set[str]
) -> tuple[Literal["classes", "numbers"] | None, WhyTarget | None, list[Decided]]:
    """Decide whether the target is classes or numbers; several targets are numbers."""
    targets = [each for each in columns if each.role == "target"]
    if not targets or any(each.kind == "empty" for each in targets):
        return None, None, columns
    if len(targets) > 1:
        aimed = [_as(each, "number") if each.role == "target" else each for each in columns]
        return "numbers", "several", aimed
    (target,) = targets
    why = "chosen" if target.name in chosen else _why_target(target)
    classes = target.kind != "number" or why == "few_whole_numbers"
    kind: Found = "category" if classes else "number"
    return (
        "classes" if classes else "numbers",
        why,
        [_as(each, kind) if each.role == "target" else each for each in columns],
    )


def _as(column: Decided, kind: Found) -> Decided:
    return Decided(column.name, kind, column.role, column.why, column.profile)


def _why_target(target: Decided) -> WhyTarget:
    if target.kind != "number":
        return "text"
    numbers = target.profile.numbers[~np.isnan(target.profile.numbers) & ~target.profile.unusable]
    if (numbers != np.rint(numbers)).any():
        return "fractions"
    return (
        "few_whole_numbers" if 2 <= len(np.unique(numbers)) <= MOST_NUMBERED_CLASSES else "many_whole_numbers"
    )


def _kept(sheet: Sheet, columns: Sequence[Decided], choices: TableChoices) -> Mask:
    """Say which rows stay: with ``drop`` those that are whole, else those that have their target."""
    kept = np.ones(len(sheet), dtype=bool)
    for row in sheet.ragged:
        kept[row - 1] = False
    for column in columns:
        if column.role == "target" or (column.role == "input" and choices.missing == "drop"):
            kept &= ~column.unusable
    return kept
