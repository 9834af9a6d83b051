"""``propscope verify``: a recording computed again, and the first step that comes out as another."""

import argparse
import sys
from typing import Any

from ..streams import results
from .recorded import add_recording, read_recording

_EXIT_DIFFERS = 1


def add(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command."""
    verify = commands.add_parser(
        "verify", help="compute a recording again, and name the first step that differs"
    )
    add_recording(verify)
    verify.add_argument("--json", action="store_true", help="print one JSON object")
    verify.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> None:
    from ..reports import report_verdict

    with results():
        same = report_verdict(read_recording(options.recording), as_json=options.json)
    if not same:
        sys.exit(_EXIT_DIFFERS)
