"""What a recording has, its version, and its bounds.

A file is a zip of ``recording.json`` and of what that names, each with its length and its SHA-256: the
specification with its own rows, the edits, and arrays of doubles and whole numbers as NumPy writes them.
Nothing in it is code.
"""

from dataclasses import dataclass
from typing import Annotated, TypeAlias

import numpy as np
from msgspec import Meta, Struct
from numpy.typing import NDArray

from ..engine.edits import MOST_INDEX
from ..engine.spec import MAX_FEATURES, MAX_LAYERS, MAX_ROWS, MAX_UNITS
from ..playback.history import MOST_POINTS
from ..playback.recorded import Recorded
from ..protocol import MOST_EPOCHS
from .fingerprint import Fingerprint
from .npy import HEAD_BYTES

Marks: TypeAlias = NDArray[np.uint64]

SUFFIX = ".propscope"
FORMAT = "propscope recording"
VERSION = 1

MOST_BYTES = 40 * 2**20
"""Of a file."""
MOST_KEYFRAME_BYTES = 16 * 2**20
MOST_MARKS = 2**15
"""Each takes a while to make again."""

MOST_BOUNDARIES = MOST_KEYFRAME_BYTES // 128
"""No keyframe takes less."""
COLUMNS = 6
"""Of the metrics: those of a ``Point``, in its order; no number where it has none."""
MOST_SPEC_VALUES = (MAX_ROWS + MAX_UNITS * (MAX_LAYERS + 1)) * (MAX_FEATURES + MAX_UNITS)
"""Numbers, texts, lists and so on: of all rows and all weights, and more."""

MANIFEST = "recording.json"
SPEC, EDITS = "spec.json", "edits.json"
METRICS, BOUNDARIES, KEYFRAMES, MARKS = "metrics.npy", "boundaries.npy", "keyframes.npy", "marks.npy"
MOST_MEMBER_BYTES = {
    MANIFEST: 2**16,
    SPEC: MOST_BYTES,
    EDITS: 2**18,
    METRICS: HEAD_BYTES + 8 * COLUMNS * MOST_POINTS,
    BOUNDARIES: HEAD_BYTES + 8 * 2 * MOST_BOUNDARIES,
    KEYFRAMES: HEAD_BYTES + MOST_KEYFRAME_BYTES,
    MARKS: HEAD_BYTES + 8 * MOST_MARKS,
}
"""What is in a file, and how long each may be when it is unpacked."""

Steps = Annotated[int, Meta(ge=0, le=MOST_INDEX)]


class Member(Struct, frozen=True, forbid_unknown_fields=True):
    """How what a file has is known again."""

    bytes: Annotated[int, Meta(ge=0)]
    sha256: str


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """What ``recording.json`` says."""

    format: str
    version: Annotated[int, Meta(ge=1, le=VERSION)]
    made_on: Fingerprint
    index: Steps
    """Where the run stood."""
    recorded: Steps
    """Its last step."""
    stride: Annotated[int, Meta(ge=1, le=MOST_EPOCHS)]
    """Every so many epochs are in the metrics."""
    every: Steps
    """Every so many steps have a mark; 0 where none has."""
    members: dict[str, Member]


@dataclass(frozen=True, eq=False)
class Recording:
    """What is recorded of a run, on what, and a hash of what every so many steps made (``marks``)."""

    run: Recorded
    made_on: Fingerprint
    every: int
    marks: Marks
