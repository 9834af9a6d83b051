"""What a CSV file becomes is told before it is used, by column and by cell, and is what is then made."""

import io

import numpy as np
import pytest

from app.data import load
from app.data.csv_table import TableChoices, TableDescription, described, read, specified
from app.data.csv_table.deciding import MOST_CATEGORIES
from app.data.csv_table.description import MOST_FLAGGED, MOST_SHOWN
from app.engine import BadInput, Spec
from app.headless import train
from tests.data import csv_files

WINE = csv_files.red_wine()
TITANIC = csv_files.titanic()
PENGUINS = csv_files.penguins()
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def described_of(content: bytes | str, name: str = "a.csv", **choices: object) -> TableDescription:
    encoded = content if isinstance(content, bytes) else content.encode()
    chosen = TableChoices(**choices)
    return described(read(io.BytesIO(encoded), name, chosen), chosen)


def spec_of(content: bytes | str, name: str = "a.csv", **choices: object) -> Spec:
    encoded = content if isinstance(content, bytes) else content.encode()
    chosen = TableChoices(**choices)
    return specified(read(io.BytesIO(encoded), name, chosen), chosen)


def refused(content: bytes | str, **choices: object) -> BadInput:
    with pytest.raises(BadInput) as caught:
        spec_of(content, **choices)
    told = described_of(content, **choices).problem
    assert told is None or told.message == str(caught.value)
    return caught.value


def column(told: TableDescription, name: str):
    return next(each for each in told.columns if each.name == name)


# The files that people bring ------------------------------------------------------


def test_red_wine_is_told_with_its_damaged_cells():
    told = described_of(WINE, "winequality-red.csv", target=("quality",))

    assert (told.rows, len(told.columns), told.bytes) == (1599, 12, len(WINE))
    assert (told.delimiter, told.decimal, told.header, told.encoding) == (";", ".", True, "utf-8")
    assert {each.row: each.value for each in told.cells} == csv_files.RED_WINE_DAMAGED
    assert {(each.column, each.why) for each in told.cells} == {("alcohol", "out_of_range")}
    assert (told.flagged, column(told, "alcohol").flagged, column(told, "alcohol").kind) == (6, 6, "number")
    assert (column(told, "alcohol").low, column(told, "alcohol").high) == (8.4, 14.9)
    assert (column(told, "pH").low, column(told, "pH").high) == (2.74, 4.01)
    assert (told.aim, told.why, told.inputs, told.outputs) == ("classes", "few_whole_numbers", 11, 6)
    assert column(told, "quality").counts == [
        (str(mark), n) for mark, n in csv_files.RED_WINE_QUALITY.items()
    ]
    assert told.problem.message == (
        "winequality-red.csv, row 1360, column alcohol: should be from -1e+12 to 1e+12 "
        "(one of 6 such cells), got 100333333333333.0"
    )


def test_red_wine_without_the_damaged_rows_is_trained():
    spec = spec_of(WINE, "winequality-red.csv", target=("quality",), missing="drop")

    data = load(spec)
    assert (len(data.x_train), len(data.x_test)) == (1274, 319)
    assert data.inputs == tuple(csv_files.RED_WINE_COLUMNS)
    assert data.classes == ("3", "4", "5", "6", "7", "8")
    assert (data.label, spec.loss) == ("winequality-red.csv", "categorical_cross_entropy")
    assert train(spec, epochs=5).test.accuracy > 0.6


def test_red_wine_with_the_mean_in_the_damaged_cells_keeps_all_rows():
    spec = spec_of(WINE, target=("quality",), missing="mean")

    alcohol = np.array([row[-1] for row in spec.data.x])
    damaged = [row - 1 for row in csv_files.RED_WINE_DAMAGED]
    assert len(alcohol) == 1599
    assert alcohol[damaged].tolist() == pytest.approx([np.delete(alcohol, damaged).mean()] * 6)


def test_titanic_is_told_with_its_texts_and_missing_ages():
    told = described_of(TITANIC, "titanic.csv", target=("Survived",))

    age, name, sex, port = (column(told, each) for each in ("Age", "Name", "Sex", "Embarked"))
    assert (told.rows, told.delimiter) == (891, ",")
    assert (age.kind, age.role, age.flagged) == ("number", "input", 177)
    assert (name.kind, name.role, name.why, name.values) == ("text", "off", "text", 891)
    assert (column(told, "Ticket").why, told.flagged) == ("text", 179)
    assert (sex.kind, sex.becomes) == ("category", ["Sex=female", "Sex=male"])
    assert (port.becomes, port.flagged) == (["Embarked=C", "Embarked=Q", "Embarked=S"], 2)
    assert sum(count for _, count in port.counts) == 889
    assert len(told.cells) == MOST_FLAGGED
    assert (told.aim, told.why, column(told, "Survived").becomes) == (
        "classes",
        "few_whole_numbers",
        ["0", "1"],
    )
    assert told.problem.code == "unusable"
    assert (told.problem.value, told.problem.limit["cells"]) == ("nothing", 179)
    first = told.cells[0]
    assert told.problem.field == f"titanic.csv, row {first.row}, column {first.column}"


