"""What the server asks of the system before it serves."""

import asyncio
import socket
import sys
from types import SimpleNamespace

import pytest

from app.web import listen
from app.web.listen import TAKEN_AT_ONCE, _allow_many_files, _takers
from tests.patience import PATIENCE_S
from tests.serving import serving

resource = pytest.importorskip("resource", reason="limits on open files are POSIX")


def test_as_many_files_may_be_open_as_the_system_allows():
    before = soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(256, soft), hard))

    try:
        _allow_many_files(1)

        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (hard, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.mark.parametrize(("already", "allowed"), [(256, 4032), (65_536, 65_536)])
def test_where_the_system_does_not_say_how_many_there_are_as_many_as_are_wanted(
    monkeypatch, already, allowed
):
    given: list[int] = []

    def setrlimit(_: int, limits: tuple[int, int]) -> None:
        if limits[0] == resource.RLIM_INFINITY:
            raise ValueError("current limit exceeds maximum limit")
        given.append(limits[0])

    infinite = (already, resource.RLIM_INFINITY)
    fake = SimpleNamespace(RLIMIT_NOFILE=0, getrlimit=lambda _: infinite, setrlimit=setrlimit)
    monkeypatch.setattr(listen, "resource", fake)

    _allow_many_files(4032)

    assert given == [allowed]


def test_a_server_that_may_have_fewer_connections_than_viewers_says_so(tmp_path):
    command = ("sh", "-c", 'ulimit -n 150; exec "$@"', "sh", sys.executable, "-um", "app")
    with serving(tmp_path, command=command):
        assert "allows 118 connections" in (tmp_path / "server.log").read_text()


@pytest.mark.parametrize("library", ["asyncio", "uvloop"])
def test_of_many_who_come_at_once_several_are_taken_in_each_turn_of_the_loop(library: str):
    loops = pytest.importorskip(library)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        takers = _takers(listener)
        with asyncio.Runner(loop_factory=loops.new_event_loop) as runner:
            each = runner.run(taken_in_each_turn(takers, 3 * TAKEN_AT_ONCE))
        for taker in takers:
            taker.close()

    assert max(each) == TAKEN_AT_ONCE


async def taken_in_each_turn(takers: list[socket.socket], coming: int) -> list[int]:
    """Say how many connections were made in each turn of the loop until so many are."""
    loop, made = asyncio.get_running_loop(), list[asyncio.BaseTransport]()

    class Taken(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            made.append(transport)

    servers = [await loop.create_server(Taken, sock=taker, backlog=1) for taker in takers]
    takers[0].listen(coming)
    clients = [socket.create_connection(takers[0].getsockname()) for _ in range(coming)]
    each = []
    async with asyncio.timeout(PATIENCE_S):
        while len(made) < coming:
            before = len(made)
            await asyncio.sleep(0)
            each.append(len(made) - before)
    for one in (*clients, *made, *servers):
        one.close()
    await asyncio.sleep(0)
    return each
