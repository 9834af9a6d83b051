"""``propscope train``: a run to its end, without a page."""

import argparse
from typing import Any

from ..streams import results
from .arguments import fraction, positive
from .specification import add_spec, read_spec


def add(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command."""
    train = commands.add_parser("train", help="train a specification and print how well it does")
    add_spec(train)
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
        report_training(read_spec(options.spec), options.epochs, options.until_accuracy, as_json=options.json)
