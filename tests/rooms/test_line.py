"""What messages look like on a line, to the library that browsers' frames are tried with."""

import pytest
from websockets.frames import Frame, Opcode

from app.rooms.line import framed


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 70_000])
def test_a_message_is_one_whole_frame_of_the_size_it_has(size: int):
    data = bytes(size)

    assert framed(data) == Frame(Opcode.BINARY, data).serialize(mask=False)


def test_text_is_counted_in_bytes():
    text = "δ = ∂ℓ/∂z " * 20

    assert framed(text) == Frame(Opcode.TEXT, text.encode()).serialize(mask=False)
