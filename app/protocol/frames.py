"""Frames: the binary messages that carry what steps computed.

A frame is a 4-byte little-endian header length, a JSON header, padding to 8 bytes, then the arrays, each
8-byte aligned at its ``offset`` from there. They carry absolute values.
"""

import struct
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..engine import Position

FLOAT64_BYTES = 65_536
"""A frame whose doubles take more than this goes out in single precision."""

Array: TypeAlias = NDArray[Any]

_ALIGNMENT = 8
_MOST_LAYOUTS = 512
_LENGTH = struct.Struct("<I")


@dataclass(frozen=True)
class Frame:
    """What one step computed (``kind`` step), or all that is known at a step (keyframe)."""

    kind: Literal["step", "keyframe"]
    position: Position
    recorded: int
    """The run is trained, and can be travelled, up to this step."""
    arrays: Mapping[tuple[str, int], Array]


def encode_frame(frame: Frame) -> bytes:
    """Write header and arrays; doubles in single precision where they would take too much, and fit."""
    size = sum(array.nbytes for array in frame.arrays.values() if array.dtype == np.float64)
    narrow = size > FLOAT64_BYTES
    with np.errstate(over="raise") if narrow else nullcontext():
        arrays = [
            _narrowed(array) if narrow else np.ascontiguousarray(array) for array in frame.arrays.values()
        ]
    layout = tuple(
        (name, layer, array.shape, array.dtype)
        for (name, layer), array in zip(frame.arrays, arrays, strict=True)
    )
    described, body = _layout(layout)
    at = frame.position
    header = (
        f'{{"v":1,"kind":"{frame.kind}","index":{at.index},"epoch":{at.epoch},"batch":{at.batch},'
        f'"phase":"{at.phase}","layer":{at.layer},"recorded":{frame.recorded},"arrays":{described}}}'
    ).encode()
    start = -(-(_LENGTH.size + len(header)) // _ALIGNMENT) * _ALIGNMENT
    parts = [_LENGTH.pack(len(header)), header, bytes(start - _LENGTH.size - len(header))]
    for array, padding in zip(arrays, body, strict=True):
        parts += [array.tobytes(), padding]
    return b"".join(parts)


def decode_frame(data: bytes) -> tuple[dict[str, Any], dict[tuple[str, int], Array]]:
    """Read a frame back: its header, and its arrays by name and layer. For tests and other clients."""
    (length,) = _LENGTH.unpack_from(data)
    header = msgspec.json.decode(data[_LENGTH.size : _LENGTH.size + length])
    start = -(-(_LENGTH.size + length) // _ALIGNMENT) * _ALIGNMENT
    arrays = {}
    for entry in header["arrays"]:
        shape: Sequence[int] = entry["shape"]
        count = int(np.prod(shape, dtype=int))
        flat = np.frombuffer(data, entry["dtype"], count, start + entry["offset"])
        arrays[entry["name"], entry["layer"]] = flat.reshape(shape)
    return header, arrays


def _narrowed(array: Array) -> Array:
    """Give doubles in single precision; as they are where one is too large for it, which must raise."""
    if array.dtype == np.float64:
        try:
            return array.astype(np.float32)
        except FloatingPointError:
            pass
    return np.ascontiguousarray(array)


@lru_cache(maxsize=_MOST_LAYOUTS)
def _layout(
    arrays: tuple[tuple[str, int, tuple[int, ...], np.dtype[Any]], ...],
) -> tuple[str, tuple[bytes, ...]]:
    """Describe arrays as JSON, and give the padding after each: the same for every frame of a kind."""
    entries, paddings, offset = [], [], 0
    for name, layer, shape, dtype in arrays:
        entries.append({"name": name, "layer": layer, "shape": shape, "dtype": dtype.name, "offset": offset})
        size = int(np.prod(shape, dtype=int)) * dtype.itemsize
        padding = -size % _ALIGNMENT
        paddings.append(bytes(padding))
        offset += size + padding
    return msgspec.json.encode(entries).decode(), tuple(paddings)
