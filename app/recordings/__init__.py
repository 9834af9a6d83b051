"""Recordings: a run as one file, and whether a machine computes the same again."""

from .computing import Difference, Verdict, record, verify
from .fingerprint import Fingerprint, fingerprint
from .reading import read, read_file
from .recording import MOST_BYTES, SUFFIX, Recording
from .words import verdict_in_json, verdict_in_words
from .writing import written

__all__ = [
    "MOST_BYTES",
    "SUFFIX",
    "Difference",
    "Fingerprint",
    "Recording",
    "Verdict",
    "fingerprint",
    "read",
    "read_file",
    "record",
    "verdict_in_json",
    "verdict_in_words",
    "verify",
    "written",
]
