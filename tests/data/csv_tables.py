"""What a CSV file is described as, and made of, in a test."""

import io

import pytest

from app.data.csv_table import TableChoices, TableDescription, described, read, specified
from app.engine import BadInput, Spec


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
