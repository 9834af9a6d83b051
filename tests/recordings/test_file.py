"""A recording goes into a file and comes out as it was; what is no such file is refused with the reason."""

import io
import json
import struct
import tracemalloc
import warnings
import zipfile
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.engine import BadInput
from app.playback.recorded import thinned
from app.recordings import MOST_BYTES, Recording, read_file, written
from app.recordings.npy import packed
from app.recordings.recording import (
    BOUNDARIES,
    EDITS,
    KEYFRAMES,
    MANIFEST,
    MARKS,
    METRICS,
    MOST_KEYFRAME_BYTES,
    MOST_MARKS,
    MOST_MEMBER_BYTES,
    SPEC,
)
from tests.recordings.files import TABLE, file, members, opened, recorded, recording, vouched, zipped

FEW_BYTES = 4 * 2**20
"""Far less than what a bomb would unpack to, and more than what it takes to see that it is one."""


def assert_same(one: Recording, other: Recording) -> None:
    run, there = one.run, other.run
    assert (run.spec, run.edits, run.index, run.recorded) == (
        there.spec,
        there.edits,
        there.index,
        there.recorded,
    )
    assert (run.points, run.stride) == (there.points, there.stride)
    assert [batch for batch, _ in run.keyframes] == [batch for batch, _ in there.keyframes]
    for (_, core), (_, expected) in zip(run.keyframes, there.keyframes, strict=True):
        assert core.tobytes() == expected.tobytes()
    assert (one.made_on, one.every, one.marks.tolist()) == (other.made_on, other.every, other.marks.tolist())


def refusal(data: bytes) -> BadInput:
    with pytest.raises(BadInput) as refused:
        opened(data)
    return refused.value


def test_a_recording_comes_out_of_its_file_as_it_was():
    assert_same(opened(file()), recording())


def test_the_same_run_makes_the_same_file_byte_for_byte():
    assert written(opened(file())) == file()


def test_a_table_travels_with_its_rows():
    was = recorded(TABLE)

    came = opened(written(was))

    assert_same(came, was)
    assert came.run.spec.data.x == ((0.1, 0.2), (0.3, 0.4), (1e-300, -0.5))
    assert b"digest" not in members(written(was))[SPEC]


def test_a_run_without_test_rows_or_classes_has_no_number_there():
    point = opened(written(recorded(TABLE))).run.points[-1]

    assert (point.epoch, point.test_loss, point.train_accuracy) == (3, None, None)


def test_anybody_with_numpy_can_read_the_arrays(tmp_path):
    (tmp_path / "run.zip").write_bytes(file())

    with np.load(tmp_path / "run.zip", allow_pickle=False) as arrays:
        assert arrays["metrics"].shape == (4, 6)
        assert arrays["boundaries"][0].tolist() == [0, 25]
        assert arrays["keyframes"].dtype == float
        assert arrays["marks"].shape == (recording().run.recorded,)


def test_keyframes_beyond_the_bound_are_thinned_but_for_the_first_and_the_last():
    cores = [(batch, np.full(1000, float(batch))) for batch in [*range(0, 4000, 16), 3999]]

    kept = thinned(cores, most_bytes=100_000)

    assert [kept[0][0], kept[-1][0]] == [0, 3999]
    assert 2 < len(kept) <= 100_000 / 8000
    assert len({after - before for (before, _), (after, _) in pairwise(kept[:-1])}) == 1
    assert thinned(cores[:1], most_bytes=0) == tuple(cores[:1])


@given(st.integers(0, len(file()) - 1))
@example(0)
@example(len(file()) - 1)
def test_a_file_cut_short_is_refused(length):
    assert refusal(file()[:length]).field == "recording"


@given(st.lists(st.tuples(st.integers(0, len(file()) - 1), st.integers(1, 255)), min_size=1, max_size=8))
def test_a_file_with_other_bytes_is_the_same_recording_or_refused(flips):
    data = bytearray(file())
    for place, bits in flips:
        data[place] ^= bits

    with warnings.catch_warnings(action="error"):
        try:
            came = opened(bytes(data))
        except BadInput:
            return

    assert_same(came, recording())


