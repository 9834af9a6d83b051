"""What each column of a CSV file is follows from its values, unless it is chosen."""

import pytest

from app.data import load
from app.data.csv_table.deciding import MOST_CATEGORIES
from app.engine import BadInput
from tests.data.csv_tables import described_of, refused, spec_of


@pytest.mark.parametrize(
    ("different", "kind"), [(MOST_CATEGORIES, "category"), (MOST_CATEGORIES + 1, "text")]
)
def test_text_is_a_category_up_to_32_values_and_off_beyond(different, kind):
    text = "t,x,y\n" + "".join(f"word {n % different},{n},0.5\n" for n in range(100))

    told = described_of(text, target=("y",))
    assert (told.columns[0].kind, told.columns[0].values) == (kind, different)
    assert (told.columns[0].role, told.columns[0].why) == (
        ("input", None) if kind == "category" else ("off", "text")
    )
    assert told.inputs == (different + 1 if kind == "category" else 1)


def test_of_very_many_texts_a_thousand_are_told_apart_and_missing_ones_still_found():
    text = "t,y\n" + "".join(f"word {n},0.5\n" for n in range(3000)) + "NA,1\n"

    told = described_of(text, target=("y",))

    assert (told.columns[0].values, told.columns[0].flagged) == (1000, 1)


@pytest.mark.parametrize(
    "cell", ["", "NA", "N/A", "n/a", "null", "NULL", "nan", "NaN", "?", "  ", "#N/A", "#DIV/0!"]
)
def test_a_cell_may_say_in_many_ways_that_it_has_no_value(cell):
    told = described_of(f'x,y\n1,0.5\n"{cell}",1.5\n3,2.5\n', target=("y",))

    assert [(each.row, each.column, each.why) for each in told.cells] == [(2, "x", "missing")]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        *((cell, "out_of_range") for cell in ("inf", "-1e13", "1e999")),
        *((cell, "not_a_number") for cell in ("1_000", "1,00", "abc", "0x10", "12 kg")),
    ],
)  # fmt: skip
def test_among_many_numbers_what_is_none_is_flagged_and_the_column_stays_one_of_numbers(cell, why):
    text = "x,y\n" + "".join(f"{n},0.5\n" for n in range(30)) + f'"{cell}",0.5\n'

    told = described_of(text, target=("y",))

    assert (told.columns[0].kind, told.columns[0].high) == ("number", 29)
    assert [(each.row, each.value, each.why) for each in told.cells] == [(31, cell, why)]


def test_a_column_can_be_chosen_to_be_another_kind_or_off():
    text = "zip,x,y\n" + "".join(f"{1000 + n % 3},{n},0.5\n" for n in range(9))

    spec = spec_of(text, target=("y",), kinds={"zip": "category", "2": "off"})

    assert spec.data.x_names == ("zip=1000", "zip=1001", "zip=1002")
    assert (spec.data.x[:2], spec.data.standardize) == (((1, 0, 0), (0, 1, 0)), False)
    assert described_of(text, target=("y",), kinds={"x": "off"}).columns[1].why == "chosen"


def test_a_column_that_is_off_is_never_in_the_way():
    text = "x,broken,y\n1,NA,0.5\n2,3,1.5\n3,4,2.5\n"

    assert spec_of(text, target=("y",), kinds={"broken": "off"}).data.x == ((1,), (2,), (3,))


@pytest.mark.parametrize(
    ("values", "aim", "why"),
    [
        (["red", "blue", "red"], "classes", "text"),
        ([3, 8, 5], "classes", "few_whole_numbers"),
        ([0.5, 1, 2], "numbers", "fractions"),
        (list(range(11)), "numbers", "many_whole_numbers"),
        ([7, 7, 7], "numbers", "many_whole_numbers"),
    ],
)
def test_what_a_target_is_follows_from_its_values_and_is_said(values, aim, why):
    text = "x,y\n" + "".join(f"{n / 2},{value}\n" for n, value in enumerate(values))

    told = described_of(text, target=("y",))

    assert (told.aim, told.why) == (aim, why)


