"""Specifications that links name: files in one folder, each called by its digest, bounded together."""

import os
import re
import secrets
from pathlib import Path

from ..data import digest
from ..engine import BadInput, read_spec

MOST_BYTES = 256 * 2**20
"""Of all that are kept: what was asked for longest ago goes first."""

_NAME = re.compile(r"[0-9a-f]{32}")
_ENDING = ".json"


class KeptSpecs:
    """The specifications in a folder, which is made when the first one comes."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder, self._most = folder, most_bytes

    def keep(self, text: bytes) -> str:
        """Keep a specification; give its digest. Raise ``BadInput`` where it is none, or nothing is kept."""
        name = digest(read_spec(text))
        path = self._folder / f"{name}{_ENDING}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                self._make_place(len(text))
                self._write(path, text)
            os.utime(path)
        except OSError as error:
            raise BadInput("spec", f"{len(text)} bytes", str(error.strerror), "invalid") from None
        return name

    def find(self, name: str) -> bytes | None:
        """Give what is kept by this digest; None where it is not."""
        if not _NAME.fullmatch(name):
            return None
        path = self._folder / f"{name}{_ENDING}"
        try:
            text = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return text

    def _make_place(self, size: int) -> None:
        """Let go of what was asked for longest ago, until there is place."""
        kept = sorted(self._folder.glob(f"*{_ENDING}"), key=lambda path: path.stat().st_mtime_ns)
        taken = sum(path.stat().st_size for path in kept)
        for path in kept:
            if taken + size <= self._most:
                return
            taken -= path.stat().st_size
            path.unlink(missing_ok=True)

    def _write(self, path: Path, text: bytes) -> None:
        """Write the whole file, or none: another process may look for it meanwhile."""
        part = path.with_suffix(f".{secrets.token_hex(8)}")
        try:
            part.write_bytes(text)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
