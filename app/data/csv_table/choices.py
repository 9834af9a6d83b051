"""What is decided about a CSV file: how it is read, what its columns are, what becomes of unusable cells."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

Delimiter: TypeAlias = Literal[",", ";", "\t", "|"]
Decimal: TypeAlias = Literal[".", ","]
Encoding: TypeAlias = Literal["utf-8", "utf-16", "windows-1252"]
Kind: TypeAlias = Literal["number", "category", "off"]
Missing: TypeAlias = Literal["refuse", "drop", "mean"]

DECIMALS: tuple[Decimal, ...] = (",", ".")
DELIMITERS: tuple[Delimiter, ...] = (",", ";", "\t", "|")


class TableChoices(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody chose; what is null is found in the file.

    A column goes by its name, or by its number from 1. ``missing`` says what becomes of cells without a value
    that is usable: the table is refused, their rows are dropped, or they get the column's mean.
    """

    delimiter: Delimiter | None = None
    decimal: Decimal | None = None
    header: bool | None = None
    """Whether the first row has the names of the columns."""
    encoding: Encoding | None = None
    """UTF-8 if null; other encodings are named in the refusal, and taken only when they are chosen."""
    target: tuple[str, ...] = ()
    kinds: dict[str, Kind] = {}
    """What columns are to be, where it is not what is found: a target that is a category has classes."""
    missing: Missing = "refuse"
    standardize: bool = True
    """Whether inputs that are numbers are less their mean, over their deviation."""
    train_fraction: Annotated[float, Meta(gt=0.0, le=1.0)] = 0.8
