"""What the catalogue tells of a formula is what the engine does: its expressions, and its text, executed.

Records added while this runs are told, shown and computed like any other, with no further edit anywhere.
"""

import json
import math
from itertools import pairwise

import msgspec
import numpy as np
import pytest

from app.engine import Spec, Trainer, decode
from app.engine.activations import ACTIVATIONS, Activation
from app.engine.initializers import INITIALIZERS, Initializer
from app.engine.losses import LOSSES, Loss
from app.engine.optimizers import OPTIMIZERS, Optimizer
from app.engine.penalties import PENALTIES, Penalty
from app.engine.special import erfc
from app.playback.session import Session
from app.protocol import Frame, Step, decode_frame
from app.protocol.catalogue import catalog
from app.protocol.frames import encode_frame

SAME = {"rtol": 1e-12, "atol": 1e-300}
X = np.random.default_rng(3).normal(size=(7, 2))
ONE_HOT = np.eye(3)[[0, 2, 1, 1, 0, 2, 0]]


# The records that are added, each a formula like any other in the tables.


def bent(z, *, bend=0.5):
    return z + bend * np.sin(z) ** 2


def bent_slope(z, *, bend=0.5):
    return 1.0 + 2.0 * bend * np.sin(z) * np.cos(z)


def log_cosh(a, y):
    return np.log(np.cosh(a - y)).sum(axis=0)


def log_cosh_slope(a, y):
    return np.tanh(a - y)


