"""The process that serves a model which is shown."""

import os
import signal
import sys
import threading

import msgspec

from ..settings import Settings
from ..web.listen import serve
from .process import Order


def main() -> None:
    """Serve what standard input says, until it ends."""
    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=Order)
    threading.Thread(target=_end_with_input, daemon=True).start()
    serve(Settings(port=0, embed_from=order.embed_from), open_browser=False, begin_with=order.spec)


def _end_with_input() -> None:
    os.read(sys.stdin.fileno(), 1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
