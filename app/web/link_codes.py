"""The link of a run as a code to be scanned, with an address by which other machines come in."""

import re

import msgspec
from fastapi import FastAPI, Request
from fastapi.responses import Response
from msgspec import Struct
from starlette.requests import ClientDisconnect

from ..engine import BadInput
from ..protocol import refusal
from ..rooms.hub import Hub
from .room_codes import drawn_small
from .whereabouts import ways_in

_MOST_BYTES = 2048
_TAIL = re.compile(rb"[?#][!-~]*")
"""What follows the address of the page: nothing that leads elsewhere."""
_REFUSED = 422
_HEADERS = {"cache-control": "no-store"}


class LinkCode(Struct, frozen=True):
    """A link as other machines open it; null where none can. ``svg`` is null where it is too long."""

    address: str | None
    svg: str | None


def add_link_codes(app: FastAPI, hub: Hub) -> None:
    """Add ``POST /link-code``: what follows the page's own address becomes a ``LinkCode``."""

    @app.post("/link-code")
    async def draw(request: Request) -> Response:
        """Draw a link to this server, and to no other."""
        tail = bytearray()
        try:
            async for part in request.stream():
                tail += part
                if len(tail) > _MOST_BYTES:
                    raise BadInput("", f"{len(tail)} bytes", _MOST_BYTES, "too_many_bytes")
            if not _TAIL.fullmatch(tail):
                raise BadInput("", "another text", "what follows the address of the page", "invalid")
        except BadInput as error:
            return _json(refusal(error), _REFUSED)
        except ClientDisconnect:
            return Response(status_code=400)
        _, port = request.scope["server"]
        ways = ways_in(hub.settings, port, request.headers.get("host", ""))
        address = f"{ways[0]}{tail.decode()}" if ways else None
        svg = drawn_small(address) if address else None
        return _json(LinkCode(address, svg.decode() if svg else None))


def _json(told: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(told), status, _HEADERS, "application/json")
