"""The address of an exercise's run, short: it stands in a code on paper, whose squares should be large."""

from typing import Any

import msgspec
from msgspec import Struct

from ..protocol.link import to_hash
from .exercise import Exercise
from .lines import blocks


def step_of(exercise: Exercise, level: str) -> int:
    """Say which propagation a sheet is about: the first with a blank, or else the last."""
    made = blocks(exercise, level)
    return next((block.step for block in made if any(line.blank for line in block.lines)), made[-1].step)


def link(exercise: Exercise, level: str, url: str) -> str:
    """Give the address that shows the propagation a sheet is about."""
    told = _told(exercise.spec) | {"version": exercise.spec.version}
    return url + to_hash(told, step_of(exercise, level))


def _told(record: Struct) -> dict[str, Any]:
    """Write of a record what is not so by default."""
    fields = msgspec.structs.fields(record)
    values = {field.name: getattr(record, field.name) for field in fields}
    return {field.name: _plain(values[field.name]) for field in fields if values[field.name] != field.default}


def _plain(value: object) -> object:
    if isinstance(value, Struct):
        return _told(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
