"""A server in a process of its own: busy notebooks do not halt it, and it ends with whoever started it.

The process is told all on its standard input, which stays open as long as it is to serve.
"""

import re
import subprocess
import sys
from collections.abc import Sequence

import msgspec

from ..engine import Spec
from ..paths import PACKAGE, environment

_ANNOUNCED = re.compile(r"propscope is at (http://\S+)")
_PATIENCE_S = 10.0


class Order(msgspec.Struct):
    """What to serve, and whose pages may show it."""

    spec: Spec
    embed_from: tuple[str, ...]


class Served:
    """A server on this machine alone, on a free port, whose rooms begin with a specification."""

    def __init__(self, spec: Spec, embed_from: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-m", f"{PACKAGE}.showing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
            # Interrupting a cell interrupts all of its kernel's session.
            start_new_session=True,
        )
        assert self._process.stdin, "a pipe"
        try:
            self._process.stdin.write(msgspec.json.encode(Order(spec, tuple(embed_from))) + b"\n")
            self._process.stdin.flush()
            self.url = self._announced()
        except BaseException:
            self.close()
            raise

    def _announced(self) -> str:
        assert self._process.stdout, "a pipe"
        for line in self._process.stdout:
            if found := _ANNOUNCED.search(line.decode()):
                return f"{found[1].rstrip('/')}/"
        raise RuntimeError(f"the server ended with {self._process.wait()}")

    def wait(self) -> None:
        """Wait until it has ended."""
        self._process.wait()

    def close(self) -> None:
        """End it; a second time does nothing."""
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
