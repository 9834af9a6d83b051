"""The name of a run: the same for every specification that asks for the same."""

from hashlib import sha256
from typing import Any

import msgspec

from ..engine.spec import Spec
from .loading import resolve

_BYTES = 16


def digest(spec: Spec) -> str:
    """Hash a spec in its canonical form: what it leaves to its data said, what is at its default left out.

    So a field that comes to be, with a default that changes nothing, leaves every digest as it was.
    """
    if spec.inputs is None or spec.data.train_fraction is None:
        spec = resolve(spec)
    return sha256(msgspec.json.encode(_said(spec), order="sorted")).hexdigest()[: 2 * _BYTES]


def _said(value: Any) -> Any:  # noqa: ANN401 - a record, or what is in one
    """Give a record as the fields that are not at their defaults."""
    if isinstance(value, tuple):
        return [_said(each) for each in value]
    if not isinstance(value, msgspec.Struct):
        return value
    fields = msgspec.structs.fields(value)
    given = {field.name: getattr(value, field.name) for field in fields}
    return {field.name: _said(given[field.name]) for field in fields if given[field.name] != field.default}
