"""Exercise sheets of the network in a room: what each would ask for, and a whole class's as one file."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import msgspec
from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import JSONResponse, Response
from msgspec import Struct
from starlette.requests import ClientDisconnect

from ..engine import BadInput, Spec
from ..protocol import refusal
from ..rooms.hub import Hub
from ..rooms.tries import asker_of
from ..sheets import blocks, exercises, files, packed
from .there import GoOn, beside, while_there

_REFUSED = 422
_HEADERS = {"cache-control": "no-store"}
_LONGEST_S = 60.0
"""How long a class's sheets may take, those of others before them included."""
_MOST_SEED = 2**32 - 1
_MOST_URL = 200
"""Characters of the address in a code: with more its squares would be too small to be read."""


class SheetDescribed(Struct, frozen=True):
    """How many numbers of a sheet are to be found, and how many there are."""

    blank: int
    numbers: int


@dataclass(frozen=True)
class Asked:
    """Which sheets are asked for."""

    room: str
    pupils: Annotated[int, Query(ge=1)] = 1
    rows: Annotated[int, Query(ge=1)] = 1
    level: str = "backward"
    seed: Annotated[int, Query(ge=0, le=_MOST_SEED)] = 0
    url: Annotated[str, Query(max_length=_MOST_URL)] = ""
    key: bool = True
    questions: bool = True


def add_sheets(app: FastAPI, hub: Hub) -> None:
    """Add ``/sheets?room=main&pupils=30``, a zip, and ``/sheets/described``: ``SheetDescribed``.

    Both are of the specification in force where the room's run stands, and made as ``propscope sheet`` makes
    them. What a hand cannot work is refused with a letter ``error``, which is what there is to be described.
    """
    one_at_a_time = asyncio.Lock()

    @app.get("/sheets/described")
    async def describe(request: Request, asked: Annotated[Asked, Depends()]) -> Response:
        """Say what the first sheet would ask for, or why there is none."""
        answer = await made(request, asked, _described, "application/json")
        if answer.status_code == _REFUSED:
            answer.status_code = 200
        return answer

    @app.get("/sheets")
    async def take(request: Request, asked: Annotated[Asked, Depends()]) -> Response:
        """Give them all."""
        answer = await made(request, asked, _packed, "application/zip")
        named = f'attachment; filename="propscope-{asked.room.lower()}-sheets.zip"'
        answer.headers["content-disposition"] = named
        return answer

    async def made(
        request: Request, asked: Asked, make: Callable[[Spec, Asked, GoOn], bytes], media_type: str
    ) -> Response:
        found = hub.find(asked.room, asker_of(request))
        if found is None:
            return Response("no such run", 404)
        try:
            async with asyncio.timeout(_LONGEST_S), one_at_a_time:
                spec = await hub.look(found, lambda session: session.timeline.spec_here)
                content = await while_there(request, beside(lambda go_on: make(spec, asked, go_on)))
        except BadInput as error:
            return JSONResponse(msgspec.to_builtins(refusal(error)), _REFUSED, _HEADERS)
        except TimeoutError:
            return Response("the server has too much to do", 503)
        except ClientDisconnect:
            return Response(status_code=400)
        return Response(content, media_type=media_type, headers=_HEADERS)


def _described(spec: Spec, asked: Asked, go_on: GoOn) -> bytes:
    go_on()
    (first,) = exercises(spec, 1, rows=asked.rows, seed=asked.seed)
    files([first], asked.level, asked.url)
    lines = [line for block in blocks(first, asked.level) for line in block.lines]
    return msgspec.json.encode(SheetDescribed(sum(line.blank for line in lines), len(lines)))


def _packed(spec: Spec, asked: Asked, go_on: GoOn) -> bytes:
    made = []
    for exercise in exercises(spec, asked.pupils, rows=asked.rows, seed=asked.seed):
        go_on()
        made.append(exercise)
    written = files(made, asked.level, asked.url, key=asked.key, questions=asked.questions)
    return packed(written, go_on)
