"""A zip from outside, opened only as far as it is one of ours: within bounds, whatever it says of itself."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from ..engine import BadInput
from ..playback.pieces import Pieces

WHOLE = "recording"
"""What is refused where it is no one part."""

_AT_ONCE = 2**16
_END = struct.Struct("<4s4H2LH")
"""Signature, numbers of disks, members here and in all, bytes of their directory, where it is, comment."""
_END_SIGNATURE, _LARGE_SIGNATURE = b"PK\x05\x06", b"PK\x06\x07"
_LARGE_BYTES = 20
_MOST_DIRECTORY_BYTES = 4096
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1
_PROBLEMS = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, NotImplementedError,
    RuntimeError, OverflowError,
)  # fmt: skip
"""What comes of a zip that is damaged, or made to look like one."""


@contextmanager
def opened(file: BinaryIO, most_bytes: int, members: Mapping[str, int]) -> Iterator[zipfile.ZipFile]:
    """Open a zip that has just these members, each of at most so many bytes; raise ``BadInput``.

    It is looked at before its directory is read, which else could be as long as the file.
    """
    _check_end(file, most_bytes, len(members))
    with _explained(WHOLE):
        archive = zipfile.ZipFile(file)
    with archive:
        _check_members(archive, members)
        yield archive


def unpacking(
    archive: zipfile.ZipFile, name: str, seen: Callable[[bytes], object] = lambda _: None
) -> Pieces[bytes]:
    """Unpack a member, a little at a time, of which each is ``seen``; raise ``BadInput``."""
    data = bytearray()
    with _explained(name), archive.open(name) as member:
        while part := member.read(_AT_ONCE):
            data += part
            seen(part)
            yield
    return bytes(data)


def damaged(name: str, why: str) -> BadInput:
    """Refuse a part of a file for what is wrong with it."""
    return BadInput(name, "a damaged file", why, "unreadable")


def _check_end(file: BinaryIO, most_bytes: int, members: int) -> None:
    """Look at the record at its end: a zip begins where the file does, and has no more than it should."""
    size = file.seek(0, 2)
    if size > most_bytes:
        raise BadInput(WHOLE, f"{size} bytes", most_bytes, "too_many_bytes")
    file.seek(max(0, size - _END.size - _LARGE_BYTES))
    last = file.read()
    if len(last) < _END.size:
        raise damaged(WHOLE, "it is too short")
    signature, *disks, here, count, length, start, comment = _END.unpack(last[-_END.size :])
    if signature != _END_SIGNATURE or last.startswith(_LARGE_SIGNATURE) or any(disks) or comment:
        raise damaged(WHOLE, "it does not end as a recording does: it is another file, or cut short")
    if here != count or count > members:
        raise BadInput(WHOLE, f"{max(here, count)} members", members, "too_large")
    if length > _MOST_DIRECTORY_BYTES or start + length + _END.size != size:
        raise damaged(WHOLE, "something is missing, or is too much")


def _check_members(archive: zipfile.ZipFile, members: Mapping[str, int]) -> None:
    found = [entry.filename for entry in archive.infolist()]
    for entry in archive.infolist():
        name = entry.filename
        if name not in members:
            raise BadInput(WHOLE, name, list(members), "unknown_name")
        if found.count(name) > 1:
            raise BadInput(name, "two of this name", None, "repeated")
        if entry.file_size > members[name]:
            raise BadInput(name, f"{entry.file_size} bytes", members[name], "too_many_bytes")
        if entry.compress_type not in _METHODS or entry.flag_bits & _ENCRYPTED:
            raise damaged(name, "it is neither stored nor deflated")
    for name in members:
        if name not in found:
            raise BadInput(name, "nothing", None, "missing_field")


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """Refuse what cannot be read."""
    try:
        yield
    except BadInput:
        raise
    except _PROBLEMS as error:
        raise damaged(name, str(error) or type(error).__name__) from None
