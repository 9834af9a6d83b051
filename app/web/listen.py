"""Running the server: the listening socket with its protections, the line that says where, the browser."""

import asyncio
import os
import socket
import sys
import webbrowser
from contextlib import suppress
from types import ModuleType

import uvicorn

from ..settings import Settings
from .app import create_app

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows
    resource = None

_EXIT_CANNOT_LISTEN = 1
_MOST_MESSAGE_BYTES = 2**20
"""Above this a message is not even read; from the protocol's bound up to here the answer is an error."""
_STALLED_READER_MS = 10_000
_SEND_BUFFER_BYTES = 131_072
_UNSENT_BYTES = 16_384
"""Small buffers in the kernel: what a slow viewer sees is seconds old at worst, not minutes."""


def serve(settings: Settings, *, open_browser: bool) -> None:
    """Serve until interrupted."""
    _allow_many_files()
    with _listening(settings) as listener:
        url = f"http://{_shown_host(settings.host)}:{listener.getsockname()[1]}"
        config = uvicorn.Config(
            create_app(settings),
            ws="websockets-sansio",
            ws_max_size=_MOST_MESSAGE_BYTES,
            ws_per_message_deflate=False,
            timeout_graceful_shutdown=5,
            server_header=False,
            proxy_headers=False,
            log_level="warning",
        )
        asyncio.run(_Server(config, url, open_browser).serve(sockets=[listener]))


class _Server(uvicorn.Server):
    """Says where it is once it is there."""

    def __init__(self, config: uvicorn.Config, url: str, open_browser: bool) -> None:
        super().__init__(config)
        self._url, self._open_browser = url, open_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(f"propscope is at {self._url}", flush=True)
        if self._open_browser and _has_screen():
            await asyncio.to_thread(webbrowser.open, self._url)


def _listening(settings: Settings) -> socket.socket:
    """Open the socket; accepted ones inherit what keeps stalled and slow readers from costing others."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Without this an answer's body waits 40 ms for the acknowledgement of its head.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)
    for name, value in (("TCP_USER_TIMEOUT", _STALLED_READER_MS), ("TCP_NOTSENT_LOWAT", _UNSENT_BYTES)):
        if hasattr(socket, name):
            listener.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        print(
            f"propscope: cannot listen at {settings.host}, port {settings.port}: {error.strerror}.",
            file=sys.stderr,
        )
        print("Is it running already? Choose another port: make run PORT=8766, or --port 0.", file=sys.stderr)
        sys.exit(_EXIT_CANNOT_LISTEN)
    return listener


def _allow_many_files() -> None:
    """Let as many viewers in as the system allows this process open files: each is one."""
    if resource is not None:
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        # Where the most is no number (macOS: infinity) not even the system takes it at its word.
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _shown_host(host: str) -> str:
    """Name an address as a browser on this machine would; listening everywhere includes this machine."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - shown, not bound
    return everywhere.get(host, f"[{host}]" if ":" in host else host)


def _has_screen() -> bool:
    return sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
