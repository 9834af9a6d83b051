"""A description says whether a table can be trained: on which columns, and what must become of its cells."""

import pytest

from app.data import load
from app.engine import BadInput
from tests.data.csv_tables import column, described_of, spec_of

WIDE = "\n".join(",".join(f"{first}{n}" for n in range(130)) for first in ("c", 1, 2)) + "\n"
CLASSES = "x,y\n" + "".join(f"{n},class {n % 65}\n" for n in range(130))
NEVER = [
    ("y\n1.5\n2.5\n3.5\n", {}, "a.csv, inputs: should be at least 1, got 0"),
    ("y\n1.5\n2.5\n3.5\n", {"target": ("y",)}, "a.csv, inputs: should be at least 1, got 0"),
    (WIDE, {}, "a.csv, inputs: should be at most 128, got 129"),
    ("a,b\n1,2\n", {}, "a.csv, rows: should be at least 2, got 1"),
    ("a,b\n1,\n,2\n", {}, "a.csv, rows: should be at least 2, got 1"),
    ("a,b\nNA,?\n,NA\n", {}, "a.csv, column b: should be valid (a column with values), got nothing"),
    ("a,b\n1,2\n3,4\n", {"kinds": {"a": "off", "b": "off"}}, "a.csv, inputs: should be at least 1, got 0"),
    ("a,b\n", {}, "a.csv, rows: should be at least 2, got 0"),
    ("a,b\n1\n2\n1,2\n", {}, "a.csv, row 1: should be 2 long, as many as the header, got 1 cells"),
    ("# notes\na,b\n1.5,2\n3.5,4\n", {}, "a.csv, row 1: should be 1 long, as many as the header, got 2"),
    ("x,y\n1,\n2,\n", {"target": ("y",)}, "a.csv, column y: should be valid (a column with values), got"),
    ("x,y\n1,a\n2,a\n", {"target": ("y",)}, "a.csv, classes of column y: should be at least 2, got 1"),
    ("x,y\n1,0.5\n2,\n3,\n", {"target": ("y",), "missing": "drop"}, "a.csv, rows: should be at least 2"),
    (CLASSES, {"target": ("y",)}, "a.csv, classes of column y: should be at most 64, got 65"),
    (
        "x,y,z\n1,3,red\n2,8,blue\n",
        {"target": ("y", "z")},
        "a.csv, row 1, column z: should be a number (one of 2 such cells), got red",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "choices", "said"), NEVER)
def test_what_is_trained_by_no_choice_is_told_with_its_bound(text, choices, said):
    told = described_of(text, **choices)

    if "target" in choices:
        assert told.never.message.startswith(said)
    else:
        assert any(each.refused.message.startswith(said) for each in told.columns)
    assert told.remedies == []


@pytest.mark.parametrize(
    ("text", "choices", "remedies"),
    [
        ("x,y\n1,0.5\n2,1.5\n", {}, ["drop", "mean"]),
        ("x,y\n1,0.5\n,1.5\n3,2.5\n", {}, ["drop", "mean"]),
        ("x,z,y\n1,,0.5\n,2,1.5\n3,,2.5\n,4,3.5\n", {"target": ("y",)}, ["mean"]),
        ("x,y\n1,0.5\n2\n3,2.5\n", {"target": ("y",)}, ["drop"]),
        ("x,y\n1,0.5\n2\n3,2.5\n", {"target": ("y",), "missing": "mean"}, ["drop"]),
        ("x,z,y\n1,,0.5\n,2,1.5\n3,,2.5\n,4,3.5\n", {"target": ("y",), "missing": "drop"}, ["mean"]),
    ],
)
def test_what_may_become_of_cells_is_what_lets_the_table_be_trained(text, choices, remedies):
    told = described_of(text, **choices)

    assert (told.remedies, told.never) == (remedies, None)


def test_each_column_says_whether_it_can_be_the_target():
    told = described_of("a,b,c\n" + "".join(f"{n},class {n % 65},\n" for n in range(130)))

    assert {each.name: each.refused and each.refused.message for each in told.columns} == {
        "a": "a.csv, inputs: should be at least 1, got 0",
        "b": "a.csv, classes of column b: should be at most 64, got 65",
        "c": "a.csv, column c: should be valid (a column with values), got nothing",
    }


def test_a_table_is_one_to_train_as_soon_as_one_column_can_be_the_target():
    told = described_of(CLASSES, kinds={"y": "category"})

    assert [each.refused is None for each in told.columns] == [True, False]
    assert told.never is None


def test_a_column_that_is_left_out_can_be_the_target_still():
    text = "x,y\n1,0.5\n2,1.5\n3,2.5\n"

    told = described_of(text, kinds={"y": "off"})

    assert (column(told, "x").refused.message, column(told, "y").refused) == (
        "a.csv, inputs: should be at least 1, got 0",
        None,
    )


def test_text_that_is_off_has_64_classes_as_soon_as_it_is_the_target():
    text = CLASSES.replace("class 64", "class 0")

    told = described_of(text)
    spec = spec_of(text, target=("y",))

    assert (column(told, "y").role, column(told, "y").why, column(told, "y").refused) == ("off", "text", None)
    assert (len(spec.data.classes), load(spec).y_train.shape[1]) == (64, 64)


@pytest.mark.parametrize("missing", ["refuse", "drop", "mean"])
def test_what_is_told_follows_from_what_is_made(missing):
    text = "a,b,c,d\n1,x,,0.5\n2,x,7,\n,x,8\n4,x,9,1.5\n"

    told = described_of(text, missing=missing)

    for each in told.columns:
        made = [is_made(text, target=(each.name,), missing=way) for way in ("drop", "mean", "refuse")]
        assert (each.refused is None) == any(made)


def is_made(text: str, **choices: object) -> bool:
    try:
        spec_of(text, **choices)
    except BadInput:
        return False
    return True
