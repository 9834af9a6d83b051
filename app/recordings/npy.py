"""Arrays as NumPy writes them, read only where written just as here: so nothing has to be parsed."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..engine import BadInput

Array: TypeAlias = NDArray[Any]

HEAD_BYTES = 128
_MAGIC = b"\x93NUMPY\x01\x00"
_LENGTH_BYTES = 2


def packed(array: Array, kind: str) -> bytes:
    """Write numbers of 8 bytes each (``<f8``, ``<i8``, ``<u8``), in one or two dimensions."""
    return _head(kind, array.shape) + np.ascontiguousarray(array, kind).tobytes()


def unpacked(name: str, data: bytes, kind: str, columns: int | None = None) -> Array:
    """Read what ``packed`` wrote: (numbers,), or (rows, columns), not to be changed; raise ``BadInput``."""
    numbers, rest = divmod(len(data) - HEAD_BYTES, 8)
    shape = (numbers,) if columns is None else (numbers // columns, columns)
    if numbers < 0 or rest or numbers % (columns or 1) or data[:HEAD_BYTES] != _head(kind, shape):
        raise BadInput(name, f"{len(data)} bytes", f"an array of {kind} in C order, .npy 1.0", "unreadable")
    read = np.frombuffer(data, kind, offset=HEAD_BYTES).reshape(shape)
    return read.astype(read.dtype.newbyteorder("="), copy=False)


def _head(kind: str, shape: tuple[int, ...]) -> bytes:
    text = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}".encode()
    room = HEAD_BYTES - len(_MAGIC) - _LENGTH_BYTES
    return _MAGIC + room.to_bytes(_LENGTH_BYTES, "little") + text.ljust(room - 1) + b"\n"