@given(st.binary(max_size=300))
def test_a_file_of_anything_else_is_refused(data):
    refusal(data)


@given(st.data())
def test_a_member_of_anything_is_refused_or_read_though_it_is_vouched_for(data):
    name = data.draw(st.sampled_from(sorted(MOST_MEMBER_BYTES.keys() - {MANIFEST})))
    parts = members(file())
    content = bytearray(parts[name])
    for place, bits in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(1, 255)), max_size=4)
    ):
        content[place] ^= bits
    del content[data.draw(st.integers(0, len(content))) :]

    with warnings.catch_warnings(action="error"):
        try:
            came = opened(vouched({**parts, name: bytes(content)}))
        except BadInput:
            return

    assert isinstance(came, Recording)


def altered(name: str) -> bytes:
    """The file with a digit of a member changed, by somebody who also put the zip's own sums right."""
    parts = members(file())
    content = bytearray(parts[name])
    content[-2] ^= 1
    return zipped({**parts, name: bytes(content)})


@pytest.mark.parametrize("name", sorted(MOST_MEMBER_BYTES.keys() - {MANIFEST, EDITS}))
def test_what_was_altered_is_named(name):
    refused = refusal(altered(name))

    assert (refused.field, refused.code) == (name, "unreadable")
    assert "SHA-256" in refused.limit


def test_a_length_that_is_not_what_the_manifest_says_is_named():
    refused = refusal(zipped({**members(file()), EDITS: b"[]"}))

    assert refused.field == EDITS
    assert "it has 2 bytes, and should have" in refused.limit


@pytest.mark.parametrize("name", ["/etc/passwd", "../spec.json", "C:\\spec.json", "pickled.pkl", "a/b.npy"])
def test_a_member_of_another_name_is_refused(name):
    parts = members(file())
    other = {**{known: parts[known] for known in parts if known != MARKS}, name: parts[MARKS]}

    refused = refusal(zipped(other))

    assert (refused.field, refused.value, refused.code) == ("recording", name, "unknown_name")


def test_two_members_of_one_name_are_refused():
    parts = [(name, data) for name, data in members(file()).items() if name != MARKS]
    with warnings.catch_warnings(action="ignore"):
        data = zipped([*parts, (SPEC, b"{}")])

    assert (refusal(data).field, refusal(data).code) == (SPEC, "repeated")


def test_a_member_that_is_missing_is_named():
    parts = members(file())
    del parts[MARKS]

    assert (refusal(zipped(parts)).field, refusal(zipped(parts)).code) == (MARKS, "missing_field")


