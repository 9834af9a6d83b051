"""What brings others into a class: the addresses to type, and its link as a code to be scanned."""

import msgspec
from fastapi import FastAPI, Request
from fastapi.responses import Response
from msgspec import Struct

from ..engine import BadInput
from ..rooms.hub import Hub
from ..rooms.tries import asker_of
from .room_codes import drawn
from .whereabouts import class_link, ways_in

_READING = ["GET", "HEAD"]
_HEADERS = {"cache-control": "no-store"}
"""What is open now may be closed in a moment, and another class have its code later."""
_NO_SUCH_ROOM, _TOO_OFTEN = 404, 429


class WaysIn(Struct, frozen=True):
    """Where a class comes in, the best way first; none where only this machine can."""

    addresses: list[str]


def add_invitations(app: FastAPI, hub: Hub) -> None:
    """Add ``/room.json?room=K7QX``: ``WaysIn``, and ``/room.svg``: the link by the first, or one ``at``."""

    @app.api_route("/room.json", methods=_READING)
    async def ways(request: Request, room: str = "") -> Response:
        """Give the addresses to type."""
        if missing := _missing(request, room):
            return missing
        content = msgspec.json.encode(WaysIn(_ways(request)))
        return Response(content, media_type="application/json", headers=_HEADERS)

    @app.api_route("/room.svg", methods=_READING)
    async def code(request: Request, room: str = "", at: str = "") -> Response:
        """Draw the class's link, and nothing but that."""
        if missing := _missing(request, room):
            return missing
        found = [way for way in _ways(request) if at in ("", way)]
        if not found:
            return Response("no way in", _NO_SUCH_ROOM, _HEADERS)
        content = drawn(class_link(found[0], room.upper()))
        return Response(content, media_type="image/svg+xml", headers=_HEADERS)

    def _missing(request: Request, room: str) -> Response | None:
        """Refuse a code that is none; who tries many of them is refused as on the line."""
        try:
            hub.classes.look_up(room.upper(), asker_of(request))
        except BadInput as error:
            status = _TOO_OFTEN if error.code == "too_often" else _NO_SUCH_ROOM
            return Response("no such room", status, _HEADERS)
        return None

    def _ways(request: Request) -> list[str]:
        _, port = request.scope["server"]
        return ways_in(hub.settings, port, request.headers.get("host", ""))
