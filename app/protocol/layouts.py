"""Layouts: which tensors a frame holds, and where; told once, before the first frame that is laid out so."""

from collections.abc import Sequence
from hashlib import sha256
from math import prod
from typing import Literal, TypeAlias

import msgspec
import numpy as np
from msgspec import Struct

Dtype: TypeAlias = Literal["float64", "float32", "int8"]

HEADER_BYTES = 40
_DIGEST_BYTES = 6


class TensorPlace(Struct, frozen=True):
    """One tensor of a frame."""

    name: str
    layer: int
    shape: tuple[int, ...]
    """Its numbers are row by row."""
    dtype: Dtype
    offset: int
    """Bytes from the beginning of the frame, a multiple of its number's size."""


class Layout(Struct, frozen=True, eq=False, tag_field="type", tag="layout"):
    """What those frames hold that name it; comes before the first of them, and holds until a run does."""

    id: int
    """The same for all that is laid out alike: a digest."""
    tensors: tuple[TensorPlace, ...]


Laid: TypeAlias = tuple[str, int, tuple[int, ...], Dtype]
"""Name, layer, shape and type of a tensor."""


def laid_out(tensors: Sequence[Laid]) -> Layout:
    """Put tensors one after another, the largest numbers first."""
    places, offset = [], HEADER_BYTES
    for name, layer, shape, dtype in tensors:
        places.append(TensorPlace(name, layer, shape, dtype, offset))
        offset += prod(shape) * np.dtype(dtype).itemsize
    digest = sha256(msgspec.json.encode(places)).digest()
    return Layout(int.from_bytes(digest[:_DIGEST_BYTES], "little"), tuple(places))
