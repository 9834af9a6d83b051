"""A session for whoever asks for one."""

import pytest

from app.playback.session import Session


@pytest.fixture
def session() -> Session:
    return Session()
