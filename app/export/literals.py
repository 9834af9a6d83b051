"""Arrays as Python text that makes them again, bit for bit."""

import zlib
from base64 import b64encode
from textwrap import wrap

import numpy as np

from ..engine import Floats

_MOST_WRITTEN = 200
"""More numbers than these are packed: nobody reads them."""
_WIDTH = 100

UNPACKED = '''def unpacked(text, *shape):
    """Doubles that were packed to be short."""
    return np.frombuffer(zlib.decompress(b64decode(text)), "<f8").reshape(shape)
'''
"""What packed arrays call."""


def literal(array: Floats) -> str:
    """Write an array as an expression."""
    array = np.ascontiguousarray(array, dtype="<f8")
    if array.size > _MOST_WRITTEN:
        lines = wrap(b64encode(zlib.compress(array.tobytes(), 9)).decode(), _WIDTH)
        text = "\n".join(lines)
        return f'unpacked("""\n{text}\n""", {", ".join(map(str, array.shape))})'
    if array.size == 0:
        return f"np.empty({array.shape})"
    rows = ",\n    ".join(repr(row) for row in array.tolist())
    return f"np.array([\n    {rows},\n])"
