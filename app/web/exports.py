"""The run of a room as files to take home: code, weights, predictions, and the trace of its mini-batch."""

import asyncio
from typing import Annotated

import msgspec
from fastapi import FastAPI, Query, Request
from fastapi.responses import JSONResponse, Response

from ..engine import BadInput
from ..export import KINDS, Standing, traced
from ..playback.handing_over import recorded_of
from ..playback.recorded import Recorded
from ..playback.session import Session
from ..protocol import refusal
from ..recordings import SUFFIX, recording_of, written
from ..rooms.hub import Hub
from ..rooms.tries import asker_of
from .one_page import TITLE, Wishes, page_of_recorded
from .scorm import scorm_package

TRACE, RECORDING, PAGE, PACKAGE = "trace", "recording", "page", "package"
_FILES = {name: (kind.suffix, kind.media_type) for name, kind in KINDS.items()} | {
    TRACE: (".jsonl", "application/jsonl"),
    RECORDING: (SUFFIX, "application/octet-stream"),
    PAGE: (".html", "text/html"),
    PACKAGE: (".zip", "application/zip"),
}
"""How the name of a file of each kind ends, and its media type."""
_REFUSED = 422
_LONGEST_LOOK = 2000
_LONGEST_S = 30.0
"""How long a run may take to be looked at: others may have their turn before it."""


def add_exports(app: FastAPI, hub: Hub) -> None:
    """Add the way: ``/export/numpy?room=main`` gives the room's run as it stands, as a file.

    Any kind of ``propscope export``, ``trace``, ``recording``; ``page`` and ``package``, which take ``first``
    and ``last``, epochs, ``start``, a step, and ``look``, the part of an address behind its #. A refusal is
    answered as a letter ``error``.
    """
    one_at_a_time = asyncio.Lock()

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
            async with one_at_a_time, asyncio.timeout(_LONGEST_S):
                standing = await hub.look(found, _standing if kind in (*KINDS, TRACE) else _recorded)
                wishes = Wishes(first, last, start, look)
                made = await asyncio.to_thread(_made, kind, standing, wishes)
            hub.classes.check_told(found, room)  # now: a poll may have begun meanwhile
        except BadInput as error:
            return JSONResponse(msgspec.to_builtins(refusal(error)), _REFUSED)
        except TimeoutError:
            return Response("the server has too much to do", 503)
        return _file(kind, room.lower(), made)


def _standing(seen: Session) -> Standing | Recorded:
    return Standing.of(seen.view, seen.timeline)


def _recorded(seen: Session) -> Standing | Recorded:
    return recorded_of(seen.timeline)


def _made(kind: str, seen: Standing | Recorded, wishes: Wishes) -> bytes:
    if isinstance(seen, Recorded):
        return written(recording_of(seen)) if kind == RECORDING else _page(kind, seen, wishes)
    return traced(seen).encode() if kind == TRACE else KINDS[kind].bytes_of(seen.trained())


def _page(kind: str, seen: Recorded, wishes: Wishes) -> bytes:
    page = page_of_recorded(seen, wishes)
    return scorm_package(page, TITLE) if kind == PACKAGE else page


def _file(kind: str, room: str, made: bytes) -> Response:
    suffix, media_type = _FILES[kind]
    headers = {
        "content-disposition": f'attachment; filename="propscope-{room}-{kind}{suffix}"',
        "cache-control": "no-store",
    }
    return Response(made, media_type=media_type, headers=headers)
