"""Whatever a file holds, it is described and made a table that loads, or refused in words."""

import io
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.data import load
from app.data.csv_table import TableChoices, TableDescription, described, read, specified
from app.engine import BadInput, Spec, decode

CELLS = st.sampled_from(
    ["1", "-2.5", "3,5", "7", "0", "1e400", "1e13", "inf", "nan", "NA", "", "?", "red", "blue", "a b", "é",
     '"', '"x\ny"', '"p;q"', "1_0", "\ufeff", "\0", "=1+1", "x" * 130]
)  # fmt: skip
FILES = st.builds(
    lambda rows, apart, end, encoding: end.join(apart.join(row) for row in rows).encode(encoding),
    st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=12),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
)
CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "delimiter": st.sampled_from([",", ";", "\t", "|"]),
        "decimal": st.sampled_from([".", ","]),
        "header": st.booleans(),
        "encoding": st.sampled_from(["utf-8", "utf-16", "windows-1252"]),
        "target": st.lists(st.sampled_from(["1", "2", "3"]), unique=True, max_size=2),
        "kinds": st.dictionaries(
            st.sampled_from(["1", "2", "3"]), st.sampled_from(["number", "category", "off"]), max_size=2
        ),
        "missing": st.sampled_from(["refuse", "drop", "mean"]),
        "train_fraction": st.sampled_from([0.5, 0.8, 1.0]),
    },
)


@settings(max_examples=300)
@given(FILES | st.binary(max_size=60), CHOICES)
def test_any_file_is_described_and_made_a_table_or_refused(content: bytes, fields: dict[str, Any]):
    choices = decode(msgspec.json.encode(fields), TableChoices)
    told, spec, refused = outcome(content, choices)

    if told is None:
        return
    msgspec.json.encode(told)
    assert (spec is None) == (told.problem is not None or not choices.target)
    if told.problem:
        assert told.problem.message == refused
    if spec:
        again = load(decode(msgspec.json.encode(spec), Spec))
        assert (len(again.x_train), len(again.x_test)) == (told.train_rows, told.test_rows)


@settings(max_examples=100)
@given(FILES, CHOICES)
def test_what_is_said_to_train_is_what_trains(content: bytes, fields: dict[str, Any]):
    choices = decode(msgspec.json.encode(fields), TableChoices)
    told, _, _ = outcome(content, choices)

    if told is None:
        return
    for each in told.columns:
        assert (each.refused is None) == bool(ways(content, choices, [each.name]))
    targets = list(choices.target)
    wanted = [targets] if targets else [[each.name] for each in told.columns]
    trained = {missing for names in wanted for missing in ways(content, choices, names)}
    assert (set(told.remedies), told.never is None) == (trained, bool(trained))


def ways(content: bytes, choices: TableChoices, target: list[str]) -> set[str]:
    """What may become of unusable cells for a table to be made; what is off is on as a target."""
    on = {
        name: kind
        for name, kind in choices.kinds.items()
        if kind != "off" or not is_one(content, choices, name, target)
    }
    tried = {
        missing: replace(choices, target=tuple(target), kinds=on, missing=missing)
        for missing in ("drop", "mean")
    }
    return {missing for missing, chosen in tried.items() if is_made(content, chosen)}


def is_made(content: bytes, choices: TableChoices) -> bool:
    """Whether a table can be made of a file."""
    try:
        specified(read(io.BytesIO(content), "a.csv", choices), choices)
    except BadInput:
        return False
    return True


def is_one(content: bytes, choices: TableChoices, name: str, of: list[str]) -> bool:
    """Whether a name or number is that of one of some columns."""
    sheet = read(io.BytesIO(content), "a.csv", choices)
    return any(sheet.column(name, "") == sheet.column(each, "") for each in of)


def outcome(content: bytes, choices: TableChoices) -> tuple[TableDescription | None, Spec | None, str]:
    """What a file is described as and made of, as far as it goes, and why it goes no further."""
    told = None
    try:
        sheet = read(io.BytesIO(content), "a.csv", choices)
        told = described(sheet, choices)
        return told, specified(sheet, choices), ""
    except BadInput as error:
        return told, None, str(error)
