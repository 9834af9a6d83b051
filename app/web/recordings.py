"""Recordings that a page brings: read, and kept for the command that has a room stand in one."""

import asyncio
import io

import msgspec
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.requests import ClientDisconnect

from ..engine import BadInput
from ..protocol import refusal
from ..recordings import MOST_BYTES, fingerprint, read
from ..rooms.hub import Hub

_FIELD = "recording"
_STATUS = {"too_many_bytes": 413, "full": 503}
_REFUSED = 422


def add_recordings(app: FastAPI, hub: Hub) -> None:
    """Add the way: ``POST /recordings``, a file as it is.

    ``{"uploaded": name, "steps": …, "keyframes": …, "differences": {"numpy": [there, here]}}``: the name is
    what ``replay`` takes, ``differences`` what is not the same here as where it was recorded.
    """
    one_at_a_time = asyncio.Lock()

    @app.post("/recordings")
    async def bring(request: Request) -> Response:
        """Take a recording."""
        try:
            with hub.uploads.begin(_FIELD, MOST_BYTES) as coming:
                async for part in request.stream():
                    coming.add(part)
                async with one_at_a_time:
                    told = await asyncio.to_thread(_told, bytes(coming.content()))
                return JSONResponse({"uploaded": await hub.keeper.share(coming.keep()), **told})
        except BadInput as error:
            return JSONResponse(msgspec.to_builtins(refusal(error)), _STATUS.get(error.code, _REFUSED))
        except ClientDisconnect:
            return Response(status_code=400)


def _told(content: bytes) -> dict[str, object]:
    """Say what is in it, and whether it is from a machine like this."""
    recording = read(io.BytesIO(content))
    differences = fingerprint().differences(recording.made_on)
    return {
        "steps": recording.run.recorded,
        "keyframes": len(recording.run.keyframes),
        "differences": {name: (there, here) for name, (here, there) in differences.items()},
    }
