"""CSV files that a page brings: described as they would be used, or made the table of a run."""

import asyncio
import io
from collections.abc import Callable
from typing import Annotated

import msgspec
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from msgspec import Meta, Struct
from starlette.requests import ClientDisconnect

from ..data import writing_rows
from ..data.csv_table import MOST_BYTES, Sheet, TableChoices, described, read, specified
from ..engine import BadInput, decode
from ..engine.spec import MAX_NAME
from ..playback.pieces import at_once
from ..playback.viewpoint import spec_as_json
from ..protocol import refusal
from ..rooms.hub import Hub

MOST_CHOICES_BYTES = 65_536
_STATUS = {"too_many_bytes": 413, "full": 503}
_REFUSED = 422
_FIELD = "csv"


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """The first line of what is sent: what the file is called, and how it is to be used."""

    name: Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
    choices: TableChoices = TableChoices()


def add_csv_files(app: FastAPI, hub: Hub) -> None:
    """Add both ways. What is sent to either is a line of JSON (``Asked``), then the file as it is:

    ``{"name": "wine.csv", "choices": {"target": ["quality"], "missing": "drop"}}``, a line feed, its bytes.
    A refusal is answered as a letter ``error``: 413 where the file is too large, 503 where no memory is left,
    else 422.
    """
    uploads, one_at_a_time = hub.uploads, asyncio.Lock()

    async def made_of(request: Request, work: Callable[[memoryview], bytes]) -> bytes:
        """Take what is sent, and work on it beside the event loop, one file at a time."""
        with uploads.begin(_FIELD, MOST_BYTES + MOST_CHOICES_BYTES) as coming:
            async for part in request.stream():
                coming.add(part)
            async with one_at_a_time:
                return await asyncio.to_thread(work, coming.content())

    @app.post("/csv/described")
    async def describe(request: Request) -> Response:
        """Describe a file as it is to be used, column by column: ``TableDescription``."""
        try:
            return Response(await made_of(request, _described), media_type="application/json")
        except (BadInput, ClientDisconnect) as error:
            return _refused(error)

    @app.post("/csv/run")
    async def make(request: Request) -> Response:
        """Make a file the table of a run: ``{"uploaded": name}``, by which to configure a room."""
        try:
            text = await made_of(request, _specified)
            with uploads.begin(_FIELD) as coming:
                coming.add(text)
                return JSONResponse({"uploaded": await hub.keeper.share(coming.keep())})
        except (BadInput, ClientDisconnect) as error:
            return _refused(error)


def _refused(error: BadInput | ClientDisconnect) -> Response:
    if isinstance(error, ClientDisconnect):
        return Response(status_code=400)
    return JSONResponse(msgspec.to_builtins(refusal(error)), _STATUS.get(error.code, _REFUSED))


def _described(sent: memoryview) -> bytes:
    sheet, choices = _read(sent)
    return msgspec.json.encode(described(sheet, choices))


def _specified(sent: memoryview) -> bytes:
    """Write a specification; its rows in pieces, so that others have their turn between them."""
    spec = specified(*_read(sent))
    return msgspec.json.encode(spec_as_json(spec, at_once(writing_rows(spec))))


def _read(sent: memoryview) -> tuple[Sheet, TableChoices]:
    """Read the line and the file behind it."""
    head, _, _ = bytes(sent[:MOST_CHOICES_BYTES]).partition(b"\n")
    asked = decode(head, Asked)
    return read(io.BytesIO(sent[len(head) + 1 :]), asked.name, asked.choices), asked.choices
