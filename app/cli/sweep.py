"""``propscope sweep``: a run many times over, with other seeds, learning rates, anything: a table of them."""

import argparse
import sys
from typing import Any

from ..engine import BadInput
from ..streams import results, say
from .arguments import fraction, positive, processes
from .csv_options import add_file
from .links import run_of

_EXIT_LOST = 1
_VARY = "--vary"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command."""
    sweep = commands.add_parser("sweep", help="train many times with other values, and print a table")
    add_file(sweep)
    sweep.add_argument(
        _VARY,
        action="append",
        required=True,
        metavar="FIELD=VALUES",
        help="seed=1..20, optimizer.learning_rate=0.01,0.1; of several, every combination is run",
    )
    sweep.add_argument(
        "--epochs", type=positive, default=100, metavar="N", help="epochs at most (%(default)s)"
    )
    sweep.add_argument(
        "--until-accuracy",
        type=fraction,
        metavar="A",
        help="stop each when its training and test rows reach it, 0 to 1",
    )
    sweep.add_argument(
        "--processes", type=processes, metavar="N", help="how many run side by side (one for each core)"
    )
    sweep.add_argument("--json", action="store_true", help="print one JSON object")
    sweep.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> None:
    from tqdm import tqdm

    from ..reports import note
    from ..sweeps import Sweep, combinations, read_varied
    from ..sweeps.processes import Lost, cores, ran
    from ..sweeps.report import in_json, in_words

    spec, edits, description = run_of(options)
    if description:
        note(description)
    sweep = Sweep(spec, edits, options.epochs, options.until_accuracy, each=options.epochs)
    try:
        varied = [read_varied(text) for text in options.vary]
        chosen = combinations(spec, varied)
    except BadInput as error:
        raise BadInput(f"{_VARY} {error.field}".strip(), error.value, error.limit, error.code) from None
    with results():
        try:
            with tqdm(total=len(chosen), unit="run", file=sys.stderr) as bar:
                every = ran(sweep, chosen, options.processes or cores(), lambda _: bar.update())
        except Lost:
            say("a process that computed was ended from outside")
            sys.exit(_EXIT_LOST)
        print(in_json(every, varied, sweep) if options.json else in_words(every, varied))
