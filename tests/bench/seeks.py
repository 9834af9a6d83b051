"""Time travel rows: going to any recorded step, going back by one, and what recording costs."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from app.playback.timeline import Timeline
from tests.bench.timing import at_most, interleaved, ratio, repeated, row
from tests.bench.workloads import WORKLOADS, Workload

RECORDED_STEPS, QUICK_STEPS = 1_000_000, 100_000
SEEKS, QUICK_SEEKS = 300, 60
STEPS_BACK_FROM_EACH = 10
SLICE_MINI_BATCHES = 100
_QUICK_ROUNDS = 50

# In the order of the workloads.
MOST_SEEK_MS = (1.0, 1.0, 4.0, 45.0)
MOST_BACK_MS = (1.0, 1.0, 2.0, 6.0)
MOST_MEBIBYTES = 64.0 + 8.0
MOST_OVERHEAD = 1.10

Milliseconds = list[float]


@dataclass(frozen=True)
class Travel:
    """What was measured on one workload."""

    seeks: Milliseconds
    back: Milliseconds
    mebibytes: float
    overhead: float


def rows(rounds: int) -> list[str]:
    """Record a run of every workload and travel in it."""
    quick = rounds < _QUICK_ROUNDS
    steps, seeks = (QUICK_STEPS, QUICK_SEEKS) if quick else (RECORDED_STEPS, SEEKS)
    travels = [_travel(workload, steps, seeks, rounds) for workload in WORKLOADS]
    return [
        row(f"Travel in {steps:,} steps, CPU ms", [workload.title for workload in WORKLOADS]),
        row("a random step, p50", [f"{np.median(travel.seeks):.2f}" for travel in travels]),
        _p99("a random step, p99", [travel.seeks for travel in travels], MOST_SEEK_MS),
        row("back by one, p50", [f"{np.median(travel.back):.2f}" for travel in travels]),
        _p99("back by one, p99", [travel.back for travel in travels], MOST_BACK_MS),
        row("keyframes, MiB", [at_most(travel.mebibytes, MOST_MEBIBYTES) for travel in travels]),
        row("recorded training : training", [at_most(t.overhead, MOST_OVERHEAD, "×") for t in travels]),
    ]


def _p99(title: str, times: list[Milliseconds], goals: tuple[float, ...]) -> str:
    p99 = [float(np.quantile(taken, 0.99)) for taken in times]
    return row(title, [at_most(value, goal) for value, goal in zip(p99, goals, strict=True)])


def _travel(workload: Workload, steps: int, seeks: int, rounds: int) -> Travel:
    timeline = Timeline(workload.spec(), *workload.data())
    timeline.advance(steps)
    places = np.random.default_rng(0).integers(STEPS_BACK_FROM_EACH + 1, steps, seeks).tolist()
    return Travel(
        seeks=[_milliseconds(timeline, place) for place in places],
        back=[taken for place in places[::STEPS_BACK_FROM_EACH] for taken in _back_from(timeline, place)],
        mebibytes=timeline.bytes / 2**20,
        overhead=_overhead(workload, rounds),
    )


def _back_from(timeline: Timeline, place: int) -> Iterable[float]:
    timeline.seek(place)
    return [_milliseconds(timeline, place - back) for back in range(1, STEPS_BACK_FROM_EACH + 1)]


def _milliseconds(timeline: Timeline, index: int) -> float:
    """Time going to a step and copying out all that is known there."""
    start = time.process_time()
    timeline.seek(index)
    timeline.state()
    return (time.process_time() - start) * 1000


def _overhead(workload: Workload, rounds: int) -> float:
    """Compare training in slices with and without recording."""
    timeline, stepper = Timeline(workload.spec(), *workload.data()), workload.stepper()
    slice_steps = SLICE_MINI_BATCHES * stepper.schedule.steps_per_batch
    contenders = {
        "recorded": repeated(timeline.advance, slice_steps),
        "not": repeated(stepper.advance, slice_steps),
    }
    return ratio(interleaved(contenders, rounds), "recorded", "not")
