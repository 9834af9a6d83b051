"""``propscope export``: a run as code, weights or predictions."""

import argparse
import sys
from pathlib import Path
from typing import Any

from ..engine import Diverged
from ..export import KINDS, trained
from ..streams import cannot_write, results, say
from .arguments import whole
from .csv_options import add_file
from .links import run_of

_EXIT_DIVERGED = 3


def add(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command."""
    export = commands.add_parser("export", help="write a run as code, weights or predictions")
    add_file(export)
    export.add_argument("--as", dest="kind", choices=KINDS, required=True, help="what to write")
    export.add_argument(
        "--epochs", type=whole, default=100, metavar="N", help="epochs to train first (%(default)s)"
    )
    export.add_argument("-o", "--output", metavar="FILE", help="where to; else to standard output")
    export.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> None:
    try:
        spec, edits, _ = run_of(options)
        made = KINDS[options.kind].bytes_of(trained(spec, options.epochs, edits))
    except Diverged as error:
        say(f"stopped at {error}")
        sys.exit(_EXIT_DIVERGED)
    if options.output is None:
        with results():
            sys.stdout.buffer.write(made)
        return
    try:
        Path(options.output).write_bytes(made)
    except OSError as error:
        cannot_write(f"{options.output}: {error.strerror}")
