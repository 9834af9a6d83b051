"""A CSV file is read as it is written, and named where it cannot be."""

import codecs
import io

import pytest

from app.data.csv_table import MOST_BYTES, Sheet, TableChoices, read
from app.engine.refusal import BadInput
from app.engine.spec import MAX_ROWS
from tests.data import csv_files


def sheet_of(content: bytes | str, **choices: object) -> Sheet:
    encoded = content if isinstance(content, bytes) else content.encode()
    return read(io.BytesIO(encoded), "a.csv", TableChoices(**choices))


def rows_of(sheet: Sheet) -> list[list[str]]:
    return [sheet.cells(row) for row in range(1, len(sheet) + 1)]


def refused(content: bytes | str, **choices: object) -> BadInput:
    with pytest.raises(BadInput) as caught:
        sheet_of(content, **choices)
    return caught.value


@pytest.mark.parametrize(
    ("text", "delimiter", "decimal", "header", "columns", "first"),
    [
        ("a,b\n1,2\n3,4\n", ",", ".", True, ("a", "b"), ["1", "2"]),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";", ",", True, ("a", "b"), ["1,5", "2,5"]),
        ("a;b\n1.5;2\n3.5;4\n", ";", ".", True, ("a", "b"), ["1.5", "2"]),
        ("a\tb\n1.5\tx, y\n3\tz\n", "\t", ".", True, ("a", "b"), ["1.5", "x, y"]),
        ("a|b\n1|2\n", "|", ".", True, ("a", "b"), ["1", "2"]),
        ("1.5;red\n2.5;blue\n", ";", ".", False, ("column 1", "column 2"), ["1.5", "red"]),
        ("1,5;2\n2,5;3\n", ";", ",", False, ("column 1", "column 2"), ["1,5", "2"]),
        ("x\n1,5\n2,5\n3,5\n", ",", ".", True, ("x",), None),
        ("colour,size\nred,big\nblue,small\nred,small\n", ",", ".", True, ("colour", "size"), ["red", "big"]),
        ("red,big\nblue,small\nred,small\n", ",", ".", False, ("column 1", "column 2"), ["red", "big"]),
        ('a,b\n"1,5",2\n"2,5",3\n', ",", ",", True, ("a", "b"), ["1,5", "2"]),
        ("a, b\r\n1, 2\r\n", ",", ".", True, ("a", "b"), ["1", "2"]),
        ("a,b\r1,2\r3,4", ",", ".", True, ("a", "b"), ["1", "2"]),
        ("\n\na,b\n\n1,2\n,\n", ",", ".", True, ("a", "b"), ["1", "2"]),
        (",b,b\n0,1,2\n", ",", ".", True, ("column 1", "b", "b (2)"), ["0", "1", "2"]),
        ('id,said\n1,"one; two"\n2,"a; b"\n', ",", ".", True, ("id", "said"), ["1", "one; two"]),
    ],
)  # fmt: skip
def test_how_a_file_is_written_is_found(text, delimiter, decimal, header, columns, first):
    sheet = sheet_of(text)

    if first is not None:
        assert (sheet.delimiter, sheet.decimal, sheet.cells(1)) == (delimiter, decimal, first)
    assert (sheet.header, sheet.columns) == (header, columns)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [("sep=;\na;y\n1;2\n", ";"), ("sep=,\r\na,y\r\n1,2\r\n", ","), ('"SEP=\t"\na\ty\n1\t2\n', "\t"),
     ("\ufeffsep=;\na;y\n1;2\n", ";"), ("sep=~\na,y\n1,2\n", ",")],
)  # fmt: skip
def test_a_line_in_which_a_spreadsheet_says_what_splits_the_columns_is_no_row(text, delimiter):
    sheet = sheet_of(text)

    assert (sheet.delimiter, sheet.columns, rows_of(sheet)) == (delimiter, ("a", "y"), [["1", "2"]])
    assert refused(text + '"').limit == {"line": 4}


@pytest.mark.parametrize(
    "text",
    [
        '"""a"";""y"""\n"""1"";""2"""\n"""x;""""3"""""";""4"""\n',
        '"a;""y"""\r\n"1;2"\r\n"""x;""""3"""""";4"\r\n',
        '"a;""y"""\n1;2\n"""x;""""3"""""";""4"""',
    ],
)
def test_a_file_that_was_saved_twice_is_read_as_it_was_before(text):
    sheet = sheet_of(text)

    assert (sheet.delimiter, sheet.columns) == (";", ("a", "y"))
    assert rows_of(sheet) == [["1", "2"], ['x;"3"', "4"]]


