"""Watching one room of a real server: who drives it, what those who watch get, and what that takes."""

import math
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.lines import Deliveries, Line, Viewers
from tests.bench.load import Load
from tests.bench.process import apart_from, cpu_s, first_thread_cpu_s, machine_cpu_s
from tests.bench.timing import row
from tests.serving import serving_process

FEWEST_FRAMES, MOST_LATE_MS = 28.0, 50.0
BUSY = 0.85
"""With so much of a core the lines are late themselves."""
_NAME = "a-class"
_MILLISECONDS, _MICROSECONDS = 1e3, 1e6
_PATIENCE_S = 60.0
_LONGEST_STEP_S = 2.0
_SILENCE_S = 0.25
_PAUSE_S = 0.05
"""Between steps: who presses sees the last one first."""
_RARE = 0.1
"""A frame that no more viewers get is one made for who has come or fallen behind."""


@dataclass(frozen=True)
class Extent:
    """How much is done of everything."""

    share: float = 1.0
    """Of the viewers."""
    watching_s: float = 10.0
    rest_s: float = 1.0
    """Between one thing and the next."""
    presses: int = 50
    pauses: int = 10
    settling_s: float = 3.0
    """Until a run has got into its stride."""
    stalling_s: float = 30.0
    workers: int = 1
    """Processes of the server."""


@dataclass
class Room:
    """A room of a server of its own, and who drives it."""

    load: Load
    driver: Line
    pid: int

    def drive(self, *commands: dict, driver: Line | None = None) -> bool:
        """Have commands done, one after the other; say whether the last one was, before patience was lost.

        A server that has too much to do may have let go of who drives; then somebody else does.
        """
        if driver is None and self.driver.lost_at:
            self.driver = driver_of(self.load, _NAME)
        line = driver or self.driver
        for command in commands:
            line.last.pop("done", None)
            line.say({"id": 0, **command})
            self.load.attend(
                _PATIENCE_S, lambda: bool(line.lost_at) or not {"done", "error"}.isdisjoint(line.last)
            )
            assert "error" not in line.last, line.last["error"]
        return "done" in line.last

    def play(self, spec: dict, driver: Line | None = None) -> None:
        """Have a run trained as fast as it goes."""
        commands = (
            {"type": "configure", "spec": spec},
            {"type": "set_speed", "speed": None},
            {"type": "play"},
        )
        self.drive(*commands, driver=driver)

    def join(self, count: int, **named: Any) -> Viewers:
        """Have so many come at once, and wait until each sees where the run stands, or was let go of."""
        viewers = self.load.open(_NAME, count, **named)
        self.load.attend(_PATIENCE_S, lambda: viewers.shown + viewers.lost >= count)
        return viewers


@dataclass(frozen=True)
class Watched:
    """What those who watched a run at full speed got, and what that took."""

    took_s: float
    rates: np.ndarray
    """Frames a second, viewer by viewer."""
    shown: float
    """Frames a second that anybody got who is not a rare exception."""
    late_ms: np.ndarray
    """How much later than the first to get that frame, delivery by delivery."""
    spread_ms: np.ndarray
    """From the first to the last who got it, frame by frame."""
    gap_ms: float
    """The longest time that a viewer was without a new frame."""
    frame_bytes: float
    """That a viewer got, letters too, for each of its frames."""
    steps: float
    """Propagations trained a second."""
    server_share: float
    """Of a core."""
    loop_us: float
    """CPU time of the server's event loop, for each delivery."""
    client_share: float
    others_share: float
    """What is neither the server's nor the lines', of all cores."""


