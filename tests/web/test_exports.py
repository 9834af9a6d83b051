"""A room's run is taken home as it stands: over HTTP, as a file."""

import asyncio
import csv
import io
import json
import zipfile
from base64 import b64decode
from urllib.error import HTTPError
from urllib.request import urlopen

import numpy as np
import pytest
from fastapi import FastAPI, Request, Response
from fastapi.routing import APIRoute

from app.export import KINDS
from app.export.saved import head_of
from app.headless import json_line, trace, train
from app.web.exports import add_exports
from app.web.turns import Turns
from tests.export.runs import IRIS, printed
from tests.patience import PATIENCE_S
from tests.rooms.in_class import Class, in_class


@pytest.fixture
def taken(server_url, open_line):
    """Opens a room of this test's own; then gives what is taken from its run."""
    line = open_line()
    room = line.receive()[0]["room"]
    assert line.say("configure", spec=IRIS)["type"] == "done"

    def take(kind: str) -> tuple[int, str, bytes]:
        way = f"{kind}&" if "?" in kind else f"{kind}?"
        try:
            with urlopen(f"{server_url}/export/{way}room={room}", timeout=PATIENCE_S) as answer:
                assert answer.headers["cache-control"] == "no-store"
                return answer.status, answer.headers["content-disposition"], answer.read()
        except HTTPError as error:
            with error:
                return error.code, "", error.read()

    take.line, take.room = line, room
    return take


def test_the_run_is_taken_as_it_stands(taken):
    taken.line.say("step", count=3, unit="epoch")

    status, named, script = taken("numpy")
    weights = json.loads(taken("json")[2])

    ended = train(IRIS, epochs=3)
    assert status == 200
    assert named == f'attachment; filename="propscope-{taken.room}-numpy.py"'
    assert printed(script.decode())["test"]["loss"] == ended.test.loss
    assert weights["epochs"] == 3
    assert train(IRIS | {"parameters": weights["parameters"]}, epochs=0).test.loss == ended.test.loss


def test_every_kind_is_there(taken):
    for name, kind in KINDS.items():
        status, named, made = taken(name)
        assert (status, bool(made)) == (200, True)
        assert named.endswith(f'{name}{kind.suffix}"')


def test_weights_within_an_epoch_and_changed_by_hand_are_those_that_stand_there(taken):
    taken.line.say("step", count=1, unit="mini-batch")
    changed = {"layer": 1, "unit_in": 0, "unit_out": 0, "value": 9.0}
    assert taken.line.say("set_parameter", parameter=changed)["type"] == "done"

    with np.load(io.BytesIO(taken("npz")[2])) as arrays:
        assert arrays["w1"][0, 0] == 9.0
    rows = list(csv.DictReader(io.StringIO(taken("predictions")[2].decode(), newline="")))
    assert len(rows) == 150


def test_code_of_a_run_that_changed_its_optimizer_on_the_way_changes_it_there(taken):
    taken.line.say("step", count=1, unit="epoch")
    taken.line.say("configure", spec=IRIS | {"optimizer": {"kind": "sgd", "learning_rate": 0.1}})
    told = taken.line.say("step", count=1, unit="epoch")

    status, _, script = taken("numpy")

    assert status == 200
    assert told["type"] == "done"
    assert "BEFORE = 12" in script.decode()
    assert printed(script.decode())["epochs"] == 2


