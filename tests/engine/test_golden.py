"""Every number of the engine is PyTorch's, on every combination of what the tables offer."""

import pytest

from app.engine.activations import ACTIVATIONS
from app.engine.losses import LOSSES
from app.engine.optimizers import OPTIMIZERS
from app.engine.penalties import PENALTIES
from tests.engine.checks import disagreements_with_pytorch
from tests.engine.golden import vectors
from tests.engine.golden.cases import Case, cases

RUNS = {}
for case in cases():
    RUNS.setdefault(case.circuit.name, []).append(case)
ORDINARY = [case for case in cases() if not case.circuit.saturated]


@pytest.mark.parametrize("runs", RUNS.values(), ids=RUNS.keys())
def test_ten_mini_batches_agree_with_pytorch_on_every_number(runs):
    assert list(disagreements_with_pytorch(runs)) == []


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_golden_runs_have_every_activation_loss_optimizer_and_penalty(activation, loss):
    hidden = {
        case[1:] for case in ORDINARY if uses(case, loss) and activation in case.circuit.activations[:-1]
    }
    output = {
        case[1:] for case in ORDINARY if uses(case, loss) and activation == case.circuit.activations[-1]
    }

    every = len(OPTIMIZERS) * len(PENALTIES)
    assert len(hidden) == every
    assert len(output) == (every if LOSSES[loss].output_activation in (None, activation) else 0)


def uses(case: Case, loss: str) -> bool:
    return case.circuit.loss == loss


def test_golden_numbers_were_made_by_the_script_beside_them():
    assert vectors.made_by().items() >= vectors.sources().items()
    assert f"torch=={vectors.made_by()['torch']} " in (vectors.HERE / "generate.py").read_text()
