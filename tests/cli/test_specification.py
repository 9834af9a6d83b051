"""A specification on the command line: what cannot be taken is named, with what would be."""

import pytest


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ('{"seed": -1}', "seed: should be at least 0, got -1"),
        ('{"hidden": [{"units": 999}]}', "hidden.0.units: should be at most 128, got 999"),
        ('{"data": {"kind": "moon"}}', "data.kind: should be one of"),
        ('{"inputs": ["x9"]}', "inputs.0: should be one of"),
        (
            '{"optimizer": {"learning_rate": NaN}}',
            "optimizer.learning_rate: should be a finite number, got NaN",
        ),
        ('{"colour": "red"}', "colour: should be left out"),
        ("{", "should be JSON"),
    ],
)
@pytest.mark.parametrize("command", ["train", "trace"])
def test_a_bad_spec_ends_with_2_and_says_field_value_and_bound(propscope, command, spec, said):
    ended = propscope(command, spec)

    assert ended.returncode == 2
    assert said in ended.stderr
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr


def test_a_spec_that_is_not_there_is_named(run, tmp_path):
    ended = run("train", tmp_path / "none.json")

    assert ended.returncode == 2
    assert "SPEC.json: should be a readable file (No such file or directory)" in ended.stderr


def test_a_spec_may_begin_with_the_mark_of_windows_editors(propscope):
    assert propscope("trace", "\N{BOM}{}", "--steps", "1").returncode == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("empty.json", "empty.json: should be JSON (Expecting value at line 1, column 1), got nothing"),
        (".", "SPEC.json: should be a readable file (Is a directory), got ."),
        ("/dev/zero", "SPEC.json: should be of at most 67108864 bytes, got /dev/zero"),
    ],
)
def test_what_cannot_be_a_spec_is_named(run, tmp_path, name, said):
    (tmp_path / "empty.json").touch()

    ended = run("train", tmp_path / name if name == "empty.json" else name)

    assert ended.returncode == 2
    assert ended.stderr == f"propscope: {said}\n"
