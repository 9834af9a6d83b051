"""Predicting together: every answer counts once, and nobody is told before the reveal but who leads."""

import asyncio
import json
import threading
from contextlib import ExitStack, contextmanager

import msgspec
import numpy as np
import pytest
from fastapi import FastAPI, Request

from app.engine import BadInput
from app.playback.hiding import Hidden
from app.playback.predicting import Prediction
from app.protocol import AnswerPoll, ClosePoll, EndPoll, PollQuestion, Reveal, StartPoll, Truth, VoteAgain
from app.rooms.engine_thread import Job
from app.rooms.hub import Hub
from app.rooms.keeping import NoKeeper
from app.rooms.polls import MOST_ROUNDS, KeptPolls, Polls
from app.web.exports import add_exports
from app.web.results import add_results
from tests.patience import PATIENCE_S
from tests.rooms.in_class import Class, in_class, numbers

DELTA = {"kind": "delta_sign", "marks": [{"layer": 2, "unit": 1}]}
BIGGER = {"kind": "bigger", "marks": [{"layer": 1, "unit": 0}, {"layer": 2, "unit": 1}], "sample": 2}
MOVES = {
    "kind": "moves_most",
    "marks": [{"layer": 1, "unit": 0, "source": 1}, {"layer": 2, "unit": 0, "source": 2}],
}
EPOCH = {"kind": "loss_falls", "of": "epoch"}
FREE = {"kind": "free", "text": "Why?", "options": ["so", "or so"]}
QUESTION = PollQuestion("free", text="Why?", options=("so", "or so"))


def begun(truth: Truth | None = None) -> Polls:
    polls = Polls()
    polls.expect(StartPoll(1, QUESTION))
    polls.begin(QUESTION, Prediction(0, 2, truth, Hidden({})))
    return polls


def answer(choice: int, device: str = "device-1", poll: int = 1, vote: int | None = None) -> AnswerPoll:
    return AnswerPoll(1, poll, choice, device, vote)


def counts(polls: Polls) -> list[list[int]]:
    (results,) = polls.results(drives=True)
    return results.rounds


def test_an_answer_may_be_changed_and_counts_once():
    polls = begun()

    polls.answer("line", answer(0))
    polls.answer("line", answer(1))

    assert counts(polls) == [[0, 1]]


def test_a_device_that_comes_back_on_another_line_counts_once():
    polls = begun()

    polls.answer("line", answer(0))
    polls.answer("another line", answer(1))

    assert counts(polls) == [[0, 1]]


def test_a_line_that_says_to_be_many_devices_counts_once():
    polls = begun()

    for number in range(10):
        polls.answer("line", answer(1, f"device-{number}"))

    assert counts(polls) == [[0, 1]]


def test_a_second_vote_keeps_the_first():
    polls = begun()
    polls.answer("line", answer(0))

    polls.obey(VoteAgain(1))
    polls.answer("line", answer(1))

    assert counts(polls) == [[1, 0], [0, 1]]


def test_a_vote_may_be_called_again_after_it_was_closed():
    polls = begun()
    polls.obey(ClosePoll(1))

    polls.obey(VoteAgain(1))
    polls.answer("line", answer(1))

    assert counts(polls) == [[0, 0], [0, 1]]


@pytest.mark.parametrize(
    ("after", "refused", "field", "code"),
    [
        ([ClosePoll(1)], answer(0), "poll", "poll_closed"),
        ([Reveal(1)], answer(0), "poll", "poll_closed"),
        ([EndPoll(1)], answer(0), "poll", "poll_closed"),
        ([], answer(0, poll=2), "poll", "poll_closed"),
        ([VoteAgain(1)], answer(0, vote=1), "round", "poll_closed"),
        ([], answer(0, vote=2), "round", "poll_closed"),
        ([], answer(2), "choice", "too_large"),
    ],
)
def test_an_answer_that_none_is_waited_for_is_refused_and_not_counted(after, refused, field, code):
    polls = begun()
    for command in after:
        polls.obey(command)

    with pytest.raises(BadInput) as error:
        polls.answer("line", refused)

    assert (error.value.field, error.value.code) == (field, code)
    assert not polls.has_news


