"""The specification that a command works on: a file, or standard input."""

import argparse
import codecs
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO

from ..engine import BadInput, Spec
from ..engine import read_spec as read_text

_SPEC = "SPEC.json"
_STANDARD_INPUT = "-"
_MOST_BYTES = 64 * 2**20


def add_spec(command: argparse.ArgumentParser) -> None:
    """Have a command take a specification."""
    command.add_argument("spec", metavar=_SPEC, help="the specification; - is standard input")


def read_spec(name: str) -> Spec:
    """Read the specification in a file; raise ``BadInput``."""
    try:
        with _opened(name) as file:
            text = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(_SPEC, name, error.strerror, "unreadable") from None
    if len(text) > _MOST_BYTES:
        raise BadInput(_SPEC, name, _MOST_BYTES, "too_many_bytes")
    try:
        return read_text(text.removeprefix(codecs.BOM_UTF8))
    except BadInput as error:
        raise (
            error
            if error.field
            else error.under("standard input" if name == _STANDARD_INPUT else Path(name).name)
        ) from None


def _opened(name: str) -> AbstractContextManager[IO[bytes]]:
    if name != _STANDARD_INPUT:
        return Path(name).open("rb")
    if sys.stdin is None:
        raise BadInput(_SPEC, name, "there is no standard input", "unreadable")
    return nullcontext(sys.stdin.buffer)