@pytest.mark.parametrize("steps", [0, 1, 6, 8, 8 + 4])
def test_the_trace_is_that_of_the_mini_batch_under_way(taken, steps):
    taken.line.say("step", count=steps or 1, unit="propagation")
    if not steps:
        taken.line.say("seek", index=0)

    status, named, text = taken("trace")

    lines = [json_line(each) for each in trace(IRIS, steps)]
    own = [json.loads(line) for line in lines[(steps - 1) // 8 * 8 :]] if steps else []
    told = [json.loads(line) for line in text.decode().splitlines()]
    assert (status, named.endswith('-trace.jsonl"')) == (200, True)
    assert len(told) == len(own)
    for made, wanted in zip(told, own, strict=True):
        aside = {name for name in wanted["arrays"] if name not in made["arrays"]}
        assert aside <= {"rows", "m_w", "m_b", "v_w", "v_b", "old_m_w", "old_m_b", "old_v_w", "old_v_b"}
        for name in aside:
            del wanted["arrays"][name]
        assert made == wanted


@pytest.mark.parametrize("address", ["numpy?room=nobody-is-here", "excel?room={}", "numpy"])
def test_what_is_not_there_is_said_so(server_url, taken, address):
    with pytest.raises(HTTPError) as caught:
        urlopen(f"{server_url}/export/{address.format(taken.room)}", timeout=PATIENCE_S)

    with caught.value:
        assert caught.value.code in (404, 422)


def test_nothing_is_taken_home_of_what_a_class_is_to_predict(server_url, taken):
    taken.line.say("open_room")
    taken.line.say("step", count=3)
    question = {"kind": "delta_sign", "marks": [{"layer": 1, "unit": 0}]}
    assert taken.line.say("start_poll", question=question)["type"] == "done"

    for kind in ("trace", "json", "recording"):
        status, _, refused = taken(kind)
        assert (status, json.loads(refused)["code"]) == (422, "poll_on")
    for way in ("results", "results/rows"):
        with pytest.raises(HTTPError) as caught:
            urlopen(f"{server_url}/{way}?room={taken.room}&half=train", timeout=PATIENCE_S)
        with caught.value:
            assert (caught.value.code, json.load(caught.value)["code"]) == (422, "poll_on")

    taken.line.say("reveal")
    assert taken("trace")[0] == 200


def test_a_page_that_plays_by_itself_has_the_run_as_far_as_it_is_recorded(taken):
    taken.line.say("step", count=2, unit="epoch")

    status, named, page = taken("page")
    _, packed, package = taken("package")

    head = head_of(b64decode(page.decode().split('id="saved-run">')[1].split("<")[0]))
    assert (status, named.endswith('page.html"'), packed.endswith('package.zip"')) == (200, True, True)
    assert (head["epochs"], head["whole"], head["run"]["spec"]["data"]["kind"]) == ([0, 2], [0, 2], "iris")
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        assert opened.read("lesson.html") == page


def test_no_other_file_waits_for_a_page_and_who_waits_for_one_is_told_how_many_come_first():
    async def work(held: Class) -> None:
        turns, app = Turns(1, 1), FastAPI()
        add_exports(app, held.hub, turns)
        ways = {route.path: route.endpoint for route in app.routes if isinstance(route, APIRoute)}
        waits = asyncio.Event()

        async def hear() -> dict[str, str]:
            await waits.wait()
            return {"type": "http.disconnect"}

        request = Request({"type": "http", "headers": [], "client": ("127.0.0.1", 1)}, hear)

        async def take(kind: str) -> Response:
            return await ways["/export/{kind}"](request, kind=kind, room=held.code)

        async with turns.turn("another's"):
            page = asyncio.create_task(take("page"))
            assert (await take("numpy")).status_code == 200
            assert json.loads((await ways["/export/page/before"](request, room=held.code)).body) == 1
            assert (await take("page")).status_code == 503
            waits.set()
            assert (await page).status_code == 400
        assert turns.before(held.teacher.room) == 0

    in_class(work)


@pytest.mark.parametrize(
    ("wish", "field"),
    [("last=9999999", "last"), ("first=3&last=2", "epochs"), ("start=99999&last=1", "start")],
)
def test_a_page_of_what_is_not_there_or_takes_too_long_is_refused(taken, wish, field):
    status, _, refused = taken(f"page?{wish}")

    told = json.loads(refused)
    assert (status, told["field"]) == (422, field)


def test_a_page_of_a_large_network_takes_what_it_takes(taken):
    spec = {"data": {"kind": "digits"}, "hidden": [{"units": 128}, {"units": 128}], "batch_size": 64}
    assert taken.line.say("configure", spec=spec)["type"] == "done"
    taken.line.say("step", count=2, unit="epoch")

    status, _, page = taken("page")

    assert status == 200
    assert head_of(b64decode(page.decode().split('id="saved-run">')[1].split("<")[0]))["epochs"] == [0, 2]
