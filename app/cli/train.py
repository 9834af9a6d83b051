"""``propscope train``: a run to its end, without a page; of a specification or of a CSV file."""

import argparse
from typing import Any

from ..streams import results
from .arguments import fraction, positive
from .csv_options import add_file
from .links import run_of


def add(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command."""
    train = commands.add_parser("train", help="train a specification or a table, and print how well it does")
    add_file(train)
    train.add_argument(
        "--epochs", type=positive, default=100, metavar="N", help="epochs at most (%(default)s)"
    )
    train.add_argument(
        "--until-accuracy",
        type=fraction,
        metavar="A",
        help="stop when training and test rows reach it, 0 to 1",
    )
    train.add_argument("--json", action="store_true", help="print one JSON object")
    train.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> None:
    from ..reports import report_training

    with results():
        spec, edits, description = run_of(options)
        report_training(
            spec,
            options.epochs,
            options.until_accuracy,
            edits=edits,
            as_json=options.json,
            description=description,
        )
