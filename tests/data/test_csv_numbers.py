"""Numbers are read as spreadsheets write them, and what could be two different ones is taken for none."""

import pytest

from tests.data.csv_tables import column, described_of, spec_of

POINT, COMMA = "a,y\n{}\n", "a;y\n{}\n"


def numbers(text: str, **choices: object) -> list[float]:
    """What the first column becomes, before it is standardised."""
    return [row[0] for row in spec_of(text, target=("y",), **choices).data.x]


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (['"1,234"', '"12,345,678"', "7"], [1234, 12_345_678, 7]),
        (['"-1,234.50"', '"+2,000.25"', "0.5"], [-1234.5, 2000.25, 0.5]),
        (["1'234.5", "12’345", "1"], [1234.5, 12_345, 1]),
        (["\u22125", "\u22120.5", "3"], [-5, -0.5, 3]),
        (["12%", "7.5 %", "-3%"], [0.12, 0.075, -0.03]),
        (['"$1,234.50"', "-$5", "$ 7"], [1234.5, -5, 7]),
        (["5 €", "7.25€", "9"], [5, 7.25, 9]),
        (["1e-3", "2E+05", "-1.5e2"], [0.001, 200_000, -150]),
        (["00123", "00124", "007"], [123, 124, 7]),
        (["+1", "\u00a02", "3\u00a0"], [1, 2, 3]),
    ],
)
def test_between_commas_numbers_have_points_and_thousands_commas(cells, read):
    text = "a,y\n" + "".join(f"{cell},{number}.5\n" for number, cell in enumerate(cells))

    assert numbers(text) == pytest.approx(read)


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (["1.234,5", "12.345.678", "0,25"], [1234.5, 12_345_678, 0.25]),
        (["1\u202f234,5", "12\u00a0345", "1 000"], [1234.5, 12_345, 1000]),
        (["12,5 %", "7 %", "1,25%"], [0.125, 0.07, 0.0125]),
        (["1.234,50 €", "5,00 €", "-7 €"], [1234.5, 5, -7]),
        (["1,5e3", "\u22122,5", "3"], [1500, -2.5, 3]),
        (["1,234", "5,678", "9,012"], [1.234, 5.678, 9.012]),
    ],
)
def test_between_semicolons_numbers_may_have_decimal_commas_and_thousands_points(cells, read):
    text = "a;y\n" + "".join(f"{cell};{number},5\n" for number, cell in enumerate(cells))

    assert numbers(text) == pytest.approx(read)


def test_a_number_that_is_one_with_either_mark_follows_what_splits_the_columns():
    cells = ["1,234", "5,678"]

    for apart, mark, high in ((",", ".", 5678), (";", ",", 5.678), ("\t", ",", 5.678)):
        told = described_of(f"a{apart}y\n" + "".join(f'"{cell}"{apart}{cell[0]}\n' for cell in cells))

        assert (told.delimiter, told.decimal, told.columns[0].high) == (apart, mark, high)


@pytest.mark.parametrize("cell", ["1,23", "0,123", "1.2.3", "1,2345", "12,34,567", "1 23", "$", "%", "5$5"])
def test_digits_in_other_groups_are_no_number(cell):
    text = "x,y\n" + "".join(f"{n}.5,0.5\n" for n in range(30)) + f'"{cell}",0.5\n'

    told = described_of(text, target=("y",), decimal=".")

    assert [(each.row, each.value, each.why) for each in told.cells] == [(31, cell, "not_a_number")]


def test_amounts_in_another_currency_are_told_by_their_cells():
    text = "x,y\n" + "".join(f"{n} €,{n}.5\n" for n in range(30)) + "$5,0.5\n"

    told = described_of(text, target=("y",))

    assert (column(told, "x").kind, column(told, "x").high) == ("number", 29)
    assert [(each.row, each.value, each.why) for each in told.cells] == [(31, "$5", "not_a_number")]


def test_true_and_false_are_two_categories_and_two_classes():
    text = "a,b,y\n1,TRUE,0\n2,FALSE,1\n3,TRUE,1\n"

    assert spec_of(text, target=("y",)).data.x_names == ("a", "b=FALSE", "b=TRUE")
    assert spec_of(text, target=("b",)).data.classes == ("FALSE", "TRUE")
    assert spec_of(text, target=("y",)).data.classes == ("0", "1")


def test_dates_are_text_that_is_left_out_and_said_so():
    text = "d,x,y\n" + "".join(f"2024-{1 + n // 28:02d}-{1 + n % 28:02d},{n},{n}.5\n" for n in range(40))

    told = column(described_of(text, target=("y",)), "d")

    assert (told.kind, told.role, told.why, told.values) == ("text", "off", "text", 40)
