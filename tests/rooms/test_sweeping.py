"""Sweeps of a room's run: told to who asked, bounded, ended with who asked, and refused to who follows."""

import asyncio
import json

import pytest

from app.engine import BadInput, Spec, decode
from app.headless import train
from app.protocol import MOST_TRIED, Configure, Restore, decode_command
from app.rooms.hub import Hub
from app.rooms.outbox import Outbox
from app.rooms.sweeping import Sweeps
from app.sweeps import with_values
from tests.rooms.beside import Now, asked, go, seat_of
from tests.rooms.taking import told_of
from tests.rooms.test_hub import Watcher, in_hub

SEEDS = {"vary": "seed", "values": [1, 2, 3], "epochs": 4}
LARGE = {"hidden": [{"units": 128}] * 8, "batch_size": 1}


class Sweeping:
    """Sweeps of one run without an engine thread, and one viewer who asks."""

    def __init__(self) -> None:
        self.aside = Now()
        self.sweeps = Sweeps(self.aside)
        self.seat = seat_of("a")
        self.outbox = Outbox()

    def ask(self, kind: str = "sweep", outbox: Outbox | None = None, **fields: object) -> BadInput | None:
        answers: list[BadInput | None] = []
        command = decode_command(asked(kind, **fields))
        self.sweeps.obey(self.seat, outbox or self.outbox, command, answers.append)
        (answer,) = answers
        return answer

    def told(self, outbox: Outbox | None = None) -> list[dict]:
        """Take what waits, once all work is done."""
        self.aside.do_work()
        return told_of(outbox or self.outbox)


@pytest.fixture
def sweeping() -> Sweeping:
    return Sweeping()


def test_each_run_is_told_and_then_what_all_of_them_lie_between(sweeping):
    assert sweeping.ask(**SEEDS) is None

    begun, *runs, ended = sweeping.told()

    assert (begun["type"], begun["vary"], begun["values"], begun["epochs"]) == (
        "sweep_begun", "seed", [1, 2, 3], 4,
    )  # fmt: skip
    assert [(run["type"], run["number"], run["diverged"], run["refused"]) for run in runs] == [
        ("swept", number, None, False) for number in range(3)
    ]
    assert [point[0] for point in runs[0]["points"]] == [0, 1, 2, 3, 4]
    losses = sorted(train(with_values(Spec(), {"seed": seed}), 4).test.loss for seed in (1, 2, 3))
    assert (ended["type"], ended["stopped"]) == ("sweep_ended", False)
    last = ended["bands"][-1]
    assert [last[name] for name in ("epoch", "least", "median", "most")] == [4, *losses]


def test_a_sweep_is_of_what_is_in_force_here_and_leaves_the_run_as_it_is(sweeping):
    edits = [{"index": 22, "learning_rate": 0.5}]
    go(
        sweeping.seat.session,
        decode(json.dumps({"type": "restore", "id": 1, "edits": edits, "index": 33}), Restore),
    )

    sweeping.ask(vary="seed", values=[1, 2], epochs=1)
    _, run, *_ = sweeping.told()

    alone = train(with_values(Spec().with_learning_rate(0.5), {"seed": 1}), 1)
    assert run["points"][-1][1] == alone.train.loss
    assert (sweeping.seat.session.index, len(sweeping.seat.session.timeline.edits)) == (33, 1)


def test_a_run_that_diverges_says_when_and_leaves_a_gap_in_the_bands(sweeping):
    wild = {"output_activation": "linear", "hidden": [{"activation": "relu"}]}
    go(sweeping.seat.session, Configure(1, decode(json.dumps(wild), Spec)))

    sweeping.ask(vary="optimizer.learning_rate", values=[0.001, 1e5], epochs=2)
    _, _, wild_run, ended = sweeping.told()

    assert (wild_run["diverged"], [point[0] for point in wild_run["points"]]) == (0, [0])
    assert ended["bands"][-1]["least"] is not None
    assert (ended["bands"][-1]["median"], ended["bands"][-1]["most"]) == (None, None)


