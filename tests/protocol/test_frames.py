"""Frames: the engine's own doubles where they can be read, and little more than the numbers themselves."""

import math
from typing import Any

import numpy as np
import pytest

from app.engine import Position, Spec
from app.playback.session import Session
from app.protocol import Frame, Reader, Step, encode, encode_frame
from app.protocol.frames import FrameKind
from app.protocol.layouts import HEADER_BYTES, Layout

AT = Position(17, 0, 1, "backward", 2)


def there_and_back(frame: Frame) -> tuple[dict[str, Any], dict[tuple[str, int], np.ndarray]]:
    """Send a frame to someone who was told its layout."""
    layout, data = encode_frame(frame)
    reader = Reader()
    reader.read(encode(layout))
    return reader.read(data)


def keyframe(arrays: dict[tuple[str, int], np.ndarray], **fields: Any) -> Frame:
    return Frame("keyframe", AT, 17, arrays, **fields)


@pytest.mark.parametrize("kind", ["step", "keyframe"])
@pytest.mark.parametrize(
    "at",
    [
        Position(0, 0, 0, "start", 0),
        Position(1, 0, 0, "input", 0),
        Position(17, 0, 1, "backward", 2),
        Position(10**12, 10**12 // 5, 9_999, "update", 9),
    ],
)
def test_a_frame_says_what_it_shows_and_how_far_the_run_is_recorded(kind: FrameKind, at: Position):
    frame = Frame(kind, at, at.index + 5, {})

    header, arrays = there_and_back(frame)

    assert header == {
        "kind": kind,
        "index": at.index,
        "epoch": at.epoch,
        "batch": at.batch,
        "phase": at.phase,
        "layer": at.layer,
        "recorded": at.index + 5,
        "layout": encode_frame(frame).layout.id,
    }
    assert arrays == {}


def test_a_small_frame_carries_the_engines_own_doubles():
    a = np.array([[0.1, -1 / 3], [np.pi, 1e-300]])
    maps = np.arange(-5, 4, dtype=np.int8).reshape(1, 3, 3)
    scale = np.array([0.25], dtype=np.float32)
    eta = np.array(0.03)
    sent = {("map", 2): maps, ("a", 2): a, ("map_scale", 2): scale, ("eta", 2): eta}

    _, arrays = there_and_back(Frame("step", AT, 17, sent))

    assert arrays.keys() == sent.keys()
    for key, array in sent.items():
        assert arrays[key].dtype == array.dtype
        assert np.array_equal(arrays[key], array), key


def test_an_array_that_does_not_lie_row_by_row_is_sent_so():
    z = np.arange(6.0).reshape(2, 3).T

    _, arrays = there_and_back(keyframe({("z", 1): z}))

    assert np.array_equal(arrays["z", 1], z)


def test_a_large_frame_goes_out_in_single_precision():
    w = np.random.default_rng(0).normal(size=(128, 128))

    _, arrays = there_and_back(keyframe({("w", 1): w}))

    assert arrays["w", 1].dtype == np.float32
    assert np.array_equal(arrays["w", 1], w.astype(np.float32))


def test_a_frame_that_is_gone_before_it_can_be_read_goes_out_in_single_precision():
    w, maps = np.array([[0.1]]), np.ones((1, 3, 3), dtype=np.int8)

    _, arrays = there_and_back(keyframe({("w", 1): w, ("map", 1): maps}, single=True))

    assert arrays["w", 1].dtype == np.float32
    assert arrays["w", 1] == np.float32(0.1)
    assert arrays["map", 1].dtype == np.int8


def test_doubles_too_large_for_single_precision_stay_doubles():
    huge = np.array([[1.0, -1e300]])

    _, arrays = there_and_back(keyframe({("z", 1): huge}, single=True))

    assert np.array_equal(arrays["z", 1], huge)


def test_a_frame_is_little_more_than_its_numbers():
    session = Session()
    session.obey(Step(0, 10))
    frame = session.keyframe(single=True)

    layout, data = encode_frame(frame)

    numbers = sum(math.prod(tensor.shape) * np.dtype(tensor.dtype).itemsize for tensor in layout.tensors)
    assert len(data) == HEADER_BYTES + numbers


def test_every_tensor_lies_where_a_number_of_its_size_may():
    frame = Session(Spec()).keyframe()

    layout, _ = encode_frame(frame)
    _, arrays = there_and_back(frame)

    assert all(tensor.offset % np.dtype(tensor.dtype).itemsize == 0 for tensor in layout.tensors)
    assert arrays.keys() == frame.arrays.keys()
    for key, array in frame.arrays.items():
        assert np.array_equal(arrays[key], array), key


def test_frames_share_a_layout_only_where_all_is_laid_out_alike():
    def layout(key: tuple[str, int] = ("w", 1), units: int = 2, **fields: bool) -> Layout:
        return encode_frame(keyframe({key: np.ones((1, units))}, **fields)).layout

    others = [layout(units=3), layout(("w", 2)), layout(("z", 1)), layout(single=True)]

    assert layout().id == layout().id
    assert len({layout().id, *(other.id for other in others)}) == 5


def test_a_layout_is_forgotten_when_a_run_begins():
    layout, data = encode_frame(keyframe({("w", 1): np.ones((1, 1))}))
    reader = Reader()
    reader.read(encode(layout))
    reader.read('{"type": "run"}')

    with pytest.raises(KeyError):
        reader.read(data)
