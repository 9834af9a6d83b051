"""How many operations a mini-batch takes: what reads well must not cost unseen."""

from functools import cached_property

import pytest

from app.engine.reductions import REDUCTIONS
from app.engine.scalars import Scalars
from app.engine.stepper import Stepper
from app.engine.workspace import Workspace
from tests.bench.workloads import WORKLOADS
from tests.engine.runs import stepper_of, table

# Operations of a mini-batch trained straight on, and of one made one propagation at a time, losses and all.
MOST = {"W1": (20, 25), "W2": (40, 49), "W3": (24, 30), "W4": (24, 30)}
OF_AN_UPDATE = {
    "sgd": 1,
    "momentum": 3,
    "nesterov": 5,
    "rmsprop": 8,
    "adagrad": 6,
    "adam": 13,
    "adamw": 15,
    "nadam": 23,
    "lion": 8,
}


def space_of(fields):
    return stepper_of(fields)._space.ready()


@pytest.mark.parametrize("workload", WORKLOADS, ids=lambda workload: workload.name)
def test_a_mini_batch_takes_no_more_operations_than_it_ever_did(workload):
    space = workload.stepper()._space.ready()

    assert len(space.mini_batch) <= MOST[workload.name][0]
    assert sum(map(len, space.steps)) <= MOST[workload.name][1]


@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_no_reduction_takes_more_operations_than_another(reduction):
    space = space_of({"data": table([[1.0]], [[1.0]]), "batch_reduction": reduction})
    usual = space_of({"data": table([[1.0]], [[1.0]])})

    assert len(space.mini_batch) <= len(usual.mini_batch)
    assert sum(map(len, space.steps)) <= sum(map(len, usual.steps))


@pytest.mark.parametrize("of", [Stepper, Workspace, Scalars])
def test_what_every_step_reads_has_no_cached_property_which_would_slow_down_all_it_has(of):
    assert not [name for name, each in vars(of).items() if isinstance(each, cached_property)]


@pytest.mark.parametrize("optimizer", OF_AN_UPDATE)
def test_an_optimizer_takes_no_more_operations_than_it_ever_did(optimizer):
    space = space_of({"data": table([[1.0]], [[1.0]]), "hidden": [], "optimizer": {"kind": optimizer}})
    mean_and_update = 2

    assert len(space.steps[-1]) - mean_and_update <= OF_AN_UPDATE[optimizer]
