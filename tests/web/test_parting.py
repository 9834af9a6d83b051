"""Where another run parts, asked over a real line."""

import json

from tests.web.test_uploads import post, table


def parted(line, **fields):
    line.socket.send(json.dumps({"type": "find_parting", "id": 99, **fields}))
    return line.until("parted", id=99)


def test_where_another_run_parts_is_told_while_this_one_stays(open_line):
    line = open_line()
    index = line.say("step", count=1, unit="epoch")["index"]

    rate = parted(line, spec={"optimizer": {"learning_rate": 0.3}})
    seed = parted(line, spec={"seed": 9})
    edit = parted(line, edits=[{"index": 33, "learning_rate": 0.3}])
    same = parted(line)

    assert [each["index"] for each in (rate, seed, edit, same)] == [9, 0, 42, None]
    assert (rate["phase"], rate["layer"], rate["tensor"]) == ("update", 1, "w")
    assert (seed["tensor"], seed["tensor_layer"]) == ("w", 1)
    assert same["looked_at"] == index
    assert line.say("pause")["index"] == index


def test_a_run_of_many_rows_is_compared_by_its_upload(server_url, open_line):
    line = open_line()
    _, told = post(server_url, json.dumps(table(1_600)).encode())
    line.say("configure", **told)
    _, other = post(server_url, json.dumps(table(1_600) | {"shuffle": False}).encode())

    assert parted(line, last=11, **other)["index"] == 1


def test_what_is_no_run_is_refused_by_its_field(open_line):
    answer = open_line().say("find_parting", spec={"seed": -1})

    assert (answer["type"], answer["field"]) == ("error", "spec.seed")
