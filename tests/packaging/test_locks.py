"""The locks pin every package by its hash, for every platform, and name no registry."""

import json
import re

import pytest

from tests.serving import ROOT

PINNED = re.compile(r"[a-z0-9.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}")
ADDRESS = re.compile(r"https?://\S+|file:\S+|--\w*index\S*|--find-links")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_python_package_is_pinned_by_hash(name: str):
    lines = (ROOT / name).read_text().replace("\\\n", "").splitlines()
    packages = [line for line in lines if not line.lstrip().startswith("#")]

    assert packages
    assert [line for line in packages if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "package-lock.json"])
def test_no_lock_names_a_registry(name: str):
    funding = r'"url": "[^"]*"'

    assert ADDRESS.findall(re.sub(funding, "", (ROOT / name).read_text())) == []


def test_the_development_lock_agrees_with_the_one_that_visitors_install():
    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def pins(name: str) -> set[str]:
    return set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE))


def test_every_javascript_package_is_pinned_by_hash_for_every_platform():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    del packages[""]
    of_platforms = [name for entry in packages.values() for name in entry.get("optionalDependencies", ())]

    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
    assert [name for name in of_platforms if f"node_modules/{name}" not in packages] == []
