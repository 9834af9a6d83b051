"""A hub that is killed at any moment has all that it told to be done when it is begun again."""

import os

import pytest

from tests.store.kills import killed

KILLS = 50


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each is forked")
def test_nothing_is_lost_that_was_told_to_be_done_however_often_we_are_killed(tmp_path):
    figures = killed(tmp_path / "runs.sqlite", KILLS, seed=1)

    assert figures.lost == []
    assert figures.kills == KILLS
    assert figures.answered > KILLS
