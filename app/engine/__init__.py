"""The network and its training in NumPy: knows nothing of time, people or wires."""

from .checking import BadInput, decode
from .network import Evaluator
from .operations import Floats
from .spec import Spec, schema
from .training import MADE, Course, Diverged, Position, State, Trainer, Walk

__all__ = [
    "MADE",
    "BadInput",
    "Course",
    "Diverged",
    "Evaluator",
    "Floats",
    "Position",
    "Spec",
    "State",
    "Trainer",
    "Walk",
    "decode",
    "schema",
]
