"""``propscope check`` as a learner and a teacher meet it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from app.cli import main
from app.data import resolve
from app.engine import read_spec
from app.headless import trace
from app.playback.viewpoint import spec_as_json
from app.protocol.link import to_hash
from tests.marking.learner import Learner, spec

ROOT = Path(__file__).resolve().parents[2]
NODE = Path(sys.executable).with_name("node")


class Mistaken(Learner):
    """Leaves the activation's slope out."""

    def delta(self, d_a, slope):
        return d_a


@pytest.fixture
def check(tmp_path, capsys):
    """Runs the command on arrays, and gives exit status, standard output and standard error."""

    def on(fields, arrays, *arguments):
        (tmp_path / "spec.json").write_text(json.dumps(fields))
        mine = tmp_path / "mine.jsonl"
        if isinstance(arrays, bytes):
            mine.write_bytes(arrays)
        elif arrays is not None:
            lines = [
                json.dumps({"name": name, "value": np.asarray(value).tolist()})
                for name, value in arrays.items()
            ]
            mine.write_text("\n".join(lines))
        status = 0
        try:
            main(["check", str(tmp_path / "spec.json"), str(mine), *arguments])
        except SystemExit as ended:
            status = ended.code
        said = capsys.readouterr()
        return status, said.out, said.err

    return on


def test_who_is_right_is_told_so(check):
    status, out, err = check(spec(), Learner(spec()).arrays())

    assert (status, err) == (0, "")
    assert out.splitlines()[0] == "X: right"
    assert out.splitlines()[-1] == "all right: 33 arrays of mini-batch 1"


def test_who_is_wrong_is_told_where_first_by_how_much_why_and_where_to_see_it(check):
    status, out, _ = check(spec(), Mistaken(spec()).arrays())

    *_, first, numbers, cause, link = out.splitlines()
    assert status == 1
    assert first == "dZ3 is the first that differs"
    assert numbers.startswith("largest difference 0.")
    assert "of yours (from 1): yours " in numbers
    assert cause.startswith("likely mistake: the activation's slope is left out: δ = ∂ℓ/∂a · f′(z); ")
    assert cause.endswith("; it makes 17 of the 17 that differ")
    assert link.startswith("see http://127.0.0.1:8765/#spec=")
    shown = re.search(r"&step=6&yours=dZ3,(\d)\.(\d),(\S+),(\S+)&sample=(\d)&neuron=3\.(\d)$", link)
    assert f"at [{shown[1]}, {shown[2]}] of yours (from 1): yours {shown[3]}, ours {shown[4]}" in numbers
    assert (shown[5], shown[6]) == (shown[2], shown[1]), "samples are columns of theirs"
    assert "A3: right" in out.splitlines()
    assert "dZ3: differs" in out.splitlines()


def test_json_says_the_same(check):
    status, out, _ = check(
        spec(), Mistaken(spec()).arrays(), "--json", "--url", "https://learn.example.org/nets/"
    )

    told = json.loads(out)
    first = told["first"]
    assert status == 1
    assert (told["right"], told["batch"], len(told["arrays"])) == (False, 1, 33)
    assert (first["name"], first["tensor"], first["layer"]) == ("dZ3", "delta", 3)
    assert first["mistake"] == {
        "code": "slope_left_out",
        "words": "the activation's slope is left out: δ = ∂ℓ/∂a · f′(z)",
        "explains": 17,
    }
    assert first["largest"] == pytest.approx(abs(first["yours"] - first["ours"]))
    assert first["link"].startswith("https://learn.example.org/nets/#spec=")
    assert check(spec(), Learner(spec()).arrays(), "--json")[1].startswith('{"right":true,')


def test_a_number_that_is_none_is_null_in_json(check):
    arrays = Learner(spec()).arrays()

    _, out, _ = check(spec(), {"A1": arrays["A1"] * np.nan}, "--json")

    assert json.loads(out)["first"]["yours"] is None
    assert json.loads(out)["first"]["mistake"]["code"] == "not_finite"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_trace_prints_is_right_whichever_mini_batch(check, number):
    fields = spec(optimizer={"kind": "momentum", "learning_rate": 0.1}, shuffle=True)
    lines = [
        json.dumps(
            {
                **{name: getattr(step, name) for name in ("epoch", "batch", "phase", "layer")},
                "arrays": {name: array.tolist() for name, array in step.arrays.items()},
            }
        )
        for step in trace(fields, 3 * 11)
    ]
    text = "\n".join(lines).encode()

    status, out, err = check(fields, text, "--batch", str(number), "--tolerance", "1e-15")

    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == f"all right: 36 arrays of mini-batch {number}"


def test_a_later_mini_batch_links_to_its_own_step(check):
    steps = list(trace(spec(), 2 * 11))
    z1 = next(step.arrays["z"] for step in steps[11:] if step.phase == "forward")

    right, wrong = (check(spec(), {"Z1": each}, "--batch", "2", "--json") for each in (z1, z1 + 1))

    assert right[0] == 0
    assert json.loads(wrong[1])["first"]["step"] == 11 + 2


@pytest.mark.parametrize(
    ("arrays", "said"),
    [
        (b"", "mine.jsonl: should be given, got no array"),
        (b"{", "mine.jsonl: should be JSON"),
        ({"dW9": [[1]]}, "mine.jsonl.name: should be one of X, Y, Z1"),
        (None, "mine.jsonl: should be a readable file"),
    ],
)
def test_what_cannot_be_read_ends_with_2(check, arrays, said):
    status, out, err = check(spec(), arrays)

    assert (status, out) == (2, "")
    assert said in err


def test_a_run_that_diverges_first_ends_with_3(check):
    wild = spec(
        optimizer={"kind": "sgd", "learning_rate": 1e6},
        output_activation="linear",
        hidden=[],
        parameters=None,
    )
    del wild["parameters"]

    status, _, err = check(wild, {"Z1": [[1]]}, "--batch", "1000")

    assert status == 3
    assert "no longer finite" in err


@pytest.mark.parametrize("tolerance", ["0", "1", "x"])
def test_a_tolerance_that_tells_nothing_is_refused(check, tolerance):
    assert check(spec(), {"Z1": [[1]]}, "--tolerance", tolerance)[0] == 2


def test_the_link_is_what_the_page_makes_and_reads():
    told = spec_as_json(resolve(read_spec(json.dumps(spec()))))
    script = """
import { fromHash, toHash } from "./static/js/run/link.js";
const hash = process.argv[1];
const { spec, step } = fromHash(hash);
process.stdout.write(JSON.stringify({ spec, step, same: toHash(spec, step) === hash }));
"""
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", script, to_hash(told, 42)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )

    read = json.loads(done.stdout)
    assert read["step"] == 42
    assert read_spec(json.dumps(read["spec"])) == resolve(read_spec(json.dumps(spec())))
