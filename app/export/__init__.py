"""Export: a run as code, weights, data and predictions, for whoever made it to take home."""

from .kinds import KINDS, Kind
from .trained import Trained, trained

__all__ = ["KINDS", "Kind", "Trained", "trained"]
