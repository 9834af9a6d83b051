"""Specifications too large for the line: they come as a file that a command names, bounded in memory."""

import secrets

from ..engine import BadInput

MOST_UPLOAD_BYTES = 40 * 2**20
"""As many rows, features and outputs as a specification may have, in full precision."""
MOST_KEPT_BYTES = 128 * 2**20
"""Of all that come and of all that wait for their command."""

MOST_KEPT = 64
"""How many wait for their command."""


class Uploads:
    """What was uploaded and not yet asked for; what waits longest goes first."""

    def __init__(self, most_bytes: int = MOST_KEPT_BYTES, most_upload_bytes: int = MOST_UPLOAD_BYTES) -> None:
        self._most, self._most_each = most_bytes, most_upload_bytes
        self._coming: set[Upload] = set()
        self._kept: dict[str, bytes] = {}

    @property
    def size(self) -> int:
        """How many bytes they take."""
        return sum(upload.size for upload in self._coming) + sum(map(len, self._kept.values()))

    def begin(self, field: str = "spec", most_bytes: int | None = None) -> "Upload":
        """Begin to receive one, in a ``with``; ``field`` is what is refused when it is too large."""
        return Upload(self, field, self._most_each if most_bytes is None else most_bytes)

    def take(self, name: str) -> bytes:
        """Give one, once; raise ``BadInput`` where it has gone."""
        try:
            return self._kept.pop(name)
        except KeyError:
            raise BadInput("uploaded", name, "an upload that is still kept", "invalid") from None

    def put(self, name: str, content: bytes) -> None:
        """Keep one that came to another process."""
        while self._kept and (len(self._kept) >= MOST_KEPT or self.size + len(content) > self._most):
            del self._kept[next(iter(self._kept))]
        self._kept[name] = content

    def _grow(self, upload: "Upload", size: int) -> None:
        """Let an upload become larger, in place of others that nobody has asked for."""
        if upload.size + size > upload.most:
            raise BadInput(upload.field, f"more than {upload.most} bytes", upload.most, "too_many_bytes")
        while self._kept and self.size + size > self._most:
            del self._kept[next(iter(self._kept))]
        if self.size + size > self._most:
            left = max(0, self._most - self.size) // 2**20
            raise BadInput(upload.field, f"{upload.size + size} bytes", {"megabytes": left}, "full")


class Upload:
    """One that is coming. What has come of it is dropped when it ends before it is whole."""

    def __init__(self, among: Uploads, field: str, most: int) -> None:
        self._among = among
        self.field, self.most = field, most
        self._parts = bytearray()

    @property
    def size(self) -> int:
        """How many bytes have come."""
        return len(self._parts)

    def __enter__(self) -> "Upload":
        self._among._coming.add(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._among._coming.discard(self)

    def add(self, part: bytes) -> None:
        """Take a part; raise ``BadInput`` where it is too much."""
        self._among._grow(self, len(part))
        self._parts += part

    def content(self) -> memoryview:
        """Give what has come, for as long as nothing is added."""
        return memoryview(self._parts)

    def keep(self) -> str:
        """Keep the whole until a command asks for it; give the name that only its sender knows."""
        name = secrets.token_urlsafe(16)
        self._among._coming.discard(self)
        self._among.put(name, bytes(self._parts))
        return name
