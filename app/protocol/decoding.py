"""Reading commands: the one place where what viewers send is checked."""

import re
from typing import TypeAlias, get_args

import msgspec
from msgspec import Struct

from ..engine import BadInput, decode, newer
from .classroom import LEADING, PACINGS, STANDINGS, RoomCommand
from .commands import LOOKS, MOST_MESSAGE_BYTES, UNITS, RunCommand
from .forks import GOALS, ForkCommand
from .making import ROWS_BY
from .polls import LOSSES_OF, POLL_KINDS
from .stops import QUANTITIES, TESTS
from .sweeps import SWEPT_FIELDS, SweepCommand
from .tags import tag_of

AnyCommand: TypeAlias = RunCommand | SweepCommand | RoomCommand | ForkCommand

NAMES = [tag_of(command) for command in get_args(AnyCommand)]
"""What commands are called as they travel."""
_CHOICES = {
    "unit": UNITS,
    "what": LOOKS,
    "role": LEADING,
    "pacing": PACINGS,
    "standing": STANDINGS,
    "goal.kind": GOALS,
    "question.kind": POLL_KINDS,
    "question.of": LOSSES_OF,
    "vary": SWEPT_FIELDS,
    "conditions.test": TESTS,
    "conditions.quantity.of": QUANTITIES,
    "quantity.of": QUANTITIES,
    "by": ROWS_BY,
    "stops.test": TESTS,
    "stops.quantity.of": QUANTITIES,
}
"""Fields that take one of several names; of a list, of any in it."""
_NUMBER = re.compile(r"\.\d+")


def decode_command(message: str | bytes) -> AnyCommand:
    """Read a command; raise ``BadInput`` naming field, value and limit."""
    if isinstance(message, bytes):
        raise BadInput("", f"{len(message)} bytes of binary", None, "binary")
    if len(message) > MOST_MESSAGE_BYTES:
        raise BadInput("", f"{len(message)} characters", MOST_MESSAGE_BYTES, "too_large")
    try:
        return decode(message, AnyCommand)  # type: ignore[arg-type]
    except BadInput as error:
        if error.field == "type":
            raise BadInput("type", error.value, NAMES, "unknown_name") from None
        field = _NUMBER.sub("", error.field)
        if field in _CHOICES and error.code != "unknown_field":
            raise BadInput(error.field, error.value, list(_CHOICES[field]), "unknown_name") from None
        raise newer(message, "spec") or error from None


def id_of(message: str | bytes) -> int | None:
    """Read the ``id`` of a message that may be anything else but a command; None where it has none."""
    if isinstance(message, bytes) or len(message) > MOST_MESSAGE_BYTES:
        return None
    try:
        return msgspec.json.decode(message, type=_Identified).id
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


class _Identified(Struct):
    id: int | None = None
