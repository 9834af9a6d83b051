"""``propscope export --as page``: the file, what is said of it, and what is refused."""

import zipfile
from base64 import b64decode

import pytest

from app.export.saved import head_of
from tests.playback.test_session import DIVERGING
from tests.recordings.files import file

MOST_BYTES = 1_500_000


def head(path) -> dict:
    text = path.read_text()
    return head_of(b64decode(text.split('id="saved-run">')[1].split("<")[0]))


@pytest.fixture
def page(propscope, tmp_path):
    """Makes the page of the default network, and gives its path and what is said of it."""
    path = tmp_path / "lesson.html"

    def made(*chosen: str):
        return path, propscope("export", {}, "--as", "page", *chosen, "-o", path)

    return made


def test_two_hundred_epochs_of_the_default_network_fit_into_a_megabyte_and_a_half(page):
    path, ended = page("--epochs", "200")

    told = head(path)
    assert 0.9 * MOST_BYTES < path.stat().st_size <= MOST_BYTES
    assert told["epochs"] == [0, 200]
    assert told["whole"][1] >= 8
    assert f"every step of epochs 0 to {told['whole'][1]}, and the last mini-batch of each" in ended.stderr


def test_its_maker_chooses_what_is_in_it_and_how_it_opens(page):
    look = "hide=chart&until=3"
    path, _ = page("--epochs", "1..4", "--whole", "1..2", "--start", "300", "--look", look, "--title", "Ours")

    told = head(path)
    assert (told["epochs"], told["whole"], told["start"]) == ([1, 4], [1, 2], 300)
    assert told["address"] == look
    assert "<title>Ours</title>" in path.read_text()


def test_a_recording_becomes_a_page(run, tmp_path):
    recording, path = tmp_path / "run.propscope", tmp_path / "lesson.html"
    recording.write_bytes(file())

    run("export", recording, "--as", "page", "--epochs", "3", "-o", path)

    assert head(path)["last"] == 825


def test_a_package_for_platforms_is_a_zip_of_the_page(page):
    path, _ = page("--epochs", "1", "--scorm")

    with zipfile.ZipFile(path) as package:
        assert "imsmanifest.xml" in package.namelist()


def test_a_page_that_ends_sooner_says_so(propscope, tmp_path):
    ended = propscope("export", DIVERGING, "--as", "page", "--epochs", "9", "-o", tmp_path / "lesson.html")

    assert "it ends sooner" in ended.stderr


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (["--epochs", "4..2"], "epochs: should be more than 4, got 4..2"),
        (["--epochs", "4", "--whole", "2..6"], "whole: should be valid (within 0..4), got 2..6"),
        (["--epochs", "2", "--megabytes", "0.2"], "megabytes: should be at least 0."),
        (["--epochs", "a..2"], "--epochs: should be a number from 0 to 1000000000, got a"),
        (
            ["--epochs", "4", "--megabytes", "900"],
            "--megabytes: should be a number from 0.1 to 64",
        ),
    ],
)
def test_what_cannot_be_made_is_refused_naming_field_value_and_bound(page, chosen, said):
    _, ended = page(*chosen)

    assert ended.returncode == 2
    assert said in ended.stderr.replace("argument ", "")


def test_only_a_page_begins_later(propscope):
    ended = propscope("export", {}, "--as", "json", "--epochs", "2..4")

    assert ended.returncode == 2
    assert "--epochs" in ended.stderr
