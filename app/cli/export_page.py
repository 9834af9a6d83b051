"""``propscope export --as page``: a run as one file that plays in a browser without a server."""

import argparse
from pathlib import Path

from ..playback.run import Run
from ..streams import say
from .arguments import megabytes, span, whole
from .csv_options import refuse_options
from .links import run_of
from .recorded import read_recording

PAGE = "page"
_MEGABYTES = 1.5
_MB = 1e6
_BASE64 = 4 / 3
"""Letters for a byte."""


def add_page(export: argparse.ArgumentParser) -> None:
    """Add the options of a page."""
    group = export.add_argument_group("of a page")
    group.add_argument(
        "--whole",
        type=span,
        metavar="A..B",
        help="epochs of which it has every step; of the others it has the last mini-batch (as many as fit)",
    )
    group.add_argument(
        "--megabytes",
        type=megabytes,
        metavar="MB",
        help=f"the most it may take, unless --whole ({_MEGABYTES})",
    )
    group.add_argument("--start", type=whole, metavar="STEP", help="where it opens (at its first step)")
    group.add_argument(
        "--look",
        metavar="CHOICES",
        help="what it shows, hides and locks, as in an address: hide=chart&lock=speed&neuron=2.1&until=8",
    )
    group.add_argument("--title", metavar="TEXT", help="what the browser calls it (propscope)")


def page_of(options: argparse.Namespace) -> bytes:
    """Make the file; raise ``BadInput`` or ``Diverged``."""
    from ..export.saved import Epochs, saved
    from ..recordings import SUFFIX
    from ..web.one_page import one_page, room_without_run

    is_recording = Path(options.file).suffix == SUFFIX
    run = _recorded(options) if is_recording else _begun(options)
    kind = run.spec.data.kind
    most = (options.megabytes or _MEGABYTES) * _MB - room_without_run(kind)
    made = saved(
        run,
        Epochs(*options.epochs),
        Epochs(*options.whole) if options.whole else None,
        most_bytes=max(0.0, most / _BASE64),
        start=options.start,
        address=options.look or "",
    )
    page = one_page(made.body, kind, options.title or "propscope")
    say(f"{made.choice}; {len(page) / _MB:.2f} MB")
    if not made.complete:
        say(f"it ends sooner: {run.timeline.diverged}")
    return page


def _begun(options: argparse.Namespace) -> Run:
    from ..export.saved import run_of_spec

    spec, edits, _ = run_of(options)
    return run_of_spec(spec, edits)


def _recorded(options: argparse.Namespace) -> Run:
    from ..export.saved import run_of_recording

    refuse_options(options)
    return run_of_recording(read_recording(options.file).run)
