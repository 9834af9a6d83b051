"""Arrays in ``.npz``: unpacked within bounds, and never as code."""

import io
import zipfile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..engine import BadInput

ZIP = b"PK"
"""What a file begins with that is one."""


def unpacked(text: bytes, most_bytes: int) -> dict[str, NDArray[Any]]:
    """Give the arrays by their names; raise ``BadInput``."""
    try:
        with zipfile.ZipFile(io.BytesIO(text)) as archive:
            size = sum(each.file_size for each in archive.infolist())
        if size > most_bytes:
            raise BadInput("", "the unpacked arrays", most_bytes, "too_many_bytes")
        with np.load(io.BytesIO(text), allow_pickle=False) as arrays:
            return {name: arrays[name] for name in arrays.files}
    except (ValueError, OSError, EOFError, KeyError, zipfile.BadZipFile) as error:
        if isinstance(error, BadInput):
            raise
        raise BadInput("", "a damaged archive", str(error), "unreadable") from None
