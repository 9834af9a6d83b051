"""The recording that a command works on: a file, or standard input."""

import argparse
import io

from ..engine import BadInput
from ..recordings import MOST_BYTES, Recording, read
from .specification import opened

RECORDING = "RUN.propscope"


def add_recording(command: argparse.ArgumentParser) -> None:
    """Have a command take a recording."""
    command.add_argument("recording", metavar=RECORDING, help="the recording; - is standard input")


def read_recording(name: str) -> Recording:
    """Read the recording in a file; raise ``BadInput``."""
    try:
        with opened(name, RECORDING) as file:
            return read(file if file.seekable() else io.BytesIO(file.read(MOST_BYTES + 1)))
    except OSError as error:
        raise BadInput(RECORDING, name, error.strerror, "unreadable") from None
