"""The network and its training in NumPy: knows nothing of time, people or wires."""

from .checking import decode
from .evaluator import Evaluator
from .operations import Floats
from .refusal import BadInput, Code
from .spec import Spec, newer, read_spec, schema
from .stepper import Stepper
from .steps import MADE, Diverged, Position, Schedule, State
from .trainer import Trainer

__all__ = [
    "MADE",
    "BadInput",
    "Code",
    "Diverged",
    "Evaluator",
    "Floats",
    "Position",
    "Schedule",
    "Spec",
    "State",
    "Stepper",
    "Trainer",
    "decode",
    "newer",
    "read_spec",
    "schema",
]
