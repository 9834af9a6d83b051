"""Every message that goes to viewers, and how it travels: letters as text, frames as bytes."""

from typing import TypeAlias

import msgspec

from .frames import Frame
from .letters import Letter

Message: TypeAlias = Letter | Frame


def encode(letter: Letter) -> str:
    """Write a letter as it travels."""
    return msgspec.json.encode(letter).decode()
