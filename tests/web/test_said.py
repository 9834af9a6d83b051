"""What rows say is there to be read and heard."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from app.data import DATASETS, tables
from tests.patience import PATIENCE_S


def get(url, **headers):
    with urlopen(Request(url, headers=headers), timeout=PATIENCE_S) as answer:
        return answer.headers, answer.read()


@pytest.mark.parametrize("kind", ["sentiment", "language", "spoken"])
def test_there_is_a_text_for_each_row(server_url, kind):
    headers, body = get(f"{server_url}/said/{kind}.json")

    assert headers["content-type"] == "application/json"
    said = DATASETS[kind].said
    assert json.loads(body) == {"texts": list(said.texts()), "unread": sorted(said.unread)}


def test_there_is_a_sound_for_each_row_of_spoken_words(server_url):
    headers, body = get(f"{server_url}/said/spoken/539.wav")

    assert headers["content-type"] == "audio/wav"
    assert body.startswith(b"RIFF")


def test_there_are_the_numbers_of_each_row(server_url):
    _, body = get(f"{server_url}/said/spoken/17.json")

    assert json.loads(body) == tables.rows("spoken")[0][17].tolist()


MISSING = ("iris.json", "nothing.json", "iris/0.wav", "iris/0.json", "sentiment/0.wav", "spoken/-1.wav")


@pytest.mark.parametrize("path", [*MISSING, "spoken/540.wav", "spoken/540.json"])
def test_nothing_else_is_said(server_url, path):
    with pytest.raises(HTTPError) as caught:
        get(f"{server_url}/said/{path}")

    with caught.value:
        assert caught.value.code == 404


def test_what_has_come_need_not_come_again(server_url):
    headers, _ = get(f"{server_url}/said/sentiment.json")

    with pytest.raises(HTTPError) as caught:
        get(f"{server_url}/said/sentiment.json", **{"If-None-Match": headers["etag"]})

    with caught.value:
        assert caught.value.code == 304


def test_the_page_does_not_carry_the_sentences(server_url):
    _, catalogue = get(f"{server_url}/catalog.json")

    assert b"The soup was warm" not in catalogue
