"""``propscope export --as page``: a run as one file that plays in a browser without a server."""

import argparse
from pathlib import Path
from typing import Any

from ..playback.run import Run
from ..streams import say
from .arguments import megabytes, span, whole
from .csv_options import refuse_options
from .links import run_of
from .recorded import read_recording

PAGE = "page"


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
        help="the most it may take, unless --whole (1.5)",
    )
    group.add_argument("--start", type=whole, metavar="STEP", help="where it opens (at its first step)")
    group.add_argument(
        "--look",
        metavar="CHOICES",
        help="what it shows, hides and locks, as in an address: hide=chart&lock=speed&neuron=2.1&until=8",
    )
    group.add_argument(
        "--scorm",
        action="store_true",
        help="as a SCORM 1.2 package (.zip), which tells a platform how far one came",
    )
    group.add_argument("--title", metavar="TEXT", help="what the browser calls it (propscope)")


def page_of(options: argparse.Namespace) -> bytes:
    """Make the file; raise ``BadInput`` or ``Diverged``."""
    from ..export.saved import Epochs, saved
    from ..recordings import SUFFIX
    from ..web.one_page import MB, MEGABYTES, TITLE, fitted, one_page
    from ..web.scorm import scorm_package

    is_recording = Path(options.file).suffix == SUFFIX
    run = _recorded(options) if is_recording else _begun(options)
    epochs = Epochs(*options.epochs)
    how: dict[str, Any] = {"start": options.start, "address": options.look or ""}
    if options.whole:
        made = saved(run, epochs, Epochs(*options.whole), **how)
    else:
        made = fitted(run, epochs, options.megabytes or MEGABYTES, **how)
    title = options.title or TITLE
    page = one_page(made.body, run.spec.data.kind, title)
    say(f"{made.choice}; {len(page) / MB:.2f} MB")
    if not made.complete:
        say(f"it ends sooner: {run.timeline.diverged}")
    return scorm_package(page, title) if options.scorm else page


def _begun(options: argparse.Namespace) -> Run:
    from ..export.saved import run_of_spec

    spec, edits, _ = run_of(options)
    return run_of_spec(spec, edits)


def _recorded(options: argparse.Namespace) -> Run:
    from ..export.saved import run_of_recording

    refuse_options(options)
    return run_of_recording(read_recording(options.file).run)
