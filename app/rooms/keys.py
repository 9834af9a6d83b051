"""Keys of links: what a role in one room is shown by, signed so that nobody can make one up."""

from collections.abc import Callable
from functools import cached_property

import msgspec
from itsdangerous import BadData, URLSafeSerializer

from ..engine import BadInput
from ..protocol import Leading

KEY_HEADER = "x-propscope-key"
"""Carries the key of a link that drives: what stands in an address would be written to logs."""
_PURPOSE = "propscope.link.v1"


class Grant(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """What a key gives."""

    room: str
    """Which opening of a room it is for."""
    link: str
    """Which of the room's links it is, so that it can be revoked."""
    role: Leading


class Keys:
    """Signs what a link gives, and reads what a visitor shows."""

    def __init__(self, secret: Callable[[], bytes]) -> None:
        """Take what gives the server's secret, which is asked for when the first room is opened."""
        self._secret = secret

    def sign(self, grant: Grant) -> str:
        """Write a key, of letters that may stand in an address."""
        return str(self._signer.dumps(msgspec.to_builtins(grant)))

    def read(self, key: str) -> Grant:
        """Give what a key gives; raise ``BadInput`` where it was not signed here."""
        try:
            return msgspec.convert(self._signer.loads(key), Grant)
        except (BadData, msgspec.ValidationError):
            # What was shown is not quoted: a mistyped key is nearly one.
            raise BadInput("key", "", None, "bad_key") from None

    @cached_property
    def _signer(self) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret(), salt=_PURPOSE)
