"""The runs of a sweep side by side, in processes: the table is the same however many there are."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait

from ..playback.pieces import at_once
from .runs import Ran, Sweep, running
from .varied import Values

_HEAR_S = 0.5
"""So often is looked for Ctrl-C where the system wakes nobody for it."""


class Lost(Exception):
    """A process that computed was ended from outside."""


def cores() -> int:
    """Count the cores that we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ran(
    sweep: Sweep,
    chosen: Sequence[Values],
    processes: int,
    told: Callable[[Ran], object] = lambda _: None,
) -> list[Ran]:
    """Make all runs, in the order of their values; ``told`` is called with each as soon as it has ended.

    Raises ``Lost``.
    """
    made: dict[int, Ran] = {}

    def keep(number: int, one: Ran) -> None:
        made[number] = one
        told(one)

    count = min(processes, len(chosen))
    if count <= 1:
        for number, values in enumerate(chosen):
            keep(number, at_once(running(sweep, values)))
    else:
        with _team(sweep, count) as lines:
            _share_out(lines, chosen, keep)
    return [made[number] for number in range(len(chosen))]


def _share_out(
    lines: Sequence[Connection], chosen: Sequence[Values], keep: Callable[[int, Ran], None]
) -> None:
    """Give each process a run, and another whenever it has made one."""
    left, under_way = iter(enumerate(chosen)), dict[Connection, int]()

    def hand_on(line: Connection) -> None:
        for number, values in left:
            line.send(values)
            under_way[line] = number
            return

    try:
        for line in lines:
            hand_on(line)
        while under_way:
            for ready in wait(list(under_way), _HEAR_S):
                assert isinstance(ready, Connection), "nothing else is waited for"
                keep(under_way.pop(ready), ready.recv())
                hand_on(ready)
    except (EOFError, OSError):
        raise Lost from None


@contextmanager
def _team(sweep: Sweep, count: int) -> Iterator[list[Connection]]:
    """Have processes that make runs, for as long as this lasts; Ctrl-C ends them first, and then this one."""
    context = multiprocessing.get_context("spawn")
    pairs = [context.Pipe() for _ in range(count)]
    team = [context.Process(target=_work, args=(sweep, theirs), daemon=True) for _, theirs in pairs]
    with _interruptible() as begin:
        try:
            with begin:
                for process in team:
                    process.start()
            for _, theirs in pairs:
                theirs.close()
            yield [ours for ours, _ in pairs]
        finally:
            for process in team:
                if process.pid is not None:
                    process.kill()
                    process.join()


def _work(sweep: Sweep, line: Connection) -> None:
    """Make the runs that are asked for, until nobody asks any more, or who asks is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError):
        while True:
            line.send(at_once(running(sweep, line.recv())))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent, "begun by another"
    parent.join()
    os._exit(1)


class _Interrupts:
    """Hears Ctrl-C; while it is entered what is heard waits, and processes begin without hearing it."""

    def __init__(self) -> None:
        self._holds = self._heard = False

    def hear(self, *_: object) -> None:
        """End what is under way, or do so later."""
        self._heard = True
        if not self._holds:
            raise KeyboardInterrupt

    def __enter__(self) -> None:
        self._holds = True
        if hasattr(signal, "pthread_sigmask"):
            resource_tracker.ensure_running()  # of its own it lets Ctrl-C through again
            self._before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_SETMASK, self._before)
        self._holds = False
        if self._heard:
            raise KeyboardInterrupt


@contextmanager
def _interruptible() -> Iterator[_Interrupts]:
    """Have Ctrl-C raised where it would end this process at once; end it so when all is put away."""
    interrupts = _Interrupts()
    if threading.current_thread() is not threading.main_thread():
        yield interrupts
        return
    before = signal.signal(signal.SIGINT, interrupts.hear)
    try:
        yield interrupts
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, before)
        if before is signal.SIG_DFL:
            signal.raise_signal(signal.SIGINT)
        raise
    finally:
        signal.signal(signal.SIGINT, before)
