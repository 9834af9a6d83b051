"""Wrong lines in what marks a learner's arrays, and in what is taken home."""

from tests.mutants.mutant import Mutant

_COMPARED, _MISTAKEN = ("tests/marking/test_comparing.py",), ("tests/marking/test_mistakes.py",)
_CODE, _FILES = ("tests/export/test_code.py",), ("tests/export/test_files.py",)
_CHANGED = ("tests/export/test_changed.py",)
_LINKS = ("tests/cli/test_links.py",)
HOME = (
    Mutant(
        "marking: a vanishing gradient may be 0",
        "app/marking/comparing.py",
        "share = min(1.0, max(float(np.max(np.abs(ours), initial=0.0)) / _TINY, _NOTHING / tolerance))",
        "share = 1.0",
        _COMPARED,
    ),
    Mutant(
        "marking: what was right may be wrong by the mistake that is named",
        "app/marking/causes.py",
        " and all(each in explained for each in before)",
        "",
        _COMPARED,
    ),
    Mutant(
        "marking: square arrays always stand as ours do",
        "app/marking/comparing.py",
        "if votes[1] > votes[0]:",
        "if False:",
        _COMPARED,
    ),
    Mutant(
        "marking: weights are updated after the error has gone back through them all",
        "app/marking/passes.py",
        '"w_updated": known["new"][:-1]',
        '"w_updated": known["wb"][:-1]',
        _MISTAKEN,
    ),
    Mutant(
        "export: sums over the units are NumPy's own",
        "app/export/formulas.py",
        '"over_units" if id(node) in ends else "over_units_for_each"',
        '"np.sum"',
        _CODE,
    ),
    Mutant(
        "export: the names of a table are code",
        "app/export/program.py",
        '*(f"{name} = {value!r}" for name, value in names.items())',
        '*(f"# {name}: {value}" for name, value in names.items())',
        _CODE,
    ),
    Mutant(
        "export: PyTorch is given weights as ours stand",
        "app/export/weights.py",
        "np.ascontiguousarray(wb[:-1].T, dtype=",
        "np.ascontiguousarray(wb[:-1], dtype=",
        _FILES,
    ),
    Mutant(
        "export: a spreadsheet calculates with names",
        "app/export/predictions.py",
        'return f"\'{text}" if text.startswith(_FORMULA) else text',
        "return text",
        _FILES,
    ),
    Mutant(
        "export: another optimizer counts the updates before it",
        "app/export/program.py",
        'number = "t - BEFORE" if',
        'number = "t" if',
        _CHANGED,
    ),
    Mutant(
        "export: an optimizer forgets with other numbers of its kind",
        "app/export/changes.py",
        "if edit.optimizer and edit.optimizer.kind != before.spec.optimizer.kind:",
        "if edit.optimizer:",
        _CHANGED,
    ),
    Mutant(
        "export: a schedule counts from the run's start",
        "app/export/changes.py",
        'yield "SINCE = epoch"',
        'yield "SINCE = 0"',
        _CHANGED,
    ),
    Mutant(
        "export: code has what was changed beyond its last epoch",
        "app/export/trained.py",
        "timeline.schedule.end(epochs) - (rest > 0)",
        "timeline.index",
        _CHANGED,
    ),
    Mutant(
        "links: an epoch has as many mini-batches as the run began with",
        "app/playback/straight.py",
        "timeline.schedule.end(ahead)",
        "timeline.index + (ahead - done) * timeline.schedule.steps_per_epoch",
        _LINKS,
    ),
    Mutant(
        "links: rows are counted by the network the run began with",
        "app/headless.py",
        "timeline.index, timeline.spec_here, view.data",
        "timeline.index, view.spec, view.data",
        _LINKS,
    ),
    Mutant(
        "links: a rate within a mini-batch waits for the next",
        "app/engine/edited.py",
        "stepper.set_learning_rate(spec.optimizer.learning_rate)",
        "pass",
        _LINKS,
    ),
)
