"""What one worker tells another: who comes, says and goes, and what is to be sent to whom."""

from typing import TypeAlias

import msgspec
from msgspec import Struct


class Told(Struct, frozen=True, array_like=True, tag=True):
    """Anything of the kind; what is about a viewer numbers it, as the worker does that it is connected to."""


class Join(Told, frozen=True):
    """A viewer comes to a room that the other owns, with what it asked for in its address."""

    viewer: int
    room: str | None
    beside: str | None
    """The code of the class that it is in with a run of its own."""
    asker: str
    looks: bool = False
    """Whether that run is only there to look about in the class's."""


class Say(Told, frozen=True):
    """A viewer sends a message."""

    viewer: int
    text: str | None
    binary: bytes = b""
    """Where it is no text; nobody has anything to say in it."""


class Free(Told, frozen=True):
    """Whether a viewer's line takes more."""

    viewer: int
    free: bool


class Leave(Told, frozen=True):
    """A viewer has gone."""

    viewer: int


class Write(Told, frozen=True):
    """The same bytes go to viewers of the other's, framed."""

    viewers: list[int]
    framed: bytes


class End(Told, frozen=True):
    """A viewer of the other's is let go."""

    viewer: int


class Part(Told, frozen=True):
    """Something between the two was lost: whatever goes through both ends, and may begin anew."""


class Ask(Told, frozen=True):
    """A request about a room that the other owns."""

    number: int
    path: str
    query: bytes
    headers: list[tuple[bytes, bytes]]
    port: int
    """At which it was asked."""


class Reply(Told, frozen=True):
    """What came of a request."""

    number: int
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


Message: TypeAlias = Join | Say | Free | Leave | Write | End | Part | Ask | Reply


class Envelope(Struct, frozen=True, array_like=True):
    """What one worker tells another at a time; numbered, so that what is missing is missed."""

    sender: str
    number: int
    messages: list[Message]


seal = msgspec.msgpack.Encoder().encode
unseal = msgspec.msgpack.Decoder(Envelope).decode