@pytest.mark.parametrize("text", ['"a, b"\n"1, 2"\n', '"a ""b"", c"\n"1"\n', '"a","b"\n"1","2"\n'])
def test_a_cell_in_quotes_is_no_row_of_its_own(text):
    assert sheet_of(text, header=False).cells(1) == [
        cell.replace('""', '"') for cell in text.splitlines()[0][1:-1].split('","')
    ]


def test_rows_that_have_names_stand_below_an_empty_one():
    sheet = sheet_of('"","1940","1945"\n"food",22.2,44.5\n"health",3.5,5.8\n')

    assert (sheet.header, sheet.columns) == (True, ("column 1", "1940", "1945"))
    assert not sheet_of(",1,2\n,3,4\n").header


def test_what_is_empty_at_the_end_is_no_cell_and_no_row():
    sheet = sheet_of("a,y\n1,2,\n3,4,, \n ,,\n,\n5,6,,7\n")

    assert rows_of(sheet) == [["1", "2"], ["3", "4"], ["5", "6"]]
    assert sheet.ragged == {3: 4}


def test_a_long_name_is_found_by_all_of_it():
    sheet = sheet_of(f'"{"long " * 40}","two\nlines"\n1,2\n')

    assert sheet.column("long " * 40, "target") == sheet.column(sheet.columns[0], "target") == 0
    assert sheet.column("two lines", "target") == sheet.column("two\nlines", "target") == 1


def test_one_column_of_decimal_commas_is_one_column():
    sheet = sheet_of("x\n1,5\n2,5\n3,5\n")

    assert (sheet.columns, rows_of(sheet)) == (("x",), [["1,5"], ["2,5"], ["3,5"]])
    assert sheet.decimal == ","


def test_what_is_chosen_goes_before_what_is_found():
    sheet = sheet_of("a;b\n1,5;2\n", delimiter=",", decimal=".", header=False)

    assert rows_of(sheet) == [["a;b"], ["1"]]
    assert sheet.ragged == {2: 2}
    assert (sheet.decimal, sheet.columns) == (".", ("column 1",))


def test_quoted_cells_keep_line_ends_delimiters_and_quotes():
    sheet = sheet_of('name,said\n"Ada","one\ntwo, three"\n"Bob","a ""b"" c"\n')

    assert rows_of(sheet) == [["Ada", "one\ntwo, three"], ["Bob", 'a "b" c']]


def test_a_mark_of_windows_editors_is_no_part_of_the_first_name():
    sheet = sheet_of(codecs.BOM_UTF8 + b"a,b\n1,2\n")

    assert (sheet.columns, sheet.encoding) == (("a", "b"), "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding):
    error = refused("name,age\nAda,36\nBob,41\n".encode(encoding))

    assert str(error) == "a.csv: should be CSV in UTF-8, not in UTF-16, got UTF-16"
    assert (error.code, error.limit["encoding"]) == ("bad_encoding", "UTF-16")


def test_utf_16_is_read_where_it_is_chosen():
    sheet = sheet_of("größe\tage\nAda\t36,5\n".encode("utf-16"), encoding="utf-16")

    assert (sheet.columns, rows_of(sheet)) == (("größe", "age"), [["Ada", "36,5"]])
    assert (sheet.delimiter, sheet.decimal) == ("\t", ",")


def test_what_is_not_utf_8_is_named_by_its_cell_and_read_where_its_encoding_is_chosen():
    content = "town,size\nUlm,1\nKöln,2\n".encode("cp1252")

    error = refused(content)

    assert (error.field, error.value, error.code) == ("a.csv, row 2, column town", "Köln", "bad_encoding")
    assert "perhaps Windows-1252" in str(error)
    assert sheet_of(content, encoding="windows-1252").cells(2) == ["Köln", "2"]


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04rest", b"\x89PNG\0\0\x01\x02\x03\x04\x05\x06" * 9, b"a,b\n1,\0\n"]
)
def test_what_is_no_text_is_refused(content):
    assert refused(content).code == "binary"


@pytest.mark.parametrize("content", [b"", b"\n\n", codecs.BOM_UTF8])
def test_an_empty_file_has_no_rows(content):
    assert str(refused(content)) == "a.csv, rows: should be at least 2, got 0"


def test_rows_with_another_number_of_cells_are_told_and_fitted():
    sheet = sheet_of("a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3\n")

    assert sheet.ragged == {2: 2, 3: 4}
    assert rows_of(sheet) == [["1", "2", "3"], ["4", "5", ""], ["6", "7", "8"], ["1", "2", "3"]]


