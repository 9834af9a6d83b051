"""``propscope trace``: every propagation, one JSON object a line."""

import argparse
from typing import Any

from ..streams import results
from .arguments import positive
from .csv_options import add_file, spec_of


def add(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command."""
    trace = commands.add_parser("trace", help="print every propagation as JSON Lines")
    add_file(trace)
    trace.add_argument("--steps", type=positive, default=100, metavar="N", help="propagations (%(default)s)")
    trace.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> None:
    from ..reports import report_trace

    with results():
        report_trace(spec_of(options)[0], options.steps)
