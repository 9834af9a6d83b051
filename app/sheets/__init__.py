"""Exercise sheets: one mini-batch by hand, on paper or in Moodle, with numbers that a hand can work with."""

from .exercise import MOST_PUPILS, Exercise, exercises
from .fading import LEVELS
from .files import files, packed
from .friendly import MOST_ROWS
from .lines import blocks

__all__ = ["LEVELS", "MOST_PUPILS", "MOST_ROWS", "Exercise", "blocks", "exercises", "files", "packed"]
