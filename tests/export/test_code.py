"""A run as code makes the run's losses: in NumPy to the last digit, as a script and as a notebook."""

import ast
import json
import re
import subprocess
import sys
from importlib.util import find_spec

import pytest

from app.data import DATASETS
from app.engine import BadInput, read_spec
from app.engine.activations import ACTIVATIONS
from app.engine.losses import LOSSES
from app.engine.optimizers import OPTIMIZERS
from app.engine.penalties import PENALTIES
from app.engine.rates import SCHEDULES
from app.export import KINDS, pytorch
from app.headless import train
from tests.export.runs import IRIS, VALUES, printed, run_of
from tests.formulas.test_program import CASES, novel

NO_HIDDEN = {"hidden": [], "output_activation": "sigmoid", "loss": "binary_cross_entropy"}
SPECIAL = {
    "default": {},
    "in order": {"shuffle": False},
    "one large mini-batch": {"batch_size": 1000},
    "mini-batches of one": {"batch_size": 1, "data": {"kind": "gauss", "samples": 20}},
    "a smaller last mini-batch": {"batch_size": 7},
    "no hidden layer": NO_HIDDEN,
    "no biases": {"use_biases": False},
    "ten classes": {**IRIS, "data": {"kind": "digits"}, "optimizer": {"kind": "sgd", "learning_rate": 0.1}},
    "names that are code": VALUES,
    "first version": {"version": 1},
    "dropout": {"hidden": [{"units": 5, "dropout": 0.4}, {"units": 3, "dropout": 0.2}], "batch_size": 7},
    "dropout of coupled units": {"hidden": [{"units": 4, "activation": "softmax", "dropout": 0.5}]},
    "a step at every epoch": {"schedule": {"kind": "step", "gamma": 0.3, "every": 1}, "batch_size": 7},
}


def losses(fields, epochs=2):
    ended = train(read_spec(json.dumps(fields)), epochs)
    return {
        "epochs": epochs,
        "train": {"loss": ended.train.loss, "accuracy": ended.train.accuracy},
        "test": {"loss": ended.test.loss, "accuracy": ended.test.accuracy},
        "penalty": ended.penalty,
    }


def text_of(fields, kind="numpy", epochs=2):
    return KINDS[kind].bytes_of(run_of(fields, epochs)).decode()


@pytest.mark.parametrize("place", range(len(CASES)))
def test_the_script_prints_the_losses_to_the_last_digit_for_every_record(place):
    with novel.added():
        assert printed(text_of(CASES[place])) == losses(CASES[place])


@pytest.mark.parametrize("fields", SPECIAL.values(), ids=SPECIAL.keys())
def test_the_script_prints_the_losses_to_the_last_digit_for_every_way_to_train(fields):
    assert printed(text_of(fields)) == losses(fields)


@pytest.mark.parametrize("kind", DATASETS)
def test_the_script_brings_the_rows_of_every_data_set(kind):
    fields = dict(DATASETS[kind].suggested)

    assert printed(text_of(fields, epochs=1)) == losses(fields, epochs=1)


def test_the_script_runs_alone_and_prints_what_the_command_does(tmp_path):
    (tmp_path / "spec.json").write_text(json.dumps(IRIS))
    command = [sys.executable, "-m", "app"]
    train = [*command, "train", tmp_path / "spec.json", "--epochs", "30", "--json"]
    export = [*command, "export", tmp_path / "spec.json", "--as", "numpy", "--epochs", "30"]
    exported = subprocess.run(export, capture_output=True, check=True)
    (tmp_path / "run.py").write_bytes(exported.stdout)

    alone = subprocess.run([sys.executable, "-I", "run.py"], cwd=tmp_path, capture_output=True, check=True)
    told = subprocess.run(train, capture_output=True, check=True)

    made, said = json.loads(alone.stdout), json.loads(told.stdout)
    assert made["epochs"] == said["epochs"] == 30
    for half in ("train", "test"):
        assert made[half]["loss"] == said[half]["loss"]
        assert made[half]["accuracy"] == said[half]["accuracy"]


def test_what_the_script_gets_wrong_is_noticed():
    wrong = text_of({}).replace("return d_a * slope", "return d_a")

    assert printed(wrong) != losses({})


def test_the_script_has_the_engines_own_text():
    text = text_of(IRIS)

    assert (
        '"""d_a = ∂ℓ/∂a: every delta of the next layer, weighed by the connection that leads there."""'
        in text
    )
    assert "m_hat = m / (1.0 - beta_1**t)" in text
    assert "import propscope" not in text


