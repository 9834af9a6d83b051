"""A run saved for a page that plays without us: which mini-batches, and how they are packed."""

from .choosing import Choice, Epochs
from .process import saved_beside
from .recorded import Wishes, saved_recorded
from .saving import Saved, head_of, run_of_recording, run_of_spec, saved

__all__ = [
    "Choice",
    "Epochs",
    "Saved",
    "Wishes",
    "head_of",
    "run_of_recording",
    "run_of_spec",
    "saved",
    "saved_beside",
    "saved_recorded",
]
