"""What every command is made of."""

from typing import Annotated

from msgspec import Meta, Struct


class Command(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """What a viewer asks for; the answer carries the same ``id``."""

    id: Annotated[int, Meta(ge=0, le=2**53)]
