"""What commands and messages are called as they travel."""

from msgspec import Struct


def tag_of(told: Struct | type[Struct]) -> str:
    """Give the name of a command or a message, or of their kind."""
    return str(told.__struct_config__.tag)
