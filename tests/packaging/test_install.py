"""The installed package is whole: its command runs from anywhere, with its page and its data."""

import json
import re
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import ROOT, at_home, serving

IRIS = {"data": {"kind": "iris"}, "hidden": [{"units": 4, "activation": "tanh"}]}
SEPARATE_FOLDERS = ("static", "templates")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """propscope's wheel, built with what the lock installed and nothing fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation")
    run(*pip, "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("propscope-*.whl")
    return built


@pytest.fixture(scope="session")
def propscope(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a fresh environment, which borrows this one's libraries but has its own propscope."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home)
    commands = home / ("Scripts" if sys.platform == "win32" else "bin")
    python = commands / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=home)
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home)
    Path(site.strip(), "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return commands / "propscope"


@pytest.fixture
def url(propscope: Path, tmp_path: Path) -> Iterator[str]:
    with serving(tmp_path, command=[propscope], cwd=tmp_path) as url:
        yield url


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        command, cwd=cwd, env=at_home(cwd), stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_carries_every_file_of_the_program(wheel: Path):
    tracked = run("git", "-C", ROOT, "ls-files", "app", *SEPARATE_FOLDERS, cwd=wheel.parent).split()
    wanted = {f"propscope/{name.removeprefix('app/')}" for name in tracked}

    assert wanted <= set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_claims_no_name_but_its_own(wheel: Path):
    folders = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert folders == {"propscope", next(name for name in folders if name.endswith(".dist-info"))}


def test_the_command_says_what_it_can_do(propscope: Path, tmp_path: Path):
    told = run(propscope, "--help", cwd=tmp_path)

    assert all(command in told for command in ("serve", "train", "trace"))


def test_the_installed_command_trains_on_a_table_it_carries(propscope: Path, tmp_path: Path):
    (tmp_path / "app.py").write_text("raise SystemExit('a visitor's own app.py was imported')")
    (tmp_path / "iris.json").write_text(json.dumps(IRIS))

    told = run(propscope, "train", "iris.json", "--epochs", "2", "--json", cwd=tmp_path)

    assert json.loads(told)["epochs"] == 2


OFFERED = """
import sys, propscope

assert "numpy" not in sys.modules, "BLAS reads how many threads it may take before that"
for name in propscope.__all__:
    assert getattr(propscope, name).__doc__, name
assert name in dir(propscope)

import os
assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
outcome = propscope.train({"data": {"kind": "iris"}, "output_activation": "softmax"}, epochs=2)
assert (outcome.epochs, outcome.diverged, outcome.train.rows > 0) == (2, None, True)
propagations = list(propscope.trace(propscope.Spec(), steps=5))
assert [(each.phase, each.layer) for each in propagations][:2] == [("input", 0), ("forward", 1)]
assert propagations[1].arrays["z"].shape == (10, 4)
print(propscope.__file__)
"""


def test_the_installed_package_is_imported_by_its_name(propscope: Path, tmp_path: Path):
    (tmp_path / "app.py").write_text("raise SystemExit('a visitor's own app.py was imported')")
    (tmp_path / "script.py").write_text(OFFERED)

    told = run(propscope.with_name("python"), "script.py", cwd=tmp_path)

    assert Path(told.strip()).is_relative_to(propscope.parents[1])


def test_the_installed_command_serves_its_page_from_another_directory(url: str):
    (program,) = re.findall(r'<script type="module" src="([^"]+)">', fetched(url))

    assert 'getElementById("unloaded")' in fetched(f"{url}/{program}")
    assert fetched(f"{url}/static/js/main.js") == (ROOT / "static/js/main.js").read_text()


def fetched(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return answer.read().decode()
