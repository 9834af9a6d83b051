"""``propscope export`` as a user meets it."""

import json

import pytest

from app.cli import main
from app.export import KINDS
from tests.export.runs import IRIS, run_of

WILD = {
    "optimizer": {"learning_rate": 1e5},
    "hidden": [{"activation": "relu"}],
    "output_activation": "linear",
}


@pytest.fixture
def export(tmp_path, capfdbinary):
    """Runs the command, and gives exit status, standard output and standard error."""

    def on(fields, *arguments):
        (tmp_path / "spec.json").write_text(json.dumps(fields))
        status = 0
        try:
            main(["export", str(tmp_path / "spec.json"), *arguments])
        except SystemExit as ended:
            status = ended.code
        said = capfdbinary.readouterr()
        return status, said.out, said.err.decode()

    return on


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "npz"])  # which says when it was made
def test_each_kind_goes_to_a_file_or_to_standard_output(export, tmp_path, kind):
    file = tmp_path / "run"

    written = export(IRIS, "--as", kind, "--epochs", "2", "-o", str(file))
    status, out, _ = export(IRIS, "--as", kind, "--epochs", "2")

    assert written == (0, b"", "")
    assert status == 0
    assert out == file.read_bytes() == KINDS[kind].bytes_of(run_of(IRIS, 2))


def test_no_epoch_at_all_is_the_run_as_it_starts(export):
    told = json.loads(export(IRIS, "--as", "json", "--epochs", "0")[1])

    assert told["epochs"] == 0


def test_a_run_that_diverges_ends_with_3(export):
    status, out, err = export(WILD, "--as", "json", "--epochs", "5")

    assert (status, out) == (3, b"")
    assert "no longer finite" in err


def test_a_file_that_cannot_be_written_ends_with_1(export, tmp_path):
    status, _, err = export({}, "--as", "json", "--epochs", "1", "-o", str(tmp_path / "nowhere" / "run.json"))

    assert status == 1
    assert "cannot write the result" in err


def test_a_kind_that_is_none_is_refused(export):
    assert export({}, "--as", "excel")[0] == 2
