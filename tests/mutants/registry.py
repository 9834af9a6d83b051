"""All mutants, part by part."""

from tests.mutants.mutant import Mutant

ENGINE = (
    Mutant(
        "engine: at the threshold is not above it",
        "app/engine/evaluator.py",
        "(a[0] >= threshold) ==",
        "(a[0] > threshold) ==",
        ("tests/engine/test_evaluator.py",),
    ),
)
MUTANTS: tuple[Mutant, ...] = ENGINE
