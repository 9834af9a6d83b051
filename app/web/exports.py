"""The run of a room as files to take home: code, weights, predictions, and the trace of its mini-batch."""

import asyncio

import msgspec
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from ..engine import BadInput
from ..export import KINDS, Standing, traced
from ..protocol import refusal
from ..rooms.hub import Hub
from ..rooms.tries import asker_of

TRACE = "trace"
_TRACE_SUFFIX, _TRACE_TYPE = ".jsonl", "application/jsonl"
_REFUSED = 422
_LONGEST_S = 30.0
"""How long a run may take to be looked at: others may have their turn before it."""


def add_exports(app: FastAPI, hub: Hub) -> None:
    """Add the way: ``/export/numpy?room=main`` gives the room's run as it stands, as a file.

    Any kind of ``propscope export``, and ``trace``. A refusal is answered as a letter ``error``.
    """
    one_at_a_time = asyncio.Lock()

    @app.get("/export/{kind}")
    async def export(request: Request, kind: str, room: str) -> Response:
        """Give the file."""
        found = hub.find(room, asker_of(request))
        if found is None or kind not in (*KINDS, TRACE):
            return Response("no such run, or no such file of one", 404)
        try:
            async with one_at_a_time, asyncio.timeout(_LONGEST_S):
                standing = await hub.look(found, lambda seen: Standing.of(seen.view, seen.timeline))
                made = await asyncio.to_thread(_made, kind, standing)
            hub.classes.check_told(found, room)  # now: a poll may have begun meanwhile
        except BadInput as error:
            return JSONResponse(msgspec.to_builtins(refusal(error)), _REFUSED)
        except TimeoutError:
            return Response("the server has too much to do", 503)
        return _file(kind, room.lower(), made)


def _made(kind: str, standing: Standing) -> bytes:
    return traced(standing).encode() if kind == TRACE else KINDS[kind].bytes_of(standing.trained())


def _file(kind: str, room: str, made: bytes) -> Response:
    suffix, media_type = _TRACE_SUFFIX, _TRACE_TYPE
    if kind != TRACE:
        suffix, media_type = KINDS[kind].suffix, KINDS[kind].media_type
    headers = {
        "content-disposition": f'attachment; filename="propscope-{room}-{kind}{suffix}"',
        "cache-control": "no-store",
    }
    return Response(made, media_type=media_type, headers=headers)
