"""A CSV file on the command line: the options that say how it is read and used, and what they make of it."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec

from ..data.csv_table import Sheet, TableChoices, TableDescription, described, read, specified
from ..data.csv_table.choices import Encoding, Kind, Missing
from ..engine import BadInput, Spec, decode
from ..engine.activations import ACTIVATIONS
from .arguments import fraction
from .specification import SPEC, STANDARD_INPUT, opened, read_spec

T = TypeVar("T")

FILE = f"{SPEC}|DATA.csv"

_ENDINGS = (".csv", ".tsv", ".tab", ".txt", ".data")
_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
_DECIMALS = {"point": ".", "comma": ","}
_KINDS: dict[str, Kind] = {"drop": "off", "categories": "category", "numbers": "number"}
_AIMS: dict[str, Kind] = {"classes": "category", "numbers": "number"}
_HELP = {
    "drop": "columns to leave out",
    "categories": "columns whose values are categories, each an input of 0 or 1",
    "numbers": "columns of numbers, where a few cells are none",
}


def add_file(command: argparse.ArgumentParser) -> None:
    """Have a command take a specification, a CSV file, with its options, or a link to a run."""
    help_ = "what it works on; - is standard input; a link of the page has its changes too"
    command.add_argument("file", metavar=f"{FILE}|LINK", help=help_)
    add_reading(command)
    add_network(command)


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the options of a CSV file: how it is read, and what its columns are."""
    group = parser.add_argument_group("of a CSV file", "A column goes by its name, or by its number from 1.")
    group.add_argument(
        "--target", metavar="NAMES", help="what is to be learned: a column, or several of numbers"
    )
    group.add_argument("--task", choices=list(_AIMS), help="whether the target is classes or numbers")
    for name, help_ in _HELP.items():
        group.add_argument(f"--{name}", metavar="NAMES", default="", help=f"{help_}, split by commas")
    group.add_argument(
        "--missing",
        choices=get_args(Missing),
        default="refuse",
        help="what becomes of unusable cells: their rows go, or they get the column's mean (refuse)",
    )
    group.add_argument("--train-fraction", type=fraction, metavar="F", help="rows to train on, 0 to 1 (0.8)")
    group.add_argument(
        "--delimiter", choices=list(_DELIMITERS), help="what splits columns (found in the file)"
    )
    group.add_argument("--decimal", choices=list(_DECIMALS), help="the decimal mark (found in the file)")
    group.add_argument(
        "--header",
        action=argparse.BooleanOptionalAction,
        help="whether the first row has names (found in the file)",
    )
    group.add_argument("--encoding", choices=get_args(Encoding), help="how it is encoded (utf-8)")


def add_network(parser: argparse.ArgumentParser) -> None:
    """Add the options of the network that is to learn a CSV file."""
    group = parser.add_argument_group("of the network that learns a CSV file")
    group.add_argument("--hidden", metavar="UNITS", help="of each hidden layer: 16,8; 0 is none (16)")
    group.add_argument("--activation", choices=list(ACTIVATIONS), help="of the hidden layers (tanh)")


def description_of(options: argparse.Namespace) -> TableDescription:
    """Describe the file that is named; raise ``BadInput`` naming file, row, column and value."""
    sheet = _sheet(options)
    return described(sheet, _choices(options, sheet))


def spec_of(options: argparse.Namespace) -> tuple[Spec, TableDescription | None]:
    """Read a specification, or make one of a CSV file, with the file's description."""
    if not is_csv(options.file, options.target):
        refuse_options(options)
        return read_spec(options.file), None
    sheet = _sheet(options)
    choices = _choices(options, sheet)
    if not choices.target:
        raise BadInput("--target", "nothing", list(sheet.columns), "unknown_name")
    return _with_network(specified(sheet, choices), options), described(sheet, choices)


def refuse_options(options: argparse.Namespace) -> None:
    """Refuse what only a CSV file can be told."""
    usual = _parsed_nothing()
    for name, value in vars(usual).items():
        if getattr(options, name) != value:
            flag = f"--{name.replace('_', '-')}"
            raise BadInput(flag, getattr(options, name), {"the file": "no CSV"}, "unwanted_field")


def is_csv(name: str, target: str | None) -> bool:
    """Whether a file is a CSV: by its ending, or because it has a target and is no specification."""
    suffix = Path(name).suffix.lower()
    return suffix in _ENDINGS or (target is not None and suffix != ".json")


def _parsed_nothing() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_reading(parser)
    add_network(parser)
    return parser.parse_args([])


def _sheet(options: argparse.Namespace) -> Sheet:
    name = "standard input" if options.file == STANDARD_INPUT else Path(options.file).name
    try:
        with opened(options.file, "data.csv") as file:
            return read(file, name, _read_as(options))
    except OSError as error:
        raise BadInput(name, options.file, error.strerror, "unreadable") from None


def _read_as(options: argparse.Namespace) -> TableChoices:
    return TableChoices(
        delimiter=_DELIMITERS.get(options.delimiter),  # type: ignore[arg-type]
        decimal=_DECIMALS.get(options.decimal),  # type: ignore[arg-type]
        header=options.header,
        encoding=options.encoding,
    )


def _choices(options: argparse.Namespace, sheet: Sheet) -> TableChoices:
    """Take the options; a fault in one is told by its flag."""
    targets = _columns("--target", options.target or "", sheet)
    kinds = {
        column: kind
        for flag, kind in _KINDS.items()
        for column in _columns(f"--{flag}", getattr(options, flag), sheet)
    }
    if options.task:
        kinds |= dict.fromkeys(targets, _AIMS[options.task])
    chosen = msgspec.structs.replace(_read_as(options), target=targets, kinds=kinds, missing=options.missing)
    if options.train_fraction is None:
        return chosen
    fields = msgspec.to_builtins(chosen) | {"train_fraction": options.train_fraction}
    return _flagged(fields, TableChoices, {"train_fraction": "--train-fraction"})


def _columns(flag: str, text: str, sheet: Sheet) -> tuple[str, ...]:
    """Split names of columns by commas; a name may have commas itself."""
    names = [text] if text in sheet.columns else [name.strip() for name in text.split(",")]
    field = f"{sheet.name}, {flag}"
    return tuple(sheet.columns[sheet.column(name, field)] for name in names if name)


def _with_network(spec: Spec, options: argparse.Namespace) -> Spec:
    """Take the hidden layers that are asked for."""
    if options.hidden is None and options.activation is None:
        return spec
    layers = msgspec.to_builtins(spec.hidden)
    if options.hidden is not None:
        layers = [{"units": units} for units in _units(options.hidden)]
    if options.activation is not None:
        layers = [{**layer, "activation": options.activation} for layer in layers]
    hidden = _flagged({"hidden": layers}, Spec, {"hidden": "--hidden"}).hidden
    return msgspec.structs.replace(spec, hidden=hidden)


def _units(text: str) -> Sequence[int]:
    try:
        units = [int(part) for part in text.split(",")]
    except ValueError:
        raise BadInput("--hidden", text, "numbers of units: 16,8", "invalid") from None
    return [] if units == [0] else units


def _flagged(fields: dict[str, Any], kind: type[T], flags: dict[str, str]) -> T:
    """Make a record of options; a refused field is named as the option it came from."""
    try:
        return decode(msgspec.json.encode(fields), kind)
    except BadInput as error:
        field = error.field.split(".")[0]
        raise BadInput(flags[field], error.value, error.limit, error.code) from None
