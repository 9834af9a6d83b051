"""The server's secret: made once, for its user's eyes only, and never taken from a file that others read."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.store.secret import secret_in


def test_a_secret_is_made_once_and_only_its_user_reads_it(tmp_path):
    path = tmp_path / "new" / "secret"

    first = secret_in(path)

    assert len(first) == 32
    assert secret_in(path) == first == path.read_bytes()
    assert list(path.parent.iterdir()) == [path]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_servers_that_start_together_have_the_same(tmp_path):
    with ThreadPoolExecutor(8) as servers:
        assert len({*servers.map(lambda _: secret_in(tmp_path / "secret"), range(8))}) == 1


@pytest.mark.skipif(os.name != "posix", reason="no modes of files")
def test_one_that_others_could_read_is_none_any_more(tmp_path):
    path = tmp_path / "secret"
    first = secret_in(path)
    path.chmod(0o644)

    assert secret_in(path) != first
    assert path.stat().st_mode & 0o777 == 0o600


def test_one_that_was_cut_short_is_made_anew(tmp_path):
    path = tmp_path / "secret"
    path.write_bytes(b"short")
    path.chmod(0o600)

    assert len(secret_in(path)) == 32


def test_where_nothing_can_be_kept_it_lasts_as_long_as_the_server(tmp_path):
    (tmp_path / "file").write_text("no folder")
    path = tmp_path / "file" / "secret"

    assert len(secret_in(path)) == 32
    assert secret_in(path) != secret_in(path)
