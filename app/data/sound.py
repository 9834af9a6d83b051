"""Spoken words: what each row sounds like, as a file that any browser plays."""

import io
import wave
from functools import cache

import numpy as np

from . import tables
from .adpcm import packed_bytes, unpacked

RATE_HZ = 8000
FRAMES = 12
PERIOD_S = 0.05
"""From one column of the picture to the next."""
_SAMPLE_BYTES = 2


def wav(kind: str, row: int) -> bytes:
    """Give the sound of a row of a table as a WAV file; raise ``IndexError`` where there is no such row."""
    counts, starts, content = _index(kind)
    if not 0 <= row < len(counts):
        raise IndexError(row)
    count, start = counts[row], starts[row]
    samples = unpacked(content[start : start + packed_bytes(count)], count)
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(_SAMPLE_BYTES)
        writer.setframerate(RATE_HZ)
        writer.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()


@cache
def _index(kind: str) -> tuple[list[int], list[int], bytes]:
    """Read how many samples each row has, where they begin, and all of them.

    The file is a count for each row, two bytes each, little-endian, then row after row.
    """
    content = tables.content(f"{kind}.adpcm")
    head = _SAMPLE_BYTES * tables.manifest()[kind]["rows"]
    counts = np.frombuffer(content[:head], dtype="<u2").tolist()
    ends = head + np.cumsum([packed_bytes(count) for count in counts])
    return counts, [head, *ends[:-1].tolist()], content
