"""``propscope record``: a run saved as one file, which any propscope replays."""

import argparse
import sys
from pathlib import Path
from typing import Any

from ..streams import cannot_write, results, say
from .arguments import positive
from .csv_options import add_file
from .links import run_of

_EXIT_DIVERGED = 3


def add(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command."""
    record = commands.add_parser("record", help="train and save the run as one file, to replay and to verify")
    add_file(record)
    record.add_argument("--epochs", type=positive, default=100, metavar="N", help="epochs (%(default)s)")
    record.add_argument("-o", "--output", metavar="FILE", help="where to; else to standard output")
    record.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> None:
    from ..recordings import written
    from ..reports import note, report_recording

    spec, edits, description = run_of(options)
    if description:
        note(description)
    recording, diverged = report_recording(spec, options.epochs, edits)
    _write(written(recording), options.output)
    if diverged:
        say(f"recorded up to there, stopped at {diverged}")
        sys.exit(_EXIT_DIVERGED)


def _write(made: bytes, output: str | None) -> None:
    if output is None:
        with results():
            sys.stdout.buffer.write(made)
        return
    try:
        Path(output).write_bytes(made)
    except OSError as error:
        cannot_write(f"{output}: {error.strerror}")
