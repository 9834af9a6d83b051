"""Going to a step: to one that is named, so many units on, or to where something becomes true."""

from ..engine import BadInput
from ..protocol import Search, Seek, Step
from .asking import Asked, Doing
from .drive import Drive
from .journey import Journey
from .playing import play_one
from .search.errands import SearchErrand, check_room


def seek(drive: Drive, command: Seek, asked: Asked) -> Doing:
    """Stand at a recorded step."""
    recorded = drive.timeline.recorded
    if command.index > recorded:
        raise BadInput("index", command.index, recorded, "not_recorded")
    yield from drive.interrupted()
    yield from drive.set_out(Journey(asked, command.index))


def step(drive: Drive, command: Step, asked: Asked) -> Doing:
    """Go to where a number of units leads from here, or from where we were going."""
    origin = drive.journey.target if drive.journey else drive.index
    target = drive.run.target(origin, command.count, command.unit)
    yield from drive.interrupted()
    if target == drive.index + 1:
        drive.player.stop()
        yield from play_one(drive)
        yield from drive.answer(asked)
    else:
        yield from drive.set_out(Journey(asked, target))


def search(drive: Drive, command: Search, asked: Asked) -> Doing:
    """Have it searched for where something becomes true."""
    check_room(drive.looks.held + drive.view.bytes, drive.spare)
    search = SearchErrand(drive.run, command, asked)
    yield from drive.interrupted()
    drive.player.stop()
    drive.stops.begin(search)
    yield drive.playback()


def search_on(drive: Drive, most: int) -> Doing:
    """Look on for what is searched for, and go there once it is found."""
    ended = yield from drive.stops.search_on(most)
    if ended is None:
        if drive.stops.is_to_tell():
            yield drive.playback()
    elif ended.hit is None:
        yield from drive.answer(ended.asked)
    else:
        yield from drive.set_out(Journey(ended.asked, ended.hit.index))
