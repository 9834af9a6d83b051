"""``propscope trace``: every propagation, one JSON object a line."""

import argparse
from typing import Any

from ..streams import results
from .arguments import positive
from .csv_options import add_file
from .links import run_of


def add(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command."""
    trace = commands.add_parser("trace", help="print every propagation as JSON Lines")
    add_file(trace)
    trace.add_argument("--steps", type=positive, default=100, metavar="N", help="propagations (%(default)s)")
    trace.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> None:
    from ..reports import report_trace

    with results():
        spec, edits, _ = run_of(options)
        report_trace(spec, options.steps, edits)
