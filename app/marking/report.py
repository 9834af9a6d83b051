"""A verdict in words, and in JSON."""

import math
from typing import Any

import msgspec

from ..playback.viewpoint import spec_as_json
from ..protocol.link import to_choices, to_hash
from .mini_batch import MiniBatch
from .places import BY_ROWS, LOSS
from .verdict import Difference, Verdict


def in_words(verdict: Verdict, batch: MiniBatch, url: str) -> str:
    """Say what is right, what differs first and where, what is likely wrong, and where to see it."""
    lines = [_line(name, right, convention) for name, right, convention in verdict.arrays]
    if verdict.difference is None:
        return "\n".join([*lines, f"all right: {_count(len(lines))} of mini-batch {batch.number + 1}"])
    return "\n".join(
        [*lines, "", *_told(verdict.difference, verdict), f"see {_link(batch, verdict.difference, url)}"]
    )


def in_json(verdict: Verdict, batch: MiniBatch, url: str) -> str:
    """Write the same as one JSON object."""
    arrays = [
        {"name": name, "right": right, "convention": convention or None}
        for name, right, convention in verdict.arrays
    ]
    told = {
        "right": verdict.right,
        "batch": batch.number + 1,
        "arrays": arrays,
        "first": _first(verdict.difference, batch, url) if verdict.difference else None,
    }
    return msgspec.json.encode(told).decode()


def _line(name: str, right: bool, convention: str) -> str:
    return f"{name}: {'right' if right else 'differs'}{f' ({convention})' if convention else ''}"


def _told(difference: Difference, verdict: Verdict) -> list[str]:
    many = sum(not right for _, right, _ in verdict.arrays)
    lines = [f"{difference.name} is the first that differs", *_numbers(difference)]
    cause = difference.cause
    if cause is None:
        return [*lines, "likely mistake: none that is known makes these numbers"]
    also = f"; it makes {cause.explains} of the {many} that differ" if many > 1 else ""
    return [*lines, f"likely mistake: {cause.words}{also}"]


def _numbers(difference: Difference) -> list[str]:
    if difference.largest is None:
        wanted = " or ".join(
            dict.fromkeys(_shape(each) for each in (difference.wanted, difference.wanted[::-1]))
        )
        return [f"its shape is {_shape(difference.shape)}; it should be {wanted}"]
    place = ", ".join(map(str, difference.at))
    return [
        f"largest difference {difference.largest:.6g}, at [{place}] of yours (from 1): "
        f"yours {difference.yours!r}, ours {difference.ours!r}"
    ]


def _first(difference: Difference, batch: MiniBatch, url: str) -> dict[str, Any]:
    cause = difference.cause
    return {
        "name": difference.name,
        "tensor": difference.place.name,
        "layer": difference.place.layer,
        "shape": difference.shape,
        "wanted": difference.wanted,
        "largest": _finite(difference.largest),
        "at": difference.at,
        "yours": _finite(difference.yours),
        "ours": difference.ours,
        "mistake": {"code": cause.mistake, "words": cause.words, "explains": cause.explains}
        if cause
        else None,
        "step": difference.step,
        "link": _link(batch, difference, url),
    }


def _finite(number: float | None) -> float | None:
    """Give a number that JSON has."""
    return number if number is not None and math.isfinite(number) else None


def _shape(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape)) or "a single number"


def _count(arrays: int) -> str:
    return "1 array" if arrays == 1 else f"{arrays} arrays"


def _link(batch: MiniBatch, difference: Difference, url: str) -> str:
    """Give the address of the propagation, with both numbers, and the sample and neuron that they are of."""
    place, seen = difference.place, dict[str, str]()
    if difference.yours is not None:
        at = ".".join(map(str, difference.at))
        seen["yours"] = f"{difference.name},{at},{difference.yours!r},{difference.ours!r}"
    if difference.here and place.name in (*BY_ROWS, LOSS) and batch.start.rows > 1:
        seen["sample"] = str(difference.here[0] + 1)
    if difference.here and place.name not in ("y", LOSS):
        seen["neuron"] = f"{place.layer}.{difference.here[-1] + 1}"
    return url + to_hash(spec_as_json(batch.spec), difference.step) + to_choices(seen)
