"""Wrong lines in how a run branches."""

from tests.mutants.mutant import Mutant

_TREE = "app/playback/branch_tree.py"
_BRANCHES = "app/playback/branches.py"
_KEPT = "app/playback/kept_branches.py"
_TOLD = "app/playback/told_branches.py"
_TIMELINE, _LINES = "app/playback/timeline.py", "app/playback/lines.py"
_TESTS = ("tests/playback/test_branches.py",)

BRANCHES = (
    Mutant(
        "branches: a change at the end of a branch begins another",
        _BRANCHES,
        "if timeline.recorded == timeline.index:",
        "if timeline.recorded == timeline.index == 0:",
        _TESTS,
    ),
    Mutant(
        "branches: a branch from the end of another takes what is changed on it away",
        _LINES,
        "if ends and parent.course == course:",
        "if ends:",
        _TESTS,
    ),
    Mutant(
        "branches: who goes to a branch trains it on to the step where the other stood",
        _BRANCHES,
        "target = min(target, self.tip(branch).recorded)",
        "target = max(target, 0)",
        _TESTS,
    ),
    Mutant(
        "branches: what parts from a deleted branch keeps it as its parent",
        _TREE,
        "self.all[child].parent = branch.parent",
        "pass",
        _TESTS,
    ),
    Mutant(
        "branches: what undo took back stays to be had back after another change",
        _TREE,
        "self.deleted = [each for each in self.deleted if not each.undone]",
        "pass",
        _TESTS,
    ),
    Mutant(
        "branches: redo has a branch back before what was taken back since",
        _BRANCHES,
        "return last.branch if since <= 0 else None",
        "return last.branch",
        ("tests/playback/test_undoing.py",),
    ),
    Mutant(
        "branches: undo on a branch taken up takes back what its parent was changed by",
        _KEPT,
        "tree.current.changes = Changes(timeline.edits, tree.current.first)",
        "tree.current.changes = Changes(timeline.edits)",
        _TESTS,
    ),
    Mutant(
        "branches: a line is told from the run's start",
        _TOLD,
        "if point.epoch >= first]",
        "if point.epoch >= 0]",
        _TESTS,
    ),
    Mutant(
        "branches: how far one was trained is lost with the process",
        _TIMELINE,
        "line.recorded, line.history = recorded, history",
        "line.history = history",
        _TESTS,
    ),
    Mutant(
        "branches: who stops on the way to one sees the numbers of where it came from",
        _TIMELINE,
        "self.seek(there, self.schedule.steps_per_batch)",
        "self._settle()",
        _TESTS,
    ),
    Mutant(
        "branches: what was computed before a run was begun again is taken for what is computed since",
        "app/rooms/kept_run.py",
        "if known and known.recorded > max(value.recorded, stands.index):",
        "if False:",
        ("tests/store/test_any_order.py",),
    ),
)
