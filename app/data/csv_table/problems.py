"""What stands in the way of a table: the first row, cell or number that keeps it from being used."""

import numpy as np

from ...engine.refusal import BadInput
from ...engine.spec import MAX_FEATURES, MAX_MAGNITUDE, MAX_OUTPUTS
from .deciding import MOST_CATEGORIES, Plan, WhyCell, flagged_cells, why_cell
from .profile import MOST_TEXTS
from .reading import Sheet, column_of

_LEAST_ROWS = 2


def problem(planned: Plan) -> BadInput | None:
    """Say what keeps a table from being used as it is planned."""
    sheet, choices = planned.sheet, planned.choices
    if len(sheet) < _LEAST_ROWS:
        return BadInput(f"{sheet.name}, rows", len(sheet), _LEAST_ROWS, "too_small")
    if sheet.ragged and (choices.missing != "drop" or len(sheet) - len(sheet.ragged) < _LEAST_ROWS):
        row, width = next(iter(sheet.ragged.items()))
        limit = {"length": len(sheet.columns), "as": "the header" if sheet.header else "the first row"}
        return BadInput(sheet.field(row), f"{width} cells", limit, "wrong_length")
    if choices.missing == "refuse" and (cells := flagged_cells(planned, 1)):
        return _unusable(sheet, *cells[0], int(planned.flagged.sum()))
    return _target_problem(planned) or _row_problem(planned) or _input_problem(planned)


def _unusable(sheet: Sheet, row: int, column: int, why: WhyCell, cells: int) -> BadInput:
    value = sheet.cells(row)[column].strip() or "nothing"
    limit = {"why": why, "cells": cells, "low": -MAX_MAGNITUDE, "high": MAX_MAGNITUDE}
    return BadInput(sheet.field(row, column), value, limit, "unusable")


def _target_problem(planned: Plan) -> BadInput | None:
    sheet, targets = planned.sheet, planned.targets
    if len(targets) > MAX_OUTPUTS:
        return BadInput(f"{sheet.name}, targets", len(targets), MAX_OUTPUTS, "too_large")
    for target in targets:
        if target.kind == "empty":
            return BadInput(
                f"{sheet.name}, {column_of(target.name)}", "nothing", "a column with values", "invalid"
            )
    if planned.aim != "classes":
        return None
    (target,) = targets
    count = target.profile.different
    field, told = f"{sheet.name}, classes of {column_of(target.name)}", f"{MOST_TEXTS} or more"
    if count > MAX_OUTPUTS:
        return BadInput(field, count if count < MOST_TEXTS else told, MAX_OUTPUTS, "too_large")
    return BadInput(field, count, 2, "too_small") if count < 2 else None


def _input_problem(planned: Plan) -> BadInput | None:
    field, inputs = f"{planned.sheet.name}, inputs", sum(len(each.names) for each in planned.inputs)
    if inputs < 1:
        return BadInput(field, inputs, 1, "too_small")
    return BadInput(field, inputs, MAX_FEATURES, "too_large") if inputs > MAX_FEATURES else None


def _row_problem(planned: Plan) -> BadInput | None:
    rows = int(planned.kept.sum())
    if rows == 0 and (cell := _without_target(planned)):
        return _unusable(planned.sheet, *cell)
    return (
        BadInput(f"{planned.sheet.name}, rows", rows, _LEAST_ROWS, "too_small")
        if rows < _LEAST_ROWS
        else None
    )


def _without_target(planned: Plan) -> tuple[int, int, WhyCell, int] | None:
    """Give the first cell that keeps its row from having its target, and how many such there are."""
    wanted = [number for number, each in enumerate(planned.columns) if each.role == "target"]
    flagged = planned.flagged[:, wanted]
    if not flagged.any():
        return None
    row, place = np.argwhere(flagged)[0].tolist()
    return row + 1, wanted[place], why_cell(planned.columns[wanted[place]], row), int(flagged.sum())


assert MOST_CATEGORIES < MAX_OUTPUTS < MOST_TEXTS, "what is told apart"
