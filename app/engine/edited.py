"""The steps of a run that is changed on the way, one after the other."""

from collections.abc import Iterator
from itertools import count

from .edits import Edits, spec_at
from .operations import Floats
from .spec import Spec
from .stepper import Stepper
from .steps import State


def stepping(spec: Spec, edits: Edits, x: Floats, y: Floats) -> Iterator[State]:
    """Give the state after every step, whose edits fit the run; raise ``Diverged`` where it is not finite.

    ``x`` (rows, features) and ``y`` (rows, outputs) are the training rows.
    """
    stepper = Stepper(spec, x, y)
    for index in count():
        here = tuple(edit for edit in edits if edit.index == index)
        now = spec_at(spec, edits, index) if here else spec
        settle(stepper, now, here)
        stepper.advance(1)
        yield stepper.state()


def settle(stepper: Stepper, spec: Spec, here: Edits) -> None:
    """Let what is changed where a run stands take effect: ``spec`` is what is in force from there on."""
    if any(edit.between for edit in here):
        stepper.change(spec, [edit.parameter for edit in here if edit.parameter])
    elif here:
        stepper.set_learning_rate(spec.optimizer.learning_rate)
