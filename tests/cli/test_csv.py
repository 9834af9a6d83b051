"""A CSV file on the command line: described, trained, served, or refused by file, row, column and value."""

import csv
import json
import re
from pathlib import Path

import pytest

from app.protocol import SUBPROTOCOL, Reader
from tests.data import csv_files
from tests.dialling import dial
from tests.patience import PATIENCE_S
from tests.serving import serving


def test_a_table_is_described_column_by_column(said):
    status, out, err = said("describe titanic.csv --target Survived")

    lines = [re.split(r"\s{2,}", line.strip()) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert "split by commas, decimal point, first row names" in out
    assert ["6", "Age", "504 different, 177 unusable", "0.499 … 80", "input: (x − 38.52) / 23.81"] in lines
    assert ["5", "Sex", "2 different", "female, male", "2 inputs of 0 or 1"] in lines
    assert ["4", "Name", "891 different", "off: free text, more than 32 different values"] in lines
    assert ["2", "Survived", "2 different", "0, 1", "target: 2 classes"] in lines
    assert "cells that cannot be used: 179" in out
    assert "row 9, column Age: has no value" in out
    assert "… and 169 more" in out
    assert "target: Survived: 2 classes; it has few different numbers, all whole" in out


def test_a_description_is_one_json_object(said):
    _, out, _ = said("describe red_wine.csv --target quality --json")

    (line,) = out.splitlines()
    told = json.loads(line)
    assert (told["rows"], told["flagged"], told["aim"], told["inputs"]) == (1599, 6, "classes", 11)
    assert {str(cell["row"]): cell["value"] for cell in told["cells"]} == {
        str(row): value for row, value in csv_files.RED_WINE_DAMAGED.items()
    }
    assert told["problem"]["field"] == "red_wine.csv, row 1360, column alcohol"


def test_a_table_is_trained(said):
    status, out, err = said("train penguins.csv --target species --missing drop --epochs 20 --json")

    result = json.loads(out)
    assert status == 0
    assert (result["epochs"], result["train"]["rows"], result["test"]["rows"]) == (20, 266, 67)
    assert result["test"]["accuracy"] > 0.95
    assert "propscope: note: target: species: 3 classes; its values are text\n" in err
    assert "propscope: note: column year: off: always the same\n" in err
    assert "propscope: note: rows: 333 of 344 stay\n" in err


@pytest.mark.parametrize(
    ("options", "losses"),
    [
        ("--target y", "mean"),
        ("--target 3 --hidden 4,3 --activation relu", "mean"),
        ("--target y --hidden 0", "mean"),
        ("--target a,y", "mean"),
        ("--target y --task classes", "accuracy"),
        ("--target y --drop b", "mean"),
        ("--target y --drop 1 --categories b", "mean"),
        (
            "--target y --train-fraction 0.5 --delimiter comma --decimal point --header --encoding utf-8",
            "mean",
        ),
    ],
)
def test_every_option_of_a_table_is_taken(said, options, losses):
    status, out, _ = said(f"train plain.csv --epochs 1 --json {options}")

    accuracy = json.loads(out)["train"]["accuracy"]
    assert status == 0
    assert (accuracy is not None) == (losses == "accuracy")


def test_a_table_without_header_goes_by_numbers(said):
    status, _, err = said("train bare.csv --target 3 --epochs 1 --json")

    assert status == 0
    assert "target: column 3: 2 classes" in err
    assert said("train bare.csv --target 'column 3' --epochs 1")[0] == 0


def test_a_name_with_a_comma_is_a_name(said):
    Path("comma.csv").write_text('"size, cm",y\n1,0.5\n2,1.5\n3,2.5\n')

    assert said("train comma.csv --target 'size, cm' --epochs 1")[0] == 0


def test_a_table_may_come_on_standard_input(files, said, monkeypatch):
    with (files / "plain.csv").open() as file:
        monkeypatch.setattr("sys.stdin", file)

        status, out, _ = said("describe - --target y")

    assert status == 0
    assert out.startswith("standard input: 5 rows, 3 columns")


def test_a_table_is_traced_and_exported_in_its_own_units(said):
    _, traced, _ = said("trace plain.csv --target y --steps 1")
    status, out, _ = said("export plain.csv --target y --as predictions --epochs 2")

    head, *rows = csv.reader(out.splitlines())
    targets = {(row[head.index("a")], row[head.index("b")]): row[head.index("target y")] for row in rows}
    assert len(json.loads(traced)["arrays"]["a"]) == 4
    assert status == 0
    assert {(float(a), float(b)): float(y) for (a, b), y in targets.items()} == pytest.approx(
        {(1, 2): 0.5, (2, 1): 1.5, (3, 5): 2.5, (4, 3): 3.5, (5, 9): 4.5}
    )


def test_weights_of_a_table_come_with_the_scale_of_its_columns(said):
    told = json.loads(said("export plain.csv --target y --as json --epochs 0")[1])
    data = json.loads(said("describe plain.csv --target y --json")[1])["columns"]

    assert [*told["mean"], *told["target_mean"]] == pytest.approx([column["mean"] for column in data])
    scales = [*told["deviation"], *told["target_deviation"]]
    assert scales == pytest.approx([column["deviation"] for column in data])


def test_a_specification_is_trained_as_ever(said):
    status, out, err = said("train spec.json --epochs 1 --json")

    assert (status, json.loads(out)["epochs"]) == (0, 1)
    assert "note: target" not in err


BROKEN = {
    "utf16.csv": "a,y\n1,2\n".encode("utf-16"),
    "ragged.csv": b"a,b,y\n1,2,3\n4,5\n",
    "word.csv": b"a,b,y\n" + b"1,2,3.5\n" * 40 + b"1,two,3\n",
    "hole.csv": b"a,b,y\n1,2,3\n4,NA,6\n7,8,9\n",
    "one.csv": b"y\n1.5\n2.5\n",
    "latin.csv": "a,y\n1,K\xf6ln\n".encode("latin-1"),
    "quote.csv": b'a,y\n1,"2\n3,4\n',
    "long.csv": b"a,y\n" + b"1,2\n" * 10_001,
    "wide.csv": b"".join(b",".join([one * 2, *[one] * 129]) + b"\n" for one in (b"a", b"1", b"2", b"3")),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("plain.csv --drop 12x", "plain.csv, --drop: should be one of a, b, y, got 12x"),
        ("utf16.csv", "utf16.csv: should be CSV in UTF-8, not in UTF-16, got UTF-16"),
        ("ragged.csv", "ragged.csv, row 2: should be 3 long, as many as the header, got 2 cells"),
        ("word.csv", "word.csv, row 41, column b: should be a number, got two"),
        ("hole.csv", "hole.csv, row 2, column b: should be given, got NA"),
        ("one.csv", "one.csv, inputs: should be at least 1, got 0"),
        ("latin.csv", "latin.csv, row 1, column y: should be CSV in UTF-8, not in another, perhaps W"),
        ("quote.csv", "quote.csv, row 1, column y: should be closed by a quote (it is opened by one in l"),
        ("long.csv", "long.csv, rows: should be at most 10000, got more than 10000"),
        ("wide.csv", "wide.csv, inputs: should be at most 128, got 129"),
        ("none.csv", "none.csv: should be a readable file (No such file or directory), got none.csv"),
        ("plain.csv --target z", "plain.csv, --target: should be one of a, b, y, got z"),
        ("plain.csv --hidden 200", "--hidden: should be at most 128, got 200"),
        ("plain.csv --hidden 1,x", "--hidden: should be valid (numbers of units: 16,8), got 1,x"),
        ("plain.csv --hidden 1,1,1,1,1,1,1,1,1", "--hidden: should be at most 8 long, got 9"),
        ("plain.csv --train-fraction 0", "--train-fraction: should be more than 0, got 0.0"),
        ("plain.csv --drop y", "target: should be valid (a column that is not off), got y"),
    ],
)  # fmt: skip
def test_a_problem_ends_with_2_and_names_file_row_column_and_value(said, name, told):
    for broken, content in BROKEN.items():
        Path(broken).write_bytes(content)
    target = "" if "--target" in name else f"--target {'aa' if 'wide' in name else 'y'}"

    status, out, err = said(f"train {name} {target} --epochs 1")

    assert (status, out) == (2, "")
    assert err.startswith(f"propscope: {told}")


