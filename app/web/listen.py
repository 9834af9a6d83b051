"""Running the server: the listening socket with its protections, the lines that say where, the browser."""

import asyncio
import errno
import gc
import math
import os
import socket
import sys
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from types import ModuleType
from typing import Any, NoReturn

import uvicorn
from fastapi import FastAPI

from ..engine import Spec
from ..playback.recorded import Recorded
from ..rooms.classroom import Class
from ..rooms.hub import Hub
from ..rooms.keys import Keys
from ..settings import Settings
from ..store.secret import secret_in
from ..streams import announce, say
from ..workers.supervisor import Work, supervise
from .app import create_app
from .http_protocol import limited_to
from .interfaces import own_names
from .line_protocol import patient_for
from .whereabouts import invitation, teachers_link, url, whereabouts

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows
    resource = None

_EXIT_CANNOT_LISTEN = 1
_MOST_MESSAGE_BYTES = 2**20
"""Above this a message is not even read; from the protocol's bound up to here the answer is an error."""
_MOST_WAITING = 1024
"""Connections that the system keeps until we come to take them."""
TAKEN_AT_ONCE = 8
"""In one turn of the event loop: where turns are long, few would be let in; many would make a turn long."""
_OWN_FILES = 32
"""Open files that are no connection: libraries, streams, the loop's own."""
_SELDOM_S = 60.0
_STALLED_READER_MS = 10_000
_SEND_BUFFER_BYTES = 131_072
_UNSENT_BYTES = 16_384
"""Small buffers in the kernel: what a slow viewer sees is seconds old at worst, not minutes."""

_NOT_OURS = "This machine has no such address. --host 0.0.0.0 listens at all it has."
_HELP = {
    errno.EADDRINUSE: "Is it running already? Choose another port: make run PORT=8766, or --port 0.",
    errno.EACCES: "The system keeps this port for itself. Choose one above 1023.",
    errno.EADDRNOTAVAIL: _NOT_OURS,
    errno.EAFNOSUPPORT: _NOT_OURS,
}
_OUT_OF_HANDLES = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
_UNKNOWN_NAME = "No address is known for this name. --host 0.0.0.0 listens at all this machine has."


def serve(settings: Settings, *, open_browser: bool, begin_with: Spec | Recorded | None = None) -> None:
    """Serve until interrupted. Rooms begin with a specification, with a recorded run, or with an example."""
    _allow_many_files(settings.most_viewers + _OWN_FILES)
    if (most := _most_connections()) < settings.most_viewers:
        say(f"the system allows {most:.0f} connections, and no more viewers: see ulimit -n.")
    if settings.listens_everywhere:
        settings = replace(settings, allowed_hosts=(*settings.allowed_hosts, *own_names()))
    with _listening(settings) as listener:
        if settings.workers == 1 and not settings.engine:
            _run(create_app(settings, begin_with), settings, listener, open_browser=open_browser)
            return
        # All sign by the same secret, and none makes the file while another does.
        settings = replace(settings, secret=settings.secret or secret_in(settings.secret_file))
        supervise(
            settings,
            lambda told: _worker(told, listener, begin_with),
            lambda: _announce(settings, listener.getsockname()[1], open_browser=open_browser),
        )


def _worker(settings: Settings, listener: socket.socket, begin_with: Spec | Recorded | None) -> Work:
    """Give what serves in a process that is one of several."""
    app = create_app(settings, begin_with)

    def work(name: str) -> None:
        app.state.worker.exchange.me = name
        _run(app, settings, listener, open_browser=False)

    return work


def _run(app: FastAPI, settings: Settings, listener: socket.socket, *, open_browser: bool) -> None:
    """Serve in this process until interrupted."""
    config = uvicorn.Config(
        app,
        http=limited_to(_most_connections(), settings.longest_request_s),
        ws=patient_for(settings.send_timeout_s),
        backlog=1,
        ws_max_size=_MOST_MESSAGE_BYTES,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=5,
        server_header=False,
        proxy_headers=False,
        log_level="warning",
    )
    server = _Server(config, settings, app.state.hub, listener.getsockname()[1], open_browser=open_browser)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(server.serve(sockets=_takers(listener)))


def _announce(settings: Settings, port: int, *, open_browser: bool) -> None:
    """Say where several processes are."""
    held = _held_by_workers(settings) if settings.room else None
    for line in _told(settings, port, held):
        announce(line)
    if open_browser and _has_screen():
        webbrowser.open(_first_page(settings, port, held))


def _held_by_workers(settings: Settings) -> Class | None:
    """Give a class like the one that is held from the start by whichever worker is asked for it first."""
    hub = Hub(settings, keys=Keys(lambda: settings.secret))
    room = hub.room_for(None, "")
    hub.classes.open_for_good(room, settings.room)
    return room.held


