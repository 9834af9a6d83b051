"""Branches: courses of one run that part at a step, each with a name; an edit in the past begins one."""

from collections.abc import Sequence
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from ..engine import BadInput
from ..engine.edits import Edit
from .command import Command

MOST_BRANCHES = 12
"""Of one run, the first among them."""
MOST_NAME = 40
"""Characters of a branch's name."""
MOST_BRANCH_POINTS = 240
"""Points of a branch's losses that are told while another is followed."""

BranchName = Annotated[str, Meta(min_length=1, max_length=MOST_NAME)]
BranchId = Annotated[int, Meta(ge=1, le=2**53)]
LossPoint: TypeAlias = tuple[int, float, float | None]
"""An epoch, and the mean losses of training and test rows."""


def checked_name(name: str) -> str:
    """Give a name as it is kept; raise ``BadInput`` where nobody could read it."""
    if not name.isprintable() or not name.strip():
        raise BadInput("name", name, "letters that can be read", "invalid")
    return " ".join(name.split())


class Branch(Command, frozen=True, tag="branch"):
    """Begin a branch where the run stands, and be on it: what was trained beyond stays on the old one."""

    name: BranchName | None = None
    """Called after what is changed first on it, unless given."""
    without: Annotated[int, Meta(ge=1, le=2**53)] | None = None
    """Which of the run's edits, counted from 1, is not made on it: it parts there, and is trained to here."""

    def __post_init__(self) -> None:
        if self.name is not None:
            checked_name(self.name)


class GoToBranch(Command, frozen=True, tag="go_to_branch"):
    """Be on a branch: at this very step where it came so far, else at its last."""

    branch: BranchId


class RenameBranch(Command, frozen=True, tag="rename_branch"):
    """Give a branch another name."""

    branch: BranchId
    name: BranchName

    def __post_init__(self) -> None:
        checked_name(self.name)


class DeleteBranch(Command, frozen=True, tag="delete_branch"):
    """Let go of a branch, the first one apart; those that part from it part from its parent then.

    Who is on it goes to its parent.
    """

    branch: BranchId


class UndeleteBranch(Command, frozen=True, tag="undelete_branch"):
    """Have the branch back that was deleted last, as it was; the run stays where it is."""


class ReadBranch(Command, frozen=True, tag="read_branch"):
    """Be told the value of a branch; ``branch_value`` answers, and nothing changes."""

    branch: BranchId


BranchCommand: TypeAlias = Branch | GoToBranch | RenameBranch | DeleteBranch | UndeleteBranch | ReadBranch


class BranchInfo(Struct, frozen=True):
    """One branch of the tree."""

    id: int
    name: str | None
    """That was given to it; where none was, the page calls it after what it came of."""
    parent: int | None
    """None of the first one."""
    since: int
    """The step up to which it is its parent's …"""
    since_epoch: int
    """… and how many epochs are whole by then."""
    recorded: int | None
    """The last step that is trained on it …"""
    epochs: int | None
    """… and how many epochs are whole by then; of the one that is followed, frames tell both."""
    edit: Edit | None
    """What was changed where it parts, if it came of that."""
    without: int | None
    """Which of its parent's edits, counted from 1, is not made on it, if it came of that."""


class Branches(Struct, frozen=True, tag_field="type", tag="branches"):
    """The tree: comes whenever it is another."""

    branches: Sequence[BranchInfo]
    """In the order in which they were begun, the first one first."""
    current: int
    """Which is followed."""
    deleted: BranchInfo | None
    """Which would be had back."""


class BranchLine(Struct, frozen=True, tag_field="type", tag="branch_line"):
    """How the losses went on a branch that is not followed: comes when it is left."""

    branch: int
    points: Sequence[LossPoint]
    """From where it parts, at most ``MOST_BRANCH_POINTS``."""


class BranchValue(Struct, frozen=True, tag_field="type", tag="branch_value"):
    """What ``restore`` takes to have a branch elsewhere, with the run's specification."""

    id: int
    branch: int
    edits: Sequence[Edit]
    recorded: int
    """The last step that is trained on it."""


BranchLetter: TypeAlias = Branches | BranchLine | BranchValue