def test_a_poll_that_was_revealed_is_not_voted_on_again():
    polls = begun()
    polls.obey(Reveal(1))

    with pytest.raises(BadInput):
        polls.obey(VoteAgain(1))


def test_a_poll_has_a_bounded_number_of_rounds():
    polls = begun()
    for _ in range(MOST_ROUNDS - 1):
        polls.obey(VoteAgain(1))

    with pytest.raises(BadInput):
        polls.obey(VoteAgain(1))


def test_one_poll_is_on_at_a_time_and_one_that_is_revealed_gives_way():
    polls = begun()
    with pytest.raises(BadInput):
        polls.expect(StartPoll(1, QUESTION))

    polls.obey(Reveal(1))
    polls.expect(StartPoll(1, QUESTION))
    with pytest.raises(BadInput):
        polls.expect(StartPoll(1, QUESTION))

    assert polls.stand_still
    polls.expect_no_more()
    assert not polls.stand_still


@pytest.mark.parametrize(("truth", "still"), [(None, False), (Truth(0, (1.0,)), True)])
def test_the_run_stands_still_until_what_is_true_is_revealed(truth, still):
    polls = begun(truth)

    assert polls.stand_still == still
    polls.obey(Reveal(1))
    assert not polls.stand_still


def test_nothing_is_kept_of_who_answered_once_a_poll_is_put_away():
    polls = begun()
    polls.answer("line", answer(1))

    polls.obey(EndPoll(1))

    assert polls.running is None
    (past,) = polls.past
    assert past.rounds == [[0, 1]]
    assert "device" not in repr(vars(polls))


def test_a_device_is_never_kept_by_its_name():
    polls = begun()

    polls.answer("line", answer(1, "a-name-of-mine"))

    assert "a-name-of-mine" not in repr(polls.running)


def test_500_answers_in_the_same_second_are_500_counted():
    async def work(held: Class) -> None:
        with ExitStack() as stack:
            class_of = [stack.enter_context(held.joined()) for _ in range(500)]
            await held.teacher.asks("start_poll", question=FREE)
            for number, viewer in enumerate(class_of):
                text = {
                    "type": "answer",
                    "id": 1,
                    "poll": 1,
                    "choice": number % 2,
                    "device": f"device-{number}",
                }
                held.hub.obey(viewer.room, viewer.outbox, json.dumps(text))

            await held.teacher.until(lambda: held.teacher.last("poll_results")["rounds"] == [[250, 250]])
            await class_of[0].until(lambda: class_of[0].last("poll")["poll"]["answered"] == 500)
            assert class_of[0].last("poll")["poll"]["people"] == 500
            assert not class_of[0].of("poll_results")
            assert all(not viewer.of("error") for viewer in class_of)

    in_class(work)


async def polled(held: Class, question: dict, index: int) -> None:
    await held.teacher.asks("step", count=index)
    await held.teacher.asks("start_poll", question=question)
    await held.teacher.until(lambda: held.teacher.of("poll"))


