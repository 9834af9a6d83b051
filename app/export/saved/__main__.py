"""The process that saves a run for a page: on its input are a line of JSON, an order, and then a recording.

On its output are a line that says why nothing is saved, or nothing, and then what is saved, packed.
"""

import io
import os
import sys

import msgspec

from ...engine import BadInput
from ...recordings import read
from .process import Order, Refused
from .recorded import saved_recorded

_NICER = 10
"""Whoever looks at a run does not wait for who takes one home."""


def main() -> None:
    """Save what is asked for."""
    if hasattr(os, "nice"):
        os.nice(_NICER)
    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=Order)
    recording = read(io.BytesIO(sys.stdin.buffer.read()))
    try:
        said, body = b"", saved_recorded(recording.run, order.wishes, order.most_bytes).body
    except BadInput as error:
        said, body = msgspec.json.encode(Refused(error.field, error.value, error.limit, error.code)), b""
    _tell(said + b"\n" + body)


def _tell(told: bytes) -> None:
    """Write it, where whoever asked is still there."""
    try:
        sys.stdout.buffer.write(told)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is not written yet goes there


if __name__ == "__main__":
    main()
