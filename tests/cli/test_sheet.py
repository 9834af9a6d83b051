"""``propscope sheet`` writes files, and says where; what cannot be is named with its bound."""

import json

import pytest

SPEC = {"hidden": [{"units": 2, "activation": "tanh"}], "data": {"kind": "gauss"}}


@pytest.fixture
def spec(tmp_path):
    file = tmp_path / "spec.json"
    file.write_text(json.dumps(SPEC))
    return file


def test_sheets_answers_and_questions_are_written(run, spec, tmp_path):
    ended = run("sheet", spec, "--pupils", "2", "-o", tmp_path / "new" / "folder")

    assert ended.returncode == 0
    assert "2 sheets in" in ended.stderr
    assert sorted(file.name for file in (tmp_path / "new" / "folder").iterdir()) == [
        "answers.html",
        "moodle.xml",
        "sheets.html",
    ]


def test_a_worked_example_has_no_questions(run, spec, tmp_path):
    ended = run("sheet", spec, "--level", "worked", "-o", tmp_path / "out")

    assert ended.returncode == 0
    assert not (tmp_path / "out" / "moodle.xml").exists()


def test_what_cannot_be_worked_by_hand_ends_with_2(run, tmp_path):
    file = tmp_path / "spec.json"
    file.write_text('{"hidden": [{"units": 9}]}')

    ended = run("sheet", file, "-o", tmp_path / "out")

    assert ended.returncode == 2
    assert ended.stderr == "propscope: hidden.0.units: should be at most 4, got 9\n"


def test_a_folder_that_cannot_be_written_is_named(run, spec):
    ended = run("sheet", spec, "-o", spec)

    assert ended.returncode == 1
    assert "File exists" in ended.stderr
