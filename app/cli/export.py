"""``propscope export``: a run as code, weights, predictions, or a page that plays without a server."""

import argparse
import sys
from pathlib import Path
from typing import Any

from ..engine import BadInput, Diverged
from ..export import KINDS, trained
from ..streams import cannot_write, results, say
from .arguments import span
from .csv_options import add_file
from .export_page import PAGE, add_page, page_of
from .links import run_of

_EXIT_DIVERGED = 3


def add(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command."""
    export = commands.add_parser("export", help="write a run as code, weights, predictions or a page")
    add_file(export)
    export.add_argument("--as", dest="kind", choices=[*KINDS, PAGE], required=True, help="what to write")
    export.add_argument(
        "--epochs",
        type=span,
        default=(0, 100),
        metavar="N|A..B",
        help="epochs to train first (100); of a page also from which to which it goes",
    )
    export.add_argument("-o", "--output", metavar="FILE", help="where to; else to standard output")
    add_page(export)
    export.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> None:
    try:
        made = page_of(options) if options.kind == PAGE else _taken_home(options)
    except Diverged as error:
        say(f"stopped at {error}")
        sys.exit(_EXIT_DIVERGED)
    _write(made, options)


def _taken_home(options: argparse.Namespace) -> bytes:
    first, epochs = options.epochs
    if first:
        raise BadInput("--epochs", f"{first}..{epochs}", {"--as": PAGE}, "unwanted_field")
    spec, edits, _ = run_of(options)
    return KINDS[options.kind].bytes_of(trained(spec, epochs, edits))


def _write(made: bytes, options: argparse.Namespace) -> None:
    if options.output is None:
        with results():
            sys.stdout.buffer.write(made)
        return
    try:
        Path(options.output).write_bytes(made)
    except OSError as error:
        cannot_write(f"{options.output}: {error.strerror}")
