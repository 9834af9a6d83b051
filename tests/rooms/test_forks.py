"""Forks of a class: their letters, who sees them, and what the big screen shows."""

import gc
import json
import weakref

import pytest

from app.engine import BadInput, Spec, decode
from app.engine.edits import Parameter
from app.protocol import MOST_CURVE_POINTS, Configure, Enter, RevokeLink, Seek, SetParameter, Step
from app.rooms.forks import MOST_FORKS, PATIENCE, letter
from app.rooms.stamps import stamp
from tests.rooms.beside import Lesson, Person, go, seat_of


@pytest.fixture
def lesson() -> Lesson:
    return Lesson()


@pytest.fixture
def teacher(lesson: Lesson) -> Person:
    return lesson.join(role="drive")


def shared(lesson: Lesson, room: str) -> Person:
    person = lesson.join(own=room)
    assert person.ask("share_fork", shared=True) == [None]
    return person


def names(person: Person) -> list[str]:
    return [fork["name"] for fork in person.told("forks")[-1]["forks"]]


def test_forks_are_called_by_letters_in_the_order_they_are_shared(lesson):
    for room, name in (("own-1", "A"), ("own-2", "B")):
        assert shared(lesson, room).told("own_fork")[-1] == {
            "type": "own_fork",
            "name": name,
            "shared": True,
        }


def test_letters_go_on_with_two():
    assert [letter(number) for number in (0, 25, 26, 51, 52, 701)] == ["A", "Z", "AA", "AZ", "BA", "ZZ"]


def test_a_fork_is_not_shared_before_its_owner_says_so(lesson, teacher):
    lesson.join(own="own-1")
    teacher.ask("watch_forks", watching=True)

    assert names(teacher) == []


def test_a_fork_keeps_its_letter_when_its_owner_comes_back(lesson, teacher):
    seat = seat_of("own-1")
    first = lesson.join(own=seat)
    first.ask("share_fork", shared=True)
    shared(lesson, "own-2")
    lesson.held.leave(first.member)

    again = lesson.join(own=seat)

    assert again.told("own_fork")[-1]["name"] == "A"
    teacher.ask("watch_forks", watching=True)
    assert names(teacher) == ["A", "B"]


def test_a_fork_is_seen_no_more_once_it_is_not_shared_and_has_its_letter_when_it_is_again(lesson, teacher):
    one, _ = shared(lesson, "own-1"), shared(lesson, "own-2")
    teacher.ask("watch_forks", watching=True)
    one.ask("share_fork", shared=False)
    lesson.aside.pass_time()

    assert names(teacher) == ["B"]
    with pytest.raises(BadInput, match=r"fork: should be B, got A"):
        teacher.ask("take_fork", fork="A")
    one.ask("share_fork", shared=True)
    assert one.told("own_fork")[-1]["name"] == "A"


def test_who_looks_is_told_how_forks_stand(lesson, teacher):
    fork = shared(lesson, "own-1")
    fork.session.obey(Step(1, 3, "epoch"))

    teacher.ask("watch_forks", watching=True)

    (told,) = teacher.told("forks")[-1]["forks"]
    last = fork.session.timeline.history.points[-1]
    assert (told["name"], told["layers"], told["activations"]) == ("A", [2, 4, 2, 1], ["tanh"] * 3)
    assert (told["index"], told["epoch"]) == (825, 3)
    assert told["test_loss"] == pytest.approx(last.test_loss, rel=1e-3)
    assert told["accuracy"] == last.test_accuracy
    assert len(told["curve"]) == 4
    assert told["curve"][-1] == told["test_loss"]
    w = fork.session.timeline.stepper.parameters.by_layer(fork.session.timeline.stepper.parameters.flat.w, 1)
    assert told["weights"][0] == w[:-1].round(2).tolist()
    assert [len(layer) for layer in told["weights"]] == [2, 4, 2]


def test_forks_are_told_as_they_move_and_not_when_none_does(lesson, teacher):
    fork = shared(lesson, "own-1")
    teacher.ask("watch_forks", watching=True)
    teacher.told("forks")

    lesson.aside.pass_time()
    assert teacher.told("forks") == []

    fork.session.obey(Step(1))
    lesson.aside.pass_time()
    assert teacher.told("forks")[-1]["forks"][0]["index"] == 1


def test_nothing_is_looked_at_when_nobody_wants_to_know(lesson, teacher):
    fork = shared(lesson, "own-1")
    teacher.ask("watch_forks", watching=True)
    teacher.ask("watch_forks", watching=False)
    teacher.told("forks")
    fork.session.obey(Step(1))

    for _ in range(3):
        lesson.aside.pass_time()

    assert teacher.told("forks") == []
    assert lesson.aside.waiting == []


def test_who_drives_no_more_is_told_no_more(lesson, teacher):
    lesson.held.make_link("drive")
    (link,) = lesson.held.links
    helper = lesson.join()
    lesson.held.obey(helper.member, Enter(1, lesson.held.key(link)))
    fork = shared(lesson, "own-1")
    helper.ask("watch_forks", watching=True)
    assert names(helper) == ["A"]

    lesson.held.obey(teacher.member, RevokeLink(1, link))
    fork.session.obey(Step(1))
    lesson.aside.pass_time()

    assert helper.told("forks") == []


@pytest.mark.parametrize(
    ("kind", "fields"),
    [("watch_forks", {"watching": True}), ("take_fork", {"fork": "A"}), ("pin_fork", {"forks": ["A"]})],
)
def test_only_who_drives_sees_forks(lesson, kind, fields):
    fork = shared(lesson, "own-1")

    with pytest.raises(BadInput) as refused:
        fork.ask(kind, **fields)

    assert (refused.value.code, refused.value.limit) == ("not_allowed", ["drive"])


