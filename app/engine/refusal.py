"""A refusal: what from outside cannot be taken, as data a page can word, and once in English."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias, get_args

import msgspec

Code: TypeAlias = Literal[
    "too_small",
    "too_large",
    "not_above",
    "not_below",
    "out_of_range",
    "not_finite",
    "too_short",
    "too_long",
    "too_many_bytes",
    "wrong_type",
    "wrong_length",
    "wrong_shape",
    "wrong_sum",
    "unknown_name",
    "unknown_field",
    "missing_field",
    "unwanted_field",
    "repeated",
    "no_multiple",
    "mismatch",
    "too_new",
    "bad_expression",
    "undefined",
    "no_classes",
    "shares_alone",
    "nothing_comes_in",
    "not_recorded",
    "nothing_changed",
    "not_allowed",
    "no_such_room",
    "poll_on",
    "poll_closed",
    "bad_key",
    "too_often",
    "not_open",
    "full",
    "bad_name",
    "bad_json",
    "bad_encoding",
    "too_deep",
    "unclosed",
    "binary",
    "unusable",
    "unreadable",
    "invalid",
]
"""Why a value is refused. What each says as ``limit`` is what its words below read."""

Limit: TypeAlias = Any
"""What is allowed, as JSON: a number, a list of names, or an object of several such."""

_SHOWN_CHARACTERS = 60
_SHOWN_NAMES = 30
"""A list of more names than this gives only the first and the last."""

_TYPES = {
    "integer": "a whole number",
    "number": "a number",
    "string": "a text",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}
_ALONE = {
    "output": "{}, with a loss that goes with it: of one output it is always 1, and learns nothing",
    "layer": "{}, or have more units: of one unit it is always 1, and nothing gets through",
}
_CELLS = {
    "missing": "given",
    "not_a_number": "a number",
    "out_of_range": "from {low:g} to {high:g}",
}
_EXPECTED = {
    "operand": "a number, {names}, a function or (",
    "operator": "an operator or the end",
    "closing": ") or an operator",
    "call": "( after {name}",
    "arguments": "{name} of {count}",
    "name": "one of {names}",
    "sign": "a number, a name, or one of + - * / ^ ( ) , < >",
    "number": "a number within reach",
    "flatter": "no more than {most} levels deep",
}
_FULL = {
    "viewers": "fewer than {} at a time",
    "rooms": "one of the {} open rooms: no more fit",
    "links": "one of {} links at most: revoke another first",
    "forks": "one of the {} that have a letter: no more fit",
    "megabytes": "smaller: {} MB are left for all rooms",
    "rounds": "one of the {} votes of a poll: no more are taken",
    "branches": "one of the {} branches of a run: delete another first",
    "answers": "one of the {} answers that are counted: no more are",
    "looks": "one of the {} questions to a run that may wait: ask again when others are answered",
    "own_looks": "one of the {} questions of yours that may wait: ask again when one is answered",
}


class BadInput(ValueError):
    """A value from outside that cannot be taken, with what would be.

    ``field`` is a dotted path (``hidden.0.units``; empty for the whole), ``value`` what stood
    there, quoted, ``limit`` what is allowed, ``code`` why. A field that a limit names stands
    beside the refused one, or at the top.
    """

    def __init__(self, field: str, value: object, limit: Limit, code: Code) -> None:
        self.field = field
        self.value = shown(value)
        self.limit = limit
        self.code: Code = code
        super().__init__(f"{field or 'message'}: should be {self.allowed}, got {self.value}")

    @property
    def allowed(self) -> str:
        """Say in English what would be taken, to follow *should be*."""
        return _WORDS[self.code](self.limit)

    def under(self, parent: str) -> "BadInput":
        """Give the same refusal as seen from one level further out."""
        named = f"{parent}.{self.field}" if self.field and parent else parent or self.field
        return BadInput(named, self.value, self.limit, self.code)


def shown(value: object) -> str:
    """Quote a value as JSON, shortened, free of control characters."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    try:
        text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    except (TypeError, ValueError, RecursionError):
        text = repr(value)
    text = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )
    return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS].rstrip("…") + "…"


def _number(value: float) -> str:
    return str(value).removesuffix(".0")


