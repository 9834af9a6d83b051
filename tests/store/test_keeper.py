"""Rooms outlive their hub: what each is worth is there again, and what played plays on."""

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.playback.session import Session
from app.protocol import Branches, BranchLine, HistoryLetter
from app.rooms.hub import Hub
from app.store.rooms_file import RoomsFile
from tests.patience import PATIENCE_S
from tests.playback.talking import STEPS_PER_EPOCH
from tests.store.restarting import as_version_1, asking, hub_at, in_hubs, seen

HALF_A_SECOND_S = 0.5


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "runs.sqlite"


def test_a_run_is_there_again_to_the_last_bit_with_all_that_was_set(path: Path):
    stood = []

    async def before(hub: Hub) -> None:
        with asking(hub, "a") as somebody:
            await somebody.asks("configure", spec={"seed": 7, "hidden": [{"units": 5}]})
            await somebody.asks("step", count=2, unit="epoch")
            await somebody.asks("set_speed", speed=0.5, unit="mini-batch")
            await somebody.asks(
                "set_parameter", parameter={"layer": 1, "unit_in": 0, "unit_out": 0, "value": 0.5}
            )
            await somebody.asks("step", count=3)
            stood.append(await seen(hub, somebody.room))

    async def after(hub: Hub) -> None:
        assert "a" not in hub.rooms, "it is brought back when it is asked for"
        stood.append(await seen(hub, hub.room("a")))

    in_hubs(path, before, after)

    assert stood[0] == stood[1]
    assert stood[0][0].edits


def test_runs_that_are_as_small_as_can_be_are_each_there_again_by_themselves(path: Path):
    stood = []

    async def before(hub: Hub) -> None:
        for name in ("a", "b"):
            with asking(hub, name) as somebody:
                await somebody.asks("configure", spec={"hidden": []})
                await somebody.asks("step", count=2)

    async def after(hub: Hub) -> None:
        with asking(hub, "a") as somebody:
            await somebody.asks("step", count=3)
            stood.extend([await seen(hub, hub.room(name)) for name in ("a", "b")])

    in_hubs(path, before, after)

    assert [value.index for value, *_ in stood] == [5, 2]


def test_branches_are_there_again_with_what_each_is_worth_and_how_its_losses_went(path: Path):
    told = []

    async def before(hub: Hub) -> None:
        with asking(hub, "a") as somebody:
            await somebody.asks("step", count=4, unit="epoch")
            await somebody.asks("seek", index=300)
            await somebody.asks("configure", spec={"optimizer": {"learning_rate": 0.3}})
            await somebody.asks("step", count=1, unit="epoch")
            await somebody.asks("rename_branch", branch=2, name="fast")
            told.append(await hub.look(somebody.room, Session.joining))

    async def after(hub: Hub) -> None:
        with asking(hub, "a") as somebody:
            await seen(hub, somebody.room)
            told.append(await hub.look(somebody.room, Session.joining))
            await somebody.asks("go_to_branch", branch=1)
            _, recorded, _ = await seen(hub, somebody.room)
            assert recorded == 4 * STEPS_PER_EPOCH

    in_hubs(path, before, after)

    assert told[0][1:4] == told[1][1:4]
    assert [type(letter) for letter in told[1][1:4]] == [Branches, BranchLine, HistoryLetter]
    assert told[1][1].branches[1].name == "fast"


def test_a_file_from_before_there_were_branches_is_read_and_goes_on(path: Path):
    async def before(hub: Hub) -> None:
        with asking(hub, "a") as somebody:
            await somebody.asks("step", count=300)

    async def after(hub: Hub) -> None:
        with asking(hub, "a") as somebody:
            assert (await seen(hub, somebody.room))[0].index == 300
            await somebody.asks("branch", name="anew")

    async def at_last(hub: Hub) -> None:
        room = hub.room("a")
        await seen(hub, room)
        assert room.session.branches.current.name == "anew"

    in_hubs(path, before, lambda _: asyncio.sleep(0))
    as_version_1(path)
    in_hubs(path, after, at_last)


def test_stops_speed_play_and_what_can_be_made_again_outlive_a_kill(path: Path, tmp_path: Path):
    copied = tmp_path / "copied" / path.name
    copied.parent.mkdir()
    stop = {"quantity": {"of": "not_finite"}, "test": "above", "value": 0}

    async def before(hub: Hub) -> None:
        with asking(hub, "a") as somebody:
            await somebody.asks("step", count=2, unit="epoch")
            for value in (0.5, 0.25):
                parameter = {"layer": 1, "unit_in": 0, "unit_out": 0, "value": value}
                await somebody.asks("set_parameter", parameter=parameter)
            await somebody.asks("undo")
            await somebody.asks("set_stops", stops=[stop])
            await somebody.asks("set_speed", speed=0.25, unit="epoch")
            await somebody.asks("play")
            # What a process leaves behind that is killed right now.
            for left in path.parent.glob(f"{path.name}*"):
                shutil.copy(left, copied.parent)

    async def after(hub: Hub) -> None:
        with asking(hub, "a") as somebody:
            await seen(hub, somebody.room)
            session = somebody.room.session
            there = session.restoring()
            assert (there.playing, there.speed, there.unit) == (True, 0.25, "epoch")
            assert [type(each.quantity).__name__ for each in there.stops] == ["NotFiniteQuantity"]
            assert [edit.parameter.value for edit in there.edits] == [0.5]
            await somebody.asks("pause")
            assert session.playback().can_redo
            await somebody.asks("redo")
            assert [edit.parameter.value for edit in session.timeline.edits] == [0.25]

    async def both() -> None:
        for where, work in ((path, before), (copied, after)):
            hub = hub_at(where)
            with hub.running():
                await work(hub)

    asyncio.run(both())


