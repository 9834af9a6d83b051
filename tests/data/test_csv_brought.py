"""The CSV files that people bring are told with their faults, and are trained."""

import numpy as np
import pytest

from app.data import load
from app.data.csv_table.description import MOST_FLAGGED
from app.headless import train
from tests.data import csv_files
from tests.data.csv_tables import column, described_of, refused, spec_of

WINE = csv_files.red_wine()
TITANIC = csv_files.titanic()
PENGUINS = csv_files.penguins()
LETTERS = "abcdefghijklmnopqrstuvwxyz"


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
