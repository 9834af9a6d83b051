"""Engine rows: what training costs, straight on and a step at a time, beside its floor and its peers."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import numpy as np

from tests.bench.peers import TORCH_IS_INSTALLED, plain_numpy, torch_eager
from tests.bench.timing import Times, at_least, at_most, interleaved, microseconds, ratio, row
from tests.bench.workloads import WORKLOADS, Workload

FLOOR, TRAINING, STEPS = "matrix products alone (np.dot, out given)", "training straight on", "one at a time"
PLAIN, TORCH = "NumPy as a student writes it", "PyTorch eager"

# In the order of the workloads.
MOST_OF_FLOOR = (2.5, 2.0, 3.5, 2.2)
MOST_OF_TRAINING = (1.4, 1.4, 1.15, 1.15)
FASTER_THAN_PLAIN = (4.0, 4.0, 2.0, 1.5)
FASTER_THAN_TORCH = (25.0, 20.0, 7.0, 3.0)


def rows(rounds: int) -> list[str]:
    """Time every contender on every workload."""
    times = [interleaved(_contenders(workload), rounds) for workload in WORKLOADS]
    return [
        row("Engine, CPU µs per mini-batch", [workload.title for workload in WORKLOADS]),
        *(row(name, [f"{microseconds(t, name):.1f}" for t in times]) for name in times[0]),
        *([] if TORCH_IS_INSTALLED else [row(TORCH, ["not installed"])]),
        _ratios("training : matrix products", times, TRAINING, FLOOR, at_most, MOST_OF_FLOOR),
        _ratios("one at a time : training", times, STEPS, TRAINING, at_most, MOST_OF_TRAINING),
        _ratios("plain NumPy : training", times, PLAIN, TRAINING, at_least, FASTER_THAN_PLAIN),
        *(
            [_ratios("PyTorch : training", times, TORCH, TRAINING, at_least, FASTER_THAN_TORCH)]
            if TORCH_IS_INSTALLED
            else []
        ),
    ]


def _ratios(
    title: str,
    times: list[Times],
    above: str,
    below: str,
    judge: Callable[[float, float, str], str],
    goals: tuple[float, ...],
) -> str:
    return row(
        title, [judge(ratio(t, above, below), goal, "×") for t, goal in zip(times, goals, strict=True)]
    )


def _contenders(workload: Workload) -> dict[str, Callable[[int], object]]:
    contenders: dict[str, Callable[[int], object]] = {
        FLOOR: _matrix_products(workload),
        TRAINING: workload.stepper().train,
        STEPS: _one_at_a_time(workload),
        PLAIN: plain_numpy(workload),
    }
    return {**contenders, TORCH: torch_eager(workload)} if TORCH_IS_INSTALLED else contenders


def _matrix_products(workload: Workload) -> Callable[[int], None]:
    """Make the products of a mini-batch and nothing else: z, the gradients, and what goes back."""
    generator = np.random.default_rng(0)
    products = []
    for layer, (units_in, units) in enumerate(pairwise(workload.units)):
        wb, a_in, delta = (
            generator.normal(size=shape)
            for shape in (
                (units_in + 1, units),
                (units_in + 1, workload.batch_size),
                (units, workload.batch_size),
            )
        )
        products.append(partial(np.dot, wb.T, a_in, np.empty_like(delta)))
        products.append(partial(np.dot, a_in, delta.T, np.empty_like(wb)))
        if layer:
            products.append(partial(np.dot, wb[:-1], delta, np.empty_like(a_in[:-1])))

    def work(mini_batches: int) -> None:
        for _ in range(mini_batches):
            for product in products:
                product()

    return work


def _one_at_a_time(workload: Workload) -> Callable[[int], None]:
    stepper = workload.stepper()

    def work(mini_batches: int) -> None:
        step = stepper.step
        for _ in range(mini_batches * stepper.schedule.steps_per_batch):
            step()

    return work
