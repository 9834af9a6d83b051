"""Lecture rows: a room full of viewers who all come at once, watch, see steps, are cut off and come again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tests.bench.process import memory_bytes, most_memory_bytes
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
    pauses_ms,
    room,
    steps_ms,
    watched,
)

MOST_STEP_MS, MOST_JOIN_S, MOST_MEMORY_KB = 30.0, 5.0, 80.0
_KB, _MB = 1e3, 1e6
_MORE = 400
"""Who are counted when it is asked how much memory one more takes."""


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
    early_s: list[float]
    """How long each waited who came before the run was begun."""
    memory_kb: float
    """That the server takes for each, before the run is begun."""
    joined_s: list[float]
    """How long who came when it ran at full speed."""
    watched: Watched
    memory_mb: float
    """That the server took at most, the run's too."""
    steps_alone: float
    """Propagations a second before anybody watched but who drives."""
    thrown_out: int
    pause_ms: np.ndarray
    press_ms: np.ndarray
    press_beside_ms: np.ndarray
    """The same while another room trains at full speed."""
    rejoined_s: list[float]


def held(lecture: Lecture, extent: Extent) -> Held:
    """Have a lecture: all come, watch, see steps, are cut off and come again."""
    count = max(2, int(lecture.viewers * extent.share))
    with room() as here:
        load = here.load
        here.drive({"type": "configure", "spec": lecture.spec})
        early = here.join(count)
        memory_kb = _memory_kb(here, min(count, _MORE))
        load.cut(early.lines)
        here.play(lecture.spec)
        load.attend(extent.settling_s)
        alone = watched(here, here.driver.among, extent.watching_s / 2)
        viewers = here.join(count)
        joined_s = viewers.waits_s
        load.attend(extent.rest_s)
        seen = watched(here, viewers, extent.watching_s)
        pause_ms = pauses_ms(here, viewers, extent)
        press_ms = steps_ms(here, viewers, extent)
        other = driver_of(load, "beside")
        here.play(lecture.spec, other)
        press_beside_ms = steps_ms(here, viewers, extent)
        load.cut([other])
        here.drive({"type": "play"})
        thrown_out = viewers.lost
        load.cut(viewers.lines)
        return Held(
            lecture,
            count,
            early.waits_s,
            memory_kb,
            joined_s,
            seen,
            most_memory_bytes(here.pid) / _MB,
            alone.steps,
            thrown_out,
            pause_ms,
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
        of("pause to where it stands, ms, p50", lambda each: f"{np.median(each.pause_ms):.1f}"),
        of("pause to where it stands, ms, p99", lambda each: at_most(p99(each.pause_ms), MOST_LATE_MS)),
        of("step to its frame, ms, p50", lambda each: f"{np.median(each.press_ms):.1f}"),
        of("step to its frame, ms, p99", lambda each: at_most(p99(each.press_ms), MOST_STEP_MS)),
        of("  beside a room at full speed, p50", lambda each: f"{np.median(each.press_beside_ms):.1f}"),
        of(
            "  beside a room at full speed, p99",
            lambda each: at_most(p99(each.press_beside_ms), MOST_STEP_MS),
        ),
        of("joining at rest at once, s, the last", lambda each: at_most(max(each.early_s), MOST_JOIN_S)),
        of("joining at once, s, median", lambda each: f"{np.median(each.joined_s):.2f}"),
        of("joining at once, s, the last", lambda each: at_most(max(each.joined_s), MOST_JOIN_S)),
        of("coming again at once, s, median", lambda each: f"{np.median(each.rejoined_s):.2f}"),
        of("coming again at once, s, the last", lambda each: at_most(max(each.rejoined_s), MOST_JOIN_S)),
        of("server, kB a viewer", lambda each: at_most(each.memory_kb, MOST_MEMORY_KB)),
        of("server, MB at most", lambda each: f"{each.memory_mb:.0f}"),
        seen("server, share of a core", lambda it: f"{it.server_share:.0%}"),
        seen("its event loop, CPU µs a frame", lambda it: f"{it.loop_us:.1f}"),
        of(
            "trained, of what it is alone",
            lambda each: f"{each.watched.steps / max(1.0, each.steps_alone):.0%}",
        ),
        *honest([each.watched for each in every]),
    ]


def _memory_kb(here: Room, more: int) -> float:
    """Have still more come, and give how much memory each takes once there is none left that was free."""
    first = here.join(more)
    before = memory_bytes(here.pid)
    second = here.join(more)
    taken = memory_bytes(here.pid) - before
    here.load.cut([*first.lines, *second.lines])
    return taken / more / _KB
