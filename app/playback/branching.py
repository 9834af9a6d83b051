"""Branches begun, gone to, and deleted: another line is followed where we stand or were going."""

from collections.abc import Callable
from functools import partial

from ..protocol import Branch, checked_name
from . import told_branches
from .asking import Asked, Doing
from .drive import Drive
from .journey import Journey


def begin(drive: Drive, command: Branch, asked: Asked) -> Doing:
    """Begin a branch here, or one without an edit."""
    branches, left = drive.branches, drive.branches.current
    name = None if command.name is None else checked_name(command.name)
    branches.tree.check_room()
    if command.without is not None:
        without = branches.check_number(command.without)
        yield from take(drive, partial(branches.leave_out, without, name), asked)
        return
    yield from drive.leaving()
    drive.timeline.part(branches.tree.next_course)
    branches.begin(drive.index, name=name)
    yield from told_branches.changed(branches, left)
    yield from drive.reporter.changing()
    yield from drive.answer(asked)


def go(drive: Drive, number: int, asked: Asked) -> Doing:
    """Be on a branch, at this very step or at its last."""
    branch = drive.branches.tree.find(number)
    yield from take(drive, partial(drive.branches.go, branch), asked)


def rename(drive: Drive, number: int, name: str) -> Doing:
    """Give a branch another name."""
    drive.branches.tree.rename(number, checked_name(name))
    yield told_branches.letter(drive.branches)


def delete(drive: Drive, number: int, asked: Asked) -> Doing:
    """Let go of a branch; from the one that is followed go to its parent."""
    branches = drive.branches
    branch = branches.tree.check_deletable(number)
    if branch is branches.current:
        yield from take(drive, partial(branches.leave, undone=False), asked)
        return
    branches.delete(branch)
    yield told_branches.letter(branches)
    yield from drive.answer(asked)


def undelete(drive: Drive) -> Doing:
    """Have the branch back that was deleted last."""
    had_back = drive.branches.tree.undelete()
    yield from told_branches.changed(drive.branches, had_back)


def take(drive: Drive, onto: Callable[[int], int], asked: Asked) -> Doing:
    """Be on another line, to stand where we do or were going, and play on if we would have.

    ``onto`` follows it, and gives where we can stand on it.
    """
    if drive.journey:
        target, then = drive.journey.target, drive.journey.then
    else:
        player = drive.player
        target, then = drive.index, player.command if player.playing else None
    yield from drive.leaving()
    drive.player.stop()
    left = drive.branches.current
    target = onto(target)
    yield drive.run.edits_letter()
    yield from told_branches.changed(drive.branches, left)
    if left is not drive.branches.current:
        yield drive.reporter.news()
    yield from drive.set_out(Journey(asked, target, then))