@contextmanager
def room(extent: Extent) -> Iterator[Room]:
    """Serve a room, and have somebody in it who drives; several processes have no core to themselves."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving_process(Path(folder), "--workers", str(extent.workers)) as (url, process),
        apart_from(process.pid) if extent.workers == 1 else nullcontext(),
        Load(url) as load,
    ):
        yield Room(load, driver_of(load, _NAME), process.pid)


def driver_of(load: Load, name: str) -> Line:
    """Let somebody into a room who listens to what is answered."""
    (line,) = load.open(name, listens=True).lines
    load.attend(_PATIENCE_S, lambda: bool(line.shown_at or line.lost_at))
    return line


def watched(
    room: Room, viewers: Viewers, seconds: float, until: Callable[[], bool] = lambda: False
) -> Watched:
    """Attend to those who watch for so long, or until something is so, and say what they got."""
    first, first_driven = len(viewers), len(room.driver.among)
    bytes_before = viewers.came_bytes
    begun, before = time.monotonic(), _spent_s(room.pid)
    room.load.attend(seconds, until)
    took_s, after = time.monotonic() - begun, _spent_s(room.pid)
    server_s, loop_s, client_s, machine_s = (b - a for a, b in zip(before, after, strict=True))
    came, driven = viewers.since(first), room.driver.among.since(first_driven).index
    number = len(viewers.lines)
    late_ms, spread_ms = _lateness_ms(came, fewest=number * _RARE)
    return Watched(
        took_s,
        rates=np.bincount(came.who, minlength=number) / took_s,
        shown=len(spread_ms) / took_s,
        late_ms=late_ms,
        spread_ms=spread_ms,
        gap_ms=_longest_gap_s(came, number, begun, begun + took_s) * _MILLISECONDS,
        frame_bytes=(viewers.came_bytes - bytes_before) / max(1, len(came.at)),
        steps=(driven[-1] - driven[0]) / took_s if len(driven) else 0.0,
        server_share=server_s / took_s,
        loop_us=loop_s / max(1, len(came.at)) * _MICROSECONDS,
        client_share=client_s / took_s,
        others_share=max(0.0, machine_s - server_s - client_s) / took_s / (os.cpu_count() or 1),
    )


def steps_ms(room: Room, viewers: Viewers, extent: Extent) -> np.ndarray:
    """Press *step*, and give how long it takes until its frame is here, each time for each viewer.

    Where a run does not even pause, nobody ever sees a step.
    """
    if not room.drive({"type": "pause"}):
        return np.array([math.inf])
    room.load.attend(extent.rest_s)
    waits = []
    for _ in range(extent.presses):
        room.load.attend(_PAUSE_S)
        here = sum(not line.lost_at for line in viewers.lines)
        first, pressed = len(viewers), time.monotonic()
        room.driver.say({"type": "step", "id": 0})
        room.load.attend(_LONGEST_STEP_S, lambda: len(viewers) - first >= here)  # noqa: B023
        came = viewers.since(first)
        waits.append(_of_all(_first_of_each(came.who, came.at) - pressed, here))
    return np.concatenate(waits) * _MILLISECONDS


def pauses_ms(room: Room, viewers: Viewers, extent: Extent) -> np.ndarray:
    """Pause a run at full speed, and give how long it takes until it is seen where it stands then, each time.

    Unlike how far one viewer is behind another, it has in it how old what all of them see is.
    """
    waits = []
    for _ in range(extent.pauses):
        room.drive({"type": "play"})
        room.load.attend(extent.rest_s)
        here = sum(not line.lost_at for line in viewers.lines)
        first, pressed = len(viewers), time.monotonic()
        paused = room.drive({"type": "pause"})
        _quiet(room, viewers)
        came = viewers.since(first)
        stands = came.index == room.driver.last["done"]["index"] if paused else np.zeros(len(came.at), bool)
        waits.append(_of_all(_first_of_each(came.who[stands], came.at[stands]) - pressed, here))
    return np.concatenate(waits) * _MILLISECONDS


def honest(every: list[Watched]) -> list[str]:
    """Say what else may have made it slow."""
    shares = [f"{it.client_share:.0%}{' TOO BUSY' if it.client_share > BUSY else ''}" for it in every]
    return [
        row("the lines themselves, share of a core", shares),
        row("others, share of the machine", [f"{it.others_share:.0%}" for it in every]),
    ]


def p99(values: np.ndarray) -> float:
    return float(np.quantile(values, 0.99, method="higher")) if len(values) else math.inf


def _first_of_each(who: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Give when the first came of what each viewer got, in order of time: the same may be shown twice."""
    return at[np.unique(who, return_index=True)[1]]


def _of_all(waits: np.ndarray, number: int) -> np.ndarray:
    """Add those of so many who waited in vain."""
    return np.pad(waits, (0, max(0, number - len(waits))), constant_values=math.inf)


def _quiet(room: Room, viewers: Viewers) -> None:
    """Wait until no more frames come."""
    before, ends = -1, time.monotonic() + _PATIENCE_S
    while len(viewers) > before and time.monotonic() < ends:
        before = len(viewers)
        room.load.attend(_SILENCE_S)


def _lateness_ms(came: Deliveries, fewest: float) -> tuple[np.ndarray, np.ndarray]:
    """Give how much later than the first each delivery was, and the last of each frame that is not rare.

    A frame that only few get is one made for who has come or fallen behind.
    """
    if not len(came.at):
        return np.array([math.inf]), np.array([])
    _, frame, times = np.unique(came.index, return_inverse=True, return_counts=True)
    first, last = np.full(len(times), math.inf), np.zeros(len(times))
    np.minimum.at(first, frame, came.at)
    np.maximum.at(last, frame, came.at)
    return (came.at - first[frame]) * _MILLISECONDS, (last - first)[times >= fewest] * _MILLISECONDS


def _longest_gap_s(came: Deliveries, number: int, begun: float, ended: float) -> float:
    """Give the longest time without a frame that any of so many viewers had."""
    everybody = np.arange(number)
    who = np.concatenate((everybody, came.who, everybody))
    at = np.concatenate((np.full(number, begun), came.at, np.full(number, ended)))
    order = np.argsort(who, kind="stable")
    return float(np.diff(at[order])[np.diff(who[order]) == 0].max())


def _spent_s(pid: int) -> tuple[float, float, float, float]:
    """Give the CPU time so far of the server, its event loop, the lines, and everything on the machine."""
    return cpu_s(pid), first_thread_cpu_s(pid), time.process_time(), machine_cpu_s()
