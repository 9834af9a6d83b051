"""A learner's arrays as they come: JSON Lines, one JSON object, or ``.npz``; any subset, in any order."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..engine import BadInput, Floats
from ..models.archives import ZIP, unpacked
from .places import Place, place_of

MOST_BYTES = 64 * 2**20
_TRACED = {"w": "new_w", "b": "new_b"}
"""What a line of ``trace`` calls otherwise: it tells the parameters that an update leaves."""
_TRACED_NAMES = (
    *("a", "y", "z", "loss", "d_a", "slope", "delta", "grad_w", "grad_b", "step_w", "step_b"),
    *_TRACED,
)


@dataclass(frozen=True, eq=False)
class Given:
    """One array of a learner's: the name it was given, the place that means, and its numbers."""

    name: str
    place: Place
    value: Floats


def read(text: bytes, layers: int, epoch: int, batch: int) -> list[Given]:
    """Read the arrays of a network with so many layers; raise ``BadInput``.

    Of lines that ``propscope trace`` printed, those of mini-batch ``batch`` of ``epoch`` (from 0) are taken.
    """
    if len(text) > MOST_BYTES:
        raise BadInput("", f"more than {MOST_BYTES} bytes", MOST_BYTES, "too_many_bytes")
    named = unpacked(text, MOST_BYTES).items() if text.startswith(ZIP) else _of_json(text, epoch, batch)
    arrays: dict[Place, Given] = {}
    for name, value in named:
        place = name if isinstance(name, Place) else place_of(name, layers)
        shown = f"{place.name}{place.layer}" if isinstance(name, Place) else name
        if place in arrays:
            raise BadInput("name", shown, None, "repeated")
        arrays[place] = Given(shown, place, _numbers(shown, value))
    if not arrays:
        raise BadInput("", "no array", None, "missing_field")
    return list(arrays.values())


def _numbers(name: str, value: Any) -> Floats:  # noqa: ANN401 - outside data may be anything
    try:
        array = np.asarray(value)
        if array.dtype.kind not in "fiu" or array.size == 0:
            raise ValueError
        return array.astype(np.float64)
    except (ValueError, TypeError, OverflowError):
        raise BadInput(name, value, "rows of one length, with numbers in them", "invalid") from None


def _of_json(text: bytes, epoch: int, batch: int) -> Iterator[tuple[str | Place, Any]]:
    for value in _values(text):
        if not isinstance(value, Mapping):
            raise BadInput("", value, ["object"], "wrong_type")
        if "arrays" in value:
            yield from _traced(value, epoch, batch)
        elif set(value) == {"name", "value"}:
            yield str(value["name"]), value["value"]
        elif set(value) != {"lesson"}:  # which trace prints too
            yield from value.items()


def _traced(line: Mapping[str, Any], epoch: int, batch: int) -> Iterator[tuple[Place, Any]]:
    arrays, layer = line["arrays"], line.get("layer")
    if not isinstance(arrays, Mapping) or not isinstance(layer, int):
        raise BadInput("arrays", arrays, ["object"], "wrong_type")
    if (line.get("epoch", epoch), line.get("batch", batch)) != (epoch, batch):
        return
    for name, value in arrays.items():
        if name in _TRACED_NAMES:
            yield Place(_TRACED.get(str(name), str(name)), layer), value


def _values(text: bytes) -> list[Any]:
    """Give what stands in one JSON text, or in each of its lines."""
    try:
        whole = text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        readable = text[: error.start].decode("utf-8", "replace")
        place = {"line": readable.count("\n") + 1, "column": len(readable) - readable.rfind("\n")}
        raise BadInput("", text, place, "bad_encoding") from None
    try:
        return [json.loads(whole)]
    except json.JSONDecodeError:
        return [_line(number, line) for number, line in enumerate(whole.splitlines(), 1) if line.strip()]
    except RecursionError:
        raise BadInput("", "deep nesting", None, "too_deep") from None


def _line(number: int, line: str) -> Any:  # noqa: ANN401 - whatever it holds
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        limit = {"problem": error.msg, "line": number, "column": error.colno}
        raise BadInput("", line, limit, "bad_json") from None
    except RecursionError:
        raise BadInput("", "deep nesting", None, "too_deep") from None