def radam(g, m, v, eta, t, *, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
    m = beta_1 * m + (1.0 - beta_1) * g
    v = beta_2 * v + (1.0 - beta_2) * g**2
    m_hat = m / (1.0 - beta_1**t)
    v_hat = v / (1.0 - beta_2**t)
    most = 2.0 / (1.0 - beta_2) - 1.0
    rho = most - 2.0 * t * beta_2**t / (1.0 - beta_2**t)
    share = np.maximum((rho - 4.0) * (rho - 2.0) * most, 0.0) / ((most - 4.0) * (most - 2.0) * rho)
    trust = np.where(rho > 5.0, np.sqrt(share), 0.0)
    return -eta * np.where(rho > 5.0, trust * m_hat / (np.sqrt(v_hat) + epsilon), m_hat), m, v


def amsgrad(g, m, v, v_most, eta, t, *, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
    m = beta_1 * m + (1.0 - beta_1) * g
    v = beta_2 * v + (1.0 - beta_2) * g**2
    v_most = np.maximum(v_most, v)
    m_hat = m / (1.0 - beta_1**t)
    return -eta * m_hat / (np.sqrt(v_most / (1.0 - beta_2**t)) + epsilon), m, v, v_most


def warmed(g, eta, t, *, updates=3.0):
    return -eta * np.minimum(t / updates, 1.0) * g


def elastic(w, rate):
    return rate * (0.5 * w + 0.5 * np.sign(w))


def elastic_value(w, rate):
    return rate * (0.25 * w**2 + 0.5 * np.absolute(w))


def alternating(generator, units_in, units_out):
    return generator.choice([-0.4, 0.4], (units_in, units_out))


ADDED = (
    (ACTIVATIONS, Activation("bent", "Bent", "z + ½ sin² z", "1 + sin z cos z", -1.0, bent, bent_slope)),
    (LOSSES, Loss("log_cosh", "Log-cosh", "Σ ln cosh(a − y)", "tanh(a − y)", None, log_cosh, log_cosh_slope)),
    (OPTIMIZERS, Optimizer("radam", "RAdam", "…", radam)),
    (OPTIMIZERS, Optimizer("amsgrad", "AMSGrad", "…", amsgrad)),
    (OPTIMIZERS, Optimizer("warmed", "SGD, warmed up", "…", warmed)),
    (PENALTIES, Penalty("elastic", "Elastic net", "λ Σ …", elastic_value, elastic)),
    (INITIALIZERS, Initializer("alternating", "±0.4", "±0.4", alternating)),
)
NEW = {
    "an activation": {"hidden": [{"units": 4, "activation": "bent"}] * 2, "output_activation": "bent"},
    "a loss": {"loss": "log_cosh"},
    "an optimizer that rectifies itself": {"optimizer": {"kind": "radam", "learning_rate": 0.1}},
    "an optimizer with a memory of its own": {"optimizer": {"kind": "amsgrad", "learning_rate": 0.1}},
    "an optimizer with a scalar of its own": {"optimizer": {"kind": "warmed", "learning_rate": 0.1}},
    "a penalty": {"regularization": {"kind": "elastic", "rate": 0.1}},
    "an initializer": {"initializer": "alternating"},
}
BASE = {
    "data": {"kind": "table", "x": X.tolist(), "y": ONE_HOT.tolist(), "train_fraction": 1.0},
    "hidden": [{"units": 4, "activation": "tanh"}, {"units": 3, "activation": "silu"}],
    "output_activation": "tanh",
    "batch_size": 3,
}
KNOWN = {
    **{f"activation {name}": {"hidden": [{"units": 4, "activation": name}] * 2} for name in ACTIVATIONS},
    **{
        f"loss {name}": {"loss": name, "output_activation": loss.output_activation or "tanh"}
        for name, loss in LOSSES.items()
    },
    **{f"optimizer {name}": {"optimizer": {"kind": name, "learning_rate": 0.1}} for name in OPTIMIZERS},
    **{f"penalty {name}": {"regularization": {"kind": name, "rate": 0.1}} for name in PENALTIES},
}


@pytest.fixture
def added(monkeypatch):
    """Add a record of each kind to its table."""
    for table, record in ADDED:
        monkeypatch.setitem(table, record.name, record)


def spec_of(fields):
    return decode(msgspec.json.encode(BASE | fields), Spec)


def states_of(spec, mini_batches):
    trainer = Trainer(spec, X, ONE_HOT)
    states = [trainer.start()]
    for _ in range(mini_batches * trainer.schedule.steps_per_batch):
        states.append(trainer.step(states[-1]))
    return states


class Told:
    """What the catalogue tells of the records of one specification."""

    def __init__(self, spec):
        tables = catalog()
        names = {
            "losses": spec.loss,
            "optimizers": spec.optimizer.kind,
            "penalties": spec.regularization.kind,
        }
        self.loss, self.optimizer, self.penalty = (
            self.record(tables, table, name) for table, name in names.items()
        )
        activations = [*(layer.activation for layer in spec.hidden), spec.output_activation]
        self.activations = [self.record(tables, "activations", name) for name in activations]
        self.rate = spec.regularization.rate

    @staticmethod
    def record(tables, table, name):
        return next(record for record in json.loads(json.dumps(tables[table])) if record["name"] == name)


def evaluated(record, lines, **known):
    """Give every value that lines name, by their expressions."""
    values = {**known, **record["constants"]}
    for name, expression in record[lines]:
        values[name] = value_of(expression, values)
    return values


def value_of(expression, values):
    if isinstance(expression, str):
        return values[expression]
    if not isinstance(expression, list):
        return expression
    operation, *operands = expression
    arguments = [value_of(operand, values) for operand in operands]
    if operation in ("sum", "max"):
        return getattr(arguments[0], operation)(axis=0)
    return (erfc if operation == "erfc" else getattr(np, operation))(*arguments)


def executed(record, source, **known):
    """Execute a formula's text and call it with what its parameters name."""
    scope = {"np": np, "math": math}
    exec(record[source], scope)
    function = list(scope.values())[-1]
    count = function.__code__.co_argcount
    return function(*(known[name] for name in function.__code__.co_varnames[:count]))


def checks(states, told):
    """Give every number that a formula made, beside what its expression and its text make of the same."""
    for before, state in pairwise(states):
        arrays, phase, layer = state.arrays, state.position.phase, state.position.layer
        units_first = {
            name: np.ascontiguousarray(array.T) for (name, of), array in arrays.items() if of == layer
        }
        activation = told.activations[layer - 1]
        if phase == "forward":
            yield from both(activation, "", "a", units_first["a"], units_first)
        if phase == "loss":
            outputs = float(ONE_HOT.shape[1])
            known = units_first | {"y": arrays["y", 0].T, "outputs": outputs}
            yield from both(told.loss, "", "loss", arrays["loss", layer], known)
            if told.loss["textbook_lines"]:
                yield from both(told.loss, "textbook_", "loss", arrays["loss", layer], known)
        if phase == "backward" and layer == len(told.activations):
            outputs = float(ONE_HOT.shape[1])
            known = units_first | {"y": np.ascontiguousarray(arrays["y", 0].T), "outputs": outputs}
            made = "delta" if told.loss["output_activation"] else "d_a"
            prefix = "delta_" if made == "delta" else "slope_"
            yield from both(told.loss, prefix, made, units_first[made], known)
        if phase == "backward" and "slope" in units_first:
            yield from both(activation, "slope_", "slope", units_first["slope"], units_first)
        if phase == "backward" and activation["couples_units"] and "d_a" in units_first:
            yield from both(activation, "delta_", "delta", units_first["delta"], units_first)
        if phase == "update":
            yield from update_checks(told, before.arrays, arrays, layer)


def update_checks(told, before, arrays, layer):
    for part in "wb":
        g, w = arrays[f"grad_{part}", layer], before[part, layer]
        if part == "w" and told.penalty["lines"]:
            known = {"w": w, "rate": told.rate}
            yield from both(told.penalty, "", "penalty", arrays["penalty_w", layer], known)
            g = g + arrays["penalty_w", layer]
        memory = told.optimizer["memory"]
        old = {name: arrays[f"old_{name}_{part}", layer] for name in memory}
        known = {"g": g, "w": w, **old, **{name: float(arrays[name, layer]) for name in ("eta", "t")}}
        expected = (arrays[f"step_{part}", layer], *(arrays[f"{name}_{part}", layer] for name in memory))
        if told.penalty["correction_lines"]:
            continue
        values = evaluated(told.optimizer, "lines", **known)
        yield from zip([values[name] for name in ("step", *memory)], expected, [SAME] * 9, strict=False)
        found = executed(told.optimizer, "source", **known)
        yield from zip(found if memory else (found,), expected, [EXACTLY] * 9, strict=False)


EXACTLY = {"rtol": 0, "atol": 0}


def both(record, prefix, name, expected, known):
    """Compare with an expression, and with the text: bit for bit where nothing is added up."""
    lines = json.dumps(record[f"{prefix}lines"])
    yield evaluated(record, f"{prefix}lines", **known)[name], expected, tolerance(prefix, SAME)
    exact = EXACTLY if '"sum"' not in lines else SAME
    yield executed(record, f"{prefix}source", **known), expected, tolerance(prefix, exact)


def tolerance(prefix, otherwise):
    """Books' cross-entropies see rounded logarithms."""
    return {"rtol": 1e-9, "atol": 1e-12} if prefix == "textbook_" else otherwise


def assert_told_as_it_is(fields):
    spec = spec_of(fields)
    compared = 0
    for found, expected, limits in checks(states_of(spec, 4), Told(spec)):
        assert np.isfinite(expected).all()
        assert np.allclose(found, expected, **limits), (found, expected)
        compared += 1
    assert compared > 50


@pytest.mark.parametrize("fields", KNOWN.values(), ids=KNOWN)
def test_expressions_and_text_of_every_record_give_the_engines_numbers(fields):
    assert_told_as_it_is(fields)


@pytest.mark.parametrize("fields", NEW.values(), ids=NEW)
@pytest.mark.usefixtures("added")
def test_expressions_and_text_of_a_record_that_is_added_give_the_engines_numbers(fields):
    assert_told_as_it_is(fields)


@pytest.mark.parametrize("fields", NEW.values(), ids=NEW)
@pytest.mark.usefixtures("added")
def test_a_record_that_is_added_goes_through_the_session_and_its_frames(fields):
    session = Session(spec_of(fields))

    for number in range(2 * session.timeline.schedule.steps_per_batch):
        (frame,) = (message for message in session.obey(Step(number)) if isinstance(message, Frame))
        for told in (frame, session.keyframe()):
            encoded = encode_frame(told)
            _, arrays = decode_frame(encoded.data, {encoded.layout.id: encoded.layout})
            assert arrays.keys() == told.arrays.keys()
            assert all(np.isfinite(array).all() for array in arrays.values())


@pytest.mark.usefixtures("added")
def test_the_catalogue_names_what_is_added_in_its_tables():
    tables = catalog()

    for table, name in [
        ("activations", "bent"),
        ("losses", "log_cosh"),
        ("optimizers", "amsgrad"),
        ("penalties", "elastic"),
        ("initializers", "alternating"),
    ]:
        assert name in [record["name"] for record in tables[table]]
    amsgrad = next(record for record in tables["optimizers"] if record["name"] == "amsgrad")
    assert amsgrad["memory"] == ("m", "v", "v_most")
    assert amsgrad["scalars"] == ("eta", "t")
    assert amsgrad["constants"] == {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8}


@pytest.mark.parametrize("name", catalog()["layer"])
def test_a_layers_formulas_are_told_as_text_that_runs(name):
    scope = {}

    exec(catalog()["layer"][name], scope)

    assert callable(scope[name])