def test_only_who_has_a_run_of_its_own_shares_one(lesson):
    with pytest.raises(BadInput) as refused:
        lesson.join().ask("share_fork", shared=True)

    assert (refused.value.code, refused.value.limit) == ("not_allowed", ["fork"])


def test_who_asks_for_a_fork_is_told_its_value_as_it_stands(lesson, teacher):
    fork = shared(lesson, "own-1")
    go(
        fork.session,
        Step(1, 2, "epoch"),
        SetParameter(2, Parameter(1, 0, 0, 1.0)),
        Step(3, 1, "epoch"),
        SetParameter(4, Parameter(1, 0, 0, 2.0)),
        Seek(5, 560),
    )

    assert teacher.ask("take_fork", fork="A") == [None]

    (told,) = teacher.told("fork_value")
    value = told["fork"]
    assert (value["name"], value["index"]) == ("A", 560)
    assert decode(json.dumps(value["spec"]), Spec) == fork.session.view.spec
    assert [edit["index"] for edit in value["edits"]] == [550]
    assert len(fork.session.timeline.edits) == 2


def test_the_big_screen_shows_two_forks_at_the_same_step(lesson, teacher):
    screen, follower = lesson.join(role="present"), lesson.join()
    for room, steps in (("own-1", 40), ("own-2", 9)):
        shared(lesson, room).session.obey(Step(1, steps))

    assert teacher.ask("pin_fork", forks=["A", "B"]) == [None]

    for person in (teacher, screen):
        forks = person.told("pinned")[-1]["forks"]
        assert [(fork["name"], fork["index"]) for fork in forks] == [("A", 9), ("B", 9)]
    assert follower.told("pinned") == []
    assert lesson.join(role="present").told("pinned")[-1]["forks"] == forks


def test_forks_whose_steps_are_others_are_shown_at_the_end_of_the_same_epoch(lesson, teacher):
    shallow, deep = shared(lesson, "own-1"), shared(lesson, "own-2")
    go(shallow.session, Configure(1, decode('{"hidden": []}', Spec)), Step(2, 5, "epoch"))
    go(deep.session, Step(1, 3, "epoch"), Step(2, 100))

    teacher.ask("pin_fork", forks=["A", "B"])

    forks = teacher.told("pinned")[-1]["forks"]
    assert [fork["index"] for fork in forks] == [3 * 25 * 5, 3 * 25 * 11]


def test_nothing_is_pinned_any_more_when_none_is_named(lesson, teacher):
    shared(lesson, "own-1")
    teacher.ask("pin_fork", forks=["A"])

    teacher.ask("pin_fork", forks=[])

    assert teacher.told("pinned")[-1]["forks"] == []


def test_more_forks_than_are_allowed_are_refused(lesson):
    for number in range(MOST_FORKS):
        shared(lesson, f"own-{number}")

    with pytest.raises(BadInput, match=r"shared: should be one of the 200 that have a letter"):
        shared(lesson, "one too many")


def test_who_shares_no_more_gives_its_letter_to_another_when_they_run_out(lesson):
    people = [shared(lesson, f"own-{number}") for number in range(MOST_FORKS)]
    people[3].ask("share_fork", shared=False)

    assert shared(lesson, "another").told("own_fork")[-1]["name"] == "D"


def test_a_fork_whose_room_is_forgotten_is_gone(lesson, teacher):
    shared(lesson, "own-1")
    lesson.held.forget("own-1")
    teacher.ask("watch_forks", watching=True)

    assert names(teacher) == []


def test_nothing_of_forks_remains_when_a_class_is_over(lesson, teacher):
    fork = shared(lesson, "own-1")
    teacher.ask("start_challenge", goal={"kind": "test_loss"}, most_neurons=6)
    fork.ask("hand_in")
    teacher.ask("pin_fork", forks=["A"])
    teacher.ask("watch_forks", watching=True)

    lesson.held.close()

    seat = weakref.ref(fork.member.own)
    lesson.held.members.clear()
    fork.member.own = None
    lesson.aside.do_work()
    for _ in range(3):
        lesson.aside.pass_time()
    gc.collect()
    assert seat() is None
    assert lesson.held.forks.pinned.forks == ()
    assert not lesson.held.forks.all


def test_a_fork_that_cannot_be_looked_at_now_is_told_as_it_was(lesson, teacher):
    shared(lesson, "own-1")
    teacher.ask("watch_forks", watching=True)
    lesson.aside.busy = {"own-2"}
    shared(lesson, "own-2")
    teacher.told("forks")

    for _ in range(2):
        lesson.aside.pass_time()
    assert teacher.told("forks") == []

    lesson.aside.busy = set()
    for _ in range(PATIENCE + 2):
        lesson.aside.pass_time()
    assert names(teacher) == ["A", "B"]


def test_a_stamp_says_little_of_a_large_network():
    seat = seat_of("own")
    seat.session.obey(Configure(1, decode('{"hidden": [{"units": 64}]}', Spec)))

    made = stamp("A", None)(seat.session)

    assert (made.layers, made.weights) == ((2, 64, 1), [])


def test_the_curve_of_a_long_run_is_short_and_ends_where_it_stands():
    session = seat_of("own").session
    go(session, Step(1, 300, "epoch"))
    losses = [point.test_loss for point in session.timeline.history.points]

    whole = stamp("A", None)(session).curve
    go(session, Seek(2, session.timeline.schedule.end(100)))
    part = stamp("A", None)(session)

    assert len(whole) == MOST_CURVE_POINTS
    assert [whole[0], whole[-1]] == pytest.approx([losses[0], losses[300]], rel=1e-3)
    assert (part.epoch, part.curve[-1]) == (100, pytest.approx(losses[100], rel=1e-3))
