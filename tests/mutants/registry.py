"""All mutants, part by part."""

from tests.mutants.branches import BRANCHES
from tests.mutants.charting import CHARTING
from tests.mutants.csv_table import CSV_TABLE
from tests.mutants.drawn import DRAWN
from tests.mutants.formulas import FORMULAS
from tests.mutants.gallery import GALLERY
from tests.mutants.home import HOME
from tests.mutants.lessons import LESSONS
from tests.mutants.mutant import Mutant
from tests.mutants.own import OWN
from tests.mutants.paint import PAINT
from tests.mutants.painter import PAINTER
from tests.mutants.panel import PANEL
from tests.mutants.parting import PARTING
from tests.mutants.playback import PLAYBACK
from tests.mutants.polls import POLLS
from tests.mutants.rail import RAIL
from tests.mutants.records import RECORDS
from tests.mutants.reducer import REDUCER
from tests.mutants.results import RESULTS
from tests.mutants.rooms import ROOMS
from tests.mutants.saved import SAVED
from tests.mutants.saying import SAYING
from tests.mutants.search import SEARCH
from tests.mutants.share import SHARE
from tests.mutants.sweeps import SWEEPS
from tests.mutants.whereabouts import WHEREABOUTS
from tests.mutants.workers import WORKERS

ENGINE = (
    Mutant(
        "engine: at the threshold is not above it",
        "app/engine/evaluator.py",
        "(a[0] >= threshold) ==",
        "(a[0] > threshold) ==",
        ("tests/engine/test_evaluator.py",),
    ),
    Mutant(
        "engine: rows are numbered as the epoch that lies ready has them",
        "app/engine/stepper.py",
        "known = epoch == self._epoch or not self._shuffle",
        "known = True",
        ("tests/engine/test_steps.py",),
    ),
    Mutant(
        "engine: what formulas share is overwritten before they run again",
        "app/engine/binding.py",
        "_NEVER if shared else at",
        "at",
        ("tests/engine/test_binding.py",),
    ),
    Mutant(
        "engine: an update shows the learning rate of the next",
        "app/engine/stepper.py",
        "if self._at and not self._updated(1, self._at):",
        "if True:",
        ("tests/engine/test_steps.py",),
    ),
    Mutant(
        "engine: a loss shows the penalty of the weights after its update",
        "app/engine/stepper.py",
        "self.parameters.cost(self._started)",
        "self.parameters.penalty",
        ("tests/engine/test_steps.py",),
    ),
    Mutant(
        "engine: a buffer is taken while it is still read",
        "app/engine/binding.py",
        "return self.busy_until < at + value.elementwise",
        "return True",
        ("tests/engine/test_binding.py",),
    ),
)
MUTANTS: tuple[Mutant, ...] = (
    *ENGINE,
    *OWN,
    *DRAWN,
    *REDUCER,
    *RESULTS,
    *FORMULAS,
    *PAINT,
    *PAINTER,
    *PANEL,
    *RAIL,
    *RECORDS,
    *PARTING,
    *PLAYBACK,
    *POLLS,
    *SEARCH,
    *WORKERS,
    *ROOMS,
    *SAYING,
    *LESSONS,
    *CSV_TABLE,
    *HOME,
    *GALLERY,
    *SHARE,
    *SWEEPS,
    *BRANCHES,
    *CHARTING,
    *WHEREABOUTS,
    *SAVED,
)
