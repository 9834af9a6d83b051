"""The run of a room as files to take home: code, weights, a trace, a recording, a page that plays offline."""

import asyncio
from typing import Annotated

import msgspec
from fastapi import FastAPI, Query, Request
from fastapi.responses import JSONResponse, Response
from starlette.requests import ClientDisconnect

from ..engine import BadInput
from ..export import KINDS, Standing, traced
from ..export.saved import Wishes, saved_beside
from ..playback.handing_over import recorded_of
from ..playback.recorded import Recorded
from ..playback.session import Session
from ..protocol import refusal
from ..recordings import SUFFIX, recording_of, written
from ..rooms.hub import Hub
from ..rooms.room import Room
from ..rooms.tries import asker_of
from ..sweeps.processes import cores
from .one_page import MEGABYTES, TITLE, most_packed, one_page
from .scorm import scorm_package
from .there import while_there
from .turns import TooMany, Turns

TRACE, RECORDING, PAGE, PACKAGE = "trace", "recording", "page", "package"
_FILES = {name: (kind.suffix, kind.media_type) for name, kind in KINDS.items()} | {
    TRACE: (".jsonl", "application/jsonl"),
    RECORDING: (SUFFIX, "application/octet-stream"),
    PAGE: (".html", "text/html"),
    PACKAGE: (".zip", "application/zip"),
}
"""How the name of a file of each kind ends, and its media type."""
_PAGES = (PAGE, PACKAGE)
_REFUSED = 422
_HEADERS = {"cache-control": "no-store"}
_LONGEST_LOOK = 2000
_LONGEST_S = 30.0
"""How long a file may take: others may have their turn before it."""
_LONGEST_PAGE_S = 300.0
_MOST_PAGES_WAITING = 32


def add_exports(app: FastAPI, hub: Hub, turns: Turns | None = None) -> None:
    """Add the way: ``/export/numpy?room=main`` gives the room's run as it stands, as a file.

    Any kind of ``propscope export``, ``trace``, ``recording``; ``page`` and ``package``, which take ``first``
    and ``last``, epochs, ``start``, a step, and ``look``, the part of an address behind its #. A refusal is
    answered as a letter ``error``. A page takes seconds: rooms have ``turns`` at it, and
    ``/export/page/before?room=main`` tells how many come first. Other files never wait for one.
    """
    one_at_a_time = asyncio.Lock()
    pages = turns or Turns(max(1, cores() // 2), _MOST_PAGES_WAITING)

    @app.get("/export/page/before")
    async def before(request: Request, room: str) -> Response:
        """Say how many pages of others come before the one that is asked for of a room."""
        found = hub.find(room, asker_of(request))
        return JSONResponse(pages.before(found) if found else 0, headers=_HEADERS)

    @app.get("/export/{kind}")
    async def export(
        request: Request,
        kind: str,
        room: str,
        first: Annotated[int, Query(ge=0)] = 0,
        last: Annotated[int | None, Query(ge=1)] = None,
        start: Annotated[int | None, Query(ge=0)] = None,
        look: Annotated[str, Query(max_length=_LONGEST_LOOK)] = "",
    ) -> Response:
        """Give the file."""
        found = hub.find(room, asker_of(request))
        if found is None or kind not in _FILES:
            return Response("no such run, or no such file of one", 404)
        try:
            if kind in _PAGES:
                made = await while_there(request, page(found, kind, Wishes(first, last, start, look)))
            else:
                made = await file(found, kind)
            hub.classes.check_told(found, room)  # now: a poll may have begun meanwhile
        except BadInput as error:
            return JSONResponse(msgspec.to_builtins(refusal(error)), _REFUSED)
        except (TimeoutError, TooMany):
            return Response("the server has too much to do", 503)
        except ClientDisconnect:
            return Response(status_code=400)
        return _file(kind, room.lower(), made)

    async def file(room: Room, kind: str) -> bytes:
        async with asyncio.timeout(_LONGEST_S), one_at_a_time:
            if kind == RECORDING:
                recorded = await hub.look(room, _recorded)
                return await asyncio.to_thread(lambda: written(recording_of(recorded)))
            standing = await hub.look(room, _standing)
            return await asyncio.to_thread(_made, kind, standing)

    async def page(room: Room, kind: str, wishes: Wishes) -> bytes:
        async with asyncio.timeout(_LONGEST_PAGE_S), pages.turn(room):
            recorded = await hub.look(room, _recorded)
            recording = await asyncio.to_thread(lambda: written(recording_of(recorded)))
            data = recorded.spec.data.kind
            room_for_it = await asyncio.to_thread(most_packed, MEGABYTES, data)
            body = await saved_beside(recording, wishes, room_for_it)
            return await asyncio.to_thread(_page, kind, body, data)


def _standing(seen: Session) -> Standing:
    return Standing.of(seen.view, seen.timeline)


def _recorded(seen: Session) -> Recorded:
    return recorded_of(seen.timeline)


def _made(kind: str, seen: Standing) -> bytes:
    return traced(seen).encode() if kind == TRACE else KINDS[kind].bytes_of(seen.trained())


def _page(kind: str, body: bytes, data: str) -> bytes:
    made = one_page(body, data)
    return scorm_package(made, TITLE) if kind == PACKAGE else made


def _file(kind: str, room: str, made: bytes) -> Response:
    suffix, media_type = _FILES[kind]
    headers = {
        "content-disposition": f'attachment; filename="propscope-{room}-{kind}{suffix}"',
        **_HEADERS,
    }
    return Response(made, media_type=media_type, headers=headers)
