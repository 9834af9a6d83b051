"""What is changed on the way, and taken back: a new setting or a parameter set by hand, undo and redo."""

from ..engine import BadInput, Diverged, Spec
from ..engine.edits import Edit, Edits, check_parameter
from ..protocol import MOST_EDITS, SetParameter
from . import told_branches
from .asking import Asked, Doing
from .branching import take
from .drive import Drive
from .taking_up import begin, other, resolved


def configure(drive: Drive, spec: Spec) -> Doing:
    """Take a new specification; where edits can make it hold the run goes on from here."""
    spec = resolved(spec)
    edits = _edits_to(drive, spec)
    if edits is None:
        yield from begin(drive, (yield from other(drive, spec)))
    else:
        yield from _change(drive, edits)


def set_parameter(drive: Drive, command: SetParameter) -> Doing:
    """Set a weight or a bias by hand."""
    network, spec = drive.timeline.stepper.network, drive.run.spec
    check_parameter(command.parameter, network, spec.use_biases, "parameter")
    edit = Edit(drive.run.pass_begun, parameter=command.parameter)
    yield from _change(drive, (edit,), command.goes_on)


def undo(drive: Drive, asked: Asked) -> Doing:
    """Take back what was changed last."""
    if not drive.branches.can_undo:
        raise BadInput("type", "undo", None, "nothing_changed")
    yield from take(drive, drive.branches.undo, asked)


def redo(drive: Drive, asked: Asked) -> Doing:
    """Have back what was taken back last."""
    if not drive.branches.can_redo:
        raise BadInput("type", "redo", None, "nothing_changed")
    if drive.branches.taken_back:
        drive.branches.tree.check_room()
    yield from take(drive, drive.branches.redo, asked)


def _edits_to(drive: Drive, spec: Spec) -> Edits | None:
    try:
        return drive.run.edits_to(spec)
    except BadInput as error:
        raise error.under("spec") from None


def _change(drive: Drive, new: Edits, goes_on: bool = False) -> Doing:
    """Change something where we stand, and play on where we play; in the past, on a branch."""
    if not new:
        yield from drive.interrupted()
        return
    run = drive.run
    if len(run.edits) + len(new) > MOST_EDITS:
        raise BadInput("edits", len(run.edits) + len(new), MOST_EDITS, "too_large")
    branches, left = drive.branches, drive.branches.current
    course = branches.course_for(new)
    yield from drive.leaving()
    before = run.edits
    try:
        drive.timeline.edit(new, course)
    except Diverged:
        drive.player.stop()
    if course is not None:
        branches.begin(min(edit.index for edit in new), edit=new[0])
    elif run.edits != before:
        branches.made(before, new, goes_on)
    yield from told_branches.changed(branches, left)
    if any(edit.between for edit in new):
        yield from run.evaluating_here()
    yield from drive.reporter.changing()
