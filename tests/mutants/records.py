"""Wrong lines in learning-rate schedules, dropout and sizes of mini-batches, and in how they are told."""

from tests.mutants.mutant import Mutant

_STEPPER = "app/engine/stepper.py"
_DROPOUT = ("tests/engine/test_dropout.py",)
_STEPS = "app/engine/steps.py"
_SCHEDULE = ("tests/engine/test_schedule.py",)
_RATES = ("tests/engine/test_rates.py",)

RECORDS = (
    Mutant(
        "schedules: a rate drops after the update that begins its epoch",
        "app/engine/rates.py",
        "np.floor(epochs / every)",
        "(np.ceil(epochs / every) - 1.0)",
        _RATES,
    ),
    Mutant(
        "schedules: a wave goes on rising when it has come down",
        "app/engine/rates.py",
        "np.minimum(epochs / span, 1.0)",
        "(epochs / span)",
        _RATES,
    ),
    Mutant(
        "schedules: epochs are counted whole",
        _STEPPER,
        "epoch - self._scheduled_from + gone / self._rows.count",
        "float(epoch - self._scheduled_from)",
        _RATES,
    ),
    Mutant(
        "schedules: one that comes in counts the epochs before it",
        _STEPPER,
        "if spec.schedule.kind != network.schedule.name:",
        "if False:",
        ("tests/engine/test_edits.py",),
    ),
    Mutant(
        "schedules: a run come to again counts from its start",
        "app/playback/timeline.py",
        "scheduled, _ = self.schedule.epochs(scheduled_from(self.spec, self.edits, before))",
        "scheduled = 0",
        ("tests/playback/test_lines.py",),
    ),
    Mutant(
        "schedules: what an update shows is the rate that is set",
        _STEPPER,
        "self._eta = self._rate(number) if self._varies else self.learning_rate",
        "self._eta = self.learning_rate",
        _RATES,
    ),
    Mutant(
        "schedules: a flag does not say what scales the rate",
        "static/js/words/edits.js",
        "specAt(run.began, run.edits, index)",
        "run.began",
        ("tests/js/words/edits.test.js",),
    ),
    Mutant(
        "schedules: code brings the usual constants",
        "app/export/program.py",
        "for name, value in network.schedule_constants.items()",
        "for name, value in ()",
        ("tests/export/test_code.py",),
    ),
    Mutant(
        "dropout: what is left is not scaled",
        "app/engine/layers.py",
        "np.where(drawn < fraction, 0.0, 1.0 / (1.0 - fraction))",
        "np.where(drawn < fraction, 0.0, 1.0)",
        _DROPOUT,
    ),
    Mutant(
        "dropout: the way back goes round the mask",
        "app/engine/workspace.py",
        "operations += [*_masked(layer, layer.d_a, layer.d_a), *_delta(layer)]",
        "operations += [*_delta(layer)]",
        _DROPOUT,
    ),
    Mutant(
        "dropout: a layer's gradient is of activations that are not passed on",
        "app/engine/workspace.py",
        "return self._rows_of(self._passed if drops else self._a, layer - 1)",
        "return self._rows_of(self._a, layer - 1)",
        _DROPOUT,
    ),
    Mutant(
        "dropout: slopes are of what is left",
        "app/engine/workspace.py",
        "passed = self._rows_of(self._passed if dropout else self._a, layer)[:-1]",
        "passed = a",
        _DROPOUT,
    ),
    Mutant(
        "dropout: neurons are left out of evaluations too",
        "app/engine/workspace.py",
        "self._drops = updating is not None and any(network.dropout)",
        "self._drops = any(network.dropout)",
        _DROPOUT,
    ),
    Mutant(
        "dropout: all mini-batches have one mask",
        _STEPPER,
        "masks_of(self._spec.seed, number)",
        "masks_of(self._spec.seed, 0)",
        _DROPOUT,
    ),
    Mutant(
        "dropout: the maths show the slope of what is left",
        "static/js/formulas/focus.js",
        'tensorsOf(focus).undropped ? "undropped" : "a"',
        '"a"',
        ("tests/js/formulas/dropout.test.js",),
    ),
    Mutant(
        "dropout: nobody is struck through",
        "static/js/views/stage/painter.js",
        "dropped: mask?.[unit] === 0,",
        "dropped: false,",
        ("tests/js/views/stage/painter.test.js",),
    ),
    Mutant(
        "dropout: code in PyTorch draws the same mask in every mini-batch",
        "app/export/pytorch.py",
        """masks_of({start.seed}, t)"]""",
        """masks_of({start.seed}, 0)"]""",
        ("tests/export/test_code.py",),
    ),
    Mutant(
        "sizes: a new size begins with the epoch's first row",
        _STEPS,
        "return Stretch(self.rows, size, number, epoch, batch, self.part(number).start)",
        "return Stretch(self.rows, size, number, epoch, batch, 0)",
        _SCHEDULE,
    ),
    Mutant(
        "sizes: the epoch under way counts as a whole one",
        _STEPS,
        "return stretch.epoch + (stretch.gone > 0)",
        "return stretch.epoch",
        _SCHEDULE,
    ),
    Mutant(
        "sizes: another line is counted as the one before",
        "app/playback/timeline.py",
        "self.stepper.follow(self._scheduled(line.edits))",
        "pass",
        ("tests/playback/test_lines.py",),
    ),
    Mutant(
        "sizes: rows lie ready as they were cut before",
        _STEPPER,
        "self.schedule, self._plan = schedule, []",
        "self.schedule = schedule",
        ("tests/playback/test_lines.py", "tests/playback/test_sizes.py"),
    ),
    Mutant(
        "sizes: the page counts what is left of an epoch as a whole one",
        "static/js/run/stretches.js",
        "rest: Math.ceil((rows - gone) / size), each",
        "rest: each, each",
        ("tests/js/run/stretches.test.js",),
    ),
    Mutant(
        "sizes: a drag leads to where epochs would be at first",
        "static/js/run/positions.js",
        "const begin = beginOf(whole, run) * run.steps_per_batch;",
        "const begin = whole * run.batches_per_epoch * run.steps_per_batch;",
        ("tests/js/run/stretches.test.js",),
    ),
    Mutant(
        "changes: code changes a rate after the update that has it",
        "app/export/course.py",
        "return number + (made > 2 * layers + 2)",
        "return number + (made > 0)",
        ("tests/export/test_changed.py",),
    ),
    Mutant(
        "changes: a parameter at rest sleeps on in code",
        "app/export/changes.py",
        "**dict.fromkeys(part.network.penalty.memory, 0.0)",
        "",
        ("tests/export/test_changed.py",),
    ),
    Mutant(
        "changes: a flag names the mini-batch before",
        "static/js/run/positions.js",
        "const number = Math.floor(index / run.steps_per_batch);",
        "const number = Math.floor((index - 1) / run.steps_per_batch);",
        ("tests/js/views/chart/marks.test.js",),
    ),
)
