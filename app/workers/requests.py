"""Requests about a room that another worker owns, which are answered there."""

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..rooms.keys import KEY_HEADER
from ..rooms.tries import asker_of
from .wire import Ask, Reply

if TYPE_CHECKING:
    from .worker import Worker

_LONGEST_S = 60.0
_PASSED_ON = {b"host", b"accept-encoding", b"if-none-match", KEY_HEADER.encode()}
"""What answers depend on: whatever else a browser tells stays where it came in."""


class Elsewhere:
    """Has what names a room answered by who owns it."""

    def __init__(self, app: ASGIApp, worker: "Worker") -> None:
        self._app, self._worker = app, worker
        worker.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer here, or pass it on."""
        reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        named = parse_qs(scope["query_string"]).get(b"room") if reads else None
        owner = await self._worker.owner_of(named[0].decode("latin-1"), asker_of(scope)) if named else None
        if owner is None:
            await self._app(scope, receive, send)
            return
        answer = await self._answer(owner, scope)
        await answer(scope, receive, send)

    async def _answer(self, owner: str, scope: Scope) -> Response:
        try:
            async with asyncio.timeout(_LONGEST_S):
                port = scope["server"][1] if scope["server"] else 0
                headers = [(name, value) for name, value in scope["headers"] if name in _PASSED_ON]
                asked = (scope["path"], scope["query_string"], headers, port)
                reply = await self._worker.request(owner, *asked)
        except TimeoutError:
            return PlainTextResponse("the server has too much to do", 503)
        response = Response(reply.body, reply.status)
        response.raw_headers = reply.headers
        return response


async def answered(app: ASGIApp, asked: Ask) -> Reply:
    """Answer what came to another worker, as if it had come here."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": asked.path,
        "raw_path": asked.path.encode(),
        "query_string": asked.query,
        "root_path": "",
        "headers": asked.headers,
        "client": None,
        "server": ("", asked.port),
        "extensions": {},
    }
    begun: list[Message] = []
    body = bytearray()

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            begun.append(message)
        body.extend(message.get("body", b""))

    await app(scope, _nothing, send)
    (start,) = begun
    return Reply(asked.number, start["status"], list(start["headers"]), bytes(body))


async def _nothing() -> Message:
    """Receive nothing but that there is nothing; nor does who asked ever go."""
    return await asyncio.Future()
