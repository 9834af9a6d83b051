"""Recordings: a run as one file, and whether a machine computes the same again."""

from .computing import Difference, Verdict, record, recording_of, verify
from .fingerprint import Fingerprint, fingerprint
from .reading import read, read_file, reading
from .recording import MOST_BYTES, SUFFIX, Recording
from .words import how_played, verdict_in_json, verdict_in_words
from .writing import written

__all__ = [
    "MOST_BYTES",
    "SUFFIX",
    "Difference",
    "Fingerprint",
    "Recording",
    "Verdict",
    "fingerprint",
    "how_played",
    "read",
    "read_file",
    "reading",
    "record",
    "recording_of",
    "verdict_in_json",
    "verdict_in_words",
    "verify",
    "written",
]
