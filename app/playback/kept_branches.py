"""The branches of a run written down, so that another process can go on with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct

from ..engine.edits import Edit, Edits, canonical
from ..protocol import HistoryPoint, Restore
from .branch_tree import Branch, Deleted
from .branches import Branches
from .changes import Changes
from .history import History, Point
from .recorded import Recorded


class KeptBranch(Struct, frozen=True, array_like=True):
    """A branch written down; of the one that is followed the run itself says what it is worth."""

    id: int
    parent: int | None
    since: int
    first: int
    name: str | None
    edit: Edit | None
    without: int | None
    edits: Edits
    recorded: int
    stride: int
    points: Sequence[HistoryPoint]
    taken_back: tuple[Edits, ...] = ()


class KeptDeleted(Struct, frozen=True, array_like=True):
    """A branch that can be had back written down, as ``Deleted`` has it."""

    branch: KeptBranch
    children: dict[int, int]
    undone: bool
    changes_undone: int = 0


class KeptBranches(Struct, frozen=True, array_like=True):
    """A tree written down, so that another process can go on with it."""

    branches: tuple[KeptBranch, ...]
    current: int
    newest: int
    deleted: tuple[KeptDeleted, ...] = ()


@dataclass(frozen=True)
class Restoring:
    """Asks for a run to be stood in with all its branches, as another process wrote them down."""

    restore: Restore
    kept: KeptBranches | None
    taken_back: tuple[Edits, ...] = ()
    """What can be made again of the branch that is followed."""
    computed: Recorded | None = None
    """What was computed of it by a machine that computes the same, as far as that was kept."""

    @property
    def id(self) -> int:
        """Number the command, as its answer does."""
        return self.restore.id


def written(branches: Branches) -> KeptBranches | None:
    """Write them down; None where there is but the one that a run begins with."""
    tree = branches.tree
    if not tree.has_grown:
        return None
    return KeptBranches(
        tuple(_written(branches, branch) for branch in tree.all.values()),
        tree.current.id,
        tree.newest,
        tuple(
            KeptDeleted(_written(branches, each.branch), each.children, each.undone, each.changes_undone)
            for each in tree.deleted
        ),
    )


def take_up(branches: Branches, kept: KeptBranches, edits: Edits, target: int) -> None:
    """Have a run that is not begun have the branches written down, and follow the one that was followed.

    That has these edits, and is to stand at ``target`` next. Raise ``BadInput`` where the run cannot have
    such edits.
    """
    tree, timeline = branches.tree, branches.timeline
    followed = {one.id: _read(one) for one in kept.branches}
    deleted = [
        Deleted(_read(each.branch), dict(each.children), each.undone, each.changes_undone)
        for each in kept.deleted
    ]
    others = [one for one in kept.branches if one.id != kept.current] + [each.branch for each in kept.deleted]
    for one in others:
        timeline.take_up(one.edits, _read(one).course, one.recorded, _history(one))
    tree.all, tree.deleted, tree.newest = followed, deleted, kept.newest
    tree.be_on(followed[kept.current])
    timeline.take_up(canonical(timeline.spec, edits), tree.current.course, target)
    timeline.follow(edits, target, tree.current.course)
    tree.current.changes = Changes(timeline.edits, tree.current.first)


def _written(branches: Branches, branch: Branch) -> KeptBranch:
    tip, is_followed = branches.tip(branch), branch is branches.current
    return KeptBranch(
        branch.id,
        branch.parent,
        branch.since,
        branch.first,
        branch.name,
        branch.edit,
        branch.without,
        () if is_followed else tip.edits,
        0 if is_followed else tip.recorded,
        tip.history.stride,
        () if is_followed else [point.told for point in tip.history.points],
        () if is_followed else branch.changes.taken_back,
    )


def _read(kept: KeptBranch) -> Branch:
    made, changes = (kept.name, kept.edit, kept.without), Changes(kept.edits, kept.first)
    changes.take_up(kept.taken_back)
    return Branch(kept.id, kept.parent, kept.since, kept.first, *made, changes)


def _history(kept: KeptBranch) -> History:
    history = History()
    history.points, history.stride = [Point(*point) for point in kept.points], kept.stride
    return history
