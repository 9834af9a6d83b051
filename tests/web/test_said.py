"""What rows say is there to be read and heard."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from app.data import DATASETS
from tests.patience import PATIENCE_S


def get(url, **headers):
    with urlopen(Request(url, headers=headers), timeout=PATIENCE_S) as answer:
        return answer.headers, answer.read()


@pytest.mark.parametrize("kind", ["sentiment", "language", "spoken"])
def test_there_is_a_text_for_each_row(server_url, kind):
    headers, body = get(f"{server_url}/said/{kind}.json")

    assert headers["content-type"] == "application/json"
    assert json.loads(body) == list(DATASETS[kind].said.texts())


def test_there_is_a_sound_for_each_row_of_spoken_words(server_url):
    headers, body = get(f"{server_url}/said/spoken/539.wav")

    assert headers["content-type"] == "audio/wav"
    assert body.startswith(b"RIFF")


@pytest.mark.parametrize(
    "path", ["iris.json", "nothing.json", "iris/0.wav", "sentiment/0.wav", "spoken/540.wav", "spoken/-1.wav"]
)
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
