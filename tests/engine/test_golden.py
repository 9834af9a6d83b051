"""Every number of the engine is PyTorch's, on combinations of everything the tables offer."""

import warnings
from functools import cache

import pytest

from app.engine.activations import ACTIVATIONS
from app.engine.losses import LOSSES
from app.engine.optimizers import OPTIMIZERS
from app.engine.penalties import PENALTIES
from app.engine.reductions import REDUCTIONS
from tests.engine.checks import disagreements_with_pytorch, golden
from tests.engine.golden import cases as golden_cases
from tests.engine.golden import vectors
from tests.engine.golden.cases import FIRST, LATER, Case, cases, groups

RUNS = {}
for case in cases():
    RUNS.setdefault(case.circuit.name, []).append(case)
ORDINARY = [case for case in groups()[FIRST] if not case.circuit.saturated]
FIRST_LOSSES = sorted({case.circuit.loss for case in ORDINARY})


@pytest.mark.parametrize("runs", RUNS.values(), ids=RUNS.keys())
def test_ten_mini_batches_agree_with_pytorch_on_every_number(runs):
    assert list(disagreements_with_pytorch(runs)) == []


@pytest.mark.parametrize("loss", FIRST_LOSSES)
@pytest.mark.parametrize("activation", golden_cases.ACTIVATIONS)
def test_first_runs_have_every_activation_loss_optimizer_and_penalty_of_their_time(activation, loss):
    hidden = {
        case[1:] for case in ORDINARY if uses(case, loss) and activation in case.circuit.activations[:-1]
    }
    output = {
        case[1:] for case in ORDINARY if uses(case, loss) and activation == case.circuit.activations[-1]
    }

    every = len(golden_cases.LEARNING_RATES) * len(golden_cases.PENALTY_RATES)
    assert len(hidden) == every
    assert len(output) == (every if LOSSES[loss].output_activation in (None, activation) else 0)


def uses(case: Case, loss: str) -> bool:
    return case.circuit.loss == loss


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("record", [*ACTIVATIONS, *LOSSES, *OPTIMIZERS, *PENALTIES, *REDUCTIONS])
def test_a_record_without_golden_numbers_is_reported(record):
    if record not in tried():
        warnings.warn(f"{record} has no golden numbers: see tests/engine/golden/cases.py", stacklevel=1)


@cache
def tried():
    return {name for case in cases() if case.name in golden() for name in case.records}


@pytest.mark.parametrize("record", LATER)
def test_a_later_group_tries_the_record_that_it_is_named_after(record):
    for case in groups()[record]:
        assert record in case.records


@pytest.mark.parametrize("group", groups())
def test_golden_numbers_were_made_of_these_runs_by_the_script_beside_them(group):
    runs = groups()[group]

    assert list(vectors.read(group)) == [case.name for case in runs]
    assert vectors.made_by(group).items() >= vectors.sources(runs).items()
    assert f"torch=={vectors.made_by(group)['torch']} " in (vectors.HERE / "generate.py").read_text()
