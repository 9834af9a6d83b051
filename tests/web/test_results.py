"""How well a room's run does is told over HTTP, where it stands."""

import json
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from app.headless import train
from tests.export.runs import IRIS
from tests.patience import PATIENCE_S

Told = Callable[[str], tuple[int, dict[str, Any]]]


@pytest.fixture
def line(open_line):
    """A line to a room of this test's own, in which iris are learnt."""
    line = open_line()
    line.room = line.receive()[0]["room"]
    assert line.say("configure", spec=IRIS)["type"] == "done"
    return line


@pytest.fixture
def told(server_url, line) -> Told:
    """Gives what is told of the run in that room: ``told("/rows", "half=test")``."""

    def tell(way: str = "", query: str = "") -> tuple[int, dict[str, Any]]:
        try:
            with urlopen(f"{server_url}/results{way}?room={line.room}&{query}", timeout=PATIENCE_S) as answer:
                assert answer.headers["cache-control"] == "no-store"
                return answer.status, json.load(answer)
        except HTTPError as error:
            with error:
                return error.code, {}

    return tell


def test_it_is_told_of_where_the_run_stands(line, told):
    stood = line.say("step", count=3, unit="epoch")

    status, results = told()

    ended = train(IRIS, epochs=3)
    assert status == 200
    assert results["index"] == stood["index"]
    for name, half in (("train", ended.train), ("test", ended.test)):
        assert results[name]["loss"] == half.loss
        assert results[name]["accuracy"] == half.accuracy
        assert results[name]["rows"] == half.rows
    assert results["questions"][0]["classes"] == ["setosa", "versicolor", "virginica"]


def test_within_an_epoch_and_after_a_change_by_hand_it_is_of_the_weights_that_stand_there(line, told):
    line.say("step", count=1, unit="mini-batch")
    before = told()[1]
    line.say("set_parameter", parameter={"layer": 1, "unit_in": 0, "unit_out": 0, "value": 9.0})

    after = told()[1]

    assert after["index"] == before["index"]
    assert after["train"]["loss"] != before["train"]["loss"]


def test_it_is_told_while_the_run_plays_and_of_whichever_run_there_is(line, told):
    line.say("play")
    first = told()[1]
    while told()[1]["index"] == first["index"]:
        pass
    line.say("configure", spec={"data": {"kind": "sine"}, "output_activation": "linear"})

    other = told()[1]

    assert other["run"] > first["run"]
    assert (other["train"]["accuracy"], len(other["train"]["r2"])) == (None, 1)


def test_each_rows_cell_is_told_to_who_asks_for_it(told):
    half = told("", "cells=true")[1]["train"]

    assert len(half["cells"][0]) == half["rows"]
    assert told()[1]["train"]["cells"] == []


def test_the_rows_behind_a_cell_are_told(line, told):
    line.say("step", count=1, unit="epoch")
    counts = told()[1]["test"]["confusions"][0]

    status, rows = told("/rows", "half=test&target=2&said=1")
    wrong = told("/rows", "half=test&wrong=true")[1]

    assert status == 200
    assert rows["total"] == len(rows["rows"]) == counts[2][1]
    assert wrong["total"] == sum(sum(row) for row in counts) - sum(counts[at][at] for at in range(3))
    assert told("/rows", f"half=test&wrong=true&after={wrong['total']}")[1]["rows"] == []


@pytest.mark.parametrize(
    ("way", "query"),
    [("/rows", "half=all"), ("/rows", "half=test&after=-1"), ("/rows", "half=test&target=two"), ("/row", "")],
)
def test_what_cannot_be_asked_is_refused(told, way, query):
    assert told(way, query)[0] in (404, 422)


def test_a_room_that_is_not_there_is_said_so(server_url):
    with pytest.raises(HTTPError) as caught:
        urlopen(f"{server_url}/results?room=nobody-is-here", timeout=PATIENCE_S)

    with caught.value:
        assert caught.value.code == 404