@pytest.mark.parametrize(("missing", "rows"), [("mean", 891), ("drop", 891 - 178)])
def test_titanic_is_trained_whatever_becomes_of_the_missing_ages(missing, rows):
    # One of the 178 has neither age nor port.
    choices = {"target": ("Survived",), "missing": missing, "kinds": {"PassengerId": "off"}}
    told = described_of(TITANIC, **choices)
    spec = spec_of(TITANIC, **choices)

    assert (told.kept, told.train_rows + told.test_rows, len(spec.data.x)) == (rows, rows, rows)
    assert (told.flagged, told.problem) == (179, None)
    assert (spec.output_activation, spec.loss) == ("sigmoid", "binary_cross_entropy")
    assert spec.data.standardize == ("Pclass", "Age", "SibSp", "Fare")
    assert train(spec, epochs=20).test.accuracy > 0.65


def test_a_category_without_a_value_gets_the_shares_of_those_that_have_one():
    spec = spec_of("c,y\nred,1.5\nred,2.5\nblue,3.5\n,4.5\n", target=("y",), missing="mean")

    assert spec.data.x_names == ("c=blue", "c=red")
    assert spec.data.x[3] == pytest.approx((1 / 3, 2 / 3))


def test_penguins_have_their_na_dropped():
    choices = {"target": ("species",), "missing": "drop"}
    told = described_of(PENGUINS, "penguins.csv", **choices)

    assert (told.rows, told.kept, told.flagged) == (344, 333, 19)
    assert [(each.row, each.column) for each in told.cells[:5]] == [
        (4, "bill_length_mm"), (4, "bill_depth_mm"), (4, "flipper_length_mm"), (4, "body_mass_g"), (4, "sex"),
    ]  # fmt: skip
    assert {each.value for each in told.cells} == {"NA"}
    assert (column(told, "year").role, column(told, "year").why) == ("off", "constant")
    assert (told.why, column(told, "species").becomes) == ("text", ["Adelie", "Chinstrap", "Gentoo"])
    assert train(spec_of(PENGUINS, **choices), epochs=20).test.accuracy > 0.95


def test_decimal_commas_between_semicolons_are_numbers():
    told = described_of("Größe;Preis\n1,5;2,25\n2,5;3\n-0,5;1e3\n", target=("Preis",))
    spec = spec_of("Größe;Preis\n1,5;2,25\n2,5;3\n-0,5;1e3\n", target=("Preis",))

    assert (told.delimiter, told.decimal) == (";", ",")
    assert spec.data.x == ((1.5,), (2.5,), (-0.5,))
    assert spec.data.y == ((2.25,), (3.0,), (1000.0,))


def test_ragged_rows_are_told_and_go_only_where_rows_may_be_dropped():
    text = "a,b,y\n1,2,0.5\n3,4\n5,6,1.5,9\n7,8,2.5\n"

    told = described_of(text, target=("y",))
    assert [(each.row, each.cells) for each in told.ragged] == [(2, 2), (3, 4)]
    assert [each.kept for each in told.preview] == [True, False, False, True]
    for missing in ("refuse", "mean"):
        error = refused(text, target=("y",), missing=missing)
        assert str(error) == "a.csv, row 2: should be 3 long, as many as the header, got 2 cells"
    assert spec_of(text, target=("y",), missing="drop").data.x == ((1, 2), (7, 8))


def test_one_column_has_nothing_to_learn_from():
    error = refused("y\n1.5\n2.5\n3.5\n", target=("y",))

    assert str(error) == "a.csv, inputs: should be at least 1, got 0"
    assert described_of("y\n1.5\n2.5\n3.5\n").columns[0].role == "input"


def test_a_constant_column_is_off_and_said_so_unless_it_is_chosen():
    text = "a,b,y\n7,1,0.5\n7,2,1.5\n7,3,2.5\n"

    told = described_of(text, target=("y",))
    assert (told.columns[0].role, told.columns[0].why, told.columns[0].low) == ("off", "constant", 7)
    assert spec_of(text, target=("y",)).data.x_names == ("b",)
    assert spec_of(text, target=("y",), kinds={"a": "number"}).data.x_names == ("a", "b")


