"""Servers that meet through a real Valkey, each of one worker: a test can choose who takes a viewer."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from redis import Redis
from websockets.exceptions import ConnectionClosed

from app.protocol import SUBPROTOCOL
from app.workers.private import program
from tests.dialling import dial
from tests.patience import PATIENCE_S
from tests.serving import serving_process
from tests.web.conftest import Line

SECRET = "a secret that all servers know"
_LOOK_AGAIN_S = 0.01
_FAREWELL_S = 0.1
"""So long a line waits for an answer to its end: it gets none while messages wait that nobody reads."""


class Valkey:
    """A server on a socket, which keeps nothing when it is stopped."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.address = f"unix://{home}/s"

    def start(self) -> None:
        path = self._home / "s"
        path.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [program(), "--port", "0", "--unixsocket", path, "--dir", self._home, "--save", ""],
            stdout=subprocess.DEVNULL,
        )
        with socket.socket(socket.AF_UNIX) as client:
            until(lambda: client.connect_ex(str(path)) == 0)

    def all_of_it(self) -> str:
        """Everything that it keeps, with the names by which it does."""
        told = []
        with Redis.from_url(self.address) as redis:
            for name in redis.scan_iter():
                read = {b"hash": redis.hgetall, b"stream": redis.xrange, b"string": redis.get}
                told.append((name, read.get(redis.type(name), str)(name)))
        return str(told)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


class Place:
    """A server of one worker."""

    def __init__(self, url: str, process: "subprocess.Popen[str]") -> None:
        self.url, self._process = url, process
        self._lines = ExitStack()

    @property
    def worker(self) -> int:
        """The process that takes viewers; it is another once that one is killed."""
        return until(lambda: self.processes("python"))[0]

    def processes(self, name: str) -> list[int]:
        """Those that the server has begun, by what their program is called."""
        children = [int(child) for child in _children_of(self._process.pid)]
        return [child for child in children if name in Path(f"/proc/{child}/exe").resolve().name]

    def kill(self, worker: int | None = None) -> None:
        """End a worker where it stands; wait until it is gone."""
        worker = worker or self.worker
        os.kill(worker, signal.SIGKILL)
        until(lambda: str(worker) not in _children_of(self._process.pid))

    def kill_all_of_it(self) -> None:
        """End the server where it stands, and leave to themselves those that it has begun."""
        self._process.kill()

    def halt(self) -> None:
        os.kill(self.worker, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self.worker, signal.SIGCONT)

    def line(self, waiting: int = 16, **query: str) -> Line:
        """Open a line: ``line(room="a")``; so many messages are taken from it before they are asked for."""
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        address = f"{self.url.replace('http', 'ws', 1)}/ws?{asked}"
        opened = dial(
            address,
            max_queue=waiting,
            subprotocols=[SUBPROTOCOL],
            close_timeout=_FAREWELL_S,
        )
        self._lines.enter_context(opened)
        return Line(opened)

    def come(self, **query: str) -> Line:
        """Open a line as a page does that was let go: again and again until it is told of a run."""
        while True:
            with suppress(OSError, EOFError, ConnectionClosed):
                line = self.line(**query)
                line.until("run")
                return line
            time.sleep(_LOOK_AGAIN_S)

    def close(self) -> None:
        self._lines.close()


def until(told: Any) -> Any:
    """Wait until something is so; give what it is."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        with suppress(OSError):
            if found := told():
                return found
        time.sleep(_LOOK_AGAIN_S)
    raise AssertionError("waited in vain")


def is_let_go(line: Line, told: list[dict[str, Any]] | None = None) -> bool:
    """Read to the end of a line; note what was told on the way."""
    try:
        while True:
            message, _ = line.receive()
            if told is not None:
                told.append(message)
    except ConnectionClosed:
        return True


@contextmanager
def valkey() -> Iterator[Valkey]:
    # The path of a socket may have a hundred letters.
    home = Path(tempfile.mkdtemp(prefix="valkey-"))
    server = Valkey(home)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(home)


@contextmanager
def place(home: Path, *arguments: str) -> Iterator[Place]:
    home.mkdir()
    with serving_process(home, *arguments, env={"PROPSCOPE_SECRET": SECRET}) as (url, process):
        here = Place(url, process)
        try:
            yield here
        finally:
            here.close()


def _children_of(process: int) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()
