"""Fairness rows: how long a small room waits for a step while others play, or are given, the largest runs."""

import json
import threading
import time
from collections.abc import Iterable
from functools import partial

import numpy as np

from app.engine import Spec, decode
from app.playback.asking import Answer, Told
from app.playback.session import Session
from app.protocol import Configure, Message, Play, SetRate, Step
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

Milliseconds = list[float]


class Listener:
    """An audience that only waits for answers."""

    waiting_bytes = 0

    def __init__(self) -> None:
        self.answered = threading.Event()

    def tell(self, told: Iterable[Told]) -> None:
        if any(isinstance(one, Answer) for one in told):
            self.answered.set()

    def start_afresh(self, everything: Iterable[Message], viewer: object = None) -> None:
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
        row("p50", [f"{np.median(waits):.1f}" for waits in crowds.values()]),
        row("p99", [at_most(float(np.quantile(waits, 0.99)), MOST_P99_MS) for waits in crowds.values()]),
    ]


def _waited(steps: int, playing: int = 0, configuring: int = 0) -> Milliseconds:
    """Time steps from asking to the answer, as a viewer does beside others."""
    engine = EngineThread(time.monotonic)
    crowd = [Seat(f"large {number}", Session(), Listener()) for number in range(playing + configuring)]
    small = Seat("small", Session(), Listener())
    engine.start()
    for seat in crowd[:playing]:
        for command in (Configure(0, LARGEST), SetRate(1, None), Play(2)):
            _asked(engine, seat, command)
    try:
        return [_step(engine, small, crowd[playing:], number) for number in range(steps)]
    finally:
        engine.stop()


def _step(engine: EngineThread, small: Seat, configuring: list[Seat], number: int) -> float:
    for seat in configuring:
        if not seat.jobs:
            command = Configure(0, LARGEST if number % 2 else Spec())
            engine.submit(seat, Job(partial(seat.session.doing, command), heavy=True))
    time.sleep(PAUSE_S)
    begun = time.monotonic()
    _asked(engine, small, Step(number))
    return (time.monotonic() - begun) * 1000


def _asked(engine: EngineThread, seat: Seat, command: Configure | SetRate | Play | Step) -> None:
    """Have something done, and wait for the answer."""
    listener = seat.publish
    assert isinstance(listener, Listener)
    listener.answered.clear()
    engine.submit(seat, Job(partial(seat.session.doing, command)))
    listener.answered.wait()
