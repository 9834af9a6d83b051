"""Lecture rows: a room full of viewers who all come at once, watch, see steps, are cut off and come again."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tests.bench.process import memory_bytes
from tests.bench.timing import at_least, at_most, row
from tests.bench.watching import (
    FEWEST_FRAMES,
    MOST_LATE_MS,
    Extent,
    Room,
    Watched,
    driver_of,
    honest,
    p99,
    room,
    steps_ms,
    watched,
)

MOST_STEP_MS, MOST_JOIN_S, MOST_MEMORY_KB = 30.0, 5.0, 80.0
_KB = 1e3
_SETTLED_BYTES = 2**19
"""A run at full speed takes memory until its keyframes fill their bounds."""


@dataclass(frozen=True)
class Lecture:
    """What is watched, and by how many."""

    title: str
    viewers: int
    spec: dict


EIGHTS = Lecture("3 layers of 8", 1000, {"hidden": [{"units": 8}] * 3})
LECTURES = (
    Lecture("first network", 1000, {}),
    EIGHTS,
    Lecture("one neuron", 3000, {"hidden": [], "batch_size": 5}),
)
"""A frame of theirs has some 2 kB, 7 kB and 300 bytes."""


@dataclass(frozen=True)
class Held:
    """What became of a lecture."""

    lecture: Lecture
    came: int
    joined_s: list[float]
    watched: Watched
    memory_kb: float
    """Of the server, for each viewer."""
    steps_alone: float
    """Propagations a second before anybody watched but who drives."""
    thrown_out: int
    press_ms: np.ndarray
    press_beside_ms: np.ndarray
    """The same while another room trains at full speed."""
    rejoined_s: list[float]


def held(lecture: Lecture, extent: Extent) -> Held:
    """Have a lecture: all come, watch, see steps, are cut off and come again."""
    count = max(2, int(lecture.viewers * extent.share))
    with room() as here:
        load = here.load
        here.play(lecture.spec)
        _settle(here, extent)
        alone = watched(here, here.driver.among, extent.watching_s / 2)
        before = memory_bytes(here.pid)
        viewers = here.join(count)
        joined_s = viewers.waits_s
        load.attend(extent.rest_s)
        seen = watched(here, viewers, extent.watching_s)
        memory = memory_bytes(here.pid) - before
        press_ms = steps_ms(here, viewers, extent.presses)
        other = driver_of(load, "beside")
        here.play(lecture.spec, other)
        press_beside_ms = steps_ms(here, viewers, extent.presses)
        load.cut([other])
        here.drive({"type": "play"})
        thrown_out = viewers.lost
        load.cut(viewers.lines)
        return Held(
            lecture,
            count,
            joined_s,
            seen,
            memory / count / _KB,
            alone.steps,
            thrown_out,
            press_ms,
            press_beside_ms,
            here.join(count).waits_s,
        )


def rows(extent: Extent) -> list[str]:
    """Have every lecture, and say what became of it."""
    return rows_of([held(lecture, extent) for lecture in LECTURES])


def rows_of(every: Sequence[Held]) -> list[str]:
    """Say what became of lectures."""

    def of(title: str, say: Callable[[Held], str]) -> str:
        return row(title, [say(each) for each in every])

    def seen(title: str, say: Callable[[Watched], str]) -> str:
        return row(title, [say(each.watched) for each in every])

    return [
        of("A lecture at full speed", lambda each: each.lecture.title),
        of("viewers", lambda each: f"{each.came}"),
        seen("bytes a frame, letters too", lambda it: f"{it.frame_bytes:.0f}"),
        seen("frames/s, the fewest", lambda it: at_least(min(it.rates), FEWEST_FRAMES)),
        seen("frames/s, median", lambda it: f"{np.median(it.rates):.1f}"),
        seen("frames/s that were shown", lambda it: f"{it.shown:.1f}"),
        seen("behind the first, ms, p50", lambda it: f"{np.median(it.late_ms):.1f}"),
        seen("behind the first, ms, p99", lambda it: at_most(p99(it.late_ms), MOST_LATE_MS)),
        seen("from first to last, ms, p99", lambda it: f"{p99(it.spread_ms):.1f}"),
        seen("longest without a frame, ms", lambda it: f"{it.gap_ms:.0f}"),
        of("thrown out", lambda each: at_most(each.thrown_out, 0)),
        of("step to its frame, ms, p50", lambda each: f"{np.median(each.press_ms):.1f}"),
        of("step to its frame, ms, p99", lambda each: at_most(p99(each.press_ms), MOST_STEP_MS)),
        of("  beside a room at full speed, p50", lambda each: f"{np.median(each.press_beside_ms):.1f}"),
        of(
            "  beside a room at full speed, p99",
            lambda each: at_most(p99(each.press_beside_ms), MOST_STEP_MS),
        ),
        of("joining at once, s, median", lambda each: f"{np.median(each.joined_s):.2f}"),
        of("joining at once, s, the last", lambda each: at_most(max(each.joined_s), MOST_JOIN_S)),
        of("coming again at once, s, median", lambda each: f"{np.median(each.rejoined_s):.2f}"),
        of("coming again at once, s, the last", lambda each: at_most(max(each.rejoined_s), MOST_JOIN_S)),
        of("server, kB a viewer", lambda each: at_most(each.memory_kb, MOST_MEMORY_KB)),
        seen("server, share of a core", lambda it: f"{it.server_share:.0%}"),
        seen("its event loop, CPU µs a frame", lambda it: f"{it.loop_us:.1f}"),
        of(
            "trained, of what it is alone",
            lambda each: f"{each.watched.steps / max(1.0, each.steps_alone):.0%}",
        ),
        *honest([each.watched for each in every]),
    ]


def _settle(here: Room, extent: Extent) -> None:
    """Wait until the server takes no more memory."""
    ends = time.monotonic() + extent.settling_s
    taken, before = memory_bytes(here.pid), 0
    while taken - before > _SETTLED_BYTES and time.monotonic() < ends:
        here.load.attend(extent.rest_s)
        taken, before = memory_bytes(here.pid), taken