@pytest.mark.parametrize(
    ("question", "index", "hidden"),
    [
        (DELTA, 7, [("delta", 2, np.s_[:, 1]), ("grad_w", 2, np.s_[:, 1]), ("grad_b", 2, np.s_[1])]),
        (DELTA, 8, [("delta", 2, np.s_[:, 1]), ("d_a", 1, np.s_[:]), ("grad_w", 1, np.s_[:])]),
        (BIGGER, 5, [("a", 1, np.s_[:, 0]), ("z", 2, np.s_[:, 1])]),
        (MOVES, 8, [("grad_w", 1, np.s_[1, 0]), ("grad_w", 2, np.s_[2, 0])]),
    ],
)
def test_a_number_that_is_asked_for_is_in_nothing_that_a_follower_is_sent(question, index, hidden):
    async def work(held: Class) -> None:
        await polled(held, question, index)
        with held.joined() as late, held.joined() as projector:
            await projector.asks("enter", key=held.keys["present"])
            await held.teacher.asks("show_sight", sight={"sample": 1})
            for viewer in (late, projector):
                await viewer.until(lambda viewer=viewer: viewer.of("keyframe"))
                held.hub.refresh(viewer.room, viewer.outbox)
                await viewer.until(lambda viewer=viewer: len(viewer.of("keyframe")) > 1)

            held.teacher.look()
            true = held.teacher.last("poll_results")["truth"]["values"]
            secret = [n for name, layer, at in hidden for n in numbers(held.teacher.arrays[name, layer][at])]
            for viewer in (late, projector):
                sent = b"".join(one if isinstance(one, bytes) else one.encode() for one in viewer.messages)
                assert not [number for number in secret if number in sent]
                assert not [value for value in true if str(value).encode() in sent]
                assert np.isfinite(viewer.arrays["w", 1]).all()
                assert not viewer.of("poll_results")

            await held.teacher.asks("reveal")
            await late.until(lambda: np.isfinite(late.arrays[hidden[0][:2]]).all())
            assert late.last("poll_results")["truth"]["values"] == true

    in_class(work)


def test_who_was_there_has_what_is_asked_taken_away():
    async def work(held: Class) -> None:
        with held.joined() as follower:
            await held.teacher.asks("step", count=7)
            await follower.until(lambda: follower.of("keyframe") and follower.last("keyframe")["index"] == 7)
            assert np.isfinite(follower.arrays["delta", 2]).all()

            await held.teacher.asks("start_poll", question=DELTA)

            await follower.until(lambda: np.isnan(follower.arrays["delta", 2][:, 1]).all())
            assert np.isfinite(held.teacher.arrays["delta", 2]).all()

    in_class(work)


def test_losses_of_epochs_to_be_predicted_are_not_told():
    async def work(held: Class) -> None:
        await held.teacher.asks("step", count=3, unit="epoch")
        await held.teacher.asks("seek", index=300)
        await held.teacher.asks("start_poll", question=EPOCH)
        with held.joined() as late:
            await late.until(lambda: late.of("keyframe"))
            assert [point[0] for point in late.last("history")["points"]] == [0, 1]
            assert [point[0] for point in held.teacher.last("history")["points"]] == [0, 1, 2, 3]

    in_class(work)


def test_who_is_given_the_wheel_is_told_all_and_who_loses_it_no_more():
    async def work(held: Class) -> None:
        await polled(held, DELTA, 7)
        with held.joined() as second:
            await second.until(lambda: second.of("keyframe"))
            await second.asks("enter", key=held.keys["drive"])
            await second.until(lambda: np.isfinite(second.arrays["delta", 2]).all())
            assert second.of("poll_results")

            link = held.teacher.last("links")["links"][1]
            assert link["here"] == 2
            assert second.outbox.knows_all
            await held.teacher.asks("make_link", role="drive")
            await second.asks("enter", key=held.teacher.last("links")["links"][-1]["key"])
            await held.teacher.asks("revoke_link", link=held.teacher.last("links")["links"][-1]["link"])
            assert not second.outbox.knows_all

    in_class(work)


COMMANDS = [
    ("play", {}),
    ("step", {}),
    ("seek", {"index": 0}),
    ("reset", {}),
    ("configure", {"spec": {"seed": 3}}),
]


@pytest.mark.parametrize(("kind", "fields"), COMMANDS, ids=[kind for kind, _ in COMMANDS])
def test_the_run_stands_still_while_a_poll_hides_something(kind, fields):
    async def work(held: Class) -> None:
        await polled(held, DELTA, 7)

        refused = await held.teacher.asks(kind, **fields)
        assert (refused["type"], refused.get("code")) == ("error", "poll_on")

        await held.teacher.asks("reveal")
        assert (await held.teacher.asks(kind, **fields))["type"] == "done"

    in_class(work)


