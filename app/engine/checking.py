"""Outside data becomes a typed record, or an error that names the field, the value and the bound."""

import json
import re
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_SHOWN_CHARACTERS = 60
_PATH = re.compile(r" - at `(?:key in )?\$([^`]*)`$")
_KEY = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_SIGNS = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than"}
_TYPES = {
    "int": "a whole number",
    "float": "a number",
    "str": "a text",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}
_EXPECTED = re.compile(r"^Expected (?P<bound>.*?)(?:, got .*)?$")
_UNKNOWN = re.compile(r"^Object contains unknown field `(?P<name>.*)`$", re.DOTALL)
_MISSING = re.compile(r"^Object missing required field `(?P<name>.*)`$")


class BadInput(ValueError):
    """A value from outside that cannot be taken, with what would be.

    ``field`` is a dotted path (``hidden.0.units``; empty for the whole), ``value`` what stood
    there, ``bound`` what is allowed, ``code`` a word a program can test.
    """

    def __init__(self, field: str, value: Any, bound: str, code: str = "out_of_bounds") -> None:
        self.field = field
        self.value = shown(value)
        self.bound = bound
        self.code = code
        super().__init__(f"{field or 'message'}: should be {bound}, got {self.value}")

    def under(self, parent: str) -> "BadInput":
        """Give the same error as seen from one level further out."""
        named = f"{parent}.{self.field}" if self.field and parent else parent or self.field
        error = BadInput(named, None, self.bound, self.code)
        error.value = self.value
        error.args = (f"{named or 'message'}: should be {self.bound}, got {self.value}",)
        return error


def decode(text: str | bytes, kind: type[T]) -> T:
    """Read strict JSON as ``kind``; raise ``BadInput`` (no NaN, no 1e999, no unknown field)."""
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError as error:
        raise _explained(error, text) from None
    except RecursionError:
        raise BadInput("", "deep nesting", "JSON of reasonable depth", "bad_json") from None
    except (msgspec.DecodeError, UnicodeError) as error:
        raise _malformed(error, text) from None


def shown(value: Any) -> str:
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
    return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"


def _explained(error: msgspec.ValidationError, text: str | bytes) -> BadInput:
    """Turn the library's sentence, which lacks the value, into ours."""
    found = _PATH.search(str(error))
    path = [name or number for name, number in _KEY.findall(found[1])] if found else []
    sentence = _PATH.sub("", str(error))
    if isinstance(error.__cause__, BadInput):
        return error.__cause__.under(_dotted(path))
    if unknown := _UNKNOWN.match(sentence):
        path.append(unknown["name"])
        return BadInput(_dotted(path), _at(text, path), "left out (there is no such field)", "unknown_field")
    if missing := _MISSING.match(sentence):
        path.append(missing["name"])
        return BadInput(_dotted(path), "nothing", "given", "missing_field")
    value = _at(text, path)
    if ", got " not in sentence:
        counted = isinstance(value, list) and "<=" in sentence
        return BadInput(_dotted(path), len(value) if counted else value, _in_words(sentence))
    # With its quotation marks, as "10" is refused for not being 10.
    quoted = json.dumps(value, ensure_ascii=False) if type(value) is str else value
    return BadInput(_dotted(path), quoted, _in_words(sentence), "wrong_type")


def _dotted(path: list[str]) -> str:
    """Write a path, in which an unknown field may have any name, fit to be shown."""
    return ".".join(map(shown, path))


def _in_words(sentence: str) -> str:
    """Give the bound: *at most 16* for "Expected `int` <= 16"; a type's name for a wrong type."""
    if not (expected := _EXPECTED.match(sentence)):
        return "a number of ordinary size" if "out of range" in sentence else f"valid ({sentence})"
    bound = expected["bound"].replace("`", "")
    for sign, words in _SIGNS.items():
        if f" {sign} " in bound:
            kind, limit = bound.split(f" {sign} ")
            return f"{words} {limit.removesuffix('.0')} {'long' if 'length' in kind else ''}".strip()
    return " or ".join(_TYPES.get(name, f"of type {name}") for name in bound.split(" | "))


class _Literal(str):
    """A number as it was written, so that 1e999 and NaN can be quoted."""


def _at(text: str | bytes, path: list[str]) -> Any:
    """Give what stands at ``path``; a number as it was written."""
    try:
        value = _followed(
            json.loads(text, parse_float=_Literal, parse_int=_Literal, parse_constant=_Literal), path
        )
        return _followed(json.loads(text), path) if isinstance(value, list | dict) else value
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        return "something unreadable"


def _followed(value: Any, path: list[str]) -> Any:
    for key in path:
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def _malformed(error: Exception, text: str | bytes) -> BadInput:
    """Name the first NaN or Infinity, which is not JSON; else say where the text broke."""
    try:
        path = _path_to_literal(json.loads(text, parse_constant=_Literal))
    except (ValueError, RecursionError):
        path = []
    if path:
        return BadInput(_dotted(path), _at(text, path), "a finite number")
    return BadInput("", text or "nothing", f"JSON ({error})", "bad_json")


def _path_to_literal(value: Any) -> list[str]:
    """Find the first NaN or Infinity in parsed JSON."""
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in children:
        if isinstance(child, _Literal):
            return [str(key)]
        if isinstance(child, dict | list) and (rest := _path_to_literal(child)):
            return [str(key), *rest]
    return []
