"""The specification that a command works on: a file, or standard input."""

import argparse
import codecs
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from ..engine import BadInput, Spec
from ..engine import read_spec as read_text

SPEC = "SPEC.json"
STANDARD_INPUT = "-"
_MOST_BYTES = 64 * 2**20


def add_spec(command: argparse.ArgumentParser) -> None:
    """Have a command take a specification."""
    command.add_argument("spec", metavar=SPEC, help="the specification; - is standard input")


def read_spec(name: str) -> Spec:
    """Read the specification in a file; raise ``BadInput``."""
    try:
        with opened(name, SPEC) as file:
            text = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(SPEC, name, error.strerror, "unreadable") from None
    if len(text) > _MOST_BYTES:
        raise BadInput(SPEC, name, _MOST_BYTES, "too_many_bytes")
    try:
        return read_text(text.removeprefix(codecs.BOM_UTF8))
    except BadInput as error:
        raise (
            error
            if error.field
            else error.under("standard input" if name == STANDARD_INPUT else Path(name).name)
        ) from None


def opened(name: str, what: str) -> AbstractContextManager[BinaryIO]:
    """Open a file to read its bytes; ``what`` is what it should be."""
    if name != STANDARD_INPUT:
        return Path(name).open("rb")
    if sys.stdin is None:
        raise BadInput(what, name, "there is no standard input", "unreadable")
    return nullcontext(sys.stdin.buffer)
