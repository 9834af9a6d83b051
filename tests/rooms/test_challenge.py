"""A challenge: what may be entered, and that the board says what the server's own run came to."""

import json
from typing import Any

import pytest

from app.engine import BadInput, Spec, decode
from app.engine.edits import Parameter
from app.protocol import Configure, SetParameter, Step
from tests.rooms.beside import Lesson, Person, go

SIX = {"hidden": [{"units": 4}, {"units": 2}]}


@pytest.fixture
def lesson() -> Lesson:
    return Lesson()


@pytest.fixture
def teacher(lesson: Lesson) -> Person:
    return lesson.join(role="drive")


@pytest.fixture
def challenge(teacher: Person) -> None:
    """Who comes to the lowest loss with six neurons?"""
    assert start(teacher) == [None]


def start(teacher: Person, most_neurons: int = 6, **goal: Any) -> list[object]:
    return teacher.ask("start_challenge", goal=goal or {"kind": "test_loss"}, most_neurons=most_neurons)


def fork(lesson: Lesson, room: str, spec: dict[str, Any] | None = None, epochs: int = 0) -> Person:
    person = lesson.join(own=room)
    go(person.session, Configure(1, decode(json.dumps(spec or SIX), Spec)), Step(2, epochs, "epoch"))
    return person


def hand_in(person: Person) -> BadInput | None:
    (answer,) = person.ask("hand_in")
    return answer


def board(lesson: Lesson, person: Person) -> dict:
    lesson.aside.do_work()
    lesson.aside.pass_time()
    return person.told("challenge")[-1]


def test_everybody_is_told_of_a_challenge_and_who_comes_later_too(lesson, teacher):
    follower, own = lesson.join(), lesson.join(own="own-1")

    start(teacher, 6, kind="epochs", accuracy=0.95)

    late = lesson.join()
    for person in (teacher, follower, own, late):
        assert person.told("challenge") == [
            {
                "type": "challenge",
                "goal": {"kind": "epochs", "accuracy": 0.95},
                "most_neurons": 6,
                "over": False,
                "shown": False,
                "entries": [],
                "best": None,
            }
        ]


@pytest.mark.usefixtures("challenge")
def test_an_entry_is_being_checked_until_the_server_has_come_there_itself(lesson, teacher):
    own = fork(lesson, "own-1", epochs=5)
    assert hand_in(own) is None
    lesson.aside.pass_time()

    waiting = own.told("challenge")[-1]["entries"]
    checked = board(lesson, own)

    assert waiting == [{"name": "A", "layers": [2, 4, 2, 1], "result": None, "checked": False}]
    loss = own.session.timeline.history.at(5).test_loss
    assert checked["entries"] == [{"name": "A", "layers": [2, 4, 2, 1], "result": loss, "checked": True}]
    assert checked["best"] == loss


@pytest.mark.usefixtures("challenge")
def test_what_is_handed_in_is_judged_at_its_last_whole_epoch(lesson):
    own = fork(lesson, "own-1", epochs=5)
    go(own.session, Step(3, 100))
    hand_in(own)

    assert board(lesson, own)["best"] == own.session.timeline.history.at(5).test_loss


@pytest.mark.usefixtures("challenge")
def test_what_changes_on_the_way_is_followed(lesson):
    own = fork(lesson, "own-1", epochs=2)
    changed = SIX | {"optimizer": {"kind": "adam", "learning_rate": 0.01}, "batch_size": 20}
    go(own.session, Configure(3, decode(json.dumps(changed), Spec)), Step(4, 3, "epoch"))
    hand_in(own)

    assert len(own.session.timeline.edits) == 2
    assert board(lesson, own)["best"] == own.session.timeline.history.at(5).test_loss


@pytest.mark.usefixtures("challenge")
def test_the_forks_own_numbers_count_for_nothing(lesson):
    own = fork(lesson, "own-1", epochs=5)
    honest = own.session.timeline.history.at(5).test_loss
    own.session.timeline.stepper.parameters.flat.w[:] = 0.0
    own.session.timeline.history.points.clear()
    hand_in(own)

    assert board(lesson, own)["best"] == honest