def test_where_no_epochs_are_named_they_are_as_many_as_the_run_has_come_to(sweeping):
    sweeping.ask(vary="seed", values=[1, 2])
    usual = sweeping.told()[0]["epochs"]
    go(sweeping.seat.session, decode('{"type": "restore", "id": 1, "index": 33000}', Restore))

    sweeping.ask(vary="seed", values=[1, 2])

    assert (usual, sweeping.told()[0]["epochs"]) == (100, 33_000 // 11 // 25)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"vary": "seed", "values": [1, -2]}, "seed: should be at least 0, got -2"),
        ({"vary": "seed", "values": [1, 2.5]}, "seed: should be a whole number, got 2.5"),
        ({"vary": "seed", "values": [1, 1]}, "seed: should be named only once, got 1"),
        (
            {"vary": "optimizer.learning_rate", "values": [0.1, 0]},
            "optimizer.learning_rate: should be more than 0, got 0",
        ),
    ],
)
def test_what_cannot_be_swept_is_refused_with_field_value_and_bound(sweeping, fields, said):
    assert str(sweeping.ask(**fields)) == said
    assert sweeping.told() == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"vary": "batch_size", "values": [1, 2]}, "vary: should be one of seed, optimizer.learning_rate"),
        ({"vary": "seed", "values": [1]}, "values: should be at least 2 long"),
        ({"vary": "seed", "values": list(range(41))}, f"values: should be at most {MOST_TRIED} long"),
        ({"vary": "seed", "values": [1, 2], "epochs": 0}, "epochs: should be at least 1, got 0"),
    ],
)
def test_a_command_is_held_to_its_bounds(fields, said):
    with pytest.raises(BadInput) as refused:
        decode_command(asked("sweep", **fields))

    assert str(refused.value).startswith(said)


def test_the_work_of_a_sweep_is_bounded(sweeping):
    go(sweeping.seat.session, Configure(1, decode(json.dumps(LARGE), Spec)))

    refused = sweeping.ask(vary="seed", values=[*range(8)], epochs=10_000)
    sweeping.ask(vary="seed", values=[*range(8)])
    begun, *_ = told_of(sweeping.outbox)

    assert (refused.field, refused.code) == ("epochs", "too_large")
    assert begun["epochs"] == refused.limit < 100


def test_a_sweep_that_is_stopped_says_so_and_goes_no_further(sweeping):
    sweeping.ask(**SEEDS)

    assert sweeping.ask("stop_sweep") is None

    begun, ended = sweeping.told()
    assert (begun["type"], ended["type"], ended["stopped"]) == ("sweep_begun", "sweep_ended", True)


def test_the_next_sweep_of_a_run_takes_the_place_of_the_one_before(sweeping):
    other = Outbox()
    sweeping.ask(**SEEDS)

    sweeping.ask(outbox=other, **SEEDS)

    assert [letter["type"] for letter in sweeping.told(other)][-1] == "sweep_ended"
    assert [letter["type"] for letter in told_of(sweeping.outbox)] == ["sweep_begun", "sweep_ended"]


def test_nobody_stops_what_another_has_asked_for(sweeping):
    sweeping.ask(**SEEDS)

    sweeping.ask("stop_sweep", outbox=Outbox())

    assert [letter["type"] for letter in sweeping.told()].count("swept") == 3


def test_a_sweep_ends_with_who_asked_for_it():
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        with hub.join(room) as outbox:
            hub.obey(room, outbox, asked("sweep", vary="seed", values=list(range(40)), epochs=1_000))
            await Watcher(outbox).until("swept", number=0)
        assert hub.sweeps.under_way == 0
        with hub.join(room) as next_one:
            hub.obey(room, next_one, asked("sweep", **SEEDS))
            begun = await Watcher(next_one).until("sweep_begun")
            assert begun["epochs"] == 4

    asyncio.run(in_hub(work))


def test_a_sweep_is_done_beside_what_else_is_asked():
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        with hub.join(room) as outbox:
            watcher = Watcher(outbox)
            hub.obey(room, outbox, asked("sweep", vary="seed", values=list(range(40)), epochs=1_000))
            await watcher.until("sweep_begun")
            hub.obey(room, outbox, asked("step"))
            await watcher.until("step")

            assert hub.sweeps.under_way == 1

    asyncio.run(in_hub(work))


def test_who_follows_a_class_may_not_sweep_its_run():
    async def work(hub: Hub) -> None:
        room = hub.room("class")
        hub.classes.open_for_good(room, "K7QX")
        with hub.join(room) as follower:
            hub.obey(room, follower, asked("sweep", **SEEDS))
            refused = await Watcher(follower).until("error")
            assert (refused["code"], refused["value"], refused["limit"]) == (
                "not_allowed",
                "sweep",
                ["drive"],
            )

    asyncio.run(in_hub(work))
