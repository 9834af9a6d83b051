"""Frames: the binary messages that carry what steps computed. They hold absolute values.

A frame is a header of 40 bytes, little-endian, and then its tensors, one right after another:

====  ===  ======================================================================================
at 0  u8   kind: 0 is what one step made, 1 a keyframe: all that is known at a step
   1  u8   phase: 0 start, 1 input, 2 forward, 3 loss, 4 backward, 5 update
   2  u16  layer
   4  u32  mini-batch
   8  f64  epoch
  16  f64  index: the propagations made, the last of which phase, layer, mini-batch and epoch name
  24  f64  recorded: the run is trained, and can be travelled, up to this index
  32  f64  layout: the ``id`` of the ``layout`` letter that says which tensors follow, and where
====  ===  ======================================================================================

A letter names each layout before the first frame that needs it, so that a frame is little more than its
numbers. ``tensors.py`` says what they mean.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from ..engine import Position
from ..engine.steps import Phase
from .layouts import HEADER_BYTES, Layout, laid_out

FLOAT64_BYTES = 65_536
"""A frame whose doubles take more than this goes out in single precision."""

Array: TypeAlias = NDArray[Any]
FrameKind: TypeAlias = Literal["step", "keyframe"]

_HEADER = struct.Struct("<BBHIdddd")
_KINDS: tuple[FrameKind, ...] = get_args(FrameKind)
_PHASES: tuple[Phase, ...] = get_args(Phase)
_MOST_PLANS = 512
assert _HEADER.size == HEADER_BYTES, "layouts count on it"


@dataclass(frozen=True)
class Frame:
    """What one step computed (``kind`` step), or all that is known at a step (keyframe)."""

    kind: FrameKind
    position: Position
    recorded: int
    """The run is trained, and can be travelled, up to this step."""
    arrays: Mapping[tuple[str, int], Array]
    single: bool = False
    """Single precision will do: the next frame comes before a digit could be read."""


class Encoded(NamedTuple):
    """A frame as it travels, and the layout its receiver must know."""

    layout: Layout
    data: bytes


def encode_frame(frame: Frame) -> Encoded:
    """Write header and arrays; doubles in single precision where that will do or they take much."""
    arrays = list(frame.arrays.values())
    plan = _plan(tuple(frame.arrays), tuple([a.shape for a in arrays]), tuple([a.dtype for a in arrays]))
    if plan.order:
        arrays = [arrays[place] for place in plan.order]
    layout, body, rest = plan.wide, _bytes(arrays[: plan.doubles]), _bytes(arrays[plan.doubles :])
    if (frame.single or len(body) > FLOAT64_BYTES) and (narrowed := _narrowed(body)) is not None:
        layout, body = plan.narrow, narrowed
    at = frame.position
    kind, phase = _KINDS.index(frame.kind), _PHASES.index(at.phase)
    header = _HEADER.pack(kind, phase, at.layer, at.batch, at.epoch, at.index, frame.recorded, layout.id)
    return Encoded(layout, b"".join((header, body, rest)))


def decode_frame(
    data: bytes, layouts: Mapping[int, Layout]
) -> tuple[dict[str, Any], dict[tuple[str, int], Array]]:
    """Read a frame back: its header, and its arrays by name and layer. For tests and other clients."""
    kind, phase, layer, batch, epoch, index, recorded, layout = _HEADER.unpack_from(data)
    header = {
        "kind": _KINDS[kind],
        "index": int(index),
        "epoch": int(epoch),
        "batch": batch,
        "phase": _PHASES[phase],
        "layer": layer,
        "recorded": int(recorded),
        "layout": int(layout),
    }
    arrays = {}
    for place in layouts[header["layout"]].tensors:
        count = int(np.prod(place.shape, dtype=int))
        flat = np.frombuffer(data, place.dtype, count, place.offset)
        arrays[place.name, place.layer] = flat.reshape(place.shape)
    return header, arrays


@dataclass(frozen=True)
class _Plan:
    """How arrays of certain names, shapes and types become a frame."""

    order: tuple[int, ...]
    """Which array comes when; empty where all are in their places."""
    doubles: int
    """How many of them are doubles, which come first."""
    wide: Layout
    narrow: Layout
    """The same with doubles in single precision."""


@lru_cache(maxsize=_MOST_PLANS)
def _plan(
    keys: tuple[tuple[str, int], ...], shapes: tuple[tuple[int, ...], ...], dtypes: tuple[np.dtype[Any], ...]
) -> _Plan:
    """Plan once what is the same for every frame of a kind."""
    order = sorted(range(len(keys)), key=lambda place: -dtypes[place].itemsize)
    tensors = [(*keys[place], shapes[place], dtypes[place].name) for place in order]
    narrow = [
        (name, layer, shape, "float32" if dtype == "float64" else dtype)
        for name, layer, shape, dtype in tensors
    ]
    return _Plan(
        order=() if order == sorted(order) else tuple(order),
        doubles=sum(dtype == np.float64 for dtype in dtypes),
        wide=laid_out(tensors),  # type: ignore[arg-type]
        narrow=laid_out(narrow),  # type: ignore[arg-type]
    )


def _bytes(arrays: Sequence[Array]) -> bytes:
    """Give the numbers of arrays one after another, each row by row."""
    try:
        return b"".join(arrays)  # type: ignore[arg-type]
    except TypeError:  # one does not lie row by row in memory
        return b"".join([array.tobytes() for array in arrays])


def _narrowed(doubles: bytes) -> bytes | None:
    """Give doubles in single precision; None where one is too large for it."""
    try:
        with np.errstate(over="raise"):
            return np.frombuffer(doubles).astype(np.float32).tobytes()
    except FloatingPointError:
        return None
