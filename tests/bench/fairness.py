"""Fairness rows: how long a small room waits for a step while others play, or are given, the largest runs."""

import gc
import json
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np

from app.engine import Spec, decode
from app.playback.asking import Answer, Told
from app.playback.reporter import FRAME_S
from app.playback.session import Session
from app.protocol import Configure, Message, Play, SetSpeed, Step
from app.rooms.engine_thread import EngineThread, Job, Seat
from tests.bench.timing import at_most, row

LARGEST = decode(
    json.dumps(
        {
            "data": {"samples": 10_000},
            "hidden": [{"units": 128, "activation": "tanh"}] * 8,
            "batch_size": 1024,
        }
    ),
    Spec,
)
CROWD = 20
STEPS, QUICK_STEPS = 400, 100
PAUSE_S = 0.01
"""Between steps: a person asks for the next one only after having seen this one."""
MOST_P99_MS = 50.0
_QUICK_ROUNDS = 50


@dataclass(frozen=True)
class Wait:
    """How long a step was waited for, and what the process worked meanwhile: no load of others is in that."""

    ms: float
    cpu_ms: float


class Listener:
    """An audience that only waits for answers."""

    waiting_bytes = 0
    frame_s = FRAME_S

    def __init__(self) -> None:
        self.answered = threading.Event()

    def tell(self, told: Iterable[Told]) -> None:
        if any(isinstance(one, Answer) for one in told):
            self.answered.set()

    def start_afresh(self, everything: Iterable[Message], *, all_of_them: bool = True) -> None:
        pass


def rows(rounds: int) -> list[str]:
    """Step in a small room beside none, one and many of the largest."""
    steps = QUICK_STEPS if rounds < _QUICK_ROUNDS else STEPS
    crowds = {
        "alone": _waited(steps, playing=0),
        "beside 1 playing": _waited(steps, playing=1),
        f"beside {CROWD} playing": _waited(steps, playing=CROWD),
        f"beside {CROWD} configuring": _waited(steps, configuring=CROWD),
    }
    return [
        row("A step in a small room, ms", list(crowds)),
        row("p50", [f"{_quantile(waits, 0.5):.1f}" for waits in crowds.values()]),
        row("p99", [at_most(_quantile(waits, 0.99), MOST_P99_MS) for waits in crowds.values()]),
        row(
            "p99 of what was worked meanwhile, CPU ms", [f"{_worked(waits):.1f}" for waits in crowds.values()]
        ),
    ]


def _quantile(waits: list[Wait], share: float) -> float:
    return float(np.quantile([wait.ms for wait in waits], share))


def _worked(waits: list[Wait]) -> float:
    return float(np.quantile([wait.cpu_ms for wait in waits], 0.99))


def _waited(steps: int, playing: int = 0, configuring: int = 0) -> list[Wait]:
    """Time steps from asking to the answer, as a viewer does beside others."""
    engine = EngineThread(time.monotonic)
    crowd = [Seat(f"large {number}", Session(), Listener()) for number in range(playing + configuring)]
    small = Seat("small", Session(), Listener())
    gc.collect()
    gc.freeze()  # as when serving
    engine.start()
    for seat in crowd[:playing]:
        for command in (Configure(0, LARGEST), SetSpeed(1, None), Play(2)):
            _asked(engine, seat, command)
    try:
        return [_step(engine, small, crowd[playing:], number) for number in range(steps)]
    finally:
        engine.stop()
        gc.unfreeze()


def _step(engine: EngineThread, small: Seat, configuring: list[Seat], number: int) -> Wait:
    for seat in configuring:
        if not seat.jobs:
            command = Configure(0, LARGEST if number % 2 else Spec())
            engine.submit(seat, Job(partial(seat.session.doing, command), heavy=True))
    time.sleep(PAUSE_S)
    begun, worked = time.monotonic(), time.process_time()
    _asked(engine, small, Step(number))
    return Wait((time.monotonic() - begun) * 1000, (time.process_time() - worked) * 1000)


def _asked(engine: EngineThread, seat: Seat, command: Configure | SetSpeed | Play | Step) -> None:
    """Have something done, and wait for the answer."""
    listener = seat.publish
    assert isinstance(listener, Listener)
    listener.answered.clear()
    engine.submit(seat, Job(partial(seat.session.doing, command)))
    listener.answered.wait()