def test_a_run_of_ones_own_goes_no_further_meanwhile_either():
    async def work(held: Class) -> None:
        with held.beside() as forked:
            await polled(held, DELTA, 6)
            assert (await forked.asks("step"))["code"] == "poll_on"
            await held.teacher.asks("end_poll")
            assert (await forked.asks("step"))["type"] == "done"

    in_class(work)


def test_nothing_is_told_of_a_run_beside_the_class_meanwhile():
    async def work(held: Class) -> None:
        hides = held.hub.classes.hides
        with held.beside() as forked, held.beside("own-2") as leading, held.joined():
            await leading.asks("enter", key=held.keys["drive"])
            await polled(held, DELTA, 6)

            assert [hides(one.room) for one in (held.teacher, forked, leading)] == [True, True, False]
            assert (await forked.asks("probe", values=[0.5, 0.5]))["code"] == "poll_on"
            for drives in (held.teacher, leading):
                assert "code" not in (await drives.asks("probe", values=[0.5, 0.5]))
            assert (await forked.asks("pause"))["type"] == "done"

            await held.teacher.asks("reveal")
            assert not hides(forked.room)
            assert "code" not in (await forked.asks("probe", values=[0.5, 0.5]))

    in_class(work)


def test_a_run_that_plays_comes_to_rest_to_be_asked_about():
    async def work(held: Class) -> None:
        await held.teacher.asks("play")
        await held.teacher.asks("start_poll", question=DELTA)

        assert not held.teacher.room.session.active
        assert not held.teacher.last("playback")["playing"]

    in_class(work)


def test_a_free_question_hides_nothing_and_the_run_goes_on():
    async def work(held: Class) -> None:
        with held.joined() as follower:
            await polled(held, FREE, 1)
            assert (await held.teacher.asks("step"))["type"] == "done"
            await follower.until(lambda: follower.of("poll"))
            assert follower.last("poll")["poll"]["choices"] == 2
            assert held.teacher.last("poll_results")["truth"] is None

    in_class(work)


def test_a_question_that_cannot_be_asked_is_answered_and_the_run_goes_on():
    async def work(held: Class) -> None:
        wrong = {**DELTA, "marks": [{"layer": 2, "unit": 99}]}

        refused = await held.teacher.asks("start_poll", question=wrong)

        assert (refused["field"], refused["code"]) == ("question.marks.0.unit", "too_large")
        assert (await held.teacher.asks("step"))["type"] == "done"
        assert (await held.teacher.asks("start_poll", question=DELTA))["type"] == "done"

    in_class(work)


def test_a_follower_asks_nothing_of_the_class_but_answers():
    async def work(held: Class) -> None:
        with held.joined() as follower:
            assert (await follower.asks("start_poll", question=FREE))["code"] == "not_allowed"
            await polled(held, FREE, 0)
            for kind in ("close_poll", "vote_again", "reveal", "end_poll"):
                assert (await follower.asks(kind))["code"] == "not_allowed"
            assert (await follower.asks("answer", poll=1, choice=1, device="device-1"))["type"] == "done"
            await held.teacher.until(lambda: held.teacher.last("poll_results")["rounds"] == [[0, 1]])

    in_class(work)


def test_who_does_not_follow_does_not_count():
    async def work(held: Class) -> None:
        await polled(held, FREE, 0)
        with held.joined() as projector:
            await projector.asks("enter", key=held.keys["present"])
            for other in (held.teacher, projector):
                refused = await other.asks("answer", poll=1, choice=1, device="device-1")
                assert (refused["code"], refused["limit"]) == ("not_allowed", ["follow"])
        with held.beside() as forked:
            assert (await forked.asks("answer", poll=1, choice=1, device="device-1"))["type"] == "done"
        await held.teacher.until(lambda: held.teacher.last("poll_results")["rounds"] == [[0, 1]])

    in_class(work)


