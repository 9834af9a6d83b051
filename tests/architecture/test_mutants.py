"""The list of mutants stays true: each wrong line still has a right one to take the place of."""

import pytest

from tests.mutants.mutant import Mutant
from tests.mutants.registry import MUTANTS


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_a_mutant_can_be_made(mutant: Mutant):
    assert mutant.fault() is None
    assert mutant.right != mutant.wrong


def test_no_two_mutants_have_one_name():
    names = [mutant.name for mutant in MUTANTS]

    assert len(names) == len(set(names))
