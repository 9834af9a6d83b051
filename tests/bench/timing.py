"""Timing side by side: every contender has a turn in every round, so that a busy spell hits all alike."""

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import TypeAlias, TypeVar

MICROSECONDS = 1e6
_ROUND_S = 0.005

Given = TypeVar("Given")
Times: TypeAlias = dict[str, list[float]]
"""Seconds of CPU that each contender's work took once, round by round."""


def interleaved(contenders: Mapping[str, Callable[[int], object]], rounds: int) -> Times:
    """Time contenders; ``contender(n)`` does its work n times."""
    times = {name: _times_per_round(contender) for name, contender in contenders.items()}
    taken: Times = {name: [] for name in contenders}
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, contender in contenders.items():
                taken[name].append(_cpu_s(contender, times[name]) / times[name])
    finally:
        gc.enable()
    return taken


def microseconds(times: Times, name: str) -> float:
    """Give the median time of a contender's work."""
    return median(times[name]) * MICROSECONDS


def ratio(times: Times, above: str, below: str) -> float:
    """Give the median over the rounds of how many times longer one takes than the other."""
    return median(a / b for a, b in zip(times[above], times[below], strict=True))


def _times_per_round(contender: Callable[[int], object]) -> int:
    """Find how many times fill a round, warming up on the way; a first, cold time says nothing."""
    times = 1
    while _warm_s(contender, times) < _ROUND_S:
        times *= 2
    return times


def _warm_s(contender: Callable[[int], object], times: int) -> float:
    return min(_cpu_s(contender, times) for _ in range(2))


def _cpu_s(contender: Callable[[int], object], times: int) -> float:
    start = time.process_time()
    contender(times)
    return time.process_time() - start


def at_most(value: float, goal: float, unit: str = "") -> str:
    """Say a value beside its upper goal, and whether it is kept."""
    return f"{value:.3g}{unit} ≤{goal:g} {'ok' if value <= goal else 'OVER'}"


def at_least(value: float, goal: float, unit: str = "") -> str:
    """Say a value beside its lower goal, and whether it is kept."""
    return f"{value:.3g}{unit} ≥{goal:g} {'ok' if value >= goal else 'UNDER'}"


def row(title: str, cells: list[str]) -> str:
    return f"{title:<46}" + "".join(f"{cell:>20}" for cell in cells)


def repeated(work: Callable[[Given], object], given: Given) -> Callable[[int], None]:
    """Make a contender of a function and what it is given."""

    def contender(times: int) -> None:
        for _ in range(times):
            work(given)

    return contender
