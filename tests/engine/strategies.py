"""Random runs for the property tests: every kind in every table, on a few random rows."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from app.engine.activations import ACTIVATIONS
from app.engine.initializers import INITIALIZERS
from app.engine.losses import LOSSES
from app.engine.optimizers import OPTIMIZERS
from app.engine.penalties import PENALTIES
from app.engine.rates import SCHEDULES
from app.engine.reductions import REDUCTIONS
from tests.engine.runs import table


@st.composite
def runs(draw: st.DrawFn, *, drops: bool = True) -> dict[str, Any]:
    """Draw the fields of a specification with its own rows; now and then one that diverges."""
    shares = st.sampled_from([0.0, 0.3] if drops else [0.0])
    loss = draw(st.sampled_from(sorted(LOSSES)))
    activations = st.sampled_from(sorted(ACTIVATIONS))
    hidden = [
        {"units": units, "activation": activation, "dropout": dropout}
        for units, activation, dropout in draw(
            st.lists(st.tuples(st.integers(1, 5), activations, shares), max_size=3)
        )
    ]
    return {
        "data": draw(data(loss)),
        "hidden": hidden,
        "output_activation": LOSSES[loss].output_activation or draw(activations),
        "loss": loss,
        "optimizer": {
            "kind": draw(st.sampled_from(sorted(OPTIMIZERS))),
            "learning_rate": draw(st.sampled_from([0.003, 0.03, 0.3, 1e3])),
        },
        "schedule": {"kind": draw(st.sampled_from(sorted(SCHEDULES)))},
        "regularization": {
            "kind": draw(st.sampled_from(sorted(PENALTIES))),
            "rate": draw(st.sampled_from([0.0, 0.01, 0.3])),
        },
        "initializer": draw(st.sampled_from(sorted(INITIALIZERS))),
        "batch_reduction": draw(st.sampled_from(sorted(REDUCTIONS))),
        "batch_size": draw(st.integers(1, 6)),
        "shuffle": draw(st.booleans()),
        "seed": draw(st.integers(0, 2**32 - 1)),
    }


@st.composite
def data(draw: st.DrawFn, loss: str) -> dict[str, Any]:
    """Draw a few rows with targets that the loss can be asked for."""
    rows, features, outputs = (draw(st.integers(1, most)) for most in (9, 3, 3))
    random = np.random.default_rng(draw(st.integers(0, 1000)))
    x = random.uniform(-2, 2, (rows, features))
    if loss == "categorical_cross_entropy":
        return table(x, np.eye(outputs)[random.integers(outputs, size=rows)])
    if loss == "binary_cross_entropy":
        return table(x, random.integers(2, size=(rows, outputs)))
    return table(x, random.uniform(-2, 2, (rows, outputs)))
