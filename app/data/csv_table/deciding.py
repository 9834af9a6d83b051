"""What each column of a CSV file becomes, which of its cells cannot be used, and which rows stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from ...engine.refusal import BadInput
from .cells import named, told_apart
from .choices import Kind, Missing, TableChoices
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

    @cached_property
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
    aim: Literal["classes", "numbers"] | None
    why: WhyTarget | None
    as_inputs: list[Decided]
    """Every column as it is where it is no target."""
    kinds: Mapping[int, Kind]
    """What columns are chosen to be."""

    @cached_property
    def kept(self) -> Mask:
        """Which rows stay: with ``drop`` those that are whole, else those that have their target."""
        kept = np.ones(len(self.sheet), dtype=bool)
        for row in self.sheet.ragged:
            kept[row - 1] = False
        for column in self.columns:
            if column.role == "target" or (column.role == "input" and self.choices.missing == "drop"):
                kept &= ~column.unusable
        return kept

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
    as_inputs = [
        _decided(name, profile, kinds.get(number))
        for number, (name, profile) in enumerate(zip(sheet.columns, profiles(sheet), strict=True))
    ]
    return _aimed_at(targets, sheet, choices, as_inputs, kinds)


def aimed_at(planned: Plan, targets: Sequence[int], missing: Missing) -> Plan:
    """Plan the same table with other targets, and with something else to become of unusable cells.

    A column that was chosen to be off is on as a target.
    """
    choices = replace(planned.choices, missing=missing)
    return _aimed_at(targets, planned.sheet, choices, planned.as_inputs, planned.kinds)


def _aimed_at(
    targets: Sequence[int],
    sheet: Sheet,
    choices: TableChoices,
    as_inputs: list[Decided],
    kinds: Mapping[int, Kind],
) -> Plan:
    columns = list(as_inputs)
    for number in targets:
        columns[number] = _as_target(columns[number], kinds.get(number))
    aim, why, columns = _aimed(columns, chosen={sheet.columns[number] for number in kinds})
    return Plan(sheet, choices, columns, aim, why, as_inputs, kinds)


def flagged_cells(planned: Plan, most: int) -> list[tuple[int, int, WhyCell]]:
    """Give row and column of the first cells that are wanted and cannot be used, row by row, and why."""
    places = np.argwhere(planned.flagged)[:most].tolist()
    return [(row + 1, number, why_cell(planned.columns[number], row)) for row, number in places]


def why_cell(column: Decided, row: int) -> WhyCell:
    """Say why a cell, in a row counted from 0, cannot be used."""
    return next(why for why, mask in column.flagged.items() if mask[row])


def _decided(name: str, profile: Profile, chosen: Kind | None) -> Decided:
    kind: Found = _found(profile)
    if kind != "empty" and chosen in ("number", "category"):
        kind = chosen
    why = _why_off(kind, profile, chosen)
    return Decided(name, kind, "off" if why else "input", why, profile)


def _as_target(column: Decided, chosen: Kind | None) -> Decided:
    kind = column.kind if chosen != "off" else _found(column.profile)
    return Decided(column.name, kind, "target", None, column.profile)


def _found(profile: Profile) -> Found:
    usable = ~np.isnan(profile.numbers) & ~profile.unusable
    numbers, words = int(usable.sum()), int(profile.worded.sum())
    if not numbers + words:
        return "empty"
    if words <= _MOST_WORDS * (numbers + words):
        return "number"
    return "category" if profile.different <= MOST_CATEGORIES else "text"


def _why_off(kind: Found, profile: Profile, chosen: Kind | None) -> WhyOff | None:
    if chosen == "off":
        return "chosen"
    if kind == "empty":
        return "empty"
    if chosen is not None:
        return None
    if kind == "text":
        return "text"
    return "constant" if profile.different <= 1 else None


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
