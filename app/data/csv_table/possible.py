"""What would make a table one to train: which columns can be its target, what may become of its cells."""

from collections.abc import Sequence

from ...engine.refusal import BadInput
from .choices import Missing
from .deciding import Plan, aimed_at
from .problems import problem

_RAGGED = "wrong_length"


def refused(planned: Plan, targets: Sequence[int]) -> BadInput | None:
    """Say what keeps the table from being trained on some columns, whatever becomes of unusable cells."""
    filled = problem(aimed_at(planned, targets, "mean"))
    # The mean keeps every row that is not ragged, so dropping rows helps where some are, and nowhere else.
    return problem(aimed_at(planned, targets, "drop")) if filled and filled.code == _RAGGED else filled


def remedies(planned: Plan, refusals: Sequence[BadInput | None]) -> list[Missing]:
    """Say what may become of unusable cells for the table to be trained on its targets, or else some column.

    ``refusals`` are what keeps each column from being the only target.
    """
    wanted = _wanted(planned, refusals)
    ways: tuple[Missing, ...] = ("drop", "mean")
    return [
        missing
        for missing in ways
        if any(problem(aimed_at(planned, targets, missing)) is None for targets in wanted)
    ]


def never(planned: Plan, refusals: Sequence[BadInput | None]) -> BadInput | None:
    """Say what keeps the table from being trained on its targets, or else any column."""
    if chosen := _targets(planned):
        return refused(planned, chosen)
    return None if None in refusals else refusals[-1]


def _wanted(planned: Plan, refusals: Sequence[BadInput | None]) -> list[list[int]]:
    if chosen := _targets(planned):
        return [chosen]
    return [[number] for number, refusal in enumerate(refusals) if refusal is None]


def _targets(planned: Plan) -> list[int]:
    return [number for number, each in enumerate(planned.columns) if each.role == "target"]
