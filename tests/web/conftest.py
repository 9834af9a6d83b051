"""A real server process, and lines to it as any client would open them."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from websockets.sync.client import ClientConnection

from app.protocol import SUBPROTOCOL, Reader
from tests.dialling import dial
from tests.patience import PATIENCE_S
from tests.serving import serving


class Line:
    """One websocket to a room, read message by message."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self._last_id = 0
        self._reader = Reader()

    def receive(self, within_s: float = PATIENCE_S) -> tuple[dict[str, Any], dict[tuple[str, int], Any]]:
        """Give the next message: a letter with no arrays, or a frame's header and arrays."""
        return self._reader.read(self.socket.recv(timeout=within_s))

    def until(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Read up to the next message of this kind with these fields."""
        for told in self._told(f"{kind} with {fields}"):
            if kind in (told.get("type"), told.get("kind")) and fields.items() <= told.items():
                return told
        raise AssertionError

    def say(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Send a command and read up to its answer."""
        self._last_id += 1
        self.socket.send(json.dumps({"type": kind, "id": self._last_id, **fields}))
        for told in self._told(f"an answer to {kind}"):
            if told.get("type") in ("done", "error") and told["id"] == self._last_id:
                return told
        raise AssertionError

    def _told(self, awaited: str) -> Iterator[dict[str, Any]]:
        """Read on, but not for ever: where what is awaited never comes, beats do."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            yield self.receive()[0]
        raise TimeoutError(f"there never came {awaited}")


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server of this run listens."""
    with serving(tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture
def open_line(server_url: str, request: pytest.FixtureRequest) -> Iterator[Callable[..., Line]]:
    """Opens a line to this test's own room: ``open_line()``; options go to the websocket client."""
    room = "".join(character if character.isalnum() else "-" for character in request.node.name.lower())[-40:]
    address = server_url.replace("http", "ws", 1) + f"/ws?room={room}"
    with ExitStack() as lines:

        def open_one(**options: Any) -> Line:
            socket = dial(
                address,
                **{"subprotocols": [SUBPROTOCOL], **options},
            )
            lines.enter_context(socket)
            return Line(socket)

        yield open_one
