"""The safetensors format: the header's length in 8 bytes, the header, and all numbers, little-endian."""

import struct
from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np

from ..engine import BadInput, Floats, decode

_METADATA = "__metadata__"
LENGTH = struct.Struct("<Q")
_ALIGNED = 8
_KINDS = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}
_BFLOAT = "BF16"


def pack(tensors: Mapping[str, Floats], metadata: Mapping[str, str]) -> bytes:
    """Write tensors in doubles, in their order."""
    header: dict[str, object] = {_METADATA: metadata}
    parts, end = [], 0
    for name, tensor in tensors.items():
        parts.append(np.ascontiguousarray(tensor, dtype=_KINDS["F64"]).tobytes())
        start, end = end, end + len(parts[-1])
        header[name] = {"dtype": "F64", "shape": tensor.shape, "data_offsets": (start, end)}
    text = msgspec.json.encode(header)
    text += b" " * (-len(text) % _ALIGNED)
    return b"".join([LENGTH.pack(len(text)), text, *parts])


def unpack(data: bytes) -> tuple[dict[str, Floats], dict[str, str]]:
    """Read tensors, in doubles, and what is said of them; raise ``BadInput``."""
    if len(data) < LENGTH.size:
        raise BadInput("", f"{len(data)} bytes", "a header, and numbers after it", "unreadable")
    (length,) = LENGTH.unpack_from(data)
    numbers = memoryview(data)[LENGTH.size + length :]
    if length > len(data) - LENGTH.size:
        raise BadInput("", f"a header of {length} bytes", "the file is shorter", "unreadable")
    header = decode(data[LENGTH.size : LENGTH.size + length], dict[str, dict[str, Any]])
    metadata = {name: str(value) for name, value in header.pop(_METADATA, {}).items()}
    return {name: _tensor(name, told, numbers) for name, told in header.items()}, metadata


def _tensor(name: str, told: Mapping[str, Any], numbers: memoryview) -> Floats:
    kind = told.get("dtype")
    if kind not in _KINDS:
        raise BadInput(f"{name}.dtype", kind, list(_KINDS), "unknown_name")
    try:
        start, end = told["data_offsets"]
        if not 0 <= start <= end <= len(numbers):
            raise ValueError
        read = np.frombuffer(numbers[start:end], _KINDS[kind]).reshape(told["shape"])
    except (KeyError, TypeError, ValueError):
        raise BadInput(name, told, "as many numbers as its shape has", "unreadable") from None
    if kind == _BFLOAT:  # the upper half of a single
        return (read.astype("<u4") << 16).view("<f4").astype(np.float64)
    return read.astype(np.float64)
