"""Third-party files are the ones their manifest names, byte for byte."""

import base64
import hashlib
import json

import pytest

from tests.architecture.sources import ROOT

VENDOR = ROOT / "static" / "vendor"
MANIFEST = VENDOR / "MANIFEST.json"
FIELDS = {"version", "licence", "source", "sha384"}

FILES = sorted(
    path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file() and path != MANIFEST
)


def manifest() -> dict[str, dict[str, str]]:
    return json.loads(MANIFEST.read_text()) if MANIFEST.exists() else {}


def disagreement(content: bytes, entry: dict[str, str] | None) -> str | None:
    """What is wrong between a file and its entry, in words; None when they agree."""
    if entry is None:
        return "has no entry"
    if missing := FIELDS - {field for field, value in entry.items() if value}:
        return f"lacks {', '.join(sorted(missing))}"
    digest = hashlib.sha384(content).digest()
    if entry["sha384"] not in (digest.hex(), f"sha384-{base64.b64encode(digest).decode()}"):
        return "has another hash"
    return None


@pytest.mark.parametrize("name", FILES)
def test_a_vendored_file_is_the_one_its_manifest_names(name: str):
    assert disagreement((VENDOR / name).read_bytes(), manifest().get(name)) is None


def test_the_manifest_names_no_file_that_is_not_there():
    assert set(manifest()) <= set(FILES)


@pytest.mark.parametrize(
    "entry",
    [
        None,
        {"version": "1", "licence": "MIT", "source": "npm"},
        {"version": "1", "licence": "", "source": "npm", "sha384": hashlib.sha384(b"file").hexdigest()},
        {"version": "1", "licence": "MIT", "source": "npm", "sha384": hashlib.sha384(b"other").hexdigest()},
    ],
)
def test_a_wrong_entry_is_found(entry: dict[str, str] | None):
    assert disagreement(b"file", entry)


def test_a_right_entry_agrees():
    entry = {"version": "1", "licence": "MIT", "source": "npm", "sha384": hashlib.sha384(b"file").hexdigest()}

    assert disagreement(b"file", entry) is None