@pytest.mark.parametrize(("classes", "taken"), [(64, True), (65, False)])
def test_64_classes_are_taken_and_no_more(classes, taken):
    names = [LETTERS[number // 26] + LETTERS[number % 26] for number in range(classes)]
    text = "x,y\n" + "".join(f"{number},{name}\n" for number, name in enumerate(names * 2))

    told = described_of(text, target=("y",))
    assert (told.aim, told.outputs) == ("classes", classes)
    if taken:
        data = load(spec_of(text, target=("y",)))
        assert (data.classes, data.y_train.shape[1]) == (tuple(names), 64)
    else:
        error = refused(text, target=("y",))
        assert str(error) == "a.csv, classes of column y: should be at most 64, got 65"


def test_64_class_numbers_are_classes_where_they_are_chosen_to_be():
    text = "x,y\n" + "".join(f"{number},{number % 64}\n" for number in range(128))

    assert described_of(text, target=("y",)).why == "many_whole_numbers"
    spec = spec_of(text, target=("y",), kinds={"y": "category"})
    assert spec.data.classes == tuple(map(str, range(64)))
    assert [row[0] for row in spec.data.y] == [number % 64 for number in range(128)]


def test_a_table_without_header_goes_by_the_numbers_of_its_columns():
    spec = spec_of("5.1,red\n4.9,blue\n6.0,red\n", target=("2",))

    assert (spec.data.x_names, spec.data.y_names) == (("column 1",), ("column 2",))
    assert spec_of("5.1,red\n4.9,blue\n6.0,red\n", target=("column 2",)) == spec


# What columns are -----------------------------------------------------------------


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


@pytest.mark.parametrize("cell", ["", "NA", "N/A", "n/a", "null", "NULL", "nan", "NaN", "?", "  "])
def test_a_cell_may_say_in_many_ways_that_it_has_no_value(cell):
    told = described_of(f'x,y\n1,0.5\n"{cell}",1.5\n3,2.5\n', target=("y",))

    assert [(each.row, each.column, each.why) for each in told.cells] == [(2, "x", "missing")]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        *((cell, "out_of_range") for cell in ("inf", "-1e13", "1e999")),
        *((cell, "not_a_number") for cell in ("1_000", "1,000", "abc", "0x10", "12 kg")),
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


@pytest.mark.parametrize(
    ("content", "target", "units", "activations"),
    [
        (WINE, ("quality",), [11, 16, 6], ["tanh", "softmax"]),
        (TITANIC, ("Survived",), [10, 16, 1], ["tanh", "sigmoid"]),
        (TITANIC, ("Age", "Fare"), [9, 16, 2], ["tanh", "linear"]),
    ],
)
def test_the_network_that_is_told_is_the_one_that_begins(content, target, units, activations):
    told = described_of(content, target=target).network
    spec = spec_of(content, target=target, missing="drop")
    data = load(spec)

    assert (told.units, told.activations) == (units, activations)
    assert [len(data.inputs), *(layer.units for layer in spec.hidden), len(data.outputs)] == units
    assert [*(layer.activation for layer in spec.hidden), spec.output_activation] == activations


# What is made is what was told ------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "choices"),
    [
        (WINE, {"target": ("quality",), "missing": "drop"}),
        (WINE, {"target": ("quality",), "missing": "mean", "kinds": {"quality": "number"}}),
        (TITANIC, {"target": ("Age",), "missing": "mean", "train_fraction": 0.5}),
        (PENGUINS, {"target": ("species",), "missing": "mean"}),
    ],
)
def test_the_scale_that_is_told_is_that_of_the_training_rows(content, choices):
    told, data = described_of(content, **choices), load(spec_of(content, **choices))

    scales = dict(zip(data.inputs, zip(data.mean, data.deviation, strict=True), strict=True))
    scales |= dict(zip(data.outputs, zip(data.target_mean, data.target_deviation, strict=True), strict=True))
    named = [name for each in told.columns if each.role == "input" for name in each.becomes]
    assert data.inputs == tuple(named)
    assert (told.train_rows, told.test_rows) == (len(data.x_train), len(data.x_test))
    for each in told.columns:
        if each.role != "off" and each.kind == "number":
            assert scales[each.name] == pytest.approx((each.mean, each.deviation))
        elif each.role == "input":
            assert all(scales[name] == (0, 1) for name in each.becomes)


def test_the_preview_has_the_first_rows_and_the_flagged_ones_as_they_stand():
    told = described_of(WINE, target=("quality",), missing="drop")

    rows = [each.row for each in told.preview]
    assert rows == [*range(1, MOST_SHOWN + 1), *csv_files.RED_WINE_DAMAGED]
    assert told.preview[0].cells[0] == "4.6"
    assert told.preview[-1].cells[10] == "923333333333333.0"
    assert [each.kept for each in told.preview[-7:]] == [True, *[False] * 6]


def test_of_very_many_cells_without_a_value_only_the_first_are_named():
    text = "a,b,y\n" + "1,,0.5\n,2,1.5\n" * 2000

    told = described_of(text, target=("y",), kinds={"a": "number", "b": "number"})

    assert (told.flagged, len(told.cells), len(told.preview)) == (4000, MOST_FLAGGED, MOST_SHOWN)
    assert [(each.row, each.column) for each in told.cells[:3]] == [(1, "b"), (2, "a"), (3, "b")]
    assert told.problem.limit["cells"] == 4000


def test_a_histogram_counts_every_number_that_stays():
    told = described_of(WINE, target=("quality",), missing="drop")

    assert sum(column(told, "alcohol").histogram) == 1593
    assert sum(column(told, "pH").histogram) == 1593


def test_a_value_that_stands_for_two_names_is_named_twice():
    long = "x" * 120
    spec = spec_of(f"c,y\n{long}a,1.5\n{long}b,2.5\n", target=("y",))

    first, second = spec.data.x_names
    assert first != second
    assert max(len(first), len(second)) <= 100