@pytest.mark.parametrize("altered", [False, True])
def test_where_a_run_comes_to_other_numbers_than_it_had_that_is_said(path: Path, capsys, altered: bool):
    async def before(hub: Hub) -> None:
        with asking(hub, "a") as somebody:
            await somebody.asks("step", count=30)
            await somebody.asks("play")

    async def after(hub: Hub) -> None:
        await seen(hub, hub.room("a"))

    in_hubs(path, before, lambda _: asyncio.sleep(0))
    if altered:
        with closing(sqlite3.connect(path)) as kept, kept:
            ((run,),) = kept.execute("SELECT run FROM room")
            value = json.loads(run)
            value[3] = value[3][::-1]
            kept.execute("UPDATE room SET run = ?", (json.dumps(value).encode(),))
    in_hubs(path, after, after)

    assert ("other numbers at step 3" in capsys.readouterr().err) == altered


def test_what_was_trained_beyond_the_step_it_stands_at_is_trained_again(path: Path):
    async def before(hub: Hub) -> None:
        with asking(hub, "a") as somebody:
            await somebody.asks("step", count=50)
            await somebody.asks("seek", index=20)

    async def after(hub: Hub) -> None:
        stands, recorded, _ = await seen(hub, hub.room("a"))
        assert (stands.index, recorded) == (20, 50)

    in_hubs(path, before, after)


def test_a_run_is_there_with_every_command_that_was_answered_however_the_server_ends(
    path: Path, tmp_path: Path
):
    copied = tmp_path / "copied" / path.name
    copied.parent.mkdir()

    async def before(hub: Hub) -> None:
        with asking(hub, "a") as somebody:
            for count in range(1, 4):
                await somebody.asks("step", count=count)
            # What a process leaves behind that is killed right now.
            for left in path.parent.glob(f"{path.name}*"):
                shutil.copy(left, copied.parent)

    async def after(hub: Hub) -> None:
        stands, _, _ = await seen(hub, hub.room("a"))
        assert stands.index == 6

    async def both() -> None:
        for where, work in ((path, before), (copied, after)):
            hub = hub_at(where)
            with hub.running():
                await work(hub)

    asyncio.run(both())


def test_what_played_plays_on_with_nobody_there_and_comes_to_rest_as_it_would_have(path: Path):
    stood = []

    async def before(hub: Hub) -> None:
        with asking(hub, "a") as somebody:
            await somebody.asks("set_speed", speed=None)
            await somebody.asks("play", until_epoch=1000)
            await somebody.until(lambda told: told.get("index", 0) > 0)

    async def after(hub: Hub) -> None:
        with closing(RoomsFileAside(path)) as kept:
            stood.append(kept.index("a"))
        room = hub.rooms["a"]
        async with asyncio.timeout(PATIENCE_S):
            while room.session.index <= stood[0]:
                await asyncio.sleep(0.001)
            while room.session.active:
                await asyncio.sleep(0.001)

    in_hubs(path, before, after, unwatched_play_s=HALF_A_SECOND_S)

    assert stood[0] > 0