def _one_of(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    if len(names) > _SHOWN_NAMES:
        return f"one of {names[0]} … {names[-1]}"
    return f"one of {', '.join(names)}"


def _when(others: Mapping[str, Any] | None) -> str:
    """Name the fields that a limit depends on: *when kind is table*."""
    told = " and ".join(f"{name} is {shown(value)}" for name, value in (others or {}).items())
    return told and f" when {told}"


def _shape(limit: Mapping[str, Any]) -> str:
    rows, columns = limit["shape"]
    hint = "; it looks transposed" if limit["transposed"] else ""
    return f"{rows} × {columns}{hint}: w is (inputs, outputs)"


def _place(limit: Mapping[str, Any]) -> str:
    return f"line {limit['line']}, column {limit['column']}"


def _encoding(limit: Mapping[str, Any]) -> str:
    found = f"not in {limit['encoding']}" if "encoding" in limit else f"which ends at {_place(limit)}"
    return f"{limit.get('of', 'JSON')} in UTF-8, {found}"


def _cell(limit: Mapping[str, Any]) -> str:
    wanted = _CELLS[limit["why"]].format(**limit)
    return wanted if limit["cells"] == 1 else f"{wanted} (one of {limit['cells']} such cells)"


def _expression(limit: Mapping[str, Any]) -> str:
    names = ", ".join(limit.get("names", ()))
    return f"{_EXPECTED[limit['expected']].format_map({**limit, 'names': names})} at character {limit['at']}"


def _defined(limit: Mapping[str, Any]) -> str:
    place = ", ".join(f"{name} = {_number(value)}" for name, value in limit["at"].items())
    return (
        f"a number everywhere from {_number(limit['low'])} to {_number(limit['high'])}: at {place} it is none"
    )


def _full(limit: Mapping[str, int]) -> str:
    ((what, most),) = limit.items()
    return _FULL[what].format(most)


_WORDS: dict[Code, Callable[[Limit], str]] = {
    "too_small": lambda limit: f"at least {_number(limit)}",
    "too_large": lambda limit: f"at most {_number(limit)}",
    "not_above": lambda limit: f"more than {_number(limit)}",
    "not_below": lambda limit: f"less than {_number(limit)}",
    "out_of_range": lambda limit: f"from {limit['low']} to {limit['high']}{_when(limit['when'])}",
    "not_finite": lambda _: "a finite number",
    "too_short": lambda limit: f"at least {limit} long",
    "too_long": lambda limit: f"at most {limit} long",
    "too_many_bytes": lambda limit: f"of at most {limit} bytes",
    "wrong_type": lambda limit: " or ".join(_TYPES.get(name, f"of type {name}") for name in limit),
    "wrong_length": lambda limit: f"{limit['length']} long, as many as {limit['as']}",
    "wrong_shape": _shape,
    "wrong_sum": lambda limit: f"numbers that sum to {limit['sum']}{_when(limit['when'])}",
    "unknown_name": _one_of,
    "unknown_field": lambda _: "left out (there is no such field)",
    "missing_field": lambda limit: f"given{_when(limit)}",
    "unwanted_field": lambda limit: f"left out{_when(limit)}",
    "repeated": lambda _: "named only once",
    "no_multiple": lambda limit: f"a multiple of {limit}",
    "mismatch": lambda limit: f"{_one_of(limit['one_of'])}{_when(limit['when'])}",
    "too_new": lambda limit: f"at most {limit}, the newest known here",
    "bad_expression": _expression,
    "undefined": _defined,
    "shares_alone": lambda limit: _ALONE[limit["of"]].format(_one_of(limit["one_of"])),
    "nothing_comes_in": lambda _: (
        "true where all inputs of the training rows are 0: without biases nothing comes in, "
        "and nothing is learned"
    ),
    "no_classes": lambda limit: f"left out: {limit} has no classes",
    "not_recorded": lambda limit: f"at most {limit}, the last step recorded",
    "nothing_changed": lambda _: "asked where something was changed",
    "not_allowed": lambda limit: f"left to who may {_one_of(limit)} here",
    "no_such_room": lambda _: "the code of a room that is open",
    "poll_on": lambda _: "asked once the poll is revealed, or put away",
    "poll_closed": lambda _: "asked while a poll is open to it",
    "bad_key": lambda _: "the key of a link to this room",
    "too_often": lambda limit: f"asked again in {limit} s",
    "not_open": lambda _: "asked while a challenge is open",
    "full": _full,
    "bad_name": lambda limit: f"1 to {limit} of the letters a-z, digits and -",
    "bad_json": lambda limit: f"JSON ({limit['problem']} at {_place(limit)})",
    "bad_encoding": _encoding,
    "too_deep": lambda _: "JSON of reasonable depth",
    "unclosed": lambda limit: f"closed by a quote (it is opened by one in line {limit['line']})",
    "binary": lambda _: "text",
    "unusable": _cell,
    "unreadable": lambda limit: f"a readable file ({limit})",
    "invalid": lambda limit: f"valid ({limit})",
}
assert set(_WORDS) == set(get_args(Code)), "every code has its words"
