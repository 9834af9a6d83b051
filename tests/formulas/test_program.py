"""The program that the page shows is executed, and makes what the engine makes, for every record."""

import json
import subprocess
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from app.engine import State
from app.engine.activations import ACTIVATIONS
from app.engine.losses import LOSSES
from app.engine.optimizers import OPTIMIZERS
from app.engine.penalties import PENALTIES
from app.engine.randomness import masks_of
from app.engine.rates import SCHEDULES
from app.engine.recorded import recorded
from app.playback.viewpoint import spec_as_json
from app.protocol.catalogue import catalog
from tests import novel
from tests.engine.runs import spec_of, table, trainer_of

ROOT = Path(__file__).resolve().parents[2]
NODE = Path(sys.executable).with_name("node")
FEATURES, HIDDEN, OUTPUTS, ROWS, BATCH = 3, 4, 2, 6, 3
LAYERS = 2
STEPS = 3 * LAYERS + 2
MINI_BATCHES = 3
ETA, LAMBDA = 0.05, 0.02
RANDOM = np.random.default_rng(3)
X = RANDOM.normal(size=(ROWS, FEATURES))
Y = np.eye(OUTPUTS)[RANDOM.integers(OUTPUTS, size=ROWS)]
HALF = {"units": HIDDEN, "dropout": 0.5}
FROZEN = [{"units": HIDDEN, "activation": "tanh", "frozen": True}]
CLOSE = 1e-12


def fields(
    activation: str = "tanh", loss: str = "squared_error", optimizer: str = "sgd", penalty: str = "none"
) -> dict[str, Any]:
    return {
        "data": table(X, Y),
        "hidden": [{"units": HIDDEN, "activation": activation}],
        "output_activation": LOSSES[loss].output_activation or activation,
        "loss": loss,
        "optimizer": {"kind": optimizer, "learning_rate": ETA},
        "regularization": {"kind": penalty, "rate": LAMBDA},
        "batch_size": BATCH,
    }


with novel.added():
    CASES = [
        *(fields(activation=name) for name in ACTIVATIONS),
        *(fields(loss=name) for name in LOSSES),
        *(fields(optimizer=name) for name in OPTIMIZERS),
        *(fields(penalty=name) for name in PENALTIES),
        fields("softsign", "log_cosh", "fading", "cauchy"),
        fields() | {"batch_reduction": "sum"},
        fields(optimizer="adam", penalty="l1") | {"batch_reduction": "sum", "batch_size": 4},
        fields(optimizer="adamw", penalty="l1") | {"train_biases": False},
        fields(optimizer="momentum", penalty="l2") | {"hidden": FROZEN},
        fields(optimizer="momentum", penalty="l2") | {"hidden": FROZEN, "use_biases": False},
        fields(optimizer="adamw", penalty="l1") | {"use_biases": False},
        fields() | {"optimizer": {"kind": "nesterov", "learning_rate": ETA, "momentum": 0.5}},
        fields() | {"optimizer": {"kind": "adam", "learning_rate": ETA, "beta_1": 0.5, "epsilon": 0.1}},
        *(fields() | {"schedule": {"kind": name}} for name in SCHEDULES),
        *(fields(name) | {"hidden": [{**HALF, "activation": name}]} for name in ("tanh", "relu", "softmax")),
        fields() | {"schedule": {"kind": "step", "gamma": 0.25, "every": 1}},
        fields("mish" if "mish" in ACTIVATIONS else "silu", "huber", "adamw", "l1"),
    ]


@pytest.fixture(scope="module", autouse=True)
def records():
    with novel.added():
        yield


