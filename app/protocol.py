"""Every command and every message, text and binary: the one place where outside data is checked.

Letters are JSON text. A frame is a 4-byte little-endian header length, a JSON header, padding to 8 bytes,
then the arrays, each 8-byte aligned at its ``offset`` from there. Messages carry absolute values.
"""

import struct
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
import numpy as np
from msgspec import Meta, Struct
from numpy.typing import NDArray

from app.engine import BadInput, Position, Spec, decode

SUBPROTOCOL = "propscope.v1"
MOST_MESSAGE_BYTES = 65_536
FLOAT64_BYTES = 65_536
"""A frame whose doubles take more than this goes out in single precision."""
MOST_STEPS = 1_000_000
MOST_INDEX = 10**12
SLOWEST, FASTEST = 0.05, 100_000.0
"""Units a second."""

Unit: TypeAlias = Literal["propagation", "mini-batch", "epoch"]
UNITS: tuple[Unit, ...] = ("propagation", "mini-batch", "epoch")
Array: TypeAlias = NDArray[Any]

_ALIGNMENT = 8
_MOST_LAYOUTS = 512
_LENGTH = struct.Struct("<I")


class Command(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """What a viewer asks for; the answer carries the same ``id``."""

    id: Annotated[int, Meta(ge=0, le=2**53)]


class Configure(Command, frozen=True, tag="configure"):
    """Start the run of this specification; go on with it if only its learning rate is new."""

    spec: Spec = Spec()


class Play(Command, frozen=True, tag="play"):
    """Play at the set rate, until paused, or an epoch, or an accuracy (0 … 1) of training and test rows."""

    until_epoch: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    until_accuracy: Annotated[float, Meta(gt=0.0, le=1.0)] | None = None


class Pause(Command, frozen=True, tag="pause"):
    """Stand still."""


class Step(Command, frozen=True, tag="step"):
    """Go ``count`` units on, or back when negative."""

    count: Annotated[int, Meta(ge=-MOST_STEPS, le=MOST_STEPS)] = 1
    unit: Unit = "propagation"


class Seek(Command, frozen=True, tag="seek"):
    """Stand at a recorded step: the number of propagations made."""

    index: Annotated[int, Meta(ge=0, le=MOST_INDEX)]


class SetRate(Command, frozen=True, tag="set_rate"):
    """Set how fast ``play`` goes, in units a second; None is as fast as it can."""

    rate: Annotated[float, Meta(ge=SLOWEST, le=FASTEST)] | None
    unit: Unit = "propagation"


class Reset(Command, frozen=True, tag="reset"):
    """Forget what was trained and stand at the same start again."""


AnyCommand: TypeAlias = Configure | Play | Pause | Step | Seek | SetRate | Reset
_NAMES = ("configure", "play", "pause", "step", "seek", "set_rate", "reset")


class Welcome(Struct, frozen=True, tag_field="type", tag="welcome"):
    """The first letter of a line."""

    room: str
    protocol: str = SUBPROTOCOL


class Run(Struct, frozen=True, tag_field="type", tag="run"):
    """What is being trained; see ``static/js/types.d.ts`` for the fields."""

    id: int
    spec: dict[str, Any]
    layers: list[dict[str, Any]]
    task: str
    classes: tuple[str, ...]
    threshold: float
    steps_per_batch: int
    batches_per_epoch: int
    train_rows: int
    test_rows: int
    parameters: int
    plane: tuple[float, float] | None
    line: tuple[float, float] | None
    image: tuple[int, int] | None
    mean: list[float]
    deviation: list[float]
    points: dict[str, list[list[float]]]


class Diverged(Struct, frozen=True):
    """Where the first non-finite value would have been made."""

    tensor: str
    layer: int
    index: int
    message: str


HistoryPoint: TypeAlias = tuple[int, float, float | None, float | None, float | None]
"""An epoch, its losses (train, test) and its accuracies (train, test)."""


class Playback(Struct, frozen=True, tag_field="type", tag="playback"):
    """How the run is driven."""

    playing: bool
    busy: bool
    rate: float | None
    unit: Unit
    index: int
    recorded: int
    until_epoch: int | None
    until_accuracy: float | None
    diverged: Diverged | None
    visited: HistoryPoint | None
    """Of the epochs that a long run's history leaves out, the one last stood at, evaluated then."""


class HistoryLetter(Struct, frozen=True, tag_field="type", tag="history"):
    """Keep the first ``keep`` points, then append these."""

    keep: int
    points: list[HistoryPoint]


class Done(Struct, frozen=True, tag_field="type", tag="done"):
    """A command was obeyed."""

    id: int
    index: int


class Failure(Struct, frozen=True, tag_field="type", tag="error"):
    """A command was refused, and why; nothing has changed."""

    id: int | None
    code: str
    field: str
    value: str
    bound: str
    message: str


class People(Struct, frozen=True, tag_field="type", tag="people"):
    """How many are watching."""

    count: int


class Beat(Struct, frozen=True, tag_field="type", tag="beat"):
    """Nothing happened, and the line is alive."""


Letter: TypeAlias = Welcome | Run | Playback | HistoryLetter | Done | Failure | People | Beat


@dataclass(frozen=True)
class Frame:
    """What one step computed (``kind`` step), or all that is known at a step (keyframe)."""

    kind: Literal["step", "keyframe"]
    position: Position
    arrays: Mapping[tuple[str, int], Array]


Message: TypeAlias = Letter | Frame


def decode_command(message: str | bytes) -> AnyCommand:
    """Read a command; raise ``BadInput`` naming field, value and bound."""
    if isinstance(message, bytes):
        raise BadInput("", f"{len(message)} bytes of binary", "text", "binary")
    if len(message) > MOST_MESSAGE_BYTES:
        raise BadInput("", f"{len(message)} characters", f"at most {MOST_MESSAGE_BYTES}", "too_large")
    try:
        return decode(message, AnyCommand)  # type: ignore[arg-type]
    except BadInput as error:
        if error.field == "type":
            raise BadInput("type", error.value, f"one of {', '.join(_NAMES)}", "unknown_name") from None
        if error.field == "unit" or error.field.endswith(".unit"):
            raise BadInput("unit", error.value, f"one of {', '.join(UNITS)}", "unknown_name") from None
        raise


def refusal(error: BadInput, message: str | bytes | None = None, command_id: int | None = None) -> Failure:
    """Answer a command that cannot be taken; its ``id`` is read from the message where it has one."""
    if command_id is None and isinstance(message, str) and len(message) <= MOST_MESSAGE_BYTES:
        command_id = _id_of(message)
    return Failure(command_id, error.code, error.field, error.value, error.bound, str(error))


def encode(message: Message) -> str | bytes:
    """Write a message as it travels: letters as text, frames as bytes."""
    return encode_frame(message) if isinstance(message, Frame) else msgspec.json.encode(message).decode()


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
        f'"phase":"{at.phase}","layer":{at.layer},"arrays":{described}}}'
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


class _Identified(Struct):
    id: int | None = None


def _id_of(message: str) -> int | None:
    try:
        return msgspec.json.decode(message, type=_Identified).id
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
