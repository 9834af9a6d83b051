"""``propscope sheet``: exercises of one mini-batch by hand, other numbers for each pupil, and the answers."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..engine import BadInput
from ..settings import DEFAULT_PORT
from ..sheets import LEVELS, exercises, files
from ..streams import cannot_write, say
from .arguments import positive, whole
from .specification import add_spec, read_spec

_OPTIONS = ("pupils", "rows", "level", "url")


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
    spec = read_spec(options.spec)
    try:
        made = list(exercises(spec, options.pupils, rows=options.rows, seed=options.seed))
        written = files(made, options.level, options.url)
        _write(written, Path(options.output))
    except BadInput as error:
        raise _of_option(error) from None
    say(f"{len(made)} {'sheet' if len(made) == 1 else 'sheets'} in {options.output}: {', '.join(written)}")


def _write(files: Mapping[str, Iterator[str]], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, pieces in files.items():
            with (folder / name).open("w", encoding="utf-8", newline="") as file:
                file.writelines(pieces)
    except OSError as error:
        cannot_write(f"{folder}: {error.strerror}")


def _of_option(error: BadInput) -> BadInput:
    """Name the option that is meant, where it is none of the specification's fields."""
    field = f"--{error.field}" if error.field in _OPTIONS else error.field
    return BadInput(field, error.value, error.limit, error.code)