@pytest.mark.usefixtures("challenge")
def test_the_best_of_each_fork_counts_and_the_best_of_all_comes_first(lesson):
    good, bad = fork(lesson, "own-1", epochs=30), fork(lesson, "own-2", epochs=5)
    for person in (good, bad):
        hand_in(person)
    lesson.aside.do_work()
    go(good.session, Step(3, -29, "epoch"))
    hand_in(good)
    told = board(lesson, good)

    assert [entry["name"] for entry in told["entries"]] == ["A", "B"]
    assert told["best"] == good.session.timeline.history.at(30).test_loss


def test_the_first_epoch_that_is_accurate_enough_counts(lesson, teacher):
    start(teacher, kind="epochs", accuracy=0.9)
    own = fork(lesson, "own-1", epochs=60)
    hand_in(own)

    points = own.session.timeline.history.points
    assert board(lesson, own)["best"] == next(point.epoch for point in points if point.test_accuracy >= 0.9)


def test_who_never_is_accurate_enough_has_no_result_and_comes_last(lesson, teacher):
    start(teacher, kind="epochs", accuracy=0.9)
    for room, epochs in (("own-1", 1), ("own-2", 60)):
        hand_in(fork(lesson, room, epochs=epochs))
    told = board(lesson, teacher)

    assert [(entry["name"], entry["checked"]) for entry in told["entries"]] == [("B", True), ("A", True)]
    assert told["entries"][1]["result"] is None


@pytest.mark.usefixtures("challenge")
@pytest.mark.parametrize(
    ("spec", "field", "value", "limit"),
    [
        ({"hidden": [{"units": 4}, {"units": 3}]}, "hidden", "7", 6),
        (SIX | {"data": {"kind": "xor"}}, "data.kind", "xor", ["circle"]),
        (SIX | {"data": {"noise": 0.5}}, "data.noise", "0.5", ["0.0"]),
        (SIX | {"data": {"samples": 100}}, "data.samples", "100", ["500"]),
        (SIX | {"data": {"train_fraction": 0.9}}, "data.train_fraction", "0.9", ["0.5"]),
        (SIX | {"data": {"seed": 8}}, "data.seed", "8", ["7"]),
        (SIX | {"seed": 8}, "data.seed", "8", ["7"]),
        (SIX | {"loss": "mean_squared_error"}, "loss", "mean_squared_error", ["squared_error"]),
        (
            {"hidden": [], "parameters": [{"w": [[1.0], [1.0]], "b": [0.0]}]},
            "parameters",
            "set by hand",
            None,
        ),
    ],
)
def test_what_the_class_does_not_have_is_refused_by_field_and_bound(lesson, spec, field, value, limit):
    own = fork(lesson, "own-1", spec)

    refused = hand_in(own)

    assert isinstance(refused, BadInput)
    assert (refused.field, refused.value, refused.limit) == (field, value, limit)
    assert board(lesson, own)["entries"] == []


@pytest.mark.usefixtures("challenge")
def test_another_draw_of_weights_for_the_same_rows_may_be_entered(lesson):
    own = fork(lesson, "own-1", SIX | {"seed": 8, "data": {"seed": 7}}, epochs=3)

    assert hand_in(own) is None
    assert board(lesson, own)["best"] == own.session.timeline.history.at(3).test_loss


@pytest.mark.usefixtures("challenge")
def test_what_is_set_by_hand_is_refused_until_it_is_ahead(lesson):
    own = fork(lesson, "own-1", epochs=2)
    go(own.session, SetParameter(3, Parameter(1, 0, 0, 1.0)), Step(4, 1, "epoch"))

    refused = hand_in(own)
    go(own.session, Step(5, -2, "epoch"))

    assert (refused.field, refused.code) == ("edits.0.parameter", "unwanted_field")
    assert hand_in(own) is None


def test_what_the_class_had_set_by_hand_itself_may_be_entered(lesson, teacher):
    by_hand = SetParameter(3, Parameter(1, 0, 0, 1.0))
    go(lesson.seat.session, Step(1, 2, "epoch"), by_hand)
    start(teacher)
    own = fork(lesson, "own-1", epochs=2)
    go(own.session, by_hand, Step(4, 1, "epoch"))

    assert hand_in(own) is None


