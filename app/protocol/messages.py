"""Every message that goes to viewers, and how it travels: letters as text, frames as bytes."""

from typing import TypeAlias

import msgspec

from .frames import Frame, encode_frame
from .letters import Letter

Message: TypeAlias = Letter | Frame


def encode(message: Message) -> str | bytes:
    """Write a message as it travels: letters as text, frames as bytes."""
    return encode_frame(message) if isinstance(message, Frame) else msgspec.json.encode(message).decode()
