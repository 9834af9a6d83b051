"""What the server would send of a run, for tests of the page: ``python -m tests.recording < requests.json``.

Reads a list of ``{"spec", "from", "to", "acts"}`` and writes the catalogue, and of each run a list of scenes.
The first has what someone is ``told`` who joins after ``from`` propagations, then every step up to ``to``;
each of the rest what one act makes the session tell, and what someone is told who ``joins`` after it. Acts
are commands, and ``{"type": "tick", "s"}``: so many seconds pass. A message is a ``text``, or a ``frame`` in
base64.
"""

import base64
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from app.engine import Spec, decode
from app.playback.session import Session
from app.protocol import Frame, Message, Run, Step, decode_command, encode, encode_frame
from app.protocol.catalogue import catalog
from app.streams import prepare

_SLICE = 5000


class Request(msgspec.Struct):
    """Which steps of which run are wanted."""

    spec: msgspec.Raw
    from_: int = msgspec.field(name="from", default=0)
    to: int = 0
    acts: list[dict[str, Any]] = []


class Scene(msgspec.Struct):
    """What is told of one act, and what someone is told who joins after it."""

    told: list[dict[str, str]]
    joins: list[dict[str, str]]


def scenes(request: Request) -> Iterator[Scene]:
    """Give what is told of a run, and of every act on it."""
    session = Session(decode(bytes(request.spec), Spec))
    yield _scene(session, recorded(session, request.from_, request.to))
    for act in request.acts:
        yield _scene(session, _done(session, act))


def recorded(session: Session, start: int, end: int) -> Iterator[Message]:
    """Give what someone is told who joins after ``start`` propagations and stays until ``end`` are made."""
    if start:
        session.obey(Step(1, start))
        while session.active:
            session.tick(0.0, _SLICE)
    yield from session.joining()
    while session.index < end:
        yield from session.obey(Step(1))


def _done(session: Session, act: dict[str, Any]) -> Iterator[Message]:
    if act["type"] == "tick":
        yield from session.tick(act["s"], _SLICE)
    else:
        yield from session.obey(decode_command(json.dumps({"id": 1, **act})))


def _scene(session: Session, messages: Iterator[Message]) -> Scene:
    return Scene(list(_travelling(messages)), list(_travelling(session.joining())))


def _travelling(messages: Iterable[Message]) -> Iterator[dict[str, str]]:
    """Write messages as they travel to someone who has been told nothing before."""
    known: set[int] = set()
    for message in messages:
        if isinstance(message, Run):
            known.clear()
        if not isinstance(message, Frame):
            yield {"text": encode(message)}
            continue
        layout, data = encode_frame(message)
        if layout.id not in known:
            known.add(layout.id)
            yield {"text": encode(layout)}
        yield {"frame": base64.b64encode(data).decode()}


def main() -> None:
    prepare()
    requests = msgspec.json.decode(sys.stdin.buffer.read(), type=list[Request])
    runs = [list(scenes(request)) for request in requests]
    sys.stdout.buffer.write(msgspec.json.encode({"catalog": catalog(), "runs": runs}))


if __name__ == "__main__":
    main()
