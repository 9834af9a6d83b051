"""``propscope sheet``: exercises of one mini-batch by hand, other numbers for each pupil, and the answers."""

import argparse
from pathlib import Path
from typing import Any

from ..settings import DEFAULT_PORT
from ..sheets import LEVELS, answers, exercises, moodle, sheets
from ..streams import cannot_write, say
from .arguments import positive, whole
from .specification import add_spec, read_spec


def add(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command."""
    sheet = commands.add_parser("sheet", help="write exercise sheets, with answers and for Moodle")
    add_spec(sheet)
    sheet.add_argument(
        "--pupils", type=positive, default=1, metavar="N", help="how many sheets (%(default)s)"
    )
    sheet.add_argument(
        "--rows", type=positive, default=1, metavar="N", help="rows of the mini-batch (%(default)s)"
    )
    sheet.add_argument(
        "--level",
        choices=LEVELS,
        default="backward",
        help="what is left blank, from nothing on (%(default)s)",
    )
    sheet.add_argument(
        "--seed", type=whole, default=0, metavar="N", help="another seed, other numbers (%(default)s)"
    )
    sheet.add_argument(
        "--url",
        default=f"http://127.0.0.1:{DEFAULT_PORT}/",
        metavar="URL",
        help="where the page is served, for the codes on the sheets (%(default)s)",
    )
    sheet.add_argument("-o", "--output", metavar="FOLDER", required=True, help="where to")
    sheet.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> None:
    made = list(exercises(read_spec(options.spec), options.pupils, rows=options.rows, seed=options.seed))
    files = {
        "sheets.html": sheets(made, options.level, options.url).encode(),
        "answers.html": answers(made, options.level, options.url).encode(),
    }
    if options.level != LEVELS[0]:
        files["moodle.xml"] = moodle(made, options.level)
    folder = Path(options.output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        cannot_write(f"{options.output}: {error.strerror}")
    say(f"{len(made)} {'sheet' if len(made) == 1 else 'sheets'} in {folder}: {', '.join(files)}")
