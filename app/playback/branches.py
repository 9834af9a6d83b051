"""The branches of a run on its timeline: each is a course of it, which one can go back to.

What a branch is worth, ``(spec, edits)``, how far it is trained and how its losses went is its course's,
which the timeline keeps. Here is how one gets from one to another, and what undo takes back.
"""

from collections.abc import Sequence

from ..engine import BadInput
from ..engine.edits import Edit, Edits, canonical, edited
from .branch_tree import Branch, Tree
from .changes import Changes
from .line import Line, shared
from .timeline import Timeline


class Branches:
    """The branches of a run, one of which is followed."""

    def __init__(self, timeline: Timeline, edits: Edits = ()) -> None:
        """Begin with the one course of a run that has these edits."""
        self.timeline = timeline
        self.tree = Tree(edits)

    @property
    def current(self) -> Branch:
        """The branch that is followed."""
        return self.tree.current

    def tip(self, branch: Branch) -> Line:
        """Give what a branch is worth."""
        return self.timeline.lines.tip(branch.course)

    def since(self, branch: Branch) -> int:
        """Give the step up to which a branch is its parent's, whatever either has become."""
        parent = self.tree.all.get(branch.parent or 0)
        parts = shared(self.tip(parent).edits, self.tip(branch).edits) if parent else branch.since
        return int(min(branch.since, parts))

    def begin(
        self, since: int, *, name: str | None = None, edit: Edit | None = None, without: int | None = None
    ) -> None:
        """Begin a branch of the one that is followed, which the timeline is on already."""
        self.tree.begin(since, self.timeline.edits, name, edit, without)
        self._forget(self.tree.forget_undone())

    def made(self, before: Edits, new: tuple[Edit, ...], goes_on: bool) -> None:
        """Remember what there was before new edits on the branch that is followed."""
        self.tree.made(before, new, self.timeline.edits, goes_on=goes_on)
        self._forget(self.tree.forget_undone())

    def course_for(self, new: Sequence[Edit]) -> int | None:
        """Give the course on which edits are made here: None is that which is followed.

        In the past it is one of their own, where they change anything. Raises ``BadInput`` where there is no
        room for a branch more.
        """
        timeline = self.timeline
        if timeline.recorded == timeline.index:
            return None
        if edited(timeline.spec, timeline.edits, timeline.index, new) == timeline.edits:
            return None
        self.tree.check_room()
        return self.tree.next_course

    def check_number(self, number: int) -> int:
        """Give the number of an edit, counted from 1; raise ``BadInput`` where there are not so many."""
        if number > len(self.timeline.edits):
            raise BadInput("without", number, len(self.timeline.edits), "too_large")
        return number

    def leave_out(self, number: int, name: str | None, target: int) -> int:
        """Begin a branch without an edit, to stand at ``target`` next."""
        edits = self.timeline.edits
        self.timeline.follow((*edits[: number - 1], *edits[number:]), target, self.tree.next_course)
        self.begin(edits[number - 1].index, name=name, without=number)
        return target

    def go(self, branch: Branch, target: int) -> int:
        """Be on a branch, to stand at ``target`` next, or at its last step; give which."""
        target = min(target, self.tip(branch).recorded)
        self.follow(branch, target)
        return target

    def leave(self, target: int, *, undone: bool) -> int:
        """Delete the branch that is followed, and go to its parent."""
        left = self.current
        self.follow(self.tree.parent(left), target)
        self.delete(left, undone=undone)
        return target if undone else min(target, self.timeline.recorded)

    def undo(self, target: int) -> int:
        """Take back what was changed last, or the branch that it began."""
        changes = self.current.changes
        if not changes.can_undo:
            return self.leave(target, undone=True)
        self.timeline.follow(changes.undone(self.timeline.edits), target)
        return target

    def redo(self, target: int) -> int:
        """Have back what was taken back last."""
        if self.taken_back:
            self.follow(self.tree.undelete(undone=True), target)
            return target
        self.timeline.follow(self.current.changes.redone(self.timeline.edits), target)
        return target

    def delete(self, branch: Branch, *, undone: bool = False) -> None:
        """Let go of a branch that is not followed."""
        self.tree.delete(branch, undone=undone)
        self._forget(self.tree.forget_deleted())

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back: on a branch that it began is one."""
        return self.current.changes.can_undo or self.current.parent is not None

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back, and nothing changed since."""
        return self.current.changes.can_redo or self.taken_back is not None

    @property
    def taken_back(self) -> Branch | None:
        """Give the branch of this one that ``undo`` took back, unless it took a change of it back since."""
        last = self.tree.last_deleted(undone=True)
        if last is None or last.branch.parent != self.current.id:
            return None
        since = len(self.current.changes.taken_back) - last.changes_undone
        return last.branch if since <= 0 else None

    def check_restoring(self, edits: Edits) -> None:
        """Raise ``BadInput`` where a branch more would have these edits, and there is no room for it."""
        if self.tree.has_grown and self._of(edits) is None:
            self.tree.check_room()

    def restore(self, edits: Edits, target: int) -> None:
        """Be on the branch with these edits, to stand at ``target`` next.

        Where there is none one is begun; the only one that there is takes them.
        """
        timeline = self.timeline
        if found := self._of(edits):
            self.follow(found, target)
        elif self.tree.has_grown:
            since = int(min(shared(timeline.edits, canonical(timeline.spec, edits)), timeline.recorded))
            timeline.follow(edits, target, self.tree.next_course)
            self.begin(since, edit=next((edit for edit in timeline.edits if edit.index >= since), None))
        else:
            timeline.follow(edits, target)
            self.current.changes = Changes(timeline.edits)

    def follow(self, branch: Branch, target: int) -> None:
        """Be on a branch, to stand at ``target`` next."""
        self.timeline.follow(self.tip(branch).edits, target, branch.course)
        self.tree.be_on(branch)

    def _of(self, edits: Edits) -> Branch | None:
        """Find the branch that has these edits, rather the one that is followed."""
        edits = canonical(self.timeline.spec, edits)
        if edits == self.timeline.edits:
            return self.current
        return next((each for each in self.tree.others if self.tip(each).edits == edits), None)

    def _forget(self, gone: Sequence[Branch]) -> None:
        for branch in gone:
            self.timeline.lines.forget(branch.course)
