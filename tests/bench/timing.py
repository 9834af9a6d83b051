"""Timing side by side: every contender has a turn in every round, so that a busy spell hits all alike."""

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median

MICROSECONDS = 1e6
_ROUND_S = 0.015


def interleaved(contenders: Mapping[str, Callable[[int], object]], rounds: int) -> dict[str, float]:
    """Give each contender's median CPU time in µs; ``contender(n)`` does its work n times."""
    times = {name: _times_per_round(contender) for name, contender in contenders.items()}
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, contender in contenders.items():
                taken[name].append(_cpu_s(contender, times[name]) / times[name])
    finally:
        gc.enable()
    return {name: median(seconds) * MICROSECONDS for name, seconds in taken.items()}


def _times_per_round(contender: Callable[[int], object]) -> int:
    """Find how many times fill a round, warming up on the way."""
    times = 1
    while (seconds := _cpu_s(contender, times)) < _ROUND_S / 4:
        times *= 2
    return max(1, round(times * _ROUND_S / seconds))


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