def _told(settings: Settings, port: int, held: Class | None) -> Iterator[str]:
    """Say where we are, and where the class that is held from the start comes in, if one is."""
    yield from whereabouts(settings, port)
    if held:
        yield from invitation(settings, port, held, draws=_shows_codes())


def _first_page(settings: Settings, port: int, held: Class | None) -> str:
    """Give what is opened here: as the teacher of the class, if one is held."""
    return teachers_link(settings, port, held) if held else url(settings.host, port)


class _Server(uvicorn.Server):
    """Says where it is once it is there."""

    def __init__(
        self, config: uvicorn.Config, settings: Settings, hub: Hub, port: int, *, open_browser: bool
    ) -> None:
        super().__init__(config)
        self._hub = hub
        self._settings, self._port, self._open_browser = settings, port, open_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        asyncio.get_running_loop().set_exception_handler(Patience())
        # uvicorn's backlog of one has each taker take one connection in a turn of the loop; the system keeps
        # the others.
        await super().startup(sockets)
        for listener in sockets or ():
            listener.listen(_MOST_WAITING)
        if not self._settings.engine:
            for line in _told(self._settings, self._port, self._held):
                announce(line)
            if place := self._hub.keeper.place:
                announce(f"Runs are kept in {place}")
        # What the program is made of stays for good. To look through it, again and again, for what may go
        # would halt everybody for as long as a frame takes.
        gc.collect()
        gc.freeze()
        if self._open_browser and _has_screen():
            await asyncio.to_thread(webbrowser.open, _first_page(self._settings, self._port, self._held))

    @property
    def _held(self) -> Class | None:
        room = self._hub.classes.find(self._settings.room)
        return room.held if room else None


class Patience:
    """What the event loop tells when it can take no connection: said once in a while, not every time."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._said_at = -_SELDOM_S

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Say it, or leave it to the loop where it is something else."""
        error = context.get("exception")
        if not (isinstance(error, OSError) and error.errno in _OUT_OF_HANDLES):
            loop.default_exception_handler(context)
        elif self._now() - self._said_at >= _SELDOM_S:
            self._said_at = self._now()
            say(f"no connection can be taken for now: {error.strerror}.")


def _listening(settings: Settings) -> socket.socket:
    """Open the socket; accepted ones inherit what keeps stalled and slow readers from costing others."""
    try:
        family, address = _resolved(settings.host, settings.port)
    except (OSError, UnicodeError):
        _give_up(settings, "unknown name", _UNKNOWN_NAME)
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if settings.host == "::":
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    # Without this an answer's body waits 40 ms for the acknowledgement of its head.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)
    for name, value in (("TCP_USER_TIMEOUT", _STALLED_READER_MS), ("TCP_NOTSENT_LOWAT", _UNSENT_BYTES)):
        if hasattr(socket, name):
            listener.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    try:
        listener.bind(address)
        listener.listen(_MOST_WAITING)
    except OSError as error:
        listener.close()
        _give_up(settings, error.strerror or str(error), _HELP.get(error.errno or 0, ""))
    return listener


def _takers(listener: socket.socket) -> list[socket.socket]:
    """Give the socket as often as connections are taken in one turn: uvloop takes one at each.

    Windows has one handle alone at which it waits for connections.
    """
    others = TAKEN_AT_ONCE - 1 if os.name == "posix" else 0
    return [listener, *(listener.dup() for _ in range(others))]


def _resolved(host: str, port: int) -> tuple[socket.AddressFamily, Any]:
    """Find where to listen; of several addresses the first of the older kind, which all machines have."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, _, _, _, address = min(found, key=lambda each: each[0] != socket.AF_INET)
    return family, address


def _give_up(settings: Settings, reason: str, help_: str) -> NoReturn:
    say(f"cannot listen at {settings.host}, port {settings.port}: {reason}.")
    if help_:
        print(help_, file=sys.stderr)
    sys.exit(_EXIT_CANNOT_LISTEN)


def _allow_many_files(wanted: int) -> None:
    """Let as many viewers in as the system allows this process open files: each is one."""
    if resource is not None:
        already, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        # Where the most is no number (macOS: infinity) not even the system takes it at its word.
        for number in (most, max(already, wanted)):
            with suppress(ValueError, OSError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (number, most))
                return


def _most_connections() -> float:
    """Give how many connections fit into the files that may be open."""
    if resource is None:
        return math.inf
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return math.inf if soft == resource.RLIM_INFINITY else max(1, soft - _OWN_FILES)


def _shows_codes() -> bool:
    """Whether who reads the lines can scan a code in them: not where a file or another program takes them."""
    try:
        "▀▄█".encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return False
    return sys.stdout.isatty()


def _has_screen() -> bool:
    return sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
