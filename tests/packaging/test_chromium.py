"""Which Chromium the browser tests take, of those that a machine has."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT

WORKING, BROKEN = "#!/bin/sh\nexit 0\n", "#!/bin/sh\nexit 1\n"
MACHINES = {
    "a shell before a whole browser": ({"chromium": WORKING, "chrome-headless-shell": WORKING}, 1),
    "a whole browser where the shell does not start": (
        {"chromium-headless-shell": BROKEN, "chromium": WORKING},
        1,
    ),
    "any whole browser where there is no other": ({"google-chrome": WORKING}, 0),
}


def taken(folder: Path, **environment: str) -> str:
    """What the browser tests say they use where only the programs of a folder are to be had."""
    usual = {name: value for name, value in os.environ.items() if name != "CHROMIUM"}
    own = {"PATH": str(folder), "PLAYWRIGHT_BROWSERS_PATH": str(folder / "none")}
    command = [sys.executable, "-m", "tests.browser.chromium"]
    said = subprocess.run(
        command, cwd=ROOT, env=usual | own | environment, capture_output=True, text=True, check=True
    )
    return said.stdout.splitlines()[-1].removeprefix("Browser tests use ")


def put(folder: Path, programs: dict[str, str]) -> list[Path]:
    for name, text in programs.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    return [folder / name for name in programs]


@pytest.mark.parametrize(("programs", "expected"), MACHINES.values(), ids=MACHINES.keys())
def test_the_first_that_starts_is_taken(tmp_path, programs, expected):
    paths = put(tmp_path, programs)

    assert taken(tmp_path) == str(paths[expected])


def test_the_chosen_one_is_taken_before_any_other(tmp_path):
    chosen, _ = put(tmp_path, {"mine": WORKING, "chromium-headless-shell": WORKING})

    assert taken(tmp_path, CHROMIUM=str(chosen)) == str(chosen)
