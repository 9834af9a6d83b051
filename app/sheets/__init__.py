"""Exercise sheets: one mini-batch by hand, on paper or in Moodle, with numbers that a hand can work with."""

from .exercise import Exercise, exercises
from .fading import LEVELS
from .moodle import moodle
from .printed import answers, sheets

__all__ = ["LEVELS", "Exercise", "answers", "exercises", "moodle", "sheets"]
