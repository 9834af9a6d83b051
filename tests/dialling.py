"""Lines to a server as tests open them: on a machine that is busy none of them gives up by itself."""

from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.patience import PATIENCE_S


def dial(address: str, **options: Any) -> ClientConnection:
    """Open a line; it asks for no sign of life, which nobody reads while it is full of what was told."""
    return connect(address, proxy=None, max_size=None, open_timeout=PATIENCE_S, ping_interval=None, **options)