def test_what_can_be_done_with_cells_that_cannot_be_used_is_said(said):
    status, _, err = said("train red_wine.csv --target quality")

    assert status == 2
    assert err.splitlines()[-1] == (
        "propscope: --missing drop leaves such rows out, --missing mean takes the column's mean."
    )


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1252"])
def test_how_another_encoding_is_read_is_said_and_reads_it(said, encoding):
    Path("a.csv").write_bytes("größe;y\n1,5;Köln\n2,5;Ulm\n3,5;Ulm\n".encode(encoding))

    status, _, err = said("describe a.csv")

    assert status == 2
    assert err.splitlines()[-1] == "propscope: --encoding reads another: utf-16, windows-1252."
    assert said(f"train a.csv --encoding {encoding} --target y --epochs 1").returncode == 0


def test_text_of_64_values_is_the_target_as_soon_as_it_is_named(said):
    Path("a.csv").write_text("x,name\n" + "".join(f"{n},class {n % 64}\n" for n in range(128)))

    assert "off: free text, more than 32 different values" in said("describe a.csv").stdout
    status, out, err = said("train a.csv --target name --epochs 1 --json")

    assert status == 0
    assert len(json.loads(out)["train"]["confusion"]) == 64
    assert "target: name: 64 classes; its values are text" in err


def test_a_table_without_target_is_refused_with_its_columns(said):
    status, _, err = said("train plain.csv")

    assert (status, err) == (2, "propscope: --target: should be one of a, b, y, got nothing\n")


@pytest.mark.parametrize(
    "option", ["--hidden 3", "--drop a", "--missing mean", "--no-header", "--task classes"]
)
@pytest.mark.parametrize("command", ["train spec.json", "serve spec.json", "serve"])
def test_what_only_a_table_can_be_told_is_refused_elsewhere(said, command, option):
    status, _, err = said(f"{command} {option}")

    assert status == 2
    assert err.startswith(f"propscope: {option.split()[0].replace('no-', '')}: should be left out")


def test_the_page_opens_on_what_is_served(files):
    table = (str(files / "penguins.csv"), "--target", "species", "--missing", "drop")

    with serving(files, *table) as url:
        address = f"{url.replace('http', 'ws')}/ws?room=any"
        with dial(address, subprotocols=[SUBPROTOCOL]) as line:
            reader = Reader()
            while (told := reader.read(line.recv(timeout=PATIENCE_S))[0]).get("type") != "run":
                pass

    assert told["spec"]["data"]["label"] == "penguins.csv"
    assert told["classes"] == ["Adelie", "Chinstrap", "Gentoo"]


def test_what_no_room_could_begin_with_is_refused_before_serving(files, said):
    (files / "wrong.json").write_text('{"parameters": [{"w": [[1]], "b": [1]}]}')

    status, _, err = said("serve wrong.json --port 0 --no-browser")

    assert status == 2
    assert "parameters: should be 3 long, as many as layers, got 1 layers" in err
