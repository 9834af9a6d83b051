"""What links name is kept by its digest, in bounds, and found after the server has begun anew."""

import json
import os

import pytest

from app.data import digest
from app.engine import BadInput, read_spec
from app.store.kept import KeptSpecs


def spec(seed: int) -> bytes:
    return json.dumps({"seed": seed}).encode()


def test_a_specification_is_found_by_its_digest_by_whoever_comes_later(tmp_path):
    name = KeptSpecs(tmp_path / "tables").keep(spec(3))

    assert name == digest(read_spec(spec(3)))
    assert KeptSpecs(tmp_path / "tables").find(name) == spec(3)


def test_what_is_written_otherwise_and_asks_for_the_same_is_kept_once(tmp_path):
    kept = KeptSpecs(tmp_path)

    assert kept.keep(b'{"seed": 3}') == kept.keep(b'{"seed":3,"shuffle":true}')
    assert len(list(tmp_path.iterdir())) == 1


def test_what_was_asked_for_longest_ago_makes_place(tmp_path):
    kept = KeptSpecs(tmp_path, most_bytes=3 * len(spec(1)))
    names = [kept.keep(spec(seed)) for seed in (1, 2, 3)]
    for age, name in enumerate(names):
        os.utime(tmp_path / f"{name}.json", (age, age))
    kept.find(names[0])

    kept.keep(spec(4))

    assert [kept.find(name) is not None for name in names] == [True, False, True]


@pytest.mark.parametrize(
    "name", ["", "0" * 31, "0" * 32, "../../etc/passwd", "..%2f", "A" * 32, "0" * 32 + "\n"]
)
def test_a_name_of_nothing_kept_finds_nothing(tmp_path, name):
    assert KeptSpecs(tmp_path).find(name) is None


@pytest.mark.parametrize("text", [b"{", b'{"seed": -1}', b"\xff"])
def test_only_specifications_are_kept(tmp_path, text):
    with pytest.raises(BadInput):
        KeptSpecs(tmp_path).keep(text)

    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_it_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(BadInput) as caught:
        KeptSpecs(tmp_path / "file").keep(spec(1))

    assert caught.value.field == "spec"
