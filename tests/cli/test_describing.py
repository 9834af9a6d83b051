"""``propscope describe`` says of a CSV file what training would, and ends as it must."""

import json
from pathlib import Path

import pytest

BROKEN = {
    "one.csv": "y\n1.5\n2.5\n",
    "two.csv": "a,y\n1,2\n",
    "empty.csv": "a,y\n",
    "holes.csv": "a,y\n1,\n,2\n",
    "nothing.csv": "a,y\nNA,?\n,\n",
    "same.csv": "a,b,y\n1,3,x\n2,5,x\n",
    "classes.csv": "a,y\n" + "".join(f"{n},class {n % 65}\n" for n in range(130)),
    "wide.csv": "".join(",".join([*[f"{one}{n}" for n in range(129)], "y"]) + "\n" for one in ("a", 1, 2)),
}  # fmt: skip


@pytest.mark.parametrize("target", ["", " --target y"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_table_that_no_choice_would_train_ends_with_2_and_says_why(said, name, target):
    Path(name).write_text(BROKEN[name])
    trainable = (name, target) in {("same.csv", ""), ("wide.csv", "")}

    described = said(f"describe {name}{target}")
    trained = [said(f"train {name} --target y --epochs 1 --missing {way}") for way in ("drop", "mean")]

    assert [each.returncode for each in trained] == [2, 2]
    if trainable:
        assert described.returncode == 0
    else:
        assert (described.returncode, described.stderr.startswith(f"propscope: {name}, ")) == (2, True)
        assert f"cannot be trained: {described.stderr.removeprefix('propscope: ')}" in described.stdout


@pytest.mark.parametrize(
    ("content", "remedies"),
    [
        ("a,b,y\n1,2,3\n4,5\n6,7,8\n", "  --missing drop leaves their rows out\n"),
        ("a,b,y\n1,,3\n,5,6\n7,8,9\n", "  --missing mean takes the column's mean\n"),
        (
            "a,b,y\n1,2,3\n,5,6\n7,8,9\n",
            "  --missing drop leaves their rows out, --missing mean takes the column's mean\n",
        ),
    ],
)
def test_what_is_refused_as_it_is_says_what_lets_it_be_trained(said, content, remedies):
    Path("a.csv").write_text(content)

    described = said("describe a.csv --target y")
    refused = said("train a.csv --target y --epochs 1")

    assert (described.returncode, refused.returncode) == (0, 2)
    assert described.stdout.endswith(remedies)
    refusal = refused.stderr.splitlines()[0].removeprefix("propscope: ")
    assert f"refused as it is: {refusal}\n" in described.stdout
    for way in ("drop", "mean"):
        trains = said(f"train a.csv --target y --epochs 1 --missing {way}").returncode == 0
        assert trains == (f"--missing {way}" in remedies)


def test_an_input_that_is_empty_in_most_rows_is_named(said):
    Path("a.csv").write_text("a,b,y\n1,,0.5\n2,,1.5\n3,4,2.5\n")

    out = said("describe a.csv --target y --numbers b").stdout

    assert "  2 of them in column b: --drop would leave it out\n" in out
    assert "--drop" not in said("describe a.csv --target y --drop b").stdout


def test_without_a_target_the_columns_are_named_that_can_be_one(said):
    Path("a.csv").write_text(BROKEN["classes.csv"].replace("a,y", "a,name"))

    status, out, _ = said("describe a.csv --categories name --drop a")
    told = json.loads(said("describe a.csv --json").stdout)

    assert status == 0
    assert "target: none is chosen; --target takes a\n" in out
    assert "  not name: a.csv, classes of column name: should be at most 64, got 65\n" in out
    assert [each["refused"]["message"] for each in told["columns"]] == [
        "a.csv, inputs: should be at least 1, got 0",
        "a.csv, classes of column name: should be at most 64, got 65",
    ]
    assert (told["remedies"], told["never"]["code"]) == ([], "too_large")


def test_a_description_in_json_is_whole_where_it_ends_with_2(said):
    Path("a.csv").write_text(BROKEN["one.csv"])

    status, out, err = said("describe a.csv --json")

    assert status == 2
    assert json.loads(out)["never"]["message"] == "a.csv, inputs: should be at least 1, got 0"
    assert err == "propscope: a.csv, inputs: should be at least 1, got 0\n"
