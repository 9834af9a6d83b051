"""``propscope record`` and ``propscope verify``: files, what is said of them, and how the commands end."""

import io
import json
import sys
from dataclasses import replace
from types import SimpleNamespace

import msgspec
import pytest
from websockets.sync.client import connect

from app.protocol import SUBPROTOCOL, Reader
from app.recordings import how_played, read_file, words
from tests.cli.running import MAZUR
from tests.patience import PATIENCE_S
from tests.recordings.files import file, members, opened, recording, vouched
from tests.serving import serving_process


@pytest.fixture
def saved(tmp_path):
    """A recording in a file."""
    path = tmp_path / "run.propscope"
    path.write_bytes(file())
    return path


@pytest.fixture
def altered(tmp_path):
    """One whose hash of the last step is another."""
    parts = members(file())
    path = tmp_path / "altered.propscope"
    path.write_bytes(vouched({**parts, "marks.npy": parts["marks.npy"][:-1] + b"\0"}))
    return path


def test_a_run_is_recorded_and_verified(propscope, run, tmp_path):
    path = tmp_path / "mazur.propscope"

    recorded = propscope("record", MAZUR, "--epochs", "4", "-o", str(path))
    verified = run("verify", path)

    assert (recorded.returncode, recorded.stdout) == (0, "")
    assert verified.returncode == 0
    assert verified.stdout.splitlines() == [
        "the same, bit for bit, in all 32 steps",
        "compared: 32 of 32 steps by a hash of what they made, 2 of 2 keyframes, losses of 5 of 5 epochs",
    ]


def test_a_csv_file_is_recorded_with_its_rows(said, files):
    ended = said("record plain.csv --target y --epochs 2 -o plain.propscope")

    assert ended.returncode == 0
    spec = read_file(files / "plain.propscope").run.spec
    assert (len(spec.data.x), spec.data.x[0]) == (5, (1.0, 2.0))


def test_what_a_link_changes_on_the_way_is_recorded(run, tmp_path):
    link = "http://127.0.0.1/#spec=e30&edits=W3siaW5kZXgiOjIyLCJsZWFybmluZ19yYXRlIjowLjF9XQ"

    run("record", link, "--epochs", "1", "-o", tmp_path / "run.propscope")

    (edit,) = read_file(tmp_path / "run.propscope").run.edits
    assert (edit.index, edit.learning_rate) == (22, 0.1)
    assert run("verify", tmp_path / "run.propscope").returncode == 0


def test_the_step_that_differs_is_named_and_ends_with_1(run, altered):
    ended = run("verify", altered)

    assert ended.returncode == 1
    assert ended.stdout.splitlines()[0] == (
        "differs first at step 825 (epoch 2, mini-batch 25, update of layer 3): it makes other numbers"
    )


def test_json_says_the_same(run, saved, altered):
    same, other = (json.loads(run("verify", path, "--json").stdout) for path in (saved, altered))

    assert (same["same"], same["first"]) == (True, None)
    assert same["compared"]["steps"] == 825
    assert other["same"] is False
    assert (other["first"]["position"]["index"], other["first"]["same"]) == (825, 824)


def test_another_machine_is_told_apart(run, tmp_path):
    parts = members(file())
    made_on = json.loads(parts["recording.json"])["made_on"] | {"machine": "abacus"}
    path = tmp_path / "elsewhere.propscope"
    path.write_bytes(vouched(parts, made_on=made_on))

    assert "recorded with machine abacus, here " in run("verify", path).stdout


def test_standard_input_is_taken_though_it_cannot_be_wound_back(run, monkeypatch):
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Pipe(file())))

    assert run("verify", "-").returncode == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{}", "recording: should be a readable file (it is too short)"),
        (b"no recording at all, but long enough", "it is another file, or cut short"),
        (file()[:-1], "it is another file, or cut short"),
    ],
)
def test_what_is_no_recording_ends_with_2(run, tmp_path, content, words):
    (tmp_path / "other").write_bytes(content)

    ended = run("verify", tmp_path / "other")

    assert ended.returncode == 2
    assert words in ended.stderr


def test_a_file_that_is_not_there_ends_with_2(run, tmp_path):
    assert run("verify", tmp_path / "none").returncode == 2


def test_a_run_whose_numbers_end_is_recorded_up_to_there_and_ends_with_3(propscope, tmp_path):
    spec = {
        "optimizer": {"learning_rate": 10},
        "hidden": [{"activation": "relu"}],
        "output_activation": "linear",
    }

    ended = propscope("record", spec, "-o", str(tmp_path / "run.propscope"))

    assert ended.returncode == 3
    assert "propscope: recorded up to there, stopped at step" in ended.stderr
    assert read_file(tmp_path / "run.propscope").run.recorded > 0


def test_a_file_that_cannot_be_written_ends_with_1(propscope, tmp_path):
    ended = propscope("record", {}, "--epochs", "1", "-o", str(tmp_path / "no" / "folder"))

    assert ended.returncode == 1
    assert "cannot write the result" in ended.stderr


def test_a_recording_is_served_where_it_stood(saved, tmp_path):
    with serving_process(tmp_path, str(saved), verb="replay") as (url, _):
        said = (tmp_path / "server.log").read_text()
        with connect(url.replace("http", "ws", 1) + "/ws", proxy=None, subprotocols=[SUBPROTOCOL]) as line:
            stands = first_keyframe(line)["index"]

    assert "propscope: parameters of 6 steps are recorded, and what lies between is computed again" in said
    assert stands == 825


def first_keyframe(line):
    """Where a viewer is shown to be, on coming."""
    reader = Reader()
    while True:
        told, _ = reader.read(line.recv(PATIENCE_S))
        if told.get("kind") == "keyframe":
            return told


def test_one_of_another_machine_says_how_it_is_played(tmp_path):
    parts = members(file())
    made_on = json.loads(parts["recording.json"])["made_on"] | {"machine": "abacus"}

    lines = how_played(opened(vouched(parts, made_on=made_on)))

    assert lines[0].startswith("recorded with machine abacus, here ")
    assert lines[1].startswith(
        "computed here it is the same, bit for bit: parameters of 6 steps are recorded"
    )


def test_one_that_is_not_the_same_here_says_from_where_on(altered):
    recording = read_file(altered)
    elsewhere = replace(recording, made_on=msgspec.structs.replace(recording.made_on, numpy="0.9"))

    assert how_played(elsewhere)[1].startswith("computed here it differs first at step 825: parameters")


def test_a_long_one_of_another_machine_is_not_computed_first(monkeypatch):
    monkeypatch.setattr(words, "MOST_COMPUTED", 800)
    elsewhere = replace(recording(), made_on=msgspec.structs.replace(recording().made_on, numpy="0.9"))

    assert how_played(elsewhere)[1].startswith("propscope verify tells whether the 825 steps")


def test_what_cannot_be_replayed_is_refused_before_it_is_served(run, tmp_path):
    parts = members(file())
    spec = json.dumps({"hidden": [{"units": 3}]}).encode()
    (tmp_path / "run.propscope").write_bytes(vouched(parts | {"spec.json": spec}))

    ended = run("replay", "--no-browser", "--port", "0", tmp_path / "run.propscope")

    assert ended.returncode == 2
    assert "edits.1.index: should be a multiple of 8, got 110" in ended.stderr
