"""A sweep in words, as two tables, and in JSON."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from math import isfinite
from typing import Any, TypeAlias

import msgspec

from ..playback.history import Point
from .runs import Ran, Sweep
from .summary import Spread, Summary, summaries
from .varied import Varied

Cells: TypeAlias = list[str]
Number: TypeAlias = float | None

_MEASURES: dict[str, Callable[[Number], str]] = {
    "train loss": lambda loss: _loss(loss),
    "test loss": lambda loss: _loss(loss),
    "train accuracy": lambda accuracy: _accuracy(accuracy),
    "test accuracy": lambda accuracy: _accuracy(accuracy),
}
_NOTHING = "-"
"""Where there are no such rows, or no classes."""
_BEYOND = "none"
"""In place of a number that no run there has: it diverged, or did not reach the goal."""
_GAP = "  "


def in_words(ran: Sequence[Ran], varied: Sequence[Varied]) -> str:
    """Write a row for each run, and one for each combination where it has several seeds."""
    of_runs = [
        _table([*(one.path for one in varied), "epochs", *_MEASURES], [_row(one, varied) for one in ran])
    ]
    told = summaries(ran)
    return "\n".join(of_runs if len(told) == len(ran) else [*of_runs, "", _over_seeds(told)])


def in_json(ran: Sequence[Ran], varied: Sequence[Varied], sweep: Sweep) -> str:
    """Write the same as one JSON object; null stands where there is no finite number."""
    told = {
        "varied": {one.path: one.values for one in varied},
        "epochs": sweep.epochs,
        "until_accuracy": sweep.until_accuracy,
        "runs": [_run(one) for one in ran],
        "summaries": [asdict(one) for one in summaries(ran)],
    }
    return msgspec.json.encode(told).decode()


def _run(one: Ran) -> dict[str, Any]:
    course = one.course
    told: dict[str, Any] = {
        "values": one.values,
        "epochs": course.epochs if course else None,
        "reached": course.reached if course else None,
        "diverged": asdict(course.diverged) if course and course.diverged else None,
        "refused": one.refused or None,
    }
    ended = course.point if course and not course.diverged else None
    return told | dict(zip((name.replace(" ", "_") for name in _MEASURES), _numbers(ended), strict=True))


def _numbers(point: Point | None) -> tuple[Number, ...]:
    if point is None:
        return (None,) * len(_MEASURES)
    return (point.train_loss, point.test_loss, point.train_accuracy, point.test_accuracy)


def _row(one: Ran, varied: Sequence[Varied]) -> Cells:
    values = [_value(one.values[each.path]) for each in varied]
    if one.course is None:
        return [*values, f"refused: {one.refused}"]
    if one.course.diverged:
        return [*values, str(one.course.epochs), f"diverged: {one.course.diverged}"]
    missed = " (not reached)" if one.course.reached is False else ""
    numbers = _numbers(one.course.point)
    shown = [show(number) for show, number in zip(_MEASURES.values(), numbers, strict=True)]
    return [*values, f"{one.course.epochs}{missed}", *shown]


def _over_seeds(told: Sequence[Summary]) -> str:
    """Write each combination's medians, the quartiles behind them."""
    wanted = ["epochs to the goal"] * any(one.epochs for one in told)
    heads = [*told[0].values, "runs", *wanted, *_MEASURES]
    rows = [[*map(_value, one.values.values()), _runs(one), *_spreads(one)] for one in told]
    return "\n".join(["over the seeds: median (lower … upper quartile)", _table(heads, rows)])


def _runs(one: Summary) -> str:
    failed = [("diverged", one.diverged), ("refused", one.refused)]
    said = [f"{number} {how}" for how, number in failed if number]
    return f"{one.runs} ({', '.join(said)})" if said else str(one.runs)


def _spreads(one: Summary) -> Cells:
    spreads = (one.train_loss, one.test_loss, one.train_accuracy, one.test_accuracy)
    cells = [_spread(each, show) for each, show in zip(spreads, _MEASURES.values(), strict=True)]
    return [_spread(one.epochs, lambda epochs: f"{epochs:g}"), *cells] if one.epochs else cells


def _spread(spread: Spread | None, show: Callable[[float], str]) -> str:
    if spread is None:
        return _NOTHING
    lower, median, upper = (
        show(each) if isfinite(each) else _BEYOND for each in (spread.lower, spread.median, spread.upper)
    )
    return f"{median} ({lower} … {upper})"


def _loss(loss: Number) -> str:
    return _NOTHING if loss is None else f"{loss:.4g}"


def _accuracy(accuracy: Number) -> str:
    return _NOTHING if accuracy is None else f"{accuracy:.2%}"


def _value(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _table(heads: Cells, rows: Sequence[Cells]) -> str:
    """Write cells below each other; a last cell that stands alone may be as long as it is."""
    whole = [row for row in rows if len(row) == len(heads)]
    widths = [max(len(row[column]) for row in [heads, *whole]) for column in range(len(heads))]
    for row in rows:
        for column, cell in enumerate(row[: -1 if len(row) < len(heads) else None]):
            widths[column] = max(widths[column], len(cell))
    lines = [[cell.ljust(width) for cell, width in zip(row, widths, strict=False)] for row in [heads, *rows]]
    return "\n".join(_GAP.join(line).rstrip() for line in lines)
