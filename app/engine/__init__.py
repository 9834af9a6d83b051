"""The network and its training in NumPy: knows nothing of time, people or wires."""

from app.engine.checking import BadInput, decode
from app.engine.network import Evaluator
from app.engine.operations import Floats
from app.engine.spec import Spec, schema
from app.engine.training import MADE, Course, Diverged, Position, State, Trainer, Walk

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
