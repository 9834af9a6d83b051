"""What is varied: fields of a specification by their paths, the values of each, and all that follow together.

``seed=1..20``, ``optimizer.learning_rate=0.01,0.03,0.1``, ``hidden=[{"units": 4}],[{"units": 8}]``.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import isfinite, prod
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from ..data import resolve
from ..engine import BadInput, Spec, decode

MOST_RUNS = 1_000
"""Of one sweep."""
SEEDS = ("seed", "data.seed")
"""Fields whose values are all as good: what a run comes to is told of all of them together."""

_RANGE = re.compile(r"(-?\d{1,15})\.\.(-?\d{1,15})")
_EXPECTED = "a field and its values: seed=1..20, optimizer.learning_rate=0.01,0.1"

Values: TypeAlias = dict[str, Any]
"""What one run has in place of what its specification says, by path."""
Changes: TypeAlias = Mapping[tuple[str, ...], Any]


@dataclass(frozen=True)
class Varied:
    """A field, by its path, and the values that it is to have in turn."""

    path: str
    values: tuple[Any, ...]

    def __post_init__(self) -> None:
        """Hold it to some values, each of them once."""
        if not self.values:
            raise BadInput(self.path, "nothing", 1, "too_short")
        if len(self.values) > MOST_RUNS:
            raise BadInput(self.path, f"{len(self.values)} values", MOST_RUNS, "too_long")
        for number, value in enumerate(self.values):
            if value in self.values[:number]:
                raise BadInput(self.path, value, None, "repeated")


def read_varied(text: str) -> Varied:
    """Read ``path=from..to`` or ``path=a,b,c``; raise ``BadInput``. A value is JSON, else it is a text."""
    path, sign, values = text.partition("=")
    if not path or not sign:
        raise BadInput("", text, _EXPECTED, "invalid")
    if bounds := _RANGE.fullmatch(values.strip()):
        return Varied(path.strip(), _range(path, *map(int, bounds.groups())))
    return Varied(path.strip(), tuple(_listed(values)))


def combinations(spec: Spec, varied: Sequence[Varied]) -> list[Values]:
    """Give every choice of one value each, the last varied first; raise ``BadInput`` where one cannot be."""
    paths = [one.path for one in varied]
    for number, path in enumerate(paths):
        if path in paths[:number]:
            raise BadInput(path, path, None, "repeated")
    runs = prod(len(one.values) for one in varied)
    if runs > MOST_RUNS:
        raise BadInput("", f"{runs} runs", MOST_RUNS, "too_large")
    chosen = [dict(zip(paths, each, strict=True)) for each in product(*(one.values for one in varied))]
    for values in chosen:
        resolve(with_values(spec, values))
    return chosen


def with_values(spec: Spec, values: Mapping[str, Any]) -> Spec:
    """Give a specification with other values in their places; raise ``BadInput`` where they cannot be."""
    made: Spec = _changed(spec, Spec, {tuple(path.split(".")): value for path, value in values.items()})
    return made


def _range(path: str, first: int, last: int) -> tuple[int, ...]:
    if last < first:
        raise BadInput(path, f"{first}..{last}", first, "too_small")
    if last - first >= MOST_RUNS:
        raise BadInput(path, f"{first}..{last}", MOST_RUNS, "too_long")
    return tuple(range(first, last + 1))


def _listed(text: str) -> list[Any]:
    """Read values with commas between: commas inside JSON are its own."""
    if not text.strip():
        return []
    try:
        values: list[Any] = json.loads(f"[{text}]", parse_constant=_as_text)
    except (ValueError, RecursionError):
        return [_value(each.strip()) for each in text.split(",")]
    return values


def _value(text: str) -> Any:  # noqa: ANN401 - whatever stands there
    try:
        return json.loads(text, parse_constant=_as_text)
    except (ValueError, RecursionError):
        return text


def _as_text(name: str) -> str:
    """Leave NaN and Infinity, which are no JSON, to be refused where they stand."""
    return name


def _changed(record: Any, kind: Any, changes: Changes) -> Any:  # noqa: ANN401 - a record of any kind, or a list of such
    """Give a record, or a list of such, with other values in their places."""
    if () in changes:
        value = changes[()]
        if isinstance(value, float) and not isfinite(value):
            raise BadInput("", json.dumps(value), None, "not_finite")
        return decode(json.dumps(value), kind)
    inside: dict[str, dict[tuple[str, ...], Any]] = {}
    for (name, *rest), value in changes.items():
        inside.setdefault(name, {})[tuple(rest)] = value
    if isinstance(record, Struct):
        kinds = get_type_hints(type(record), include_extras=True)
        _check_names(inside, record.__struct_fields__)
        made = {name: _under(name, getattr(record, name), kinds[name], part) for name, part in inside.items()}
        return msgspec.structs.replace(record, **made)
    items: Sequence[Any] = record if isinstance(record, tuple) else ()
    _check_names(inside, [str(number) for number in range(len(items))])
    changed = list(items)
    for name, part in inside.items():
        changed[int(name)] = _under(name, items[int(name)], _item_kind(kind), part)
    return tuple(changed)


def _under(name: str, record: Any, kind: Any, changes: Changes) -> Any:  # noqa: ANN401
    try:
        return _changed(record, kind, changes)
    except BadInput as error:
        raise error.under(name) from None


def _check_names(inside: Mapping[str, Any], names: Sequence[str]) -> None:
    for name in inside:
        if name not in names:
            raise BadInput(name, name, list(names), "unknown_name") if names else _no_inside(name)


def _no_inside(name: str) -> BadInput:
    return BadInput(name, name, None, "unknown_field")


def _item_kind(kind: Any) -> Any:  # noqa: ANN401 - of a list, whatever it is a list of
    """Give what a list has in it, where bounds and None stand around its type."""
    if get_origin(kind) is tuple:
        return get_args(kind)[0]
    return next((found for part in get_args(kind) if (found := _item_kind(part))), None)
