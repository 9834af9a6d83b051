"""Uploads are kept until a command asks for them, and never more than fit."""

import pytest

from app.engine import BadInput
from app.rooms.uploads import MOST_KEPT, Uploads


def uploaded(uploads: Uploads, *parts: bytes) -> str:
    with uploads.begin() as coming:
        for part in parts:
            coming.add(part)
        return coming.keep()


def test_an_upload_is_given_once_to_whoever_knows_its_name():
    uploads = Uploads()
    name = uploaded(uploads, b"one ", b"whole")

    assert uploads.take(name) == b"one whole"
    with pytest.raises(BadInput, match="an upload that is still kept"):
        uploads.take(name)
    assert uploads.size == 0


def test_the_same_content_has_another_name_each_time():
    uploads = Uploads()

    assert uploaded(uploads, b"same") != uploaded(uploads, b"same")


def test_what_does_not_come_to_its_end_leaves_nothing_behind():
    uploads = Uploads()
    with uploads.begin() as coming:
        coming.add(b"half")
        assert uploads.size == 4

    assert uploads.size == 0


def test_one_that_is_too_large_is_refused_as_soon_as_it_is():
    uploads = Uploads(most_upload_bytes=10)
    with uploads.begin() as coming:
        coming.add(b"12345")
        with pytest.raises(BadInput) as caught:
            coming.add(b"678901")

    assert (caught.value.code, caught.value.limit) == ("too_many_bytes", 10)


def test_what_waits_longest_makes_place_and_what_is_coming_never_does():
    uploads = Uploads(most_bytes=10)
    old, new = uploaded(uploads, b"1234"), uploaded(uploads, b"1234")

    with uploads.begin() as coming:
        coming.add(b"1234")
        assert uploads.take(new) == b"1234"
        with pytest.raises(BadInput):
            uploads.take(old)
        coming.add(b"123456")
        with uploads.begin() as other, pytest.raises(BadInput) as caught:
            other.add(b"1")

    assert caught.value.code == "full"
    assert uploads.size == 0


def test_of_very_many_however_small_only_the_newest_wait():
    uploads = Uploads()
    names = [uploaded(uploads) for _ in range(MOST_KEPT + 1)]

    with pytest.raises(BadInput):
        uploads.take(names[0])
    assert [uploads.take(name) for name in names[1:]] == [b""] * MOST_KEPT
