"""A recording becomes a file: the same one, byte for byte, of the same run on the same machine."""

import io
import zipfile
from collections.abc import Mapping
from hashlib import sha256

import msgspec
import numpy as np

from ..data import writing_rows
from ..engine import BadInput
from ..playback.history import Point
from ..playback.pieces import at_once
from ..playback.viewpoint import spec_as_json
from . import recording as its
from .npy import Array, packed
from .recording import Manifest, Member, Recording

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip can say."""
_READABLE_BY_ALL = 0o644 << 16


def written(recording: Recording) -> bytes:
    """Write a file; raise ``BadInput`` where it would be too large to be opened again."""
    members = _members(recording)
    manifest = msgspec.json.format(msgspec.json.encode(_manifest(recording, members)))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in {its.MANIFEST: manifest, **members}.items():
            _check(name, len(data), its.MOST_MEMBER_BYTES[name])
            archive.writestr(_entry(name), data)
    made = file.getvalue()
    _check("recording", len(made), its.MOST_BYTES)
    return made


def _check(name: str, size: int, most: int) -> None:
    if size > most:
        raise BadInput(name, f"{size} bytes", most, "too_many_bytes")


def _members(recording: Recording) -> dict[str, bytes]:
    run = recording.run
    boundaries = np.array([(batch, len(core)) for batch, core in run.keyframes])
    spec = spec_as_json(run.spec, at_once(writing_rows(run.spec)))
    return {
        its.SPEC: msgspec.json.encode(spec),
        its.EDITS: msgspec.json.encode(run.edits),
        its.METRICS: packed(_metrics(run.points), "<f8"),
        its.BOUNDARIES: packed(boundaries, "<i8"),
        its.KEYFRAMES: packed(np.concatenate([core for _, core in run.keyframes]), "<f8"),
        its.MARKS: packed(recording.marks, "<u8"),
    }


def _metrics(points: tuple[Point, ...]) -> Array:
    """Give a row for each point; what it has not is no number."""
    rows = [[np.nan if value is None else value for value in point.told] for point in points]
    return np.array(rows).reshape(-1, its.COLUMNS)


def _manifest(recording: Recording, members: Mapping[str, bytes]) -> Manifest:
    run = recording.run
    return Manifest(
        its.FORMAT,
        its.VERSION,
        recording.made_on,
        run.index,
        run.recorded,
        run.stride,
        recording.every,
        {name: Member(len(data), sha256(data).hexdigest()) for name, data in members.items()},
    )


def _entry(name: str) -> zipfile.ZipInfo:
    """Describe a member: numbers are as good as random, and would take time to deflate for nothing."""
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.create_system, entry.external_attr = 3, _READABLE_BY_ALL
    entry.compress_type = zipfile.ZIP_STORED if name in (its.KEYFRAMES, its.MARKS) else zipfile.ZIP_DEFLATED
    return entry
