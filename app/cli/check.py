"""``propscope check``: where a learner's own arrays of a mini-batch first differ, and why, likely."""

import argparse
import sys
from pathlib import Path
from typing import Any

from ..engine import BadInput, Diverged
from ..settings import DEFAULT_PORT
from ..streams import results, say
from .arguments import positive, tolerance
from .specification import add_spec, read_spec

_EXIT_WRONG = 1
_EXIT_DIVERGED = 3
_STANDARD_INPUT = "-"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command."""
    check = commands.add_parser("check", help="find where your own arrays of a mini-batch go wrong")
    add_spec(check)
    check.add_argument(
        "arrays",
        metavar="MINE",
        help='your arrays: {"name": "dW1", "value": [[...]]} a line, one JSON object, or .npz',
    )
    check.add_argument(
        "--batch",
        type=positive,
        default=1,
        metavar="N",
        help="which mini-batch of the run, from 1 (%(default)s)",
    )
    check.add_argument(
        "--tolerance",
        type=tolerance,
        default=1e-6,
        metavar="T",
        help="a number may be off by T x (1 + its size) (%(default)s)",
    )
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.add_argument(
        "--url",
        default=f"http://127.0.0.1:{DEFAULT_PORT}/",
        metavar="URL",
        help="where the page is served, for the link (%(default)s)",
    )
    check.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> None:
    from ..marking import mini_batch, read, standing_at_start, verdict
    from ..marking.report import in_json, in_words

    spec, stepper = standing_at_start(read_spec(options.spec))
    epoch, number = divmod(options.batch - 1, stepper.schedule.batches)
    try:
        given = read(_bytes_of(options.arrays), stepper.network.layers, epoch, number)
    except BadInput as error:
        name = "standard input" if options.arrays == _STANDARD_INPUT else Path(options.arrays).name
        raise error.under(name) from None
    try:
        batch = mini_batch(spec, stepper, options.batch - 1)
    except Diverged as error:
        say(f"stopped at {error}")
        sys.exit(_EXIT_DIVERGED)
    found = verdict(batch, given, options.tolerance)
    with results():
        print((in_json if options.json else in_words)(found, batch, options.url))
    if not found.right:
        sys.exit(_EXIT_WRONG)


def _bytes_of(name: str) -> bytes:
    from ..marking import MOST_BYTES

    try:
        if name == _STANDARD_INPUT and sys.stdin is not None:
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput("", name, error.strerror, "unreadable") from None
