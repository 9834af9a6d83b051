"""Standard output and error as they may be: closed, full, or read by somebody who has seen enough."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_EXIT_CANNOT_WRITE = 1
_STANDARD = (0, 1, 2)


def prepare() -> None:
    """Let nothing that is said on standard error, or cannot be, end the program or its result.

    What was closed is opened to nowhere: else the next file or socket takes its number, and is written to.
    Standard output has a buffer even where Python was told to have none (``PYTHONUNBUFFERED``): without one a
    signal, as of Ctrl-Z, lets a pipe take a part of a result, and the rest is lost without an error.
    """
    for number in _STANDARD:
        try:
            os.fstat(number)
        except OSError:
            _to_nowhere(number)
    stdout, stderr = sys.__stdout__, sys.__stderr__
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as we run
    elif sys.stdout is stdout and isinstance(stdout.buffer, io.RawIOBase):
        buffered = io.BufferedWriter(stdout.buffer)
        sys.stdout = io.TextIOWrapper(buffered, stdout.encoding, stdout.errors, line_buffering=True)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    elif os.name == "posix" and sys.stderr is stderr:
        raw = io.BufferedWriter(_Lossy(stderr.fileno(), "w", closefd=False))
        sys.stderr = io.TextIOWrapper(raw, stderr.encoding, "backslashreplace", line_buffering=True)


def say(what: str) -> None:
    """Tell whoever runs the program; what cannot be written is lost."""
    print(f"propscope: {what}", file=sys.stderr)


def announce(line: str) -> None:
    """Write a line to standard output, without which the program goes on all the same."""
    try:
        print(line, flush=True)
    except OSError:
        _to_nowhere(sys.stdout.fileno())


@contextmanager
def results() -> Iterator[None]:
    """Let results out; end quietly where whoever reads them has seen enough."""
    if sys.__stdout__ is None:
        cannot_write("there is no standard output")
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        # What is still unwritten must not be tried again at the end.
        _to_nowhere(sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            cannot_write(str(error.strerror))


def cannot_write(reason: str) -> None:
    """Say why a result is lost, and end."""
    say(f"cannot write the result: {reason}")
    sys.exit(_EXIT_CANNOT_WRITE)


def _to_nowhere(number: int) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    if nowhere != number:
        os.dup2(nowhere, number)
        os.close(nowhere)


class _Lossy(io.FileIO):
    """Takes whatever is written, wherever it goes."""

    def write(self, data: Any) -> int:  # noqa: ANN401 - any bytes-like object
        try:
            written = super().write(data)
        except OSError:
            written = None
        # A pipe that is full for now takes none of it, and is not waited for.
        return len(data) if written is None else written