@pytest.mark.usefixtures("challenge")
def test_a_run_too_long_to_be_made_again_is_refused(lesson, monkeypatch):
    monkeypatch.setattr("app.rooms.challenge.MOST_WORK", 5_000 * 1_000)
    own = fork(lesson, "own-1", epochs=5)

    refused = hand_in(own)

    assert (refused.field, refused.code) == ("index", "too_large")
    assert 900 < refused.limit <= 1_000


def test_nothing_is_handed_in_before_or_after_a_challenge(lesson, teacher):
    own = fork(lesson, "own-1")
    with pytest.raises(BadInput, match=r"type: should be asked while a challenge is open"):
        hand_in(own)
    start(teacher)
    hand_in(own)

    teacher.ask("end_challenge")

    with pytest.raises(BadInput, match=r"type: should be asked while a challenge is open"):
        hand_in(own)
    told = board(lesson, own)
    assert told["over"]
    assert [entry["checked"] for entry in told["entries"]] == [True], "what was handed in is judged"


@pytest.mark.usefixtures("challenge")
def test_a_new_challenge_begins_with_an_empty_board(lesson, teacher):
    hand_in(fork(lesson, "own-1"))

    start(teacher, most_neurons=3)

    told = board(lesson, teacher)
    assert (told["most_neurons"], told["entries"]) == (3, [])


@pytest.mark.parametrize(
    ("data", "goal", "field", "code"),
    [
        ({"kind": "circle", "train_fraction": 1.0}, {"kind": "test_loss"}, "test_rows", "too_small"),
        ({"kind": "plane"}, {"kind": "epochs", "accuracy": 0.9}, "goal.accuracy", "no_classes"),
    ],
)
def test_a_goal_that_the_classs_run_cannot_have_is_refused(lesson, teacher, data, goal, field, code):
    go(lesson.seat.session, Configure(1, decode(json.dumps({"data": data}), Spec)))

    (refused,) = start(teacher, **goal)

    assert (refused.field, refused.code) == (field, code)
    assert teacher.told("challenge") == []


@pytest.mark.usefixtures("challenge")
def test_the_board_is_shown_until_it_is_put_away_or_another_challenge_begins(lesson, teacher):
    follower = lesson.join()
    for shown in (True, False, True):
        assert teacher.ask("show_board", shown=shown) == [None]
        assert follower.told("challenge")[-1]["shown"] is shown

    start(teacher)

    assert not follower.told("challenge")[-1]["shown"]


def test_only_who_drives_starts_and_ends_and_only_who_has_a_run_of_its_own_hands_in(lesson, teacher):
    own = fork(lesson, "own-1")
    start(teacher)
    for person, kind, needed in ((own, "end_challenge", "drive"), (teacher, "hand_in", "fork")):
        with pytest.raises(BadInput) as refused:
            person.ask(kind)
        assert (refused.value.code, refused.value.limit) == ("not_allowed", [needed])
    with pytest.raises(BadInput) as refused:
        start(own)
    assert refused.value.code == "not_allowed"


@pytest.mark.usefixtures("challenge")
def test_who_hands_in_over_and_over_does_not_keep_others_from_being_checked(lesson):
    eager, other = fork(lesson, "own-1"), fork(lesson, "own-2")
    for _ in range(5):
        hand_in(eager)
    hand_in(other)

    assert lesson.aside.do_work() == 3, "one under way, its last one, and the other's"


@pytest.mark.usefixtures("challenge")
def test_a_run_whose_numbers_end_comes_to_nothing(lesson):
    wild = SIX | {"optimizer": {"learning_rate": 1e6}, "hidden": [{"units": 2, "activation": "relu"}]}
    wild |= {"output_activation": "linear"}
    own = fork(lesson, "own-1", wild, epochs=50)
    assert own.session.timeline.diverged
    hand_in(own)

    (entry,) = board(lesson, own)["entries"]
    assert entry["checked"]


def test_the_board_of_a_fork_that_is_gone_keeps_its_letter(lesson, teacher):
    start(teacher)
    hand_in(fork(lesson, "own-1", epochs=2))
    lesson.aside.do_work()

    lesson.held.forget("own-1")
    other = fork(lesson, "own-2", epochs=1)
    hand_in(other)

    assert {entry["name"] for entry in board(lesson, other)["entries"]} == {"A", "B"}
