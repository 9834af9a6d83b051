"""The kept runs of one browser: whoever holds its secret has them, and nobody else does."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.engine import BadInput
from app.rooms.hub import Hub
from app.rooms.room import own_name
from app.store import owners as module
from app.store.rooms_file import VERSION, RoomsFile
from tests.patience import PATIENCE_S
from tests.store.restarting import as_version_1, asking, in_hubs, seen

MINE, ANOTHER = "a" * 64, "b" * 64
HOUR_S = 3600.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "runs.sqlite"


async def trained(hub: Hub, name: str, epochs: int = 2, secret: str = MINE) -> None:
    """Have a run of somebody's in a room."""
    with asking(hub, name) as somebody:
        hub.keeper.owners.own(somebody.room, secret)
        await somebody.asks("step", count=epochs, unit="epoch")


def file(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path)


def test_a_run_is_listed_for_its_owner_with_what_there_is_to_know_of_it_after_a_restart_too(path: Path):
    first, second = own_name(), own_name()
    told = []

    async def before(hub: Hub) -> None:
        await trained(hub, first)
        await trained(hub, second, 3)
        await hub.keeper.owners.name(MINE, first, "  The first  ")
        point = hub.rooms[first].session.timeline.history.points[-1]
        told.append(float(f"{point.train_loss:.4g}"))

    async def after(hub: Hub) -> None:
        runs = await hub.keeper.owners.runs(MINE)
        assert [(run.room, run.title) for run in runs] == [(second, ""), (first, "The first")]
        card = runs[1].card
        assert (card.data.kind, list(card.units), card.activations) == ("circle", [2, 4, 2, 1], ["tanh"])
        assert (card.epoch, card.loss) == (2, told[0])
        assert runs[0].card.epoch == 3

    in_hubs(path, before, after)


def test_nobody_else_sees_names_copies_or_deletes_it(path: Path):
    name = own_name()

    async def work(hub: Hub) -> None:
        await trained(hub, name)
        theirs = hub.keeper.owners
        assert await theirs.runs(ANOTHER) == []
        for does in (theirs.name, theirs.copy):
            with pytest.raises(BadInput, match="room"):
                await does(ANOTHER, name, "Mine now")
        for does in (theirs.delete, theirs.undelete):
            with pytest.raises(BadInput, match="room"):
                await does(ANOTHER, name)
        with pytest.raises(BadInput, match="room"):
            theirs.own(hub.rooms[name], ANOTHER)
        assert [run.room for run in await theirs.runs(MINE)] == [name]

    in_hubs(path, work)


def test_of_a_secret_only_a_hash_is_kept(path: Path):
    async def work(hub: Hub) -> None:
        await trained(hub, own_name())

    in_hubs(path, work)

    assert MINE.encode() not in path.read_bytes()


@pytest.mark.parametrize("name", ["main", "own-1", "own-" + "f" * 31])
def test_a_room_that_others_could_name_is_nobody_s(path: Path, name: str):
    async def work(hub: Hub) -> None:
        with pytest.raises(BadInput, match="room"):
            hub.keeper.owners.own(hub.room(name), MINE)

    in_hubs(path, work)


def test_a_class_is_not_its_follower_s_and_stays_its_teacher_s(path: Path):
    name = own_name()

    async def work(hub: Hub) -> None:
        await trained(hub, name)
        with asking(hub, name) as teacher:
            await teacher.asks("open_room")
        with asking(hub, name) as follower, pytest.raises(BadInput, match="room"):
            hub.keeper.owners.own(follower.room, ANOTHER)
        hub.keeper.owners.own(hub.rooms[name], MINE)

    async def of_nobody(hub: Hub) -> None:
        with asking(hub, other := own_name()) as teacher:
            await teacher.asks("open_room")
            with pytest.raises(BadInput, match="room"):
                hub.keeper.owners.own(hub.rooms[other], ANOTHER)

    in_hubs(path, work, of_nobody)


def test_a_run_that_is_not_used_yet_is_owned_once_it_is(path: Path):
    name = own_name()

    async def work(hub: Hub) -> None:
        with asking(hub, name) as somebody:
            hub.keeper.owners.own(somebody.room, MINE)
            assert await hub.keeper.owners.runs(MINE) == []
            await somebody.asks("step")
            assert [run.room for run in await hub.keeper.owners.runs(MINE)] == [name]

    in_hubs(path, work)


def test_of_too_many_those_go_that_were_used_longest_ago_and_those_with_a_name_last(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "MOST_RUNS", 3)
    named, old, older, *new = (own_name() for _ in range(5))

    async def before(hub: Hub) -> None:
        for name in (named, older, old, new[0]):
            await trained(hub, name, 1)
        await hub.keeper.owners.name(MINE, named, "Mine")
        await trained(hub, own_name(), 1, ANOTHER)

    async def after(hub: Hub) -> None:
        owners = hub.keeper.owners
        with asking(hub, old):
            await trained(hub, new[1], 1)
            assert {run.room for run in await owners.runs(MINE)} == {named, old, new[0], new[1]}
            copy = await owners.copy(MINE, new[1], "")
            kept = {run.room for run in await owners.runs(MINE)}
            assert kept == {old, new[1], copy}, "where somebody is, and what is new"
        assert len(await owners.runs(ANOTHER)) == 1

    in_hubs(path, before, after)


