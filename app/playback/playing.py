"""Playing: as time passes steps are made, or gone back, until something stops it."""

from ..engine import BadInput
from ..protocol import Play
from .asking import Asked, Doing
from .drive import Drive
from .journey import Journey
from .pieces import Pieces
from .winding import has_ended, leads_to, passes, turns


def play(drive: Drive, command: Play) -> Doing:
    """Play from now on."""
    data = drive.view.data
    if command.until_accuracy is not None and data.task != "classification":
        raise BadInput("until_accuracy", command.until_accuracy, data.label, "no_classes")
    yield from drive.interrupted()
    drive.player.start(command, drive.run)


def play_on(drive: Drive, dt: float, most: int) -> Doing:
    """Let ``dt`` seconds pass, and make at most ``most`` steps for them."""
    player, run = drive.player, drive.run
    if turns(player, run):
        yield from _play_otherwise(drive, dt, most)
    elif steps := player.due(dt, most, run):
        shown = _play_each if player.shows_propagations else _play_many
        yield from shown(drive, steps)


def play_one(drive: Drive) -> Doing:
    """Make one propagation and show just what it made."""
    player, run, here = drive.player, drive.run, drive.index
    went_on = player.allowed(1, run) and (yield from drive.forward(1))
    yield from _halt(drive, here)
    if not went_on or drive.index == here:
        player.stop()
        yield drive.playback()
        return
    evaluated = yield from run.evaluating_here()
    yield drive.reporter.stepping()
    if drive.reporter.has_news:
        yield drive.reporter.news()
    if evaluated:
        yield drive.playback()
    if player.playing and (drive.stops.stopped or player.has_reached(run)):
        player.stop()
        yield drive.playback()


def _play_otherwise(drive: Drive, dt: float, most: int) -> Doing:
    """Go back, or round a loop, as far as time leads, or to the last stop on the way there."""
    player, run, stops = drive.player, drive.run, drive.stops
    target = stops.goal
    if target is None:
        target = leads_to(player, run, dt, most)
    if target is not None and passes(player, run):
        target = yield from stops.play_back(run, target, most)
    if target is not None:
        yield from _wind(drive, target)


def _wind(drive: Drive, target: int) -> Doing:
    """Stand at a recorded step to which playing leads, and play on from there unless it stops there."""
    player, run, stopped = drive.player, drive.run, drive.stops.stopped
    journey = Journey(Asked(None, 0), target, None if stopped else player.command)
    if journey.takes_long(run):
        yield from drive.set_out(journey)
        return
    journey.follow(run)
    player.arrive(run)
    if stopped or has_ended(player, run):
        player.stop()
        yield from drive.arrived()
        yield drive.playback()
        return
    if player.each_shown and (yield from run.evaluating_here()):
        yield drive.playback()
    yield from drive.reporter.now_and_then(drive.frame_s, player.each_shown)


def _play_each(drive: Drive, steps: int) -> Doing:
    """Make propagations and show every one."""
    for _ in range(steps):
        if drive.player.playing:
            yield from play_one(drive)


def _play_many(drive: Drive, steps: int) -> Doing:
    """Make many propagations and show where they led, no more often than can be seen."""
    player, run, here = drive.player, drive.run, drive.index
    steps = player.allowed(steps, run)
    went_on = steps and (yield from drive.forward(steps))
    yield from _halt(drive, here)
    if went_on and not drive.stops.stopped and not player.has_reached(run):
        surely = player.each_shown and player.is_at_goal(run)
        yield from drive.reporter.now_and_then(drive.frame_s, surely)
        return
    player.stop()
    drive.reporter.shown()
    yield from drive.arrived()
    yield drive.playback()


def _halt(drive: Drive, since: int) -> Pieces[None]:
    """Stand at the first stop that was played over since a step, if there is one."""
    hit = yield from drive.stops.played(drive.run, since)
    if hit and hit.index != drive.index:
        drive.timeline.seek(hit.index)