def test_results_are_everybodys_once_they_are_revealed():
    async def work(held: Class) -> None:
        with held.joined() as follower:
            await polled(held, DELTA, 7)
            await follower.asks("answer", poll=1, choice=2, device="device-1")
            await held.teacher.asks("vote_again")
            await follower.asks("answer", poll=1, choice=0, device="device-1")
            assert not follower.of("poll_results")

            await held.teacher.asks("reveal")

            await follower.until(lambda: follower.of("poll_results"))
            assert follower.last("poll_results")["rounds"] == [[0, 0, 1], [1, 0, 0]]
            with held.joined() as late:
                assert late.last("poll_results") == follower.last("poll_results")

    in_class(work)


def test_counts_of_polls_put_away_are_told_to_who_leads():
    async def work(held: Class) -> None:
        with held.joined() as follower:
            await polled(held, FREE, 0)
            await follower.asks("answer", poll=1, choice=1, device="device-1")
            await held.teacher.asks("end_poll")

            assert follower.last("poll")["poll"] is None
            assert not follower.of("past_polls")
            (past,) = held.teacher.last("past_polls")["polls"]
            assert past["rounds"] == [[0, 1]]
            with held.joined() as second:
                await second.asks("enter", key=held.keys["drive"])
                assert second.last("past_polls")["polls"] == [past]

    in_class(work)


def test_a_poll_that_another_takes_the_place_of_is_told_among_those_put_away():
    async def work(held: Class) -> None:
        await polled(held, FREE, 0)
        await held.teacher.asks("reveal")
        await held.teacher.asks("start_poll", question=FREE)
        await held.teacher.until(lambda: held.teacher.last("poll")["poll"]["id"] == 2)

        (past,) = held.teacher.last("past_polls")["polls"]
        assert (past["id"], past["revealed"]) == (1, True)

    in_class(work)


def test_a_class_that_closes_shows_who_stays_all_there_is():
    async def work(held: Class) -> None:
        await polled(held, DELTA, 7)
        await held.teacher.asks("close_room")

        await held.teacher.until(lambda: held.teacher.room.audience.hidden is None)
        assert (await held.teacher.asks("step"))["type"] == "done"

    in_class(work)


@contextmanager
def failing(held: Class):
    """Have the run fail at something once this is over; what is asked meanwhile comes after it."""
    go_on = threading.Event()

    def fail() -> list:
        go_on.wait(PATIENCE_S)
        raise MemoryError

    held.hub._engine.submit(held.teacher.room.seat, Job(fail))
    yield
    go_on.set()


def written_down(held: Class, question: dict) -> KeptPolls:
    """Give the polls of a class as another process would find them: one put away, one that asks this."""
    polls = held.teacher.room.held.polls
    asked = msgspec.convert(question, PollQuestion)
    polls.begin(QUESTION, Prediction(0, 2, None, Hidden({})))
    polls.begin(asked, Prediction(8, 3, Truth(0, (1.0,)), Hidden({})))
    kept = polls.kept()
    held.teacher.room.held.polls = Polls()
    return kept


def test_a_poll_that_waits_while_the_run_fails_is_waited_for_no_more():
    async def work(held: Class) -> None:
        with failing(held):
            asking = asyncio.create_task(held.teacher.asks("start_poll", question=DELTA))
            await held.teacher.until(lambda: held.teacher.room.hides)

        assert (await asking)["code"] == "internal"
        await held.teacher.until(lambda: not held.teacher.room.hides)
        assert (await held.teacher.asks("start_poll", question=DELTA))["type"] == "done"

    in_class(work)


def test_polls_that_were_told_before_are_told_again_by_another_process():
    async def work(held: Class) -> None:
        await held.teacher.asks("step", count=7)
        kept = written_down(held, DELTA)

        held.hub.asking.bring_back(held.teacher.room, kept)

        await held.teacher.until(lambda: held.teacher.of("past_polls"))
        assert [past["id"] for past in held.teacher.last("past_polls")["polls"]] == [1]
        assert held.teacher.last("poll")["poll"]["hides"]
        assert held.teacher.room.audience.hidden

    in_class(work)


