"""A class's sheets as files by their names, each written piece by piece, and all of them in one."""

import io
from collections.abc import Callable, Iterator, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..engine import BadInput
from .exercise import Exercise
from .fading import LEVELS
from .moodle import moodle
from .printed import answers, sheets


def files(
    exercises: Sequence[Exercise], level: str, url: str, *, key: bool = True, questions: bool = True
) -> dict[str, Iterator[str]]:
    """Give sheets, their ``key`` and ``questions`` for Moodle, of which a worked example has none.

    Raise ``BadInput`` for a level that there is not.
    """
    if level not in LEVELS:
        raise BadInput("level", level, list(LEVELS), "unknown_name")
    found = {"sheets.html": sheets(exercises, level, url)}
    if key:
        found["answers.html"] = answers(exercises, level, url)
    if questions and level != LEVELS[0]:
        found["moodle.xml"] = moodle(exercises, level)
    return found


def packed(files: dict[str, Iterator[str]], go_on: Callable[[], None]) -> bytes:
    """Pack files into a zip, the same for the same sheets; ``go_on`` is called on the way, and may raise."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as pack:
        for name, pieces in files.items():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            with pack.open(entry, "w") as file:
                for piece in pieces:
                    go_on()
                    file.write(piece.encode())
    return made.getvalue()