@pytest.mark.parametrize(
    ("text", "field", "line", "value"),
    [
        ('a,b,c\n1,2,3\n4,"5,6\n7,8,9\n', "row 2, column b", 3, '"5,6 7,8,9'),
        ('a;b\r\n1;2\r\n3;"4\r\n5;6\r\n', "row 2, column b", 3, '"4 5;6'),
        ('a,b\n\n1,"2"\n\n\n3,"\n4\n', "row 2, column b", 6, '" 4'),
        ('a,b\n1,2\n3,"4', "row 2, column b", 3, '"4'),
        ('a,b\n1,2\n"', "row 2, column a", 3, '"'),
        ('1,2\n3,"4\n5,6', "row 2, column 2", 2, '"4 5,6'),
        ('"a,b\n1,2\n', "header, column 1", 1, '"a,b 1,2'),
        ('a,b\n"1\n2","3\n4,5\n', "row 1, column b", 3, '"3 4,5'),
        ('a,b\n1,2\n"' + "x\n" * 100_000, "row 2, column a", 3, '"x x x x x x'),
        ('a,b\n1,2\n"' + "x" * 200_000, "row 2, column a", 3, '"xxxxxxxx'),
        ('a,b\n1,"2\n3,4\n5,"x"\n6,7\n', "row 1, column b", 2, '"2 3,4 5,'),
    ],
)
def test_a_quote_that_is_never_closed_is_named_where_it_opens(text, field, line, value):
    error = refused(text)

    assert (error.field, error.code, error.limit) == (f"a.csv, {field}", "unclosed", {"line": line})
    assert error.value.startswith(value)
    assert str(error).startswith(
        f"a.csv, {field}: should be closed by a quote (it is opened by one in line {line}), got {value}"
    )


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('a,b\n1,5" pipe\n2,"3" x\n', [["1", '5" pipe'], ["2", "3 x"]]),
        ('a,b\n"x\ny" ,1\n"x\n""y""",2', [["x\ny ", "1"], ['x\n"y"', "2"]]),
        ('a,b\n1,""\n2,""""', [["1", ""], ["2", '"']]),
    ],
)
def test_quotes_that_are_closed_are_no_fault(text, rows):
    assert rows_of(sheet_of(text)) == rows


def test_a_cell_is_bounded():
    error = refused("a,b\n1,2\n" + "x" * 200_000 + ",1\n")

    assert (error.field, error.limit, error.code) == ("a.csv, row 2", 131_072, "too_long")


def test_as_many_rows_as_a_table_may_have_are_taken_and_no_more():
    rows = "a,b\n" + "1,2\n" * MAX_ROWS

    assert len(sheet_of(rows)) == MAX_ROWS
    assert str(refused(rows + "1,2\n")) == "a.csv, rows: should be at most 10000, got more than 10000"


def test_columns_are_bounded():
    error = refused(",".join(["1"] * 513) + "\n")

    assert str(error) == "a.csv, columns: should be at most 512, got 513"


class Endless(io.RawIOBase):
    """Two gigabytes of the same bytes; counts what is read of them."""

    def __init__(self, piece: bytes) -> None:
        self.piece, self.taken = piece, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        assert 0 < size <= 2**20, "in pieces"
        given = (self.piece * (size // len(self.piece) + 2))[self.taken % len(self.piece) :][:size]
        self.taken += len(given)
        return given if self.taken <= 2 * 2**30 else b""


@pytest.mark.parametrize(
    ("piece", "code"), [(b"x" * 100, "too_many_bytes"), (b"1,2\n", "too_large"), (b"\n", "too_small")]
)
def test_of_two_gigabytes_no_more_is_read_than_a_file_may_have(piece, code):
    file = Endless(piece)

    with pytest.raises(BadInput) as caught:
        read(file, "huge.csv")

    assert caught.value.code == code
    assert file.taken <= MOST_BYTES + 2**20


def test_a_sparse_file_of_two_gigabytes_is_refused_by_its_first_bytes(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(2 * 2**30)

    with path.open("rb", buffering=0) as file:
        with pytest.raises(BadInput):
            read(file, path.name)
        assert file.tell() <= MOST_BYTES


def test_names_are_one_line_short_and_there_once():
    sheet = sheet_of('"two\nlines",' + "x" * 90 + "," + "x" * 90 + "\n1,2,3\n")

    assert sheet.columns == ("two lines", "x" * 59 + "…", "x" * 56 + " (2)")


@pytest.mark.parametrize("made", [csv_files.red_wine, csv_files.titanic, csv_files.penguins])
def test_the_made_files_are_the_same_every_time(made):
    assert made.__wrapped__() == made.__wrapped__()