def of_no_such_neuron(held: Class) -> KeptPolls:
    return written_down(held, {**DELTA, "marks": [{"layer": 2, "unit": 99}]})


def expect_put_away(held: Class) -> None:
    assert held.teacher.last("poll")["poll"] is None
    assert [past["id"] for past in held.teacher.last("past_polls")["polls"]] == [1, 2]
    assert not held.teacher.room.hides


def test_a_poll_that_cannot_be_hidden_in_another_process_is_put_away():
    async def work(held: Class) -> None:
        held.hub.asking.bring_back(held.teacher.room, of_no_such_neuron(held))

        await held.teacher.until(lambda: held.teacher.of("past_polls"))
        expect_put_away(held)
        assert (await held.teacher.asks("step"))["type"] == "done"

    in_class(work)


def test_a_poll_is_put_away_where_the_run_fails_before_it_is_brought_back():
    async def work(held: Class) -> None:
        with failing(held):
            held.hub.asking.bring_back(held.teacher.room, written_down(held, DELTA))

        await held.teacher.until(lambda: held.teacher.of("past_polls"))
        expect_put_away(held)

    in_class(work)


def test_a_poll_is_put_away_where_the_run_fails_as_it_is_brought_back(monkeypatch):
    def fail(*_: object) -> None:
        raise MemoryError

    async def work(held: Class) -> None:
        monkeypatch.setattr(held.teacher.room.session, "predicting", fail)
        held.hub.asking.bring_back(held.teacher.room, written_down(held, DELTA))

        await held.teacher.until(lambda: held.teacher.of("past_polls"))
        expect_put_away(held)

    in_class(work)


class Slow(NoKeeper):
    """Keeps a class when it is told to."""

    def __init__(self) -> None:
        self.waiting: list = []

    def keep_class(self, room, then=lambda: None) -> None:
        self.waiting.append((room.held.polls.kept(), then))


def test_a_poll_is_done_once_it_is_kept():
    async def work(held: Class) -> None:
        held.hub.keeper = keeper = Slow()
        asking = asyncio.create_task(held.teacher.asks("start_poll", question=DELTA))
        await held.teacher.until(lambda: held.teacher.of("poll"))
        await held.hub.look(held.teacher.room, lambda _: None)
        await asyncio.sleep(0)

        assert not asking.done()
        ((kept, then),) = keeper.waiting
        assert kept.running.id == 1
        then()
        assert (await asking)["type"] == "done"

    in_class(work)


@pytest.mark.parametrize("way", ["/results", "/results/rows", "/export/{kind}"])
@pytest.mark.parametrize("late", [False, True], ids=["asked during the poll", "asked just before"])
def test_nothing_is_told_over_http_of_what_a_class_is_to_predict(monkeypatch, way, late):
    async def work(held: Class) -> None:
        hub, app = held.hub, FastAPI()
        add_results(app, hub)
        add_exports(app, hub)
        (endpoint,) = (route.endpoint for route in app.routes if getattr(route, "path", "") == way)
        more = {
            "/results/rows": {"half": "train", "question": 0, "after": 0},
            "/export/{kind}": {"kind": "json"},
        }
        request = Request({"type": "http", "headers": [], "client": ("127.0.0.1", 1)})

        async def asks() -> tuple[int, str]:
            answer = await endpoint(request, room=held.code, **more.get(way, {}))
            return answer.status_code, json.loads(answer.body).get("code", "")

        async def look(*seen):
            told = await Hub.look(hub, *seen)
            assert (await held.teacher.asks("start_poll", question=DELTA))["type"] == "done"
            return told

        await held.teacher.asks("step", count=7)
        assert (await asks())[0] == 200
        if late:
            monkeypatch.setattr(hub, "look", look)
        else:
            await held.teacher.asks("start_poll", question=DELTA)

        assert await asks() == (422, "poll_on")

        monkeypatch.undo()
        await held.teacher.asks("reveal")
        assert (await asks())[0] == 200

    in_class(work)