@pytest.fixture(scope="module")
def programs(records) -> list[str]:
    """The text of every case, from the page's own code."""
    runs = [_run(case) for case in CASES]
    asked = msgspec.json.encode({"catalog": catalog(), "runs": runs})
    command = [NODE, "tests/js/programs.js"]
    done = subprocess.run(command, input=asked, capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def _run(case: dict[str, Any]) -> dict[str, Any]:
    layers = [{"units": FEATURES}, *case["hidden"]]
    layers.append({"units": OUTPUTS, "activation": case["output_activation"]})
    return {"spec": spec_as_json(spec_of(case)), "layers": layers}


def _name(case: dict[str, Any]) -> str:
    parts = case["hidden"][0]["activation"], case["loss"], case["optimizer"]["kind"]
    names = [*parts, case["regularization"]["kind"], case.get("batch_reduction", "mean")]
    return " ".join([*names, case.get("schedule", {}).get("kind", "")])


@pytest.mark.parametrize("place", range(len(CASES)), ids=[_name(case) for case in CASES])
def test_the_program_on_the_page_makes_what_the_engine_makes(programs, place):
    case = CASES[place]
    trainer = trainer_of(case)
    state = trainer.start()
    names = _parameters(state, case) | _memories(case) | {"eta": ETA, "eta_0": ETA, "lam": LAMBDA}

    for number in range(MINI_BATCHES):
        states = []
        for _ in range(STEPS):
            state = trainer.step(state)
            states.append(state)
        arrays = states[-1].arrays
        names |= {"x": arrays["a", 0].T, "y": arrays["y", 0].T, "t": number + 1}
        names["drawn1"] = masks_of(spec_of(case).seed, number).random((len(arrays["y", 0]), HIDDEN)).T
        names["epochs"] = number / (ROWS // BATCH)
        exec(programs[place], names)
        _assert_made(names, arrays)


def _parameters(state: State, case: Mapping[str, Any]) -> dict[str, Any]:
    if not _is_biased(case):
        return {f"w{layer}": state.arrays["w", layer] for layer in range(1, LAYERS + 1)}
    return {
        f"wb{layer}": np.vstack([state.arrays["w", layer], state.arrays["b", layer]])
        for layer in range(1, LAYERS + 1)
    }


def _is_biased(case: Mapping[str, Any]) -> bool:
    return case.get("use_biases", True)


def _memories(case: dict[str, Any]) -> dict[str, Any]:
    """What the optimizer and the penalty remember: zeros at first."""
    correction = PENALTIES[case["regularization"]["kind"]].correction
    kept = [name for name in recorded(correction).inputs if name == "dead"] if correction else []
    shapes = pairwise((FEATURES, HIDDEN, OUTPUTS))
    return {
        f"{name}{layer}": np.zeros((units_in + _is_biased(case), units))
        for layer, (units_in, units) in enumerate(shapes, start=1)
        for name in (*OPTIMIZERS[case["optimizer"]["kind"]].memory, *kept)
    }


def _assert_made(names: Mapping[str, Any], arrays: Mapping[tuple[str, int], Any]) -> None:
    """All that the program made, under the engine's names; its states have rows first, programs units."""
    compared = set()
    for (name, layer), array in arrays.items():
        stem, _, part = name.rpartition("_")
        if (
            name in ("z", "undropped", "mask", "a", "d_a", "slope", "delta")
            and f"{name}{layer}" in names
            and layer
        ):
            made = np.transpose(names[f"{name}{layer}"])
        elif name == "loss":
            made = names["loss"]
        elif name in ("w", "b") or (part in ("w", "b") and f"{stem}{layer}" in names):
            biased = f"wb{layer}" in names
            whole = names[f"{stem}{layer}" if stem else f"wb{layer}" if biased else f"w{layer}"]
            if (part or name) == "b":
                made = whole[-1] if biased else np.zeros_like(array)
            else:
                made = whole[:-1] if biased else whole
        else:
            continue
        compared.add(name)
        np.testing.assert_allclose(made, array, rtol=CLOSE, atol=CLOSE, err_msg=f"{name} of layer {layer}")
    assert compared >= {"z", "a", "loss", "delta", "w", "b", "step_w", "step_b"}


def test_the_layers_arithmetic_is_the_engines_bit_for_bit(programs):
    trainer = trainer_of(CASES[0])
    state = trainer.start()
    names = _parameters(state, CASES[0]) | {"eta": ETA, "lam": LAMBDA, "t": 1}
    for _ in range(STEPS):
        state = trainer.step(state)
    names |= {"x": state.arrays["a", 0].T, "y": state.arrays["y", 0].T}

    exec(programs[0], names)

    for layer in range(1, LAYERS + 1):
        for name in ("z", "a", "d_a", "delta"):
            assert (state.arrays[name, layer] == names[f"{name}{layer}"].T).all(), name
        assert (names[f"wb{layer}"][:-1] == state.arrays["w", layer]).all()


def test_what_the_program_gets_wrong_is_noticed(programs):
    wrong = programs[0].replace("total1 * (1.0 / x.shape[1])", "total1")
    assert wrong != programs[0]
    trainer = trainer_of(CASES[0])
    state = trainer.start()
    names = _parameters(state, CASES[0]) | {"eta": ETA, "lam": LAMBDA, "t": 1}
    for _ in range(STEPS):
        state = trainer.step(state)
    names |= {"x": state.arrays["a", 0].T, "y": state.arrays["y", 0].T}

    exec(wrong, names)

    with pytest.raises(AssertionError, match="w of layer 1"):
        _assert_made(names, state.arrays)


def test_every_case_is_a_specification_that_the_program_takes():
    assert all(spec_of(case) for case in CASES)
