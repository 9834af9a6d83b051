"""A file becomes a recording, or is refused with the reason: in bounded memory, whatever it holds."""

import zipfile
from collections.abc import Sequence
from hashlib import sha256
from math import isnan
from pathlib import Path
from typing import BinaryIO, TypeVar

import numpy as np

from ..engine import BadInput, Spec, decode, newer
from ..engine.edits import Edits
from ..engine.spec_pieces import read_in_pieces
from ..engine.steps import phases_of
from ..playback.history import Point
from ..playback.pieces import Pieces, at_once
from ..playback.recorded import Boundary, Recorded
from . import recording as its
from .archive import WHOLE, damaged, opened, unpacking
from .npy import Array, unpacked
from .recording import Manifest, Recording

T = TypeVar("T")

_AT_ONCE = 512
"""Keyframes."""


def read_file(path: Path) -> Recording:
    """Read a recording; raise ``BadInput``."""
    try:
        with path.open("rb") as file:
            return read(file)
    except OSError as error:
        raise BadInput(WHOLE, str(path), error.strerror, "unreadable") from None


def read(file: BinaryIO) -> Recording:
    """Read a recording as ``reading`` does, without a rest."""
    return at_once(reading(file))


def reading(file: BinaryIO) -> Pieces[Recording]:
    """Read a recording; raise ``BadInput``.

    That its keyframes are of its network is known only once its data are: ``Timeline.replaying`` sees to it.
    """
    with opened(file, its.MOST_BYTES, its.MOST_MEMBER_BYTES) as archive:
        manifest = _manifest((yield from unpacking(archive, its.MANIFEST)))
        text = yield from _vouched(archive, its.SPEC, manifest)
        spec = yield from _spec(text)
        edits = _decoded(its.EDITS, (yield from _vouched(archive, its.EDITS, manifest)), Edits)
        metrics = unpacked(
            its.METRICS, (yield from _vouched(archive, its.METRICS, manifest)), "<f8", its.COLUMNS
        )
        boundaries = unpacked(
            its.BOUNDARIES, (yield from _vouched(archive, its.BOUNDARIES, manifest)), "<i8", 2
        )
        numbers = unpacked(its.KEYFRAMES, (yield from _vouched(archive, its.KEYFRAMES, manifest)), "<f8")
        marks = unpacked(its.MARKS, (yield from _vouched(archive, its.MARKS, manifest)), "<u8")
    if manifest.index > manifest.recorded:
        raise BadInput(f"{its.MANIFEST}.index", manifest.index, manifest.recorded, "not_recorded")
    if len(marks) != (manifest.recorded // manifest.every if manifest.every else 0):
        raise damaged(its.MARKS, f"it has {len(marks)} of them")
    last = manifest.recorded // len(phases_of(len(spec.hidden) + 1))
    keyframes = yield from _keyframes(boundaries, numbers, last)
    run = Recorded(
        spec,
        edits,
        manifest.index,
        manifest.recorded,
        _points(metrics, manifest.stride),
        manifest.stride,
        keyframes,
    )
    return Recording(run, manifest.made_on, manifest.every, marks)


def _manifest(text: bytes) -> Manifest:
    """Read it; a version still to come is named before all else, which may be right then."""
    try:
        manifest = decode(text, Manifest)
    except BadInput as error:
        raise (newer(text, newest=its.VERSION) or error).under(its.MANIFEST) from None
    if manifest.format != its.FORMAT:
        raise BadInput(f"{its.MANIFEST}.format", manifest.format, [its.FORMAT], "unknown_name")
    if manifest.members.keys() != its.MOST_MEMBER_BYTES.keys() - {its.MANIFEST}:
        raise damaged(its.MANIFEST, "it does not name what is in the file")
    return manifest


def _vouched(archive: zipfile.ZipFile, name: str, manifest: Manifest) -> Pieces[bytes]:
    """Unpack what the manifest vouches for."""
    told, hashed = manifest.members[name], sha256()
    data = yield from unpacking(archive, name, hashed.update)
    if len(data) != told.bytes:
        raise damaged(name, f"it has {len(data)} bytes, and should have {told.bytes}")
    if hashed.hexdigest() != told.sha256:
        raise damaged(name, "it was altered: its SHA-256 is another")
    return data


def _spec(text: bytes) -> Pieces[Spec]:
    """Read the specification; what cannot be one is not even read, as a refusal would need all its values."""
    if sum(map(text.count, (b",", b"[", b"{"))) > its.MOST_SPEC_VALUES:
        raise BadInput(its.SPEC, "more values", its.MOST_SPEC_VALUES, "too_long")
    try:
        return (yield from read_in_pieces(text))
    except BadInput as error:
        raise (newer(text) or error).under(its.SPEC) from None


def _decoded(name: str, text: bytes, kind: type[T]) -> T:
    try:
        return decode(text, kind)
    except BadInput as error:
        raise error.under(name) from None


def _points(metrics: Array, stride: int) -> tuple[Point, ...]:
    """Take the rows for points."""
    if np.isinf(metrics).any():
        raise BadInput(its.METRICS, "infinity", None, "not_finite")
    epochs, losses, penalties = metrics[:, 0], metrics[:, 1], metrics[:, 5]
    counted = bool(np.all((epochs >= 0) & (epochs < 2**53) & (epochs % stride == 0)))
    if not (counted and np.all(np.diff(epochs) > 0) and np.isfinite([losses, penalties]).all()):
        raise damaged(its.METRICS, "its epochs are not in order, or lack a loss")
    return tuple(_point(row) for row in metrics.tolist())


def _point(row: Sequence[float]) -> Point:
    epoch, train_loss, *others, penalty = row
    test_loss, train_accuracy, test_accuracy = (None if isnan(each) else each for each in others)
    return Point(int(epoch), train_loss, test_loss, train_accuracy, test_accuracy, penalty)


def _keyframes(boundaries: Array, numbers: Array, last: int) -> Pieces[tuple[Boundary, ...]]:
    """Cut the numbers at the boundaries, which begin at the run's start and come no later than ``last``."""
    batches, sizes = boundaries.T
    placed = len(batches) and not batches[0] and np.all((batches >= 0) & (batches <= last))
    if not placed or np.any(np.diff(batches) <= 0):
        raise damaged(its.BOUNDARIES, "they are not in order")
    if np.any(sizes <= 0) or np.any(sizes > len(numbers)) or sizes.sum() != len(numbers):
        raise damaged(its.BOUNDARIES, f"they do not divide {len(numbers)} numbers")
    if not np.isfinite(numbers).all():
        raise BadInput(its.KEYFRAMES, "a number", None, "not_finite")
    keyframes: list[Boundary] = []
    for batch, size, end in zip(batches.tolist(), sizes.tolist(), np.cumsum(sizes).tolist(), strict=True):
        keyframes.append((batch, numbers[end - size : end].copy()))
        if len(keyframes) % _AT_ONCE == 0:
            yield
    return tuple(keyframes)
