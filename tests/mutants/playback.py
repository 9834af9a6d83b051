"""Wrong lines in playback: numbers of another line, time that is lost, what is shown at a wrong size."""

from tests.mutants.mutant import Mutant

_LINES = ("tests/playback/test_lines.py",)
_TIMELINE = "app/playback/timeline.py"
PLAYBACK = (
    Mutant(
        "playback: near keyframes outlive a new learning rate",
        _TIMELINE,
        "self.near.keep_until(part / self.schedule.steps_per_batch)",
        "pass",
        _LINES,
    ),
    Mutant(
        "playback: a line goes on with what is in force on the one before",
        _TIMELINE,
        "settle(self.stepper, self.spec_here, self._changes_at(self.index))",
        "pass",
        _LINES,
    ),
    Mutant(
        "playback: an edit takes effect on what is kept of its boundary",
        _TIMELINE,
        "        if self._settled and self.is_changed(self.index):\n            return\n",
        "",
        _LINES,
    ),
    Mutant(
        "playback: an edit is made again on top of itself",
        _TIMELINE,
        "if self.index >= part:",
        "if self.index > part:",
        _LINES,
    ),
    Mutant(
        "playback: a run is come to as the network it became later",
        _TIMELINE,
        "before = self._starts_at(batch) - 1",
        "before = self.recorded",
        _LINES,
    ),
    Mutant(
        "engine: another optimizer counts on from the updates before it",
        "app/engine/stepper.py",
        "if spec.optimizer.kind != network.optimizer.name:",
        "if False:",
        ("tests/engine/test_edits.py",),
    ),
    Mutant(
        "engine: a weight put to rest by a penalty sleeps on when it is set by hand",
        "app/engine/stepper.py",
        "for name in self.network.penalty.memory:",
        "for name in ():",
        ("tests/engine/test_edits.py",),
    ),
    Mutant(
        "playback: every step of a drag is taken back by itself",
        "app/playback/changes.py",
        "if not (goes_on and",
        "if not (False and",
        ("tests/playback/test_changes.py",),
    ),
    Mutant(
        "playback: an edit in the past deletes the future",
        "app/playback/lines.py",
        "return Line(edits, parent.owner(since), since, since, history, course=course)",
        "parent.edits, parent.recorded = edits, since; return parent",
        _LINES,
    ),
    Mutant(
        "playback: a branch takes its parent's keyframes beyond the branch point",
        "app/playback/line.py",
        "last = min(last, line.since // each)",
        "last = last",
        _LINES,
    ),
    Mutant(
        "playback: what was visited is not forgotten",
        _TIMELINE,
        "        self.visited = None\n        self.stepper",
        "        self.stepper",
        (*_LINES, "tests/playback/test_session.py"),
    ),
    Mutant(
        "playback: the time by which a frame was late is dropped",
        "app/playback/reporter.py",
        "self._since_frame %= frame_s",
        "self._since_frame = 0.0",
        ("tests/playback/test_playing.py",),
    ),
    Mutant(
        "playback: every page that comes back restores its run",
        "app/playback/taking_up.py",
        "if command.if_unused and not drive.unused:",
        "if False:",
        ("tests/playback/test_restoring.py",),
    ),
    Mutant(
        "playback: a new speed takes the unit of whoever set one before",
        "app/playback/player.py",
        "        if unit is not UNSET:\n",
        "        self.unit = 'propagation'\n        if unit is not UNSET:\n",
        ("tests/playback/test_playing.py",),
    ),
    Mutant(
        "playback: an output with other targets goes on with those of before",
        "app/playback/run.py",
        "if edits is None or spec.output_activation not in self.view.output_activations:",
        "if edits is None:",
        ("tests/playback/test_changes.py",),
    ),
    Mutant(
        "playback: a link brings an output whose targets are others",
        "app/playback/run.py",
        "if spec.output_activation not in self.view.output_activations:\n            raise",
        "if False:\n            raise",
        ("tests/playback/test_changes.py",),
    ),
)
