"""A specification that comes in pieces is the one it would be at once, or refused for the same reason."""

import json
from typing import Any

import pytest

from app.engine import BadInput, Spec, decode, spec_pieces
from app.engine.spec import MAX_ROWS
from app.engine.spec_pieces import ROWS_AT_ONCE, read_in_pieces

ROWS = 3 * ROWS_AT_ONCE + 7
X = [[row / 7, -row, 1e-9 * row] for row in range(ROWS)]
Y = [[row % 2] for row in range(ROWS)]
PLAIN = {"data": {"kind": "table", "x": X, "y": Y}, "seed": 3}
LATE = 2 * ROWS_AT_ONCE + 5


def at_once(text: bytes) -> Spec | tuple[Any, ...]:
    return _told(lambda: decode(text, Spec))


def in_pieces(text: bytes) -> Spec | tuple[Any, ...]:
    def read() -> Spec:
        reading = read_in_pieces(text)
        while True:
            try:
                next(reading)
            except StopIteration as end:
                return end.value

    return _told(read)


def _told(read) -> Spec | tuple[Any, ...]:
    try:
        return read()
    except BadInput as error:
        return error.field, error.value, error.limit, error.code


def table(**data: object) -> bytes:
    return json.dumps({**PLAIN, "data": {**PLAIN["data"], **data}}).encode()


TAKEN = {
    "plain": json.dumps(PLAIN).encode(),
    "in lines": json.dumps(PLAIN, indent=1).encode(),
    "without a space": json.dumps(PLAIN, separators=(",", ":")).encode(),
    "y first": json.dumps({"seed": 3, "data": {"y": Y, "x": X, "kind": "table"}}).encode(),
    "brackets in a name": table(label='a]"[{}, "x": [[1]]', x_names=["[", '"x":', "]]"]),
    "with parameters": json.dumps(
        {**PLAIN, "hidden": [], "parameters": [{"w": [[1], [2], [3]], "b": [0]}]}
    ).encode(),
    "one row": table(x=X[:1], y=Y[:1]),
    "as many rows as a piece": table(x=X[:ROWS_AT_ONCE], y=Y[:ROWS_AT_ONCE]),
    "no table": b'{"data": {"kind": "circle"}}',
    "the rows twice": json.dumps(PLAIN).encode().replace(b'"y":', b'"y": [[1]], "y":'),
    "another data set behind it": json.dumps(PLAIN).encode()[:-1] + b', "data": {"kind": "xor"}}',
    "a key that is escaped": json.dumps(PLAIN).encode().replace(b'"x":', b'"\\u0078":'),
}
TEXT = TAKEN["plain"]
REFUSED = {
    "a word late": table(x=[*X[:LATE], [1, "two", 3], *X[LATE + 1 :]]),
    "a row too long": table(x=[*X[:LATE], [1, 2, 3, 4], *X[LATE + 1 :]]),
    "an empty row": table(y=[*Y[:LATE], [], *Y[LATE + 1 :]]),
    "a number for a row": table(y=[*Y[:LATE], 1, *Y[LATE + 1 :]]),
    "a row in a row": table(y=[*Y[:LATE], [[1]], *Y[LATE + 1 :]]),
    "not a number": table(y=[*Y[:LATE], [float("nan")], *Y[LATE + 1 :]]),
    "more than a double": TEXT.replace(b"[[0], [1], ", b"[[0], [1e999], ", 1),
    "fewer targets": table(y=Y[:-1]),
    "no row": table(x=[]),
    "too many rows": table(x=[[1]] * (MAX_ROWS + 1), y=[[1]] * (MAX_ROWS + 1)),
    "names of other columns": table(x_names=["one"]),
    "an unknown field": table(colour="red"),
    "an unknown field behind": TEXT[:-1] + b', "colour": "red"}',
    "a comma too many": TEXT.replace(b"]], ", b"],], "),
    "a comma too few": TEXT.replace(b"], [", b"] [", 1),
    "cut off in the rows": TEXT[: len(TEXT) // 2],
    "cut off in a string": b'{"data": {"x": [[1]], "label": "a',
    "closed too often": TEXT + b"}",
    "more behind it": TEXT + b" []",
    "no UTF-8": TEXT[:-1] + b', "\xff": 1}',
    "rows of another data set": json.dumps({"data": {"kind": "circle", "x": X, "y": Y}}).encode(),
    "nothing": b"",
}


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN)
def test_what_comes_in_pieces_is_what_it_would_be_at_once(text: bytes):
    assert isinstance(at_once(text), Spec)
    assert in_pieces(text) == at_once(text)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_refused_for_the_same_reason(text: bytes):
    assert isinstance(at_once(text), tuple)
    assert in_pieces(text) == at_once(text)


def test_no_more_than_some_rows_are_read_between_two_rests(monkeypatch: pytest.MonkeyPatch):
    read: list[int] = []

    def counting(text: bytes, kind: Any) -> Any:
        made = decode(text, kind)
        read.append(len(made.data.x) if isinstance(made, Spec) else len(made))
        return made

    monkeypatch.setattr(spec_pieces, "decode", counting)
    between = []
    for _ in read_in_pieces(TEXT):
        between.append(sum(read))
        read.clear()

    assert sum(between) + sum(read) == 2 * ROWS + 1
    assert max(between) <= ROWS_AT_ONCE
