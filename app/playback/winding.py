"""Playing otherwise than straight on: backwards, and round and round between two steps of a loop."""

from ..engine import BadInput
from ..protocol import Loop
from .player import Player
from .run import Run


def checked(loop: Loop | None, run: Run) -> Loop | None:
    """Give a loop; raise ``BadInput`` where its ends are not in order, or the run cannot go so far."""
    if loop and loop.last <= loop.first:
        raise BadInput("loop.last", loop.last, loop.first + 1, "too_small")
    if loop and loop.last > run.last_index:
        raise BadInput("loop.last", loop.last, run.last_index, "too_large")
    return loop


def turns(player: Player, run: Run) -> bool:
    """Whether what is played next is not the step after this one."""
    loop = player.loop
    if player.backward or not loop:
        return player.backward
    is_before = run.index < loop.first <= run.timeline.recorded
    return is_before or run.index >= loop.last


def leads_to(player: Player, run: Run, dt: float, most: int) -> int | None:
    """Let ``dt`` seconds pass; give the recorded step to which they lead, or None while nothing is due.

    Without a limit of speed it is at most about ``most`` steps back.
    """
    units = player.units_due(dt)
    if units == 0:
        player.arrive(run)
        return None
    here, recorded = run.index, run.timeline.recorded
    loop = player.loop or Loop(0, recorded)
    first, last = min(loop.first, recorded), min(loop.last, recorded)
    if not player.backward:
        return first
    if player.loop and not first < here <= last:
        return last
    back = here - run.whole(most) if units is None else run.target(here, -units, player.unit)
    return max(first, run.begins_at(back) if units is None else back)


def passes(player: Player, run: Run) -> bool:
    """Whether all that lies between here and where it leads is played, and not left out by a loop."""
    loop = player.loop
    return player.backward and (loop is None or loop.first < run.index <= loop.last)


def has_ended(player: Player, run: Run) -> bool:
    """Whether there is nothing more to play backwards."""
    return player.backward and player.loop is None and run.index == 0