def test_too_many_members_are_refused_before_they_are_listed():
    data = zipped([(f"{number}.json", b"") for number in range(5_000)])

    tracemalloc.start()
    refused = refusal(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (refused.value, refused.code) == ("5000 members", "too_large")
    assert most < len(data) / 10


@pytest.mark.parametrize("name", sorted(MOST_MEMBER_BYTES))
def test_a_bomb_is_refused_before_it_unpacks(name):
    data = zipped({**members(file()), name: bytes(MOST_MEMBER_BYTES[name] + 1)})

    tracemalloc.start()
    refused = refusal(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (refused.field, refused.limit, refused.code) == (name, MOST_MEMBER_BYTES[name], "too_many_bytes")
    assert most < FEW_BYTES


def test_a_bomb_that_says_it_is_small_is_unpacked_no_further_than_it_says():
    bomb = zipped({**members(file()), SPEC: bytes(30 * 2**20)})
    small = bomb.replace(struct.pack("<L", 30 * 2**20), struct.pack("<L", 100))

    tracemalloc.start()
    refused = refusal(small)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert refused.field == SPEC
    assert most < FEW_BYTES


def test_a_file_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "large.propscope"
    with path.open("wb") as large:
        large.truncate(MOST_BYTES + 1)

    with pytest.raises(BadInput) as refused:
        read_file(path)

    assert (refused.value.limit, refused.value.code) == (MOST_BYTES, "too_many_bytes")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_packed_in_another_way_is_refused(method):
    assert "neither stored nor deflated" in refusal(zipped(members(file()), method)).limit


def test_a_zip_inside_something_else_is_refused():
    assert refusal(b"#!/bin/sh\n" + file()).code == "unreadable"
    assert refusal(file() + b"more").code == "unreadable"


def test_a_version_still_to_come_is_named_before_all_else():
    parts = members(file())
    manifest = json.loads(parts[MANIFEST]) | {"version": 2, "something": "new"}

    refused = refusal(zipped({**parts, MANIFEST: json.dumps(manifest).encode()}))

    assert (refused.field, refused.value, refused.code) == (f"{MANIFEST}.version", "2", "too_new")


def test_a_specification_of_a_version_still_to_come_is_named():
    parts = members(file())
    spec = json.loads(parts[SPEC]) | {"version": 99}

    refused = refusal(vouched({**parts, SPEC: json.dumps(spec).encode()}))

    assert (refused.field, refused.code) == (f"{SPEC}.version", "too_new")


def test_another_format_is_refused():
    assert refusal(vouched(members(file()), format="a song")).field == f"{MANIFEST}.format"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"index": 10**6}, f"{MANIFEST}.index"),
        ({"recorded": 10**13}, f"{MANIFEST}.recorded"),
        ({"recorded": 3}, f"{MANIFEST}.index"),
        ({"every": 2}, MARKS),
        ({"every": 0}, MARKS),
        ({"stride": 2}, METRICS),
        ({"stride": 0}, f"{MANIFEST}.stride"),
        ({"made_on": {}}, f"{MANIFEST}.made_on.propscope"),
        ({"more": 1}, f"{MANIFEST}.more"),
    ],
)
def test_what_the_manifest_says_must_fit(said, field):
    assert refusal(vouched(members(file()), **said)).field == field


def boundaries(*rows: tuple[int, int]) -> bytes:
    return packed(np.array(rows), "<i8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (BOUNDARIES, boundaries()),
        (BOUNDARIES, boundaries((1, 25))),
        (BOUNDARIES, boundaries((0, 25), (0, 25))),
        (BOUNDARIES, boundaries((0, 25), (2**63 - 1, 25), (-(2**63), 25), (-1, 25), (5, 25))),
        (BOUNDARIES, boundaries((0, 25), (10**6, 25))),
        (BOUNDARIES, boundaries((0, 2**62), (1, 2**62), (2, 2**62), (3, 2**62))),
        (BOUNDARIES, boundaries((0, 0))),
        (BOUNDARIES, packed(np.zeros(4), "<f8")),
        (KEYFRAMES, packed(np.full(350, np.nan), "<f8")),
        (KEYFRAMES, b""),
        (MARKS, packed(np.array(["an", "object"], object).astype("S8"), "|S8")),
        (METRICS, packed(np.full((2, 6), np.inf), "<f8")),
        (METRICS, packed(np.full((2, 6), np.nan), "<f8")),
        (METRICS, packed(np.array([[1.0, *[0.0] * 5], [0.0, *[0.0] * 5]]), "<f8")),
    ],
)
def test_arrays_that_make_no_sense_are_refused_though_they_are_vouched_for(name, content):
    parts = members(file()) | {name: content}

    assert refusal(vouched(parts)).field == name


def test_a_specification_of_countless_values_is_refused_unread():
    bomb = b"[" + b"[]," * (3 * 2**19) + b"[]]"
    data = vouched(members(file()) | {SPEC: bomb})

    tracemalloc.start()
    refused = refusal(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (refused.field, refused.code) == (SPEC, "too_long")
    assert most < 3 * len(bomb)


def test_nothing_of_a_file_is_run():
    pickled = io.BytesIO()
    np.save(pickled, np.array([print], dtype=object), allow_pickle=True)

    assert refusal(vouched(members(file()) | {MARKS: pickled.getvalue()})).code == "unreadable"


def test_what_is_written_is_within_the_bounds_on_reading():
    assert MOST_MEMBER_BYTES[KEYFRAMES] > MOST_KEYFRAME_BYTES
    assert MOST_MEMBER_BYTES[MARKS] >= 8 * MOST_MARKS
