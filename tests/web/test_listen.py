"""What the server asks of the system before it serves."""

import pytest

from app.web.listen import _allow_many_files

resource = pytest.importorskip("resource", reason="limits on open files are POSIX")


def test_as_many_files_may_be_open_as_the_system_allows():
    before = soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(256, soft), hard))

    try:
        _allow_many_files()

        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (hard, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
