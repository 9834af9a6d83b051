"""What a teacher takes home of a lesson: counts, every shared fork's curve, and nothing of who was there."""

import asyncio
import csv
import io
import json
from collections.abc import Iterator

import pytest

from app.engine import Spec, decode
from app.engine.edits import Parameter
from app.export.lesson import answers_of, files
from app.playback.hiding import Hidden
from app.playback.predicting import Prediction
from app.protocol import (
    AnswerPoll,
    Configure,
    EndPoll,
    Mark,
    PollQuestion,
    Reveal,
    SetParameter,
    StartPoll,
    Step,
    Truth,
    VoteAgain,
)
from app.protocol.polls import POLL_KINDS
from app.rooms import lesson as taking
from app.rooms.lesson import lesson_of
from tests.rooms.beside import Lesson, Person, go

SIGN = PollQuestion("delta_sign", (Mark(2, 1),))
WHY = PollQuestion("free", text="Why, and how?", options=("so", 'or "so"'))
WEIGHTS = (Mark(1, 0, 1), Mark(1, 0, 0))


@pytest.fixture
def lesson() -> Lesson:
    return Lesson()


def poll(
    lesson: Lesson, question: PollQuestion, choices: int, *rounds: str, truth: Truth | None = None
) -> None:
    """Ask the class, round by round: each letter is what one device answers."""
    polls = lesson.held.polls
    polls.expect(StartPoll(1, question))
    polls.begin(question, Prediction(7, choices, truth, Hidden({})))
    for number, answers in enumerate(rounds):
        if number:
            polls.obey(VoteAgain(1))
        for device, answer in enumerate(answers):
            command = AnswerPoll(1, polls.running.id, int(answer), f"device-{device}")
            polls.answer(f"line-{device}", command)


def fork(lesson: Lesson, room: str, *, shared: bool = True, epochs: int = 0) -> Person:
    person = lesson.join(own=room)
    go(person.session, Step(1, epochs, "epoch"))
    person.ask("share_fork", shared=shared)
    return person


def taken(lesson: Lesson) -> dict[str, str]:
    found = asyncio.run(lesson_of(lesson.held, longest_s=0.05))
    return {name: "".join(pieces) for name, pieces in files(found).items()}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_poll_is_counted_round_by_round_with_what_is_true(lesson):
    poll(lesson, SIGN, 3, "0001", "1112", truth=Truth(1, (-0.0148,)))
    lesson.held.polls.obey(Reveal(1))
    lesson.held.polls.obey(EndPoll(1))
    poll(lesson, WHY, 2, "01")

    told = taken(lesson)

    columns = ("poll", "kind", "question", "on", "step", "revealed", "round", "answer", "count", "right")
    sign, why = ("delta_sign", "", "layer 2: 2", "7", "yes"), ("free", WHY.text, "", "7", "no")
    assert [tuple(row[name] for name in columns) for row in rows(told["polls.csv"])] == [
        ("1", *sign, "1", "negative", "3", "no"),
        ("1", *sign, "1", "close to zero", "1", "yes"),
        ("1", *sign, "1", "positive", "0", "no"),
        ("1", *sign, "2", "negative", "0", "no"),
        ("1", *sign, "2", "close to zero", "3", "yes"),
        ("1", *sign, "2", "positive", "1", "no"),
        ("2", *why, "1", "so", "1", ""),
        ("2", *why, "1", 'or "so"', "1", ""),
    ]
    polls = json.loads(told["lesson.json"])["polls"]
    assert [(each["rounds"], each["truth"]) for each in polls] == [
        ([[3, 1, 0], [0, 3, 1]], {"choice": 1, "values": [-0.0148]}),
        ([[1, 1]], None),
    ]


ANSWERS = {
    SIGN: ["negative", "close to zero", "positive"],
    PollQuestion("up_or_down", WEIGHTS[:1]): ["up", "down", "not at all"],
    PollQuestion("moves_most", WEIGHTS): ["layer 1: 2 → 1", "layer 1: 1 → 1"],
    PollQuestion("bigger", (Mark(0, 0), Mark(1, 2))): ["layer 0: 1", "layer 1: 3", "they are the same"],
    PollQuestion("loss_falls"): ["it falls", "it does not fall"],
    WHY: ["so", 'or "so"'],
}


@pytest.mark.parametrize("kind", POLL_KINDS)
def test_answers_are_named_in_the_order_they_are_counted_in(kind):
    ((question, answers),) = [each for each in ANSWERS.items() if each[0].kind == kind]

    assert answers_of(question) == answers


