"""What a process takes of the machine, as Linux tells it, and where it may run."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_IDLE = slice(3, 5)
"""Of a line in ``/proc/stat``: idle, and waiting for the disk."""
_GUEST = 8
"""From here on it says again what is in the numbers before."""


def family(pid: int) -> list[int]:
    """Give a process and those that it has begun: a server's workers, and what they meet through."""
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def cpu_s(pid: int) -> float:
    """Give the CPU time that a process and its children have taken so far, the system's work for them too."""
    return sum(_cpu_s(Path(f"/proc/{each}/stat")) for each in family(pid))


def first_thread_cpu_s(pid: int) -> float:
    """Give the CPU time of their first threads, which are a server's event loops."""
    return sum(_cpu_s(Path(f"/proc/{each}/task/{each}/stat")) for each in family(pid))


def machine_cpu_s() -> float:
    """Give the CPU time that all processes together have taken so far, on all cores."""
    ticks = [
        int(field) for field in Path("/proc/stat").read_text().split(maxsplit=_GUEST + 1)[1 : _GUEST + 1]
    ]
    return (sum(ticks) - sum(ticks[_IDLE])) / _TICKS_PER_S


def memory_bytes(pid: int) -> int:
    """Give the memory that they have resident; what the system keeps for their sockets is not in it."""
    pages = sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in family(pid))
    return pages * os.sysconf("SC_PAGE_SIZE")


def most_memory_bytes(pid: int) -> int:
    """Give the most that each had resident so far, together."""
    told = "".join(Path(f"/proc/{each}/status").read_text() for each in family(pid))
    return sum(int(line.split()[1]) * 1024 for line in told.splitlines() if "VmHWM" in line)


def allow_many_files() -> None:
    """Let this process open as many files as it may: each line is one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


@contextmanager
def apart_from(pid: int) -> Iterator[bool]:
    """Keep another process on one core and this one on the others; say whether there are any."""
    cores = os.sched_getaffinity(0)
    first, *others = sorted(cores)
    if not others:
        yield False
        return
    for thread in Path(f"/proc/{pid}/task").iterdir():
        os.sched_setaffinity(int(thread.name), {first})
    os.sched_setaffinity(0, others)
    try:
        yield True
    finally:
        os.sched_setaffinity(0, cores)


def _cpu_s(stat: Path) -> float:
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S
