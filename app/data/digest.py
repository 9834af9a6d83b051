"""The name of a run: the same for every specification that asks for the same."""

from collections.abc import Generator, Mapping
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Raw, Struct

from ..engine.spec import DataSpec, Spec
from .loading import resolve

_BYTES = 16
_ROWS_AT_ONCE = 256
_TABLES = ("x", "y")
"""What a specification may carry of its own, row by row."""


def writing_rows(spec: Spec) -> Generator[None, None, dict[str, Raw]]:
    """Write a specification's own rows as JSON, by the names of their fields; rests after every few."""
    written: dict[str, Raw] = {}
    for name in _TABLES:
        if rows := getattr(spec.data, name):
            parts = []
            for at in range(0, len(rows), _ROWS_AT_ONCE):
                parts.append(msgspec.json.encode(rows[at : at + _ROWS_AT_ONCE])[1:-1])
                yield
            written[name] = Raw(b"[%b]" % b",".join(parts))
    return written


def digest(spec: Spec, rows: Mapping[str, Raw] | None = None) -> str:
    """Hash a spec in its canonical form: what it leaves to its data said, what is at its default left out.

    So a field that comes to be, with a default that changes nothing, leaves every digest as it was. ``rows``
    are its own as ``writing_rows`` gives them, where they are written already.
    """
    if spec.inputs is None or spec.data.train_fraction is None:
        spec = resolve(spec)
    return sha256(msgspec.json.encode(_said(spec, rows or {}), order="sorted")).hexdigest()[: 2 * _BYTES]


def _said(value: Any, rows: Mapping[str, Raw]) -> Any:  # noqa: ANN401 - a record, or what is in one
    """Give a record as the fields that are not at their defaults."""
    if isinstance(value, tuple) and value and isinstance(value[0], Struct):
        return [_said(each, rows) for each in value]
    if not isinstance(value, Struct):
        return value
    given = {
        field.name: (getattr(value, field.name), field.default) for field in msgspec.structs.fields(value)
    }
    written = rows if isinstance(value, DataSpec) else {}
    return {
        name: written[name] if name in written else _said(here, rows)
        for name, (here, default) in given.items()
        if here != default
    }
