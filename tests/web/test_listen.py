"""What the server asks of the system before it serves."""

import sys
from types import SimpleNamespace

import pytest

from app.web import listen
from app.web.listen import _allow_many_files
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
