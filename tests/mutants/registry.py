"""All mutants, part by part."""

from tests.mutants.formulas import FORMULAS
from tests.mutants.mutant import Mutant
from tests.mutants.painter import PAINTER
from tests.mutants.playback import PLAYBACK
from tests.mutants.reducer import REDUCER
from tests.mutants.rooms import ROOMS

ENGINE = (
    Mutant(
        "engine: at the threshold is not above it",
        "app/engine/evaluator.py",
        "(a[0] >= threshold) ==",
        "(a[0] > threshold) ==",
        ("tests/engine/test_evaluator.py",),
    ),
)
MUTANTS: tuple[Mutant, ...] = (*ENGINE, *REDUCER, *FORMULAS, *PAINTER, *PLAYBACK, *ROOMS)
