"""What is told of a run's branches: the tree, how losses went on those that were left, what one is worth."""

from collections.abc import Sequence

from ..protocol import MOST_BRANCH_POINTS, BranchInfo, BranchLine, BranchValue, ReadBranch
from ..protocol import Branches as BranchesLetter
from .branch_tree import Branch
from .branches import Branches


def everything(branches: Branches) -> Sequence[BranchesLetter | BranchLine]:
    """Say all there is to say of them, if anything is."""
    tree = branches.tree
    return [letter(branches), *(line(branches, other) for other in tree.others)] if tree.has_grown else []


def changed(branches: Branches, left: Branch) -> Sequence[BranchesLetter | BranchLine]:
    """Say what the tree is, if it is one, and how the losses went on the branch that was left."""
    tree = branches.tree
    if not tree.has_grown:
        return []
    return [letter(branches), *([line(branches, left)] if left in tree.others else [])]


def letter(branches: Branches) -> BranchesLetter:
    """Say what the tree is."""
    tree = branches.tree
    last = tree.last_deleted(undone=False)
    told = [_told(branches, branch) for branch in tree.all.values()]
    return BranchesLetter(told, tree.current.id, _told(branches, last.branch) if last else None)


def line(branches: Branches, branch: Branch) -> BranchLine:
    """Say how the losses went on a branch, from where it parts."""
    tip, since = branches.tip(branch), branches.since(branch)
    first, _ = branches.timeline.schedule_with(tip.edits).epochs(since)
    points = [point for point in tip.history.points if point.epoch >= first]
    each = -(-len(points) // (MOST_BRANCH_POINTS - 1)) or 1
    told = [point for place, point in enumerate(points) if place % each == 0 or place == len(points) - 1]
    return BranchLine(branch.id, [(point.epoch, point.train_loss, point.test_loss) for point in told])


def value(branches: Branches, asked: ReadBranch) -> BranchValue:
    """Say what a branch is worth; raise ``BadInput`` where there is none of this number."""
    tip = branches.tip(branches.tree.find(asked.branch))
    return BranchValue(asked.id, asked.branch, tip.edits, tip.recorded)


def _told(branches: Branches, branch: Branch) -> BranchInfo:
    tip, since = branches.tip(branch), branches.since(branch)
    schedule = branches.timeline.schedule_with(tip.edits)
    recorded = None if branch is branches.current else tip.recorded
    return BranchInfo(
        branch.id,
        branch.name,
        branch.parent,
        since,
        schedule.epochs(since)[0],
        recorded,
        None if recorded is None else schedule.epochs(recorded)[0],
        branch.edit,
        branch.without,
    )
