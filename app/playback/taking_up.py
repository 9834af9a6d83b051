"""Another run in place of the one that is driven: begun anew, as a value of it says, or as recorded."""

from ..data import resolve
from ..engine import BadInput, Spec
from ..protocol import Play, Restore
from . import told_branches
from .asking import Asked, Doing
from .branches import Branches
from .drive import Drive
from .handing_over import remembering
from .history import Point
from .journey import Journey
from .kept_branches import Restoring, take_up
from .pieces import Pieces
from .recorded import Recorded
from .run import Run, opening, replaying
from .winding import checked


def begin(drive: Drive, run: Run) -> Doing:
    """Leave the run we are in for another."""
    yield from drive.leaving()
    stops = drive.stops.conditions
    drive.be_at_start(run)
    drive.stops.keep(run, stops)
    yield from drive.reporter.beginning()


def other(drive: Drive, spec: Spec, start: Point | None = None) -> Pieces[Run]:
    """Open another run in place of this one."""
    try:
        return (yield from opening(spec, drive.run.id + 1, drive.spare, drive.run.bytes, start))
    except BadInput as error:
        raise error.under("spec") from None


def reset(drive: Drive) -> Doing:
    """Begin anew with the specification in force here."""
    yield from begin(drive, (yield from other(drive, drive.timeline.spec_here)))


def restore(drive: Drive, command: Restore, asked: Asked, restoring: Restoring | None = None) -> Doing:
    """Stand where a value of a run says; go on with what is recorded where it is of this run."""
    if command.if_unused and not drive.unused:
        yield from drive.answer(asked)
        return
    spec, here = resolved(command.spec), drive.run
    start = restoring.computed.start if restoring and restoring.computed else None
    is_here = spec == here.spec and not restoring
    run = here if is_here else (yield from other(drive, spec, start))
    if command.index > run.last_index:
        raise BadInput("index", command.index, run.last_index, "too_large")
    run.check(command.edits)
    loop = checked(command.loop, run)
    drive.stops.check(run, command.stops)
    if run is here:
        drive.branches.check_restoring(command.edits)
    left = drive.branches.current
    yield from drive.leaving()
    if run is not here:
        drive.be_at_start(run)
    drive.stops.set(run, command.stops)
    drive.player.stop()
    drive.player.set_speed(command.speed, command.unit, run)
    drive.player.loop = loop
    yield from _follow(drive, command, restoring)
    yield from drive.reporter.beginning()
    yield from told_branches.changed(drive.branches, left)
    yield from drive.set_out(Journey(asked, command.index, _then(drive, command)))


def replay(drive: Drive, recorded: Recorded, asked: Asked) -> Doing:
    """Stand in a recorded run where it stood."""
    run = yield from replaying(recorded, drive.run.id + 1, drive.spare, freed=drive.run.bytes)
    yield from drive.leaving()
    drive.be_at_start(run)
    drive.branches = Branches(drive.timeline, drive.timeline.edits)
    yield from drive.reporter.beginning()
    yield from drive.set_out(Journey(asked, recorded.index))


def resolved(spec: Spec) -> Spec:
    """Fill in what a specification leaves to its data set, or say which field of it does not fit."""
    try:
        return resolve(spec)
    except BadInput as error:
        raise error.under("spec") from None


def _follow(drive: Drive, command: Restore, restoring: Restoring | None) -> Pieces[None]:
    """Be on the line that a value of a run says, with what another process has kept of it."""
    branches = drive.branches
    if restoring and restoring.kept:
        take_up(branches, restoring.kept, command.edits, command.index)
    else:
        branches.restore(command.edits, command.index)
    if restoring:
        branches.current.changes.take_up(restoring.taken_back)
    if restoring and restoring.computed:
        yield from remembering(drive.timeline, restoring.computed)


def _then(drive: Drive, command: Restore) -> Play | None:
    """Give how to play on from there."""
    until_accuracy = command.until_accuracy if drive.view.data.task == "classification" else None
    play = Play(command.id, command.until_epoch, until_accuracy, command.backward)
    return play if command.playing else None