def test_a_shared_fork_is_taken_with_its_value_and_its_whole_curve(lesson):
    person = fork(lesson, "own-1", epochs=70)
    parameter = Parameter(1, 0, 0, 0.5)
    go(person.session, SetParameter(1, parameter))

    told = taken(lesson)

    curve = rows(told["curves.csv"])
    points = person.session.timeline.history.points
    assert [(row["fork"], int(row["epoch"]), float(row["test_loss"])) for row in curve] == [
        ("A", point.epoch, point.test_loss) for point in points
    ]
    assert len(curve) == 71
    (told_of,) = rows(told["forks.csv"])
    assert (told_of["layers"], told_of["epoch"], told_of["file"]) == ("2–4–2–1", "70", "forks/A.json")
    value = json.loads(told["forks/A.json"])
    assert value["index"] == person.session.index
    assert value["edits"][0]["parameter"]["value"] == parameter.value
    assert decode(json.dumps(value["spec"]), Spec) == person.session.view.spec


def test_a_fork_that_is_not_shared_stays_where_it_is(lesson):
    fork(lesson, "own-1")
    fork(lesson, "own-2", shared=False)

    told = taken(lesson)

    assert [row["fork"] for row in rows(told["forks.csv"])] == ["A"]
    assert [name for name in told if name.startswith("forks/")] == ["forks/A.json"]


def test_a_fork_that_cannot_be_looked_at_is_left_out_by_its_letter(lesson):
    fork(lesson, "own-1")
    fork(lesson, "own-2")
    lesson.aside.busy.add("own-1")

    told = taken(lesson)

    assert json.loads(told["lesson.json"])["late"] == ["A"]
    assert [row["fork"] for row in rows(told["forks.csv"])] == ["B"]


def test_rows_that_forks_brought_themselves_are_bounded(lesson, monkeypatch):
    rows_of = [[x / 7, x / 9] for x in range(30)]
    own = {"kind": "table", "x": rows_of, "y": [[x % 2] for x in range(30)]}
    for room in ("own-1", "own-2"):
        person = lesson.join(own=room)
        go(person.session, Configure(1, decode(json.dumps({"data": own}), Spec)))
        person.ask("share_fork", shared=True)
    size = asyncio.run(lesson_of(lesson.held)).forks[0].own_bytes
    assert size > 100
    monkeypatch.setattr(taking, "MOST_BYTES", 2 * size - 1)

    told = taken(lesson)

    assert [row["file"] for row in rows(told["forks.csv"])] == ["forks/A.json", ""]
    assert "forks/B.json" not in told


def test_what_was_handed_in_is_taken_as_it_stands_on_the_board(lesson):
    teacher = lesson.join(role="drive")
    teacher.ask("start_challenge", goal={"kind": "test_loss"}, most_neurons=6)
    entered = fork(lesson, "own-1", shared=False, epochs=2)
    entered.ask("hand_in")
    lesson.aside.do_work()

    told = taken(lesson)

    (row,) = rows(told["challenge.csv"])
    best = entered.session.timeline.history.points[-1].test_loss
    assert (row["place"], row["fork"], row["goal"], float(row["result"])) == ("1", "A", "test_loss", best)
    assert json.loads(told["lesson.json"])["challenge"]["most_neurons"] == 6


def test_nothing_tells_who_was_there(lesson):
    lesson.join(role="drive")
    fork(lesson, "own-0123456789abcdef", epochs=1)
    poll(lesson, WHY, 2, "0110")

    everything = json.dumps(taken(lesson))

    for secret in ("own-0123456789abcdef", "device-", "line-", lesson.held.opening, *hashes(lesson)):
        assert secret not in everything


def hashes(lesson: Lesson) -> Iterator[str]:
    """Give what is kept of devices while a poll is on."""
    for answers in lesson.held.polls.running.rounds:
        yield from (device.hex() for device in answers)


def test_a_lesson_in_which_nothing_was_done_has_the_same_files_with_nothing_in_them(lesson):
    told = taken(lesson)

    assert [*told] == ["polls.csv", "forks.csv", "curves.csv", "challenge.csv", "lesson.json"]
    assert all(not rows(text) for name, text in told.items() if name.endswith(".csv"))
    assert json.loads(told["lesson.json"]) == {"polls": [], "forks": [], "late": [], "challenge": None}
