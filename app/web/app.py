"""The web server: the page, its files, the catalogue, and one websocket route. Holds no rules."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
from fastapi import FastAPI, Request, WebSocket
from fastapi.responses import JSONResponse, Response
from starlette.requests import ClientDisconnect

from ..engine import BadInput, Spec
from ..paths import STATIC, TEMPLATES
from ..playback.recorded import Recorded
from ..protocol import GREETING, SUBPROTOCOL, Welcome, encode, refusal
from ..protocol.catalogue import catalog
from ..protocol.gallery import gallery
from ..rooms.hub import Hub
from ..rooms.keys import Keys
from ..rooms.outbox import Outbox
from ..rooms.room import Room
from ..rooms.tries import asker_of
from ..settings import Settings
from ..store.keeper import FileKeeper
from ..store.kept import KeptSpecs
from ..store.secret import secret_in
from ..workers.requests import Elsewhere
from .assets import Folder, answer, asset
from .csv_files import add_csv_files
from .exports import add_exports
from .gate import Gate
from .invitations import add_invitations
from .kept import add_kept
from .lesson import add_lesson
from .line_protocol import LINE
from .link_codes import add_link_codes
from .my_runs import add_my_runs
from .page import Page
from .recordings import add_recordings
from .results import add_results
from .said import add_said
from .sheets import add_sheets
from .typed_functions import add_typed_functions

if TYPE_CHECKING:
    from ..workers.worker import Worker

_ROOM_NAME = re.compile(r"[a-z0-9-]{1,40}")
_TRY_AGAIN_LATER, _OTHER_PROTOCOL = 1013, 1002
_READING = ["GET", "HEAD"]


def create_app(settings: Settings | None = None, begin_with: Spec | Recorded | None = None) -> FastAPI:
    """Make the application: one hub, from start to shutdown; its rooms begin with what is given."""
    settings = settings or Settings()
    keys = Keys(lambda: settings.secret or secret_in(settings.secret_file))
    hub = Hub(settings, begin_with=begin_with, keys=keys)
    worker = _worker(hub, settings)
    if settings.store and not worker:
        hub.keeper = FileKeeper(hub, settings.store)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with worker.running() if worker else nullcontext():
            with hub.running():
                yield

    app = FastAPI(title="propscope", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.hub, app.state.worker = hub, worker
    if worker:
        app.add_middleware(Elsewhere, worker=worker)
    app.add_middleware(Gate, settings=settings)
    static = Folder(STATIC)
    tables = msgspec.json.encode(catalog())
    page = Page(
        static,
        TEMPLATES / "index.html",
        tables,
        base=urlsplit(settings.public_url).path,
        modules=settings.modules,
    )
    catalogue = asset(tables, "application/json")
    told_presets = cache(lambda: asset(msgspec.json.encode(gallery()), "application/json"))

    @app.api_route("/", methods=_READING)
    async def document(request: Request) -> Response:
        """Give the page."""
        await page.ready()
        return answer(request, page.document())

    @app.api_route("/page/{name}", methods=_READING)
    async def part(request: Request, name: str) -> Response:
        """Give a file of the page by the name that says what is in it."""
        await page.ready()
        found = page.find(name)
        return answer(request, found, for_ever=True) if found else Response("no such file", 404)

    @app.api_route("/static/{name:path}", methods=_READING)
    async def file(request: Request, name: str) -> Response:
        """Give a file as it is in the tree."""
        found = static.find(name)
        return answer(request, found) if found else Response("no such file", 404)

    @app.api_route("/catalog.json", methods=_READING)
    async def described(request: Request) -> Response:
        """Describe everything there is to choose from."""
        return answer(request, catalogue)

    @app.api_route("/gallery.json", methods=_READING)
    async def presets(request: Request) -> Response:
        """Describe the runs that each make a point."""
        return answer(request, told_presets())

    @app.post("/spec")
    async def upload(request: Request) -> Response:
        """Take a specification that is too large for the line; give the name by which to configure a room."""
        try:
            with hub.uploads.begin() as coming:
                async for part in request.stream():
                    coming.add(part)
                return JSONResponse({"uploaded": await hub.keeper.share(coming.keep())})
        except BadInput as error:
            return JSONResponse(
                msgspec.to_builtins(refusal(error)), 413 if error.code == "too_many_bytes" else 503
            )
        except ClientDisconnect:
            return Response(status_code=400)

    add_csv_files(app, hub)
    add_recordings(app, hub)
    add_typed_functions(app, hub.uploads)
    add_exports(app, hub)
    add_sheets(app, hub)
    add_lesson(app, hub)
    add_results(app, hub)
    add_said(app)
    add_invitations(app, hub)
    add_link_codes(app, hub)
    add_my_runs(app, hub)
    add_kept(app, hub.uploads, KeptSpecs(settings.kept))

    @app.api_route("/health", methods=_READING)
    async def health() -> JSONResponse:
        """Say whether we are able to work, and how busy."""
        status, code = ("ok", 200) if hub.alive else ("the engine has stopped", 503)
        return JSONResponse({"status": status, "rooms": len(hub.rooms), "viewers": hub.viewers}, code)

    @app.api_route("/ws", methods=[*_READING, "POST"])
    async def no_line() -> Response:
        """Say to who comes here without asking for a websocket that this is where one would be.

        A page that gets no line asks, to learn whether it is refused or a proxy does not pass websockets on.
        """
        return Response("here is a websocket", 426, {"upgrade": "websocket", "connection": "upgrade"})

    @app.websocket("/ws")
    async def watch(socket: WebSocket) -> None:
        """Let a viewer into the room: frames go out, commands come in."""
        spoken = _spoken(socket.scope["subprotocols"])
        await socket.accept(spoken)
        if spoken == GREETING:
            await socket.send_text(encode(Welcome("")))
            await socket.close(_OTHER_PROTOCOL)
            return
        line = socket.scope["extensions"][LINE]
        try:
            asked = _asked(socket, hub)
            if worker and (owner := await worker.owner(*asked)):
                await worker.relay(socket, line, owner, asked)
                return
            room, beside = hub.rooms_for(*asked)
        except BadInput as error:
            await socket.send_text(encode(refusal(error)))
            await socket.close(_TRY_AGAIN_LATER)
            return
        line.write(room.welcome)
        # No waiting between finding a room and joining it: an empty one may be forgotten at any time.
        with hub.join(room, line, beside, looks="look" in socket.query_params) as outbox:
            await _obey_all(socket, room, outbox, hub)

    return app


def _spoken(offered: Sequence[str]) -> str | None:
    """Choose among the subprotocols that a client offers; who offers none of ours is taken to speak it."""
    return next((each for each in (SUBPROTOCOL, GREETING) if each in offered), None)


def _worker(hub: Hub, settings: Settings) -> "Worker | None":
    """Give what makes this process one of several, where it is."""
    if not settings.engine:
        return None
    # What it takes is an extra's.
    from ..workers.worker import Worker

    return Worker(hub, settings)


def _asked(socket: WebSocket, hub: Hub) -> tuple[str | None, str | None, str]:
    """Give the room and the class that a viewer asks for, and where it comes from."""
    if hub.viewers >= hub.settings.most_viewers:
        raise BadInput("viewers", hub.viewers, {"viewers": hub.settings.most_viewers}, "full")
    name, code = (socket.query_params.get(each) for each in ("room", "class"))
    if name is not None and not _ROOM_NAME.fullmatch(name.lower()):
        raise BadInput("room", name, 40, "bad_name")
    return name, code, asker_of(socket)


async def _obey_all(socket: WebSocket, room: Room, outbox: Outbox, hub: Hub) -> None:
    """Obey what comes in until the viewer goes; read no more from one with many commands unanswered."""
    while (message := await socket.receive())["type"] == "websocket.receive":
        text = message.get("text")
        await hub.hear(room, outbox, message["bytes"] if text is None else text)
