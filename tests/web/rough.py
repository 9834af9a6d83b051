"""Raw sockets to a server: for what no well-behaved client sends."""

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import urlsplit

from tests.patience import PATIENCE_S


@contextmanager
def raw_line(url: str) -> Iterator[socket.socket]:
    """A connection to the server, and nothing said on it yet."""
    address = urlsplit(url)
    with closing(socket.create_connection((address.hostname, address.port), PATIENCE_S)) as line:
        yield line


def head(url: str, path: str = "/health", *more: str) -> bytes:
    """A request's head."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {urlsplit(url).netloc}", *more]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def handshake(url: str, *more: str) -> bytes:
    """The request for a websocket, in a room of its own."""
    return head(
        url,
        f"/ws?room=rough-{os.urandom(6).hex()}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        *more,
    )


def frame(opcode: int, payload: bytes = b"", *, fin: bool = True) -> bytes:
    """One frame as clients send it; a mask of zeros is a mask."""
    first = opcode | (0x80 if fin else 0)
    size = (
        struct.pack("!B", 0x80 | len(payload))
        if len(payload) < 126
        else struct.pack("!BH", 0xFE, len(payload))
    )
    return bytes([first]) + size + bytes(4) + payload


def rest(line: socket.socket) -> bytes:
    """All that still comes, until the server ends the connection."""
    came = bytearray()
    try:
        while chunk := line.recv(65_536):
            came += chunk
    except ConnectionResetError:
        pass
    return bytes(came)


def status(answer: bytes) -> int:
    """The status of an answer."""
    return int(answer.split(b" ", 2)[1])


def send_all(line: socket.socket, data: bytes) -> None:
    """Send as much as is taken."""
    with suppress(BrokenPipeError, ConnectionResetError):
        line.sendall(data)
