"""Outside data becomes a typed record, or a refusal that names the field, the value and the limit."""

import json
import re
from typing import Any, TypeVar

import msgspec

from .refusal import BadInput, Code, Limit, shown

T = TypeVar("T")

_PATH = re.compile(r" - at `(?:key in )?\$([^`]*)`$")
_KEY = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_TYPES = {"int": "integer", "float": "number", "str": "string", "bool": "boolean"}
_EXPECTED = re.compile(r"^Expected (?P<allowed>.*?)(?:, got .*)?$")
_BOUND = re.compile(r"^(?P<kind>.*) (?P<sign>[<>]=?) (?P<number>\S+)$")
_NUMBERS: dict[str, Code] = {">=": "too_small", "<=": "too_large", ">": "not_above", "<": "not_below"}
_LENGTHS: dict[str, Code] = {">=": "too_short", "<=": "too_long"}
_UNKNOWN = re.compile(r"^Object contains unknown field `(?P<name>.*)`$", re.DOTALL)
_MISSING = re.compile(r"^Object missing required field `(?P<name>.*)`$")


def decode(text: str | bytes, kind: type[T]) -> T:
    """Read strict JSON as ``kind``; raise ``BadInput`` (no NaN, no 1e999, no unknown field)."""
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError as error:
        raise _explained(error, text) from None
    except RecursionError:
        raise BadInput("", "deep nesting", None, "too_deep") from None
    except (msgspec.DecodeError, UnicodeError) as error:
        raise _malformed(error, text) from None


def _explained(error: msgspec.ValidationError, text: str | bytes) -> BadInput:
    """Turn the library's sentence, which lacks the value, into ours."""
    if broken := _broken(text):
        return broken
    found = _PATH.search(str(error))
    path = [name or number for name, number in _KEY.findall(found[1])] if found else []
    sentence = _PATH.sub("", str(error))
    if isinstance(error.__cause__, BadInput):
        return error.__cause__.under(_dotted(path))
    if unknown := _UNKNOWN.match(sentence):
        path.append(unknown["name"])
        return BadInput(_dotted(path), _at(text, path), None, "unknown_field")
    if missing := _MISSING.match(sentence):
        path.append(missing["name"])
        return BadInput(_dotted(path), "nothing", None, "missing_field")
    value = _at(text, path)
    code, limit = _expected(sentence)
    if code == "too_long" and isinstance(value, list):
        value = len(value)
    # With its quotation marks, as "10" is refused for not being 10.
    quoted = type(value) is str and code == "wrong_type"
    return BadInput(_dotted(path), json.dumps(value, ensure_ascii=False) if quoted else value, limit, code)


def _dotted(path: list[str]) -> str:
    """Write a path, in which an unknown field may have any name, fit to be shown."""
    return ".".join(map(shown, path))


def _expected(sentence: str) -> tuple[Code, Limit]:
    """Read what the library expected: a bound from "Expected `int` <= 16", else the types it names."""
    if not (expected := _EXPECTED.match(sentence)):
        return ("not_finite", None) if "out of range" in sentence else ("invalid", sentence)
    allowed = expected["allowed"].replace("`", "")
    if not (bound := _BOUND.match(allowed)):
        return "wrong_type", [_TYPES.get(name, name) for name in allowed.split(" | ")]
    codes = _LENGTHS if "length" in bound["kind"] else _NUMBERS
    return codes[bound["sign"]], json.loads(bound["number"])


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
    if broken := _broken(text):
        return broken
    path = _path_to_literal(json.loads(text, parse_constant=_Literal))
    if path:
        return BadInput(_dotted(path), _at(text, path), None, "not_finite")
    return BadInput("", text or "nothing", str(error), "invalid")


def _broken(text: str | bytes) -> BadInput | None:
    """Say where a text stops being JSON, if it does, and quote that line."""
    if isinstance(text, bytes):
        encoding = json.detect_encoding(text)
        if not encoding.startswith("utf-8"):
            return BadInput(
                "",
                text,
                {"encoding": encoding.upper().removesuffix("-LE").removesuffix("-BE")},
                "bad_encoding",
            )
        try:
            text = text.decode()
        except UnicodeDecodeError as error:
            readable = error.object[: error.start].decode()
            place = {"line": readable.count("\n") + 1, "column": len(readable) - readable.rfind("\n")}
            return BadInput("", text, place, "bad_encoding")
    try:
        json.loads(text, parse_int=_Literal)
    except json.JSONDecodeError as error:
        line = text.splitlines()[error.lineno - 1 :][:1]
        limit = {"problem": error.msg, "line": error.lineno, "column": error.colno}
        return BadInput("", line[0] if line and line[0] else "nothing", limit, "bad_json")
    except RecursionError:
        return BadInput("", "deep nesting", None, "too_deep")
    return None


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
