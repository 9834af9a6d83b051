"""One cell: what is a number, what is no value at all, and how either is written."""

import math
import re

from ...engine.spec import MAX_NAME
from .choices import Decimal

MISSING = frozenset(("", "na", "n/a", "null", "nan", "?"))
"""What says that there is no value, in small letters."""

_SPACES = re.compile(r"\s+")


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no value."""
    return text.casefold() in MISSING


def number(text: str, decimal: Decimal) -> float | None:
    """Read a number, which may be infinite; None where it is none. Digits are in no groups."""
    if decimal == ",":
        if "." in text:
            return None
        text = text.replace(",", ".")
    if "_" in text:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return None if math.isnan(value) else value


def written(value: float) -> str:
    """Write a number as the name of a class: whole ones without a point."""
    return str(int(value)) if value == int(value) else repr(value)


def named(text: str, most: int = MAX_NAME) -> str:
    """Make a name of what stands in a cell: one line that can be shown, and not too long."""
    text = _SPACES.sub(" ", text).strip()
    text = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
    return text if len(text) <= most else text[: most - 1] + "…"


def told_apart(names: list[str], most: int = MAX_NAME) -> list[str]:
    """Number those names that were there before: age, age (2)."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        count, unique = 1, name
        while unique in seen:
            count += 1
            ending = f" ({count})"
            unique = name[: most - len(ending)] + ending
        seen.add(unique)
        names[index] = unique
    return names
