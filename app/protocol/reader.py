"""Reading what viewers are sent, message by message, as any client does it."""

from typing import Any

import msgspec

from .frames import Array, decode_frame
from .layouts import Layout


class Reader:
    """Reads the messages of one line in their order: frames are laid out as letters before them said."""

    def __init__(self) -> None:
        self._layouts: dict[int, Layout] = {}

    def read(self, message: str | bytes) -> tuple[dict[str, Any], dict[tuple[str, int], Array]]:
        """Give a letter and no arrays, or a frame's header and its arrays by name and layer."""
        if isinstance(message, bytes):
            return decode_frame(message, self._layouts)
        letter: dict[str, Any] = msgspec.json.decode(message)
        if letter["type"] == "run":
            self._layouts.clear()
        if letter["type"] == "layout":
            layout = msgspec.json.decode(message, type=Layout)
            self._layouts[layout.id] = layout
        return letter, {}
