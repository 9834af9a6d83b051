"""The kept runs of one browser, which shows who it is by a secret that it drew."""

import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Annotated

import msgspec
from fastapi import FastAPI, Header, Request
from fastapi.responses import Response

from ..engine import BadInput, decode
from ..protocol import refusal
from ..protocol.my_runs import MyRuns, NamedRun
from ..rooms.hub import Hub
from ..rooms.keeping import Owning
from ..store.owners import MOST_RUNS

_SECRET = re.compile(r"[0-9a-f]{64}")
_HEADERS = {"cache-control": "no-store"}
_NO_SUCH_RUN, _IN_USE, _REFUSED, _NOT_KEPT = 404, 409, 422, 503
_STATUS = {"no_such_room": _NO_SUCH_RUN, "invalid": _IN_USE}
_DAY_S, _MINUTE_S = 86_400, 60
_MOST_BYTES = 1024

Secret = Annotated[str, Header(alias="x-propscope-browser")]


def add_my_runs(app: FastAPI, hub: Hub) -> None:
    """Add ``GET /runs``: ``MyRuns``, and what is done with one: ``POST /runs/own``, ``name``, ``copy``,
    ``delete`` and ``undelete`` take a ``NamedRun``; ``copy`` gives the copy's.
    """

    @app.get("/runs")
    async def runs(browser: Secret) -> Response:
        """List them."""
        settings, owners = hub.settings, hub.keeper.owners
        found = await owners.runs(browser) if owners and _SECRET.fullmatch(browser) else []
        kept_days = settings.kept_run_s / _DAY_S if owners else 0
        return _json(MyRuns(kept_days, settings.idle_room_s / _MINUTE_S, MOST_RUNS, found))

    async def own(owners: Owning, secret: str, named: NamedRun) -> None:
        if room := hub.rooms.get(named.room):
            with suppress(BadInput):  # who asks learns nothing: it is theirs, or it is not
                owners.own(room, secret)

    async def copy(owners: Owning, secret: str, named: NamedRun) -> NamedRun:
        return NamedRun(await owners.copy(secret, named.room, named.title), named.title)

    does: dict[str, Callable[[Owning, str, NamedRun], Awaitable[NamedRun | None]]] = {
        "own": own,
        "name": lambda owners, secret, named: owners.name(secret, named.room, named.title),
        "copy": copy,
        "delete": lambda owners, secret, named: owners.delete(secret, named.room),
        "undelete": lambda owners, secret, named: owners.undelete(secret, named.room),
    }

    @app.post("/runs/{what}")
    async def do(request: Request, what: str, browser: Secret) -> Response:
        """Do something with one."""
        if what not in does or not _SECRET.fullmatch(browser):
            return Response(status_code=_NO_SUCH_RUN)
        if hub.keeper.owners is None:
            return _json(NamedRun("")) if what == "own" else Response(status_code=_NOT_KEPT)
        try:
            named = decode(await _text(request), NamedRun)
            return _json(await does[what](hub.keeper.owners, browser, named) or named)
        except BadInput as error:
            return _json(refusal(error), _STATUS.get(error.code, _REFUSED))


async def _text(request: Request) -> bytes:
    text = bytearray()
    async for part in request.stream():
        text += part
        if len(text) > _MOST_BYTES:
            raise BadInput("", f"{len(text)} bytes", _MOST_BYTES, "too_many_bytes")
    return bytes(text)


def _json(told: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(told), status, media_type="application/json", headers=_HEADERS)
