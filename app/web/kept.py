"""Specifications too large for an address are kept for links, which name them by their digest."""

import asyncio

import msgspec
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.requests import ClientDisconnect

from ..engine import BadInput
from ..protocol import refusal
from ..rooms.uploads import Uploads
from ..store.kept import KeptSpecs

_STATUS = {"too_many_bytes": 413, "full": 503}
_REFUSED = 422


def add_kept(app: FastAPI, uploads: Uploads, kept: KeptSpecs) -> None:
    """Add the ways to keep one and to have it again."""

    @app.post("/kept")
    async def keep(request: Request) -> Response:
        """Keep a specification: ``{"digest": …}``, by which a link finds it again."""
        try:
            with uploads.begin() as coming:
                async for part in request.stream():
                    coming.add(part)
                digest = await asyncio.to_thread(lambda: kept.keep(bytes(coming.content())))
            return JSONResponse({"digest": digest})
        except BadInput as error:
            return JSONResponse(msgspec.to_builtins(refusal(error)), _STATUS.get(error.code, _REFUSED))
        except ClientDisconnect:
            return Response(status_code=400)

    @app.get("/kept/{digest}")
    async def find(digest: str) -> Response:
        """Give the specification of this digest."""
        text = await asyncio.to_thread(kept.find, digest)
        if text is None:
            return Response("no such specification is kept", 404)
        return Response(text, media_type="application/json")
