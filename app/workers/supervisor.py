"""The process that workers come from: begins them, begins another for each that dies, and ends them."""

import multiprocessing
import os
import secrets
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from types import FrameType
from typing import TypeAlias
from urllib.parse import urlsplit

from ..engine import BadInput
from ..settings import Settings
from .private import EXTRA, PrivateServer

_NAME_BYTES = 6
_SOONEST_AGAIN_S = 1.0
"""Between the beginning of a worker and of the one that takes its place."""
_LOOK_S = 0.2
_LONGEST_FAREWELL_S = 8.0


def refuse(settings: Settings) -> None:
    """Raise ``BadInput`` where there cannot be more than one process here."""
    if not hasattr(os, "fork"):
        raise BadInput("workers", settings.workers, "one, on this system", "invalid")
    try:
        import redis  # noqa: F401 - an extra's
    except ImportError:
        reason = f"one, for redis is not installed: {EXTRA}"
        raise BadInput("workers", settings.workers, reason, "invalid") from None


@dataclass
class _Place:
    """Where a worker is, one after another."""

    name: str = ""
    process: ForkProcess | None = None
    begun_at: float = -_SOONEST_AGAIN_S


Work: TypeAlias = Callable[[str], object]
"""What a worker does, as which it is told its name."""


def supervise(settings: Settings, prepare: Callable[[Settings], Work], begun: Callable[[], object]) -> None:
    """Have so many workers until we are told to end.

    They are forked: what is prepared, once it is known where they meet, is there in all of them, and what
    they listen at is open, so that whoever has time takes who comes.
    """
    own = None if settings.engine else PrivateServer()
    if own:
        settings = replace(settings, engine=own.address, engine_is_ours=True)
    with own or nullcontext(), _told_to_end() as ends:
        exchange = _Registry(settings.engine)
        exchange.begin()
        work = prepare(settings)
        places = [_Place() for _ in range(settings.workers)]
        try:
            for place in places:
                _begin(place, work)
            begun()
            while not ends():
                if own:
                    own.look_after()
                for place in places:
                    if place.process and not place.process.is_alive():
                        exchange.bury(place.name)
                        place.process = None
                    if not place.process and time.monotonic() - place.begun_at >= _SOONEST_AGAIN_S:
                        _begin(place, work)
                wait([place.process.sentinel for place in places if place.process], _LOOK_S)
        finally:
            _end([place.process for place in places if place.process])


class _Registry:
    """What is said of workers from outside."""

    def __init__(self, address: str) -> None:
        from redis import Redis

        self._address = address
        self._redis = Redis.from_url(address, socket_timeout=1.0)

    def begin(self) -> None:
        """Say that nothing was lost: nothing is there yet, or others have begun; or raise ``BadInput``."""
        from redis import RedisError

        from .exchange import SINCE

        try:
            self._redis.set(SINCE, 0, nx=True)
        except (RedisError, OSError) as error:
            place = urlsplit(self._address)  # which may have a password in it
            where = f"{place.scheme}://{place.hostname or place.path}"
            raise BadInput("engine", where, f"a server that answers: {error}", "invalid") from None

    def bury(self, worker: str) -> None:
        """Say that a worker is no more, sooner than its lease does."""
        from redis import RedisError

        from .exchange import lease

        with suppress(RedisError, OSError):
            self._redis.delete(lease(worker))


def _begin(place: _Place, work: Work) -> None:
    place.name, place.begun_at = secrets.token_hex(_NAME_BYTES), time.monotonic()
    process = multiprocessing.get_context("fork").Process(
        target=_run, args=(work, place.name), name=f"worker {place.name}"
    )
    process.start()
    place.process = process


def _run(work: Work, name: str) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        work(name)


def _end(processes: list[ForkProcess]) -> None:
    for process in processes:
        process.terminate()
    until = time.monotonic() + _LONGEST_FAREWELL_S
    for process in processes:
        process.join(max(0.0, until - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()


@contextmanager
def _told_to_end() -> Iterator[Callable[[], bool]]:
    """Give whether a signal has come that ends us; for as long as this lasts it does nothing else."""
    told = []

    def tell(number: int, _: FrameType | None) -> None:
        told.append(number)

    before = {number: signal.signal(number, tell) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(told)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
