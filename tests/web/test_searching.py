"""A search over a real line: how far it is, what ends it, and what it finds."""

import json

RISES = {
    "quantity": {"of": "parameter", "layer": 1, "unit_in": 0, "unit_out": 0},
    "test": "rises",
    "times": 3,
}
NEVER = {"quantity": {"of": "score", "name": "train_loss"}, "test": "above", "value": 1e6}


def test_a_search_goes_to_where_it_finds_something_and_all_places_are_told(open_line):
    line = open_line()
    line.say("step", count=4, unit="epoch")

    back = line.say("search", conditions=[RISES], backward=True)
    before = line.say("search", conditions=[RISES], backward=True)
    again = line.say("search", conditions=[RISES])
    line.socket.send(json.dumps({"type": "find", "id": 99, "conditions": [RISES]}))
    found = line.until("found", id=99)

    places = [hit["index"] for hit in found["places"][0]["hits"]]
    assert [before["index"], back["index"]] == places[-2:]
    assert again["index"] == back["index"]
    assert found["places"][0]["count"] == len(places)


def test_a_search_says_how_far_it_is_and_anybody_may_end_it(open_line):
    line, other = open_line(), open_line()
    index = line.say("step", count=5)["index"]

    line.socket.send(json.dumps({"type": "search", "id": 50, "conditions": [NEVER]}))
    far = line.until("playback", busy=True)["searching"]["at"]
    further = line.until("playback", busy=True)["searching"]["at"]
    other.say("pause")

    assert index <= far < further
    told: dict[str, dict] = {}
    while not {"done", "playback"} <= told.keys():  # what is done may be kept first
        letter, _ = line.receive()
        if letter.get("id") == 50 or letter.get("busy") is False:
            told[letter["type"]] = letter
    assert told["done"]["index"] == index
    assert told["playback"]["searching"] is None


def test_what_is_no_condition_is_refused_by_its_field(open_line):
    line = open_line()

    for changed, field in (
        ({"test": "sideways"}, "conditions.0.test"),
        ({"test": "above"}, "conditions.0.value"),
        ({"value": 1.0}, "conditions.0.value"),
        ({"times": 0}, "conditions.0.times"),
        ({"quantity": {"of": "mood"}}, "conditions.0.quantity.of"),
        ({"quantity": {"of": "gradient", "layer": 60}}, "conditions.0.quantity.layer"),
    ):
        answer = line.say("search", conditions=[{**RISES, **changed}])
        assert (answer["type"], answer["field"]) == ("error", field)
