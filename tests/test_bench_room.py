"""The load client reads what a server sends, wherever it is cut; and what is timed with it comes about."""

import json
import socket
import struct

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from app.protocol.layouts import HEADER_BYTES
from tests.bench import company, lecture, phones
from tests.bench.lines import Line, Viewers
from tests.bench.watching import Extent

TINY = Extent(share=0.01, watching_s=0.2, rest_s=0.05, presses=2, pauses=1, settling_s=0.1, stalling_s=0.2)
TEXT, BINARY, PING = Opcode.TEXT, Opcode.BINARY, Opcode.PING


def frame_of(index, more_bytes):
    return bytes(16) + struct.pack("<d", index) + bytes(HEADER_BYTES - 24 + more_bytes)


MESSAGES = st.lists(
    st.one_of(
        st.builds(
            lambda index, more: (BINARY, frame_of(index, more)),
            st.integers(0, 2**50),
            st.sampled_from([0, 85, 86, 300, 65_535, 70_000]),
        ),
        st.builds(
            lambda number, size: (TEXT, json.dumps({"type": "beat", "n": number, "x": "x" * size}).encode()),
            st.integers(0, 9),
            st.sampled_from([0, 120, 70_000]),
        ),
        st.builds(lambda content: (PING, content), st.binary(max_size=125)),
    ),
    max_size=6,
)


@given(MESSAGES, st.lists(st.integers(1, 5000), min_size=1), st.booleans())
def test_a_line_reads_the_same_wherever_its_pieces_end(messages, sizes, listens):
    ours, theirs = socket.socketpair()
    line = Line(3, Viewers(), ours, listens)
    carried = b"".join(Frame(opcode, content).serialize(mask=False) for opcode, content in messages)

    at = 0
    while at < len(carried):
        for size in sizes:
            piece = carried[at : at + size]
            line.take(bytearray(piece + b"\xff" * 9), len(piece))
            at += len(piece)

    indices = [struct.unpack_from("<d", content, 16)[0] for opcode, content in messages if opcode is BINARY]
    letters = [json.loads(content) for opcode, content in messages if opcode is TEXT]
    pings = [content for opcode, content in messages if opcode is PING]
    came = line.among.since(0)
    assert (came.who.tolist(), came.index.tolist()) == ([3] * len(indices), indices)
    assert (line.among.shown, line.came_bytes) == (min(1, len(indices)), len(carried))
    assert line.last == ({"beat": letters[-1]} if letters and listens else {})
    assert answers(theirs, ours) == [(Opcode.PONG, content) for content in pings]


def answers(theirs, ours):
    """Read what the line has said, as a server does, and close both ends."""
    ours.close()
    with theirs, theirs.makefile("rb") as said:
        return [*frames_in(said)]


def frames_in(said):
    while head := said.read(2):
        assert head[1] & 0x80, "a client masks what it says"
        size, mask = head[1] & 0x7F, said.read(4)
        content = bytes(byte ^ mask[place % 4] for place, byte in enumerate(said.read(size)))
        yield Opcode(head[0] & 0x0F), content


def test_a_frame_counts_when_the_whole_of_it_is_here():
    ours, theirs = socket.socketpair()
    line = Line(0, Viewers(), ours)
    carried = Frame(BINARY, frame_of(7, 500)).serialize(mask=False)

    with ours, theirs:
        line.take(carried, len(carried) - 1)
        before = len(line.among)
        line.take(carried[-1:], 1)

    assert (before, line.among.since(0).index.tolist()) == (0, [7])


def test_a_lecture_is_held_from_the_first_who_comes_to_all_who_come_again():
    held = lecture.held(lecture.LECTURES["eights"], TINY)

    assert (held.came, held.thrown_out) == (10, 0)
    assert np.isfinite([*held.early_s, *held.joined_s, *held.rejoined_s]).all()
    assert len(held.pause_ms) == 10
    assert np.isfinite(held.pause_ms).all()
    assert len(held.press_ms) == len(held.press_beside_ms) == 2 * 10
    assert np.isfinite([*held.press_ms, *held.press_beside_ms]).all()
    assert lecture.rows_of(held)


def test_who_stalls_and_who_is_slow_has_others_beside_it():
    kept = company.kept(TINY)

    assert len(kept.alone.rates) == len(kept.beside_slow.rates) == 3
    assert (np.isfinite(kept.ages_s) & (kept.ages_s >= 0)).all()


def test_phones_ask_for_all_that_a_follower_needs_and_follow():
    came = phones.came(TINY)

    assert [len(each) for each in came] == [3, 3]
    assert np.isfinite([phone.follows_at for each in came for phone in each]).all()
    assert phones.rows_of(came)