def test_the_script_in_pytorch_brings_every_mini_batchs_own_masks():
    text = text_of({"hidden": [{"units": 4, "dropout": 0.5}], "seed": 9}, "torch")

    assert "Dropped(nn.Tanh(), 0.5)" in text
    assert "Dropped.random = masks_of(9, t)" in text
    assert "Dropped" not in text_of({}, "torch")


def test_a_few_rows_are_written_out_and_many_are_packed():
    assert (
        "unpacked("
        not in text_of({"data": {"kind": "xor4"}, "batch_size": 4}).split("import numpy")[1].split("X = ")[1]
    )
    assert "X = np.ascontiguousarray(unpacked(" in text_of({})


def test_the_notebook_is_one_and_its_cells_print_the_losses():
    told = json.loads(text_of(IRIS, "notebook"))

    assert (told["nbformat"], told["nbformat_minor"]) == (4, 5)
    assert set(told) == {"cells", "metadata", "nbformat", "nbformat_minor"}
    assert told["metadata"]["kernelspec"]["name"] == "python3"
    for cell in told["cells"]:
        own = {"execution_count", "outputs"} if cell["cell_type"] == "code" else set()
        assert set(cell) == {"id", "cell_type", "metadata", "source"} | own
        assert cell["cell_type"] in ("code", "markdown")
        assert re.fullmatch(r"[a-zA-Z0-9-_]{1,64}", cell["id"])
        assert cell["metadata"] == {}
        assert all(isinstance(line, str) for line in cell["source"])
        assert all(line.endswith("\n") for line in cell["source"][:-1])
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
    assert len({cell["id"] for cell in told["cells"]}) == len(told["cells"])
    code = ["".join(cell["source"]) for cell in told["cells"] if cell["cell_type"] == "code"]
    assert printed(*code) == losses(IRIS)


# PyTorch


KNOWN = [
    *({"hidden": [{"units": 3, "activation": name}]} for name in ACTIVATIONS),
    *(
        {"loss": name, "output_activation": record.output_activation or "linear", "data": VALUES["data"]}
        if record.targets == "any"
        else {**IRIS, "loss": name, "output_activation": record.output_activation}
        for name, record in LOSSES.items()
    ),
    *({"optimizer": {"kind": name}} for name in OPTIMIZERS),
    *({"regularization": {"kind": name, "rate": 0.01}} for name in PENALTIES),
    {"hidden": [{"units": 4, "activation": "relu", "dropout": 0.5}, {"units": 3}], "batch_size": 7},
    *({"schedule": {"kind": name}} for name in SCHEDULES),
    {"schedule": {"kind": "step", "gamma": 0.3, "every": 1}, "optimizer": {"kind": "lion"}},
    {"batch_reduction": "sum", "use_biases": False},
    {"hidden": [{"units": 3, "activation": "relu", "frozen": True}], "train_biases": False},
    VALUES,
]
DRAWN = {"Generator", "PCG64", "SeedSequence"}
TABLES = (
    (pytorch.ACTIVATIONS, ACTIVATIONS),
    (pytorch.LOSSES, LOSSES),
    (pytorch.OPTIMIZERS, OPTIMIZERS),
    (pytorch.PENALTIES, PENALTIES),
)


@pytest.mark.parametrize("fields", KNOWN, ids=range(len(KNOWN)))
def test_the_script_in_pytorch_is_python_and_has_the_runs_layers(fields):
    run = run_of(fields, epochs=1)

    tree = ast.parse(text_of(fields, "torch", epochs=1))

    made = next(
        node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and _names(node) == "model"
    )
    linear = [ast.unparse(each) for each in made.args[::2]]
    assert ast.unparse(made.func) == "nn.Sequential"
    assert linear == [f"nn.Linear({len(wb) - 1}, {wb.shape[1]})" for wb in run.start]
    assert len(made.args) == 2 * len(run.start)
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert called - defined <= {
        "range",
        "len",
        "print",
        "b64decode",
        "super",
        "model",
        "float",
        "tuple",
        *DRAWN,
    }


def _names(node):
    return getattr(node.targets[0], "id", None)


def test_every_record_has_its_part_in_pytorch():
    assert all(set(parts) == set(records) for parts, records in TABLES)


def test_what_pytorch_has_no_part_for_is_named():
    with novel.added(), pytest.raises(BadInput, match=r"activation: should be one of linear.*got softsign"):
        text_of({"hidden": [{"activation": "softsign"}]}, "torch")


@pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed")
def test_the_scripts_in_pytorch_make_the_losses():
    for fields in KNOWN:
        made, said = printed(text_of(fields, "torch")), losses(fields)

        assert made["train"]["loss"] == pytest.approx(said["train"]["loss"], rel=1e-9), fields
        assert made["test"]["loss"] == pytest.approx(said["test"]["loss"], rel=1e-9), fields
