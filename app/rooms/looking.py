"""Looking about: how far a follower may go by itself in a class's run, without a copy to change."""

from ..engine import BadInput
from ..engine.edits import MOST_INDEX
from ..protocol import Pacing, Pause, Probe, Restore, RunCommand, Seek, SweepCommand
from .classroom import Class, not_allowed

Steps = tuple[int, int]
"""The first and the last."""


def steps_to_look_at(pacing: Pacing, window: Steps | None, recorded: int) -> Steps | None:
    """Give how far followers may go where so much is recorded of the class's run; None: nowhere."""
    match pacing:
        case "follow":
            return None
        case "window":
            return window or (0, recorded)
        case "free":
            return 0, MOST_INDEX


def check_look(command: RunCommand | SweepCommand, held: Class, recorded: int) -> None:
    """Raise ``BadInput`` where a run that is there to look at may not do this: it only goes to steps."""
    if isinstance(command, Probe | Pause):
        return
    steps = steps_to_look_at(held.pacing, held.window, recorded)
    if not isinstance(command, Restore | Seek) or steps is None:
        raise not_allowed(command)
    if isinstance(command, Restore) and command.playing:
        raise not_allowed(command)
    first, last = steps
    if command.index < first:
        raise BadInput("index", command.index, first, "too_small")
    if command.index > last:
        raise BadInput("index", command.index, last, "too_large")