class RoomsFileAside:
    """What is in a file that a hub has, as anybody may read it."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)

    def index(self, name: str) -> int:
        (run,) = self._connection.execute("SELECT run FROM room WHERE name = ?", (name,)).fetchone()
        return json.loads(run)[0]["index"]

    def plays(self, name: str) -> bool:
        found = self._connection.execute("SELECT plays FROM room WHERE name = ?", (name,)).fetchone()
        return bool(found[0])

    def names(self) -> set[str]:
        return {name for (name,) in self._connection.execute("SELECT name FROM room")}

    def close(self) -> None:
        self._connection.close()


def test_how_far_a_run_comes_that_plays_is_noted_and_that_it_has_stopped(path: Path):
    async def work() -> None:
        hub = hub_at(path)
        with hub.running(), asking(hub, "a") as somebody, closing(RoomsFileAside(path)) as kept:
            await somebody.asks("set_speed", speed=None)
            await somebody.asks("play", until_epoch=2)
            async with asyncio.timeout(PATIENCE_S):
                while kept.plays("a") or kept.index("a") == 0:
                    await asyncio.sleep(0.01)
            assert kept.index("a") == somebody.room.session.index

    asyncio.run(work())


def test_a_room_that_nobody_asked_for_anything_is_not_kept(path: Path):
    async def before(hub: Hub) -> None:
        with asking(hub, "a") as somebody:
            await somebody.until(lambda told: told.get("kind") == "keyframe")

    async def after(hub: Hub) -> None:
        assert not hub.keeper.has("a")

    in_hubs(path, before, after)


def test_a_run_beside_another_is_kept_nowhere_and_in_nobodys_way(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.store.keeper._NOTE_S", 0.01)

    async def before(hub: Hub) -> None:
        with asking(hub, "beside-a") as somebody, asking(hub, "a") as another:
            await somebody.asks("step", count=3)
            await another.asks("play")
            async with asyncio.timeout(PATIENCE_S):
                while await another.asks("step", count=1) and not hub.keeper.has("a"):
                    await asyncio.sleep(0.01)

    async def after(hub: Hub) -> None:
        assert hub.keeper.has("a")
        assert not hub.keeper.has("beside-a")

    in_hubs(path, before, after)


def test_a_run_that_is_let_go_for_its_memory_is_there_when_it_is_asked_for(path: Path):
    async def work() -> None:
        hub = hub_at(path, most_rooms=1)
        with hub.running():
            with asking(hub, "a") as somebody:
                await somebody.asks("step", count=4)
            hub.room("b")
            assert "a" not in hub.rooms
            stands, _, _ = await seen(hub, hub.find("a", ""))
            assert stands.index == 4

    asyncio.run(work())


def test_a_class_is_led_on_where_it_was_with_the_copies_of_its_run(path: Path):
    led = []

    async def before(hub: Hub) -> None:
        with asking(hub, "a") as teacher:
            await teacher.asks("step", count=4)
            await teacher.asks("open_room")
            held = teacher.room.held
            led.append((held.code, held.opening))
            await teacher.asks("set_pacing", pacing="window", window=[0, 3])

    async def after(hub: Hub) -> None:
        ((code, opening),) = led
        room = hub.room_for(code, "somebody")
        assert (room.name, room.held.opening, room.held.window) == ("a", opening, (0, 3))
        assert (await seen(hub, room))[0].index == 4

    in_hubs(path, before, after)


def test_the_class_of_the_start_is_held_where_it_was_as_long_as_a_start_opens_it(path: Path):
    rooms = []

    async def work() -> None:
        for code in ("WXYZ", "WXYZ", ""):
            hub = hub_at(path, room=code)
            with hub.running():
                held = hub.classes.find("WXYZ")
                rooms.append(held and held.name)
                if held:
                    with asking(hub, held.name):
                        pass

    asyncio.run(work())

    assert rooms[0] == rooms[1] is not None
    assert rooms[2] is None


def test_a_class_that_nobody_led_for_long_is_over_when_the_server_comes_back(path: Path):
    async def before(hub: Hub) -> None:
        with asking(hub, "a") as teacher:
            await teacher.asks("open_room")

    async def after(hub: Hub) -> None:
        assert not hub.rooms

    in_hubs(path, before, after, idle_class_s=0.0)


def test_a_run_goes_that_nobody_has_used_for_the_time_that_is_stated(path: Path):
    with closing(RoomsFile(path)) as file:
        file.write({"old": {"run": b"1", "spec": b"1"}}, {}, now=10.0)
        file.write({"new": {"run": b"1", "spec": b"1"}}, {}, now=20.0)

        file.forget_unused(15.0, most_bytes=1000)

        assert [file.has(name) for name in ("old", "new")] == [False, True]


def test_of_runs_that_take_too_much_those_go_that_were_used_longest_ago(path: Path):
    with closing(RoomsFile(path)) as file:
        for second, name in enumerate("abc"):
            file.write({name: {"run": b"1" * 50, "spec": b"1" * 50}}, {}, now=float(second))

        file.forget_unused(0.0, most_bytes=250)

        assert [file.has(name) for name in "abc"] == [False, True, True]


def test_nothing_can_be_found_of_what_was_deleted_or_written_over(path: Path):
    with closing(RoomsFile(path)) as file:
        file.write({"room": {"run": b"1", "class": b"a secret" * 1000}}, {}, now=0.0)
        file.write({"room": {"class": b""}}, {}, now=0.0)
        file.write({"let go": {"class": b"a secret"}}, {}, now=0.0)
        file.write({"let go": {"class": b""}}, {}, now=0.0)

        file.forget_for_good()

        left = [each.read_bytes() for each in path.parent.iterdir()]
        assert not any(b"secret" in each or b"let go" in each for each in left)


def test_only_its_user_reads_it(path: Path):
    with closing(RoomsFile(path)) as file:
        file.write({"room": {"run": b"1"}}, {}, now=0.0)

        assert {each.stat().st_mode & 0o077 for each in path.parent.iterdir()} == {0}