def test_what_a_target_is_can_be_chosen():
    text = "x,y\n1,3\n2,8\n3,5\n"

    told = described_of(text, target=("y",), kinds={"y": "number"})
    spec = spec_of(text, target=("y",), kinds={"y": "number"})

    assert (told.aim, told.why) == ("numbers", "chosen")
    assert (spec.data.y, spec.data.classes, spec.data.standardize_y) == (((3,), (8,), (5,)), None, True)
    assert (spec.output_activation, load(spec).task) == ("linear", "regression")


def test_inputs_stay_as_they_are_where_that_is_chosen():
    text = "a,b,y\n1,x,2.5\n3,z,3.5\n5,x,4.5\n"

    data = spec_of(text, target=("y",), standardize=False).data

    assert (data.standardize, data.standardize_y) == (False, True)
    assert spec_of(text, target=("y",)).data.standardize == ("a",)


def test_several_targets_are_numbers_each_of_its_own():
    text = "x,y,z\n1,3,10.5\n2,8,20.5\n3,5,30.5\n"

    told = described_of(text, target=("y", "z"))
    spec = spec_of(text, target=("y", "z"))

    assert (told.aim, told.why, told.outputs) == ("numbers", "several", 2)
    assert (spec.data.y_names, spec.data.y[0]) == (("y", "z"), (3, 10.5))
    assert load(spec).outputs == ("y", "z")


def test_a_text_among_several_targets_is_named_by_its_cell():
    error = refused("x,y,z\n1,3,red\n2,8,blue\n", target=("y", "z"))

    assert str(error) == "a.csv, row 1, column z: should be a number (one of 2 such cells), got red"


def test_a_row_without_its_target_is_never_made_up():
    text = "x,y\n1,0.5\n2,NA\n3,2.5\n"

    assert refused(text, target=("y",)).field == "a.csv, row 2, column y"
    assert spec_of(text, target=("y",), missing="mean").data.x == ((1,), (3,))


@pytest.mark.parametrize(
    ("text", "choices", "said"),
    [
        ("x,y\n1,2\n3,4\n", {"target": ("z",)}, "target: should be one of x, y, got z"),
        ("x,y\n1,2\n3,4\n", {"target": ("3",)}, "target: should be one of x, y, got 3"),
        ("x,y\n1,2\n3,4\n", {"target": ("0",)}, "target: should be one of x, y, got 0"),
        ("x,y\n1,2\n3,4\n", {"target": ("y",), "kinds": {"z": "off"}}, "kinds: should be one of x, y, got z"),
        (
            "x,y\n1,2\n3,4\n",
            {"target": ("y",), "kinds": {"y": "off"}},
            "target: should be valid (a column that is not off), got y",
        ),
    ],
)
def test_a_choice_of_what_is_not_there_is_refused(text, choices, said):
    for made in (described_of, spec_of):
        with pytest.raises(BadInput) as caught:
            made(text, **choices)
        assert str(caught.value) == said


@pytest.mark.parametrize(
    ("text", "choices", "said"),
    [
        ("x,y\n1,2\n3,4\n", {}, "target: should be one of x, y, got nothing"),
        ("x,y\n1,a\n2,a\n", {"target": ("y",)}, "a.csv, classes of column y: should be at least 2, got 1"),
        (
            "x,y\n1,\n2,\n",
            {"target": ("y",), "missing": "mean"},
            "a.csv, column y: should be valid (a column with values), got nothing",
        ),
        (
            "x,y\n1,0.5\n,1.5\n2,NA\n",
            {"target": ("y",), "missing": "drop"},
            "a.csv, rows: should be at least 2, got 1",
        ),
        (
            "\n".join(",".join(f"{first}{n}" for n in range(130)) for first in ("c", 1, 2)),
            {"target": ("c0",)},
            "a.csv, inputs: should be at most 128, got 129",
        ),
    ],
)  # fmt: skip
def test_what_no_table_can_be_made_of_is_refused_with_the_bound(text, choices, said):
    assert str(refused(text, **choices)).startswith(said)
