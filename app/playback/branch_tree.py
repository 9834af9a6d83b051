"""A tree of branches: which there are, what each came of, which is followed, and which can be had back."""

from dataclasses import dataclass, field

from ..engine import BadInput
from ..engine.edits import Edit, Edits
from ..protocol import MOST_BRANCHES
from .changes import Changes

_FIRST = 1
"""The number of the branch that a run begins on: one more than its course, as of all others."""


@dataclass
class Branch:
    """A course of a run by itself, and what it came of."""

    id: int
    parent: int | None = None
    since: int = 0
    """The step at which it was begun."""
    first: int = 0
    """How many edits it began with: what its undo leaves."""
    name: str | None = None
    edit: Edit | None = None
    without: int | None = None
    changes: Changes = field(default_factory=Changes)

    @property
    def course(self) -> int:
        """Number its course, as the timeline does."""
        return self.id - _FIRST


@dataclass(eq=False)
class Deleted:
    """A branch that can be had back, and where those parted that part from it."""

    branch: Branch
    children: dict[int, int]
    """By their numbers."""
    undone: bool = False
    """Whether ``undo`` took it back: then ``redo`` has it back."""
    changes_undone: int = 0
    """How many changes of its parent had been taken back by then: ``redo`` has back first what was since."""


class Tree:
    """The branches of a run. Numbers of those that are gone are given to no other."""

    def __init__(self, edits: Edits = ()) -> None:
        """Begin with one branch, of a run that has these edits."""
        first = Branch(_FIRST, changes=Changes(edits))
        self.all = {first.id: first}
        """By their numbers, in the order in which they were begun."""
        self.deleted: list[Deleted] = []
        """The one deleted last comes last."""
        self.current = first
        """Which is followed."""
        self.newest = first.id
        self.version = 0
        """Another whenever the tree is."""

    @property
    def has_grown(self) -> bool:
        """Whether it is more than the one branch without a name that a run begins with."""
        return len(self.all) > 1 or bool(self.deleted) or self.current.name is not None

    @property
    def others(self) -> list[Branch]:
        """Those that are not followed."""
        return [branch for branch in self.all.values() if branch is not self.current]

    def find(self, number: int) -> Branch:
        """Find a branch; raise ``BadInput`` where there is none of this number."""
        if number not in self.all:
            raise BadInput("branch", number, [str(each) for each in self.all], "unknown_name")
        return self.all[number]

    def be_on(self, branch: Branch) -> None:
        """Follow a branch."""
        if branch is not self.current:
            self.current = branch
            self.version += 1

    def check_room(self) -> None:
        """Raise ``BadInput`` where there is no room for one more."""
        if len(self.all) >= MOST_BRANCHES:
            raise BadInput("branches", len(self.all) + 1, {"branches": MOST_BRANCHES}, "full")

    @property
    def next_course(self) -> int:
        """Give the course that the next branch has."""
        return self.newest + 1 - _FIRST

    def begin(
        self, since: int, edits: Edits, named: str | None, edit: Edit | None, without: int | None
    ) -> None:
        """Begin a branch of the one that is followed, with these edits, and follow it."""
        self.newest += 1
        changes = Changes(begun_by=(edit,) if edit else ())
        begun = Branch(self.newest, self.current.id, since, len(edits), named, edit, without, changes)
        self.all[begun.id] = self.current = begun
        self.version += 1

    def made(self, before: Edits, new: tuple[Edit, ...], now: Edits, *, goes_on: bool) -> None:
        """Remember what edits there were before new ones, and are now, on the branch that is followed."""
        branch = self.current
        branch.changes.made(before, new, goes_on)
        if not branch.changes.can_undo:
            branch.first = len(now)
        if branch.edit:
            began = branch.edit.thing, branch.edit.index
            branch.edit = next((edit for edit in now if (edit.thing, edit.index) == began), branch.edit)
        self.version += 1

    def rename(self, number: int, name: str) -> None:
        """Give a branch another name; raise ``BadInput`` where there is none of this number."""
        self.find(number).name = name
        self.version += 1

    def check_deletable(self, number: int) -> Branch:
        """Give a branch that may be deleted; raise ``BadInput`` where there is none such."""
        branch = self.find(number)
        if branch.parent is None:
            raise BadInput("branch", number, number, "not_above")
        return branch

    def parent(self, branch: Branch) -> Branch:
        """Give the one that a branch parts from."""
        assert branch.parent is not None, "the first branch has no parent"
        return self.all[branch.parent]

    def delete(self, branch: Branch, *, undone: bool = False) -> None:
        """Let go of a branch that is not followed: those that part from it part from its parent then."""
        del self.all[branch.id]
        children = {each.id: each.since for each in self.all.values() if each.parent == branch.id}
        for child in children:
            self.all[child].parent = branch.parent
            self.all[child].since = min(self.all[child].since, branch.since)
        changes_undone = len(self.parent(branch).changes.taken_back)
        self.deleted.append(Deleted(branch, children, undone, changes_undone))
        self.version += 1

    def undelete(self, *, undone: bool = False) -> Branch:
        """Have the branch back that was deleted last, or taken back; raise ``BadInput`` where none can be."""
        last = self.last_deleted(undone=undone)
        if last is None:
            raise BadInput("type", "undelete_branch", None, "nothing_changed")
        self.check_room()
        self.deleted.remove(last)
        branch = last.branch
        if branch.parent not in self.all:
            branch.parent = _FIRST
        self.all[branch.id] = branch
        self.all = dict(sorted(self.all.items()))
        for child, since in last.children.items():
            if child in self.all:
                self.all[child].parent, self.all[child].since = branch.id, since
        self.version += 1
        return branch

    def last_deleted(self, *, undone: bool) -> Deleted | None:
        """Give the branch that was deleted last, or the one that ``undo`` took back last."""
        return next((each for each in reversed(self.deleted) if each.undone is undone), None)

    def forget_deleted(self) -> list[Branch]:
        """Let go for good of those deleted longest ago, of which there are too many; give which."""
        gone, self.deleted = self.deleted[:-MOST_BRANCHES], self.deleted[-MOST_BRANCHES:]
        return [each.branch for each in gone]

    def forget_undone(self) -> list[Branch]:
        """Let go for good of those that ``undo`` took back: something else was changed since; give which."""
        gone = [each for each in self.deleted if each.undone]
        self.deleted = [each for each in self.deleted if not each.undone]
        return [each.branch for each in gone]
