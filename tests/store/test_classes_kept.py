"""A class outlives its server: copies of its run, polls, and nothing of what is put away."""

import asyncio
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.rooms.hub import Hub
from app.store.rooms_file import RoomsFile
from tests.patience import PATIENCE_S
from tests.rooms.in_class import NO_BEAT_S, Class, Viewer
from tests.store.restarting import hub_at, seen

FREE = {"kind": "free", "text": "Why?", "options": ["so", "or so"]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "runs.sqlite"


def held(path: Path, work, after=None) -> None:
    """Hold a class in a hub that keeps it, and look at it in the next."""

    async def both() -> None:
        hub = hub_at(path, beat_s=NO_BEAT_S)
        with hub.running():
            room = hub.room("own-teacher")
            with hub.join(room) as outbox:
                teacher = Viewer(hub, room, outbox)
                await teacher.asks("open_room")
                code = await work(Class(hub, teacher))
        if after:
            hub = hub_at(path, beat_s=NO_BEAT_S)
            with hub.running():
                await after(hub, code)

    asyncio.run(both())


def test_copies_that_are_shown_have_their_letters_and_steps_and_a_poll_its_answers(path: Path):
    async def work(here: Class) -> str:
        with here.beside("own-1") as pupil:
            await pupil.asks("step", count=2)
            await pupil.asks("share_fork", shared=True)
            await here.teacher.asks("start_poll", question=FREE)
            await pupil.asks("answer", poll=1, choice=1, device="device-1")
        return here.code

    async def after(hub: Hub, code: str) -> None:
        room = hub.room_for(code, "somebody")
        forks = room.held.forks.kept()
        assert [(name, fork.name) for name, fork in forks.items()] == [("own-1", "A")]
        assert (await seen(hub, hub.rooms["own-1"]))[0].index == 2
        async with asyncio.timeout(PATIENCE_S):
            while room.held.polls.running is None:
                await asyncio.sleep(0.001)
        assert room.held.polls.running.counts == [[0, 1]]

    held(path, work, after)


def test_nothing_is_found_in_the_file_of_who_answered_once_a_poll_is_put_away(path: Path):
    def found(name: bytes) -> bool:
        return any(name in each.read_bytes() for each in path.parent.iterdir())

    async def work(here: Class) -> None:
        with here.joined() as pupil:
            await here.teacher.asks("start_poll", question=FREE)
            await pupil.asks("answer", poll=1, choice=1, device="device-1")
            ((device, _),) = here.teacher.room.held.polls.running.rounds[0].items()
            assert found(device)
            for kind in ("close_poll", "reveal", "end_poll"):
                await here.teacher.asks(kind)
            async with asyncio.timeout(PATIENCE_S):
                while found(device):
                    await asyncio.sleep(0.01)

    held(path, work)


def test_what_a_killed_server_had_deleted_is_gone_when_the_next_one_has_begun(path: Path, tmp_path: Path):
    left = tmp_path / "left" / path.name
    left.parent.mkdir()
    with closing(RoomsFile(path)) as file:
        file.write({"gone": {"class": b"a secret"}}, {}, now=0.0)
        file.write({"gone": {"class": b""}}, {}, now=0.0)
        for each in path.parent.glob(f"{path.name}*"):
            shutil.copy(each, left.parent)

    def found() -> bool:
        return any(b"secret" in each.read_bytes() for each in left.parent.iterdir())

    async def work() -> None:
        assert found()
        with hub_at(left).running():
            async with asyncio.timeout(PATIENCE_S):
                while found():
                    await asyncio.sleep(0.01)

    asyncio.run(work())
