"""Lecture rows: a room full of viewers who all come at once, watch, see steps, are cut off and come again."""

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


LECTURES = {
    "first": Lecture("first network", 1000, {}),
    "eights": Lecture("3 layers of 8", 1000, {"hidden": [{"units": 8}] * 3}),
    "neuron": Lecture("one neuron", 3000, {"hidden": [], "batch_size": 5}),
}
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
    with room(extent) as here:
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


def rows(name: str, extent: Extent) -> list[str]:
    """Have a lecture, and say what became of it."""
    return rows_of(held(LECTURES[name], extent))


def rows_of(became: Held) -> list[str]:
    """Say what became of a lecture."""
    seen = became.watched
    share = seen.steps / max(1.0, became.steps_alone)
    told = {
        f"{became.lecture.title} at full speed": f"{became.came} viewers",
        "bytes a frame, letters too": f"{seen.frame_bytes:.0f}",
        "frames/s, the fewest": at_least(min(seen.rates), FEWEST_FRAMES),
        "frames/s, median": f"{np.median(seen.rates):.1f}",
        "frames/s that were shown": f"{seen.shown:.1f}",
        "behind the first, ms, p50": f"{np.median(seen.late_ms):.1f}",
        "behind the first, ms, p99": at_most(p99(seen.late_ms), MOST_LATE_MS),
        "from first to last, ms, p99": f"{p99(seen.spread_ms):.1f}",
        "longest without a frame, ms": f"{seen.gap_ms:.0f}",
        "thrown out": at_most(became.thrown_out, 0),
        "pause to where it stands, ms, p50": f"{np.median(became.pause_ms):.1f}",
        "pause to where it stands, ms, p99": at_most(p99(became.pause_ms), MOST_LATE_MS),
        "step to its frame, ms, p50": f"{np.median(became.press_ms):.1f}",
        "step to its frame, ms, p99": at_most(p99(became.press_ms), MOST_STEP_MS),
        "  beside a room at full speed, p50": f"{np.median(became.press_beside_ms):.1f}",
        "  beside a room at full speed, p99": at_most(p99(became.press_beside_ms), MOST_STEP_MS),
        "joining at rest at once, s, the last": at_most(max(became.early_s), MOST_JOIN_S),
        "joining at once, s, median": f"{np.median(became.joined_s):.2f}",
        "joining at once, s, the last": at_most(max(became.joined_s), MOST_JOIN_S),
        "coming again at once, s, median": f"{np.median(became.rejoined_s):.2f}",
        "coming again at once, s, the last": at_most(max(became.rejoined_s), MOST_JOIN_S),
        "server, kB a viewer": at_most(became.memory_kb, MOST_MEMORY_KB),
        "server, MB at most": f"{became.memory_mb:.0f}",
        "server, share of a core": f"{seen.server_share:.0%}",
        "its event loop, CPU µs a frame": f"{seen.loop_us:.1f}",
        "trained, of what it is alone": f"{share:.0%}",
    }
    return [*(row(title, [said]) for title, said in told.items()), *honest([seen])]


def _memory_kb(here: Room, more: int) -> float:
    """Have still more come, and give how much memory each takes once there is none left that was free."""
    first = here.join(more)
    before = memory_bytes(here.pid)
    second = here.join(more)
    taken = memory_bytes(here.pid) - before
    here.load.cut([*first.lines, *second.lines])
    return taken / more / _KB
