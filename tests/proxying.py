"""A small reverse proxy, as careless as those people put in front of propscope."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

_END = b"\r\n\r\n"
_CHUNK_BYTES = 65_536


@dataclass
class Proxy:
    """Hands each request on to ``upstream``, as ``rewrite`` makes it."""

    listener: socket.socket
    upstream: str = ""
    strips: str = ""
    """The path that is taken off, if any."""
    host: Callable[[str], str | None] = lambda asked: asked
    """What becomes of the name that a browser asks for; None leaves it out."""
    drops_upgrades: bool = False
    """Whether it takes websockets for ordinary requests."""

    @property
    def authority(self) -> str:
        """Where browsers find it."""
        return f"localhost:{self.listener.getsockname()[1]}"

    def head(self, head: bytes) -> bytes:
        """Rewrite the head of a request; one to a connection."""
        text = head.decode("latin-1")
        if self.strips:
            text = re.sub(rf" {self.strips}/?", " /", text, count=1)
        found = re.search(r"\r\nhost: *([^\r]*)", text, re.IGNORECASE)
        assert found, "browsers say whom they mean"
        host = self.host(found[1])
        text = text.replace(found[0], "" if host is None else f"\r\nHost: {host}")
        if self.drops_upgrades:
            text = re.sub(r"\r\nupgrade:[^\r]*", "", text, flags=re.IGNORECASE)
        if "\r\nupgrade:" not in text.lower():
            text = re.sub(r"\r\nconnection:[^\r]*", "", text, flags=re.IGNORECASE).replace(
                "\r\n", "\r\nConnection: close\r\n", 1
            )
        return text.encode("latin-1")


@contextmanager
def proxying() -> Iterator[Proxy]:
    """Have a proxy for as long as this lasts; say where to and how before anybody comes."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        proxy = Proxy(listener)
        threading.Thread(target=_accept, args=(proxy,), daemon=True).start()
        yield proxy
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


def _accept(proxy: Proxy) -> None:
    with suppress(OSError):
        while True:
            line, _ = proxy.listener.accept()
            threading.Thread(target=_pass_on, args=(proxy, line), daemon=True).start()


def _pass_on(proxy: Proxy, line: socket.socket) -> None:
    upstream = urlsplit(proxy.upstream)
    with suppress(OSError), closing(line):
        begun = b""
        while _END not in begun:
            chunk = line.recv(_CHUNK_BYTES)
            if not chunk:
                return
            begun += chunk
        head, _, rest = begun.partition(_END)
        with closing(socket.create_connection((upstream.hostname, upstream.port))) as server:
            server.sendall(proxy.head(head) + _END + rest)
            back = threading.Thread(target=_pump, args=(server, line), daemon=True)
            back.start()
            _pump(line, server)
            back.join()


def _pump(source: socket.socket, to: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(_CHUNK_BYTES):
            to.sendall(chunk)
    with suppress(OSError):
        to.shutdown(socket.SHUT_WR)
