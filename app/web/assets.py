"""Files to be asked for: read and compressed once, kept in memory, read again when they change."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request
from fastapi.responses import Response

# What the page is made of, whatever the machine's own table of types says.
_TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}
_IMPORT = re.compile(rb'^@import "(?P<file>[^"]+)"(?: layer\((?P<layer>[\w-]+)\))?;$', re.MULTILINE)
_A_YEAR_S = 31_536_000
_COMPRESSED = ("text/", "application/json", "image/svg")


@dataclass(frozen=True)
class Asset:
    """One answer, as it is and compressed; ``etag`` names its content."""

    body: bytes
    compressed: bytes | None
    media_type: str
    etag: str


def asset(body: bytes, media_type: str) -> Asset:
    """Prepare content to be asked for many times."""
    compressed = gzip.compress(body) if media_type.startswith(_COMPRESSED) else None
    return Asset(body, compressed, media_type, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def answer(request: Request, content: Asset, *, for_ever: bool = False) -> Response:
    """Answer with the content, compressed where that is taken, or say that the browser has it already.

    What is there ``for_ever`` under its name need not be asked for again.
    """
    headers = {"etag": content.etag, "vary": "accept-encoding"}
    if for_ever:
        headers["cache-control"] = f"public, max-age={_A_YEAR_S}, immutable"
    if request.headers.get("if-none-match") == content.etag:
        return Response(status_code=304, headers=headers)
    body = content.body
    if content.compressed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["content-encoding"] = content.compressed, "gzip"
    return Response(body, media_type=content.media_type, headers=headers)


class Folder:
    """The files below a folder by their path; one that has changed on disk is read again.

    A stylesheet has those that it imports put in: each would be asked for only after it had come.
    """

    def __init__(self, folder: Path) -> None:
        self._paths = {
            path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
        }
        self._kept: dict[str, tuple[int, Asset]] = {}

    def names(self, ending: str) -> list[str]:
        """List the files with an ending, in order."""
        return sorted(name for name in self._paths if name.endswith(ending))

    def changes(self, endings: tuple[str, ...]) -> tuple[int, ...]:
        """Say when each of the files with these endings has last changed."""
        return tuple(path.stat().st_mtime_ns for path in self._there(endings))

    def find(self, name: str) -> Asset | None:
        """Give a file; None where there was none when we started."""
        path = self._paths.get(name)
        if path is None or not path.is_file():
            return None
        changed = self._changed(path)
        kept = self._kept.get(name)
        if kept is None or kept[0] != changed:
            guessed = (
                _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            )
            kept = self._kept[name] = (changed, asset(_read(path), guessed))
        return kept[1]

    def _there(self, endings: tuple[str, ...]) -> list[Path]:
        """List the files with these endings that have not been taken away since."""
        return [path for path in self._paths.values() if path.suffix in endings and path.is_file()]

    def _changed(self, path: Path) -> int:
        """Say when a file has last changed; stylesheets do together."""
        together = [path]
        if path.suffix == ".css":
            together = self._there((".css",))
        return max(each.stat().st_mtime_ns for each in together)


def _read(path: Path) -> bytes:
    if path.suffix != ".css":
        return path.read_bytes()
    return _IMPORT.sub(lambda found: _imported(path.parent, found), path.read_bytes())


def _imported(folder: Path, found: re.Match[bytes]) -> bytes:
    """The stylesheet that an ``@import`` names, in the layer that it is given."""
    text = _read(folder / found["file"].decode())
    layer = found["layer"]
    return text if layer is None else b"@layer %s {\n%s\n}" % (layer, text)
