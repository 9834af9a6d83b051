"""One cell: what is a number, what is no value at all, and how either is written."""

import math
import re

from ...engine.spec import MAX_NAME
from .choices import Decimal

_ERRORS = ("#n/a", "#na", "#nv", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!")
MISSING = frozenset(("", "na", "n/a", "<na>", "null", "nan", "?", *_ERRORS))
"""What says that there is no value, in small letters."""

_SPACES = re.compile(r"\s+")
_MINUS = "\N{MINUS SIGN}"
_GROUP_MARKS = " '’\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_OTHERS: dict[Decimal, Decimal] = {".": ",", ",": "."}
_GROUPED = {
    decimal: re.compile(
        rf"[+-]?[1-9]\d{{0,2}}(?:(?:[{other}]\d{{3}})+|(?:[{_GROUP_MARKS}]\d{{3}})+)(?:[{decimal}]\d+)?"
    )
    for decimal, other in _OTHERS.items()
}
"""Digits in groups of three, by the decimal mark."""
_CURRENCIES = frozenset("$€£¥₹")
_BEGINNINGS = frozenset(f"0123456789+-{_MINUS}.,")
"""What a number begins with: of other texts none is looked for."""
_PRICE = re.compile(
    r"(?P<sign>[+\-−]?)(?P<before>[$€£¥₹])\s?(?P<amount>.+)|(?P<first>.+?)\s?(?P<behind>[$€£¥₹])"
)


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no value."""
    return text.casefold() in MISSING


def number(text: str, decimal: Decimal) -> float | None:
    """Read a number, which may be infinite; None where it is none.

    Digits may be in groups of three, by the other mark, blanks or apostrophes; 5 % is 0.05.
    """
    value = _plain(text, decimal)
    return _dressed(text, decimal) if value is None and text[:1] in _BEGINNINGS else value


def _plain(text: str, decimal: Decimal) -> float | None:
    if "_" in text or (decimal == "," and "." in text):
        return None
    try:
        value = float(text.replace(",", ".") if decimal == "," else text)
    except ValueError:
        return None
    return None if math.isnan(value) else value


def _dressed(text: str, decimal: Decimal) -> float | None:
    bare = text.removesuffix("%").rstrip().replace(_MINUS, "-")
    if _GROUPED[decimal].fullmatch(bare):
        bare = re.sub(rf"[^\d+\-{decimal}]", "", bare)
    value = _plain(bare, decimal)
    return value / 100 if value is not None and text.endswith("%") else value


def priced(text: str) -> tuple[str, str]:
    """Take the sign of a currency off an amount, and give both; the sign is empty where there is none."""
    found = _PRICE.fullmatch(text) if _CURRENCIES & {text[:1], text[1:2], text[-1:]} else None
    if found is None:
        return text, ""
    amount = found["first"] or found["sign"] + found["amount"]
    return amount, found["before"] or found["behind"]


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
