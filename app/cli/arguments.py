"""What stands behind the flags of a command: numbers within bounds, as ``argparse`` wants them read."""

import argparse
from typing import TypeVar

Number = TypeVar("Number", int, float)

_PORTS = 65_535
_MOST = 10**9
_PROCESSES = 64
_LEAST, _MUCH = 1e-15, 0.1
_SMALLEST_MB, _LARGEST_MB = 0.1, 64.0


def port(text: str) -> int:
    """Read the number of a port; 0 is any."""
    return _bounded(text, int, 0, _PORTS)


def positive(text: str) -> int:
    """Read a number from 1."""
    return _bounded(text, int, 1, _MOST)


def processes(text: str) -> int:
    """Read how many processes."""
    return _bounded(text, int, 1, _PROCESSES)


def whole(text: str) -> int:
    """Read a number from 0."""
    return _bounded(text, int, 0, _MOST)


def span(text: str) -> tuple[int, int]:
    """Read ``A..B``, or a number from 0 as ``0..B``."""
    first, dots, last = text.partition("..")
    return (whole(first), whole(last)) if dots else (0, whole(text))


def fraction(text: str) -> float:
    """Read a number from 0 to 1."""
    return _bounded(text, float, 0.0, 1.0)


def megabytes(text: str) -> float:
    """Read how large a file may be, from 0.1 to 64 MB."""
    return _bounded(text, float, _SMALLEST_MB, _LARGEST_MB)


def tolerance(text: str) -> float:
    """Read a number from 1e-15 to 0.1."""
    return _bounded(text, float, _LEAST, _MUCH)


def _bounded(text: str, kind: type[Number], low: Number, high: Number) -> Number:
    try:
        value = kind(text)
        if low <= value <= high:
            return value
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"should be a number from {low} to {high}, got {text}")
