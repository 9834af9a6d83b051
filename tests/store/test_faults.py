"""What is wrong with the file is said, a damaged one is set aside, and rooms go on."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from app.rooms.hub import Hub
from app.store.faults import Damaged
from app.store.rooms_file import RoomsFile
from tests.patience import PATIENCE_S
from tests.store.restarting import asking, hub_at, in_hubs, seen


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "runs.sqlite"


async def goes_on(hub: Hub, name: str = "a") -> None:
    """Have something done in a room."""
    with asking(hub, name) as somebody:
        await somebody.asks("step", count=3)


async def told(capsys: pytest.CaptureFixture[str], words: str) -> None:
    """Wait until something was said."""
    said = ""
    async with asyncio.timeout(PATIENCE_S):
        while words not in said:
            await asyncio.sleep(0.01)
            said += capsys.readouterr().err


def garbled(path: Path, begin: int) -> bytes:
    """Write nonsense into a file from somewhere on; give all of it."""
    kept = bytearray(path.read_bytes())
    kept[begin:] = b"\xa5" * (len(kept) - begin)
    path.write_bytes(kept)
    return bytes(kept)


@pytest.mark.parametrize("begin", [0, 4096 + 8], ids=["the head", "the tables"])
def test_a_damaged_file_is_set_aside_as_it_is_and_begun_anew(path: Path, capsys, begin: int):
    in_hubs(path, goes_on)
    damaged = garbled(path, begin)

    async def after(hub: Hub) -> None:
        assert not hub.keeper.has("a")
        await goes_on(hub)

    async def at_last(hub: Hub) -> None:
        assert (await seen(hub, hub.room("a")))[0].index == 3

    in_hubs(path, after, at_last)

    (aside,) = path.parent.glob("*.damaged-*")
    assert aside.read_bytes() == damaged
    assert f"is damaged: it is now {aside}" in capsys.readouterr().err


def test_a_file_found_damaged_meanwhile_is_set_aside_and_all_that_is_there_written_into_another(
    path: Path, capsys, monkeypatch
):
    async def before(hub: Hub) -> None:
        await goes_on(hub, "a")
        write = RoomsFile.write

        def fails(*_: object) -> None:
            monkeypatch.setattr(RoomsFile, "write", write)
            raise Damaged

        monkeypatch.setattr(RoomsFile, "write", fails)
        await goes_on(hub, "b")
        await told(capsys, "is damaged")

    async def after(hub: Hub) -> None:
        for name in "ab":
            assert (await seen(hub, hub.room(name)))[0].index == 3

    in_hubs(path, before, after)

    assert len([*path.parent.glob("*.damaged-*")]) == 1


def test_a_file_of_a_newer_version_stays_as_it_is(path: Path, capsys):
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = path.read_bytes()

    in_hubs(path, goes_on)

    assert "newer version" in capsys.readouterr().err
    with closing(sqlite3.connect(path)) as newer:
        assert newer.execute("PRAGMA user_version").fetchone() == (99,)
        assert newer.execute("SELECT * FROM sqlite_schema").fetchall() == []
    assert len(path.read_bytes()) >= len(before)


def test_a_file_that_another_server_has_is_left_to_it(path: Path, capsys):
    async def both() -> None:
        first, second = hub_at(path), hub_at(path)
        with first.running():
            with second.running():
                assert "another server has it" in capsys.readouterr().err
                await goes_on(second, "b")
            await goes_on(first, "a")
            assert first.keeper.has("a")
            assert not first.keeper.has("b")

    asyncio.run(both())


@pytest.mark.parametrize("where", ["a file/runs.sqlite", "a folder"])
def test_where_no_file_can_be_runs_end_with_the_server(tmp_path: Path, capsys, where: str):
    (tmp_path / "a file").touch()
    (tmp_path / "a folder").mkdir()

    in_hubs(tmp_path / where, goes_on)

    assert f"runs end with this server. {tmp_path / where}: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("fault", "mended", "words"),
    [
        ("max_page_count = 1", "max_page_count = 100000", "the disk is full"),
        ("query_only = 1", "query_only = 0", "it cannot be written"),
    ],
    ids=["full", "read-only"],
)
def test_what_cannot_be_written_is_answered_all_the_same_and_written_when_it_can_be(
    path: Path, capsys, fault: str, mended: str, words: str
):
    async def before(hub: Hub) -> None:
        disk = hub.keeper._file._writing
        disk.execute(f"PRAGMA {fault}").fetchall()
        for number in range(20):  # some may still fit
            await goes_on(hub, f"room-{number}")
        await told(capsys, words)
        disk.execute(f"PRAGMA {mended}").fetchall()
        await told(capsys, "kept again")

    async def after(hub: Hub) -> None:
        for number in range(20):
            assert (await seen(hub, hub.room(f"room-{number}")))[0].index == 3

    in_hubs(path, before, after)


def test_a_run_that_cannot_be_read_is_kept_under_another_name(path: Path, capsys):
    with closing(RoomsFile(path)) as file:
        file.write({"a": {"run": b"nonsense", "spec": b"{}"}}, {}, now=time.time())
        file.write(
            {"b": {"run": b'[{"type":"restore","id":0},1,0]', "spec": b'{"seed":"x"}'}}, {}, now=time.time()
        )

    async def work(hub: Hub) -> None:
        await goes_on(hub, "a")
        await goes_on(hub, "b")

    in_hubs(path, work)

    with closing(sqlite3.connect(path)) as kept:
        found = dict(kept.execute("SELECT substr(name, 1, 2), spec FROM room WHERE name LIKE '% %'"))
    assert found == {"a ": b"{}", "b ": b'{"seed":"x"}'}
    assert capsys.readouterr().err.count("cannot be made again") == 2