def test_a_copy_stands_where_the_run_stood_and_goes_its_own_way(path: Path):
    name = own_name()
    made = []

    async def before(hub: Hub) -> None:
        await trained(hub, name)
        made.append(await hub.keeper.owners.copy(MINE, name, "Copy"))
        with asking(hub, made[0]) as somebody:
            await seen(hub, somebody.room)
            await somebody.asks("step", count=5)

    async def after(hub: Hub) -> None:
        run, copy = [await seen(hub, hub.room(each)) for each in (name, made[0])]
        assert (run[0].index, copy[0].index) == (550, 555)
        with asking(hub, made[0]) as somebody:
            await somebody.asks("seek", index=550)
            stood = await seen(hub, somebody.room)
            assert stood[2] == run[2], "to the last bit"
        titles = {each.room: each.title for each in await hub.keeper.owners.runs(MINE)}
        assert titles == {name: "", made[0]: "Copy"}

    in_hubs(path, before, after)


def test_what_is_deleted_is_there_no_more_and_again_when_that_is_undone(path: Path):
    name = own_name()

    async def work(hub: Hub) -> None:
        await trained(hub, name)
        was = await seen(hub, hub.rooms[name])
        mine = hub.keeper.owners
        await mine.delete(MINE, name)
        assert await mine.runs(MINE) == []
        assert not hub.keeper.has(name)
        await mine.undelete(MINE, name)
        assert [run.room for run in await mine.runs(MINE)] == [name]
        assert await seen(hub, hub.room(name)) == was

    in_hubs(path, work)


def test_a_run_that_somebody_looks_at_is_not_deleted(path: Path):
    name = own_name()

    async def work(hub: Hub) -> None:
        with asking(hub, name) as somebody:
            hub.keeper.owners.own(somebody.room, MINE)
            await somebody.asks("step")
            with pytest.raises(BadInput, match="nobody looks at"):
                await hub.keeper.owners.delete(MINE, name)
            assert len(await hub.keeper.owners.runs(MINE)) == 1

    in_hubs(path, work)


def test_nothing_is_left_of_what_is_deleted_when_it_cannot_be_undone_any_more(path: Path, monkeypatch):
    monkeypatch.setattr(module, "UNDO_S", 0.05)
    name = own_name()

    async def work(hub: Hub) -> None:
        await trained(hub, name)
        await hub.keeper.owners.name(MINE, name, "A secret title")
        await hub.keeper.owners.delete(MINE, name)
        async with asyncio.timeout(PATIENCE_S):
            while any(b"A secret title" in left.read_bytes() for left in path.parent.glob("runs.sqlite*")):
                await asyncio.sleep(0.05)
        with pytest.raises(BadInput, match="room"):
            await hub.keeper.owners.undelete(MINE, name)

    in_hubs(path, work)


def test_what_was_deleted_is_gone_when_the_next_server_begins(path: Path):
    name = own_name()

    async def before(hub: Hub) -> None:
        await trained(hub, name)
        await hub.keeper.owners.delete(MINE, name)

    in_hubs(path, before, lambda _: asyncio.sleep(0))

    with closing(file(path)) as kept:
        assert kept.execute("SELECT count(*) FROM room").fetchone() == (0,)


def test_a_room_that_is_begun_anew_under_a_deleted_one_s_name_is_another(path: Path):
    name = own_name()

    async def work(hub: Hub) -> None:
        await trained(hub, name)
        await hub.keeper.owners.name(MINE, name, "Before")
        await hub.keeper.owners.delete(MINE, name)
        await trained(hub, name, 1)
        (run,) = await hub.keeper.owners.runs(MINE)
        assert (run.title, run.card.epoch) == ("", 1)
        with pytest.raises(BadInput, match="room"):
            await hub.keeper.owners.undelete(MINE, name)

    in_hubs(path, work)


def test_to_be_given_a_name_is_not_to_be_used(path: Path):
    clock = [1000.0]
    with_clock = RoomsFile(path)
    with_clock.write({"a": {"run": b"1", "owner": b"x"}}, {}, clock[0])
    with_clock.write({"a": {"title": b"A"}}, {}, clock[0] + HOUR_S)
    renamed = with_clock.owned(b"x", 9)
    with_clock.write({"a": {}}, {}, clock[0] + HOUR_S)

    assert [used for _, used, _, _ in renamed] == [1000.0]
    assert [used for _, used, _, _ in with_clock.owned(b"x", 9)] == [1000.0 + HOUR_S]
    with_clock.close()


def test_a_file_of_the_version_before_is_brought_to_this_one_with_all_its_runs(path: Path):
    name = own_name()
    stood = []

    async def before(hub: Hub) -> None:
        await trained(hub, name)
        stood.append(await seen(hub, hub.rooms[name]))

    async def after(hub: Hub) -> None:
        assert await seen(hub, hub.room(name)) == stood[0]
        assert await hub.keeper.owners.runs(MINE) == []
        hub.keeper.owners.own(hub.rooms[name], MINE)
        assert [run.room for run in await hub.keeper.owners.runs(MINE)] == [name]

    in_hubs(path, before)
    as_version_1(path)
    in_hubs(path, after)

    with closing(file(path)) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (VERSION,)
