"""What the server would send of a run, for tests of the page: ``python -m tests.recording < requests.json``.

Reads a list of ``{"spec", "from", "to"}`` and writes the catalogue, and of each run all messages: what
someone is told who joins after ``from`` propagations, then every step up to ``to``. Frames are base64 of
their bytes.
"""

import base64
import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from app.engine import Spec, decode
from app.playback.session import Session
from app.protocol import Message, Step, encode
from app.protocol.catalogue import catalog

_SLICE = 5000


class Request(msgspec.Struct):
    """Which steps of which run are wanted."""

    spec: msgspec.Raw
    from_: int = msgspec.field(name="from", default=0)
    to: int = 0


def recorded(spec: Spec, start: int, end: int) -> Iterator[Message]:
    """Give what someone is told who joins after ``start`` propagations and stays until ``end`` are made."""
    session = Session(spec)
    if start:
        session.obey(Step(1, start))
        while session.active:
            session.tick(0.0, _SLICE)
    yield from session.joining()
    while session.index < end:
        yield from session.obey(Step(1))


def _as_json(message: Message) -> Any:
    data = encode(message)
    return base64.b64encode(data).decode() if isinstance(data, bytes) else msgspec.Raw(data.encode())


def _main() -> None:
    requests = msgspec.json.decode(sys.stdin.buffer.read(), type=list[Request])
    runs = [
        [_as_json(message) for message in recorded(decode(bytes(one.spec), Spec), one.from_, one.to)]
        for one in requests
    ]
    sys.stdout.buffer.write(msgspec.json.encode({"catalog": catalog(), "runs": runs}))


if __name__ == "__main__":
    _main()
