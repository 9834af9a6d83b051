"""``propscope describe``: what each column of a CSV file would become."""

import argparse
from typing import Any

from ..engine import BadInput
from ..streams import results
from .csv_options import add_reading, description_of


def add(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command."""
    describe = commands.add_parser("describe", help="say what each column of a CSV file would become")
    describe.add_argument("file", metavar="DATA.csv", help="the file; - is standard input")
    describe.add_argument("--json", action="store_true", help="print one JSON object")
    add_reading(describe)
    describe.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> None:
    from ..reports import report_description

    with results():
        description = description_of(options)
        report_description(description, as_json=options.json)
    if refusal := description.never:
        raise BadInput(refusal.field, refusal.value, refusal.limit, refusal.code)
