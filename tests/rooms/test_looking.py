"""Who looks about in a class's run goes as far as the teacher lets them, and does nothing else."""

import pytest

from app.engine.edits import MOST_INDEX
from app.rooms.looking import steps_to_look_at
from tests.rooms.in_class import Class, Viewer, in_class
from tests.web.test_classes import RUN_COMMANDS

SHOWN = 7


@pytest.mark.parametrize(
    ("pacing", "window", "steps"),
    [
        ("follow", None, None),
        ("follow", (2, 9), None),
        ("window", None, (0, SHOWN)),
        ("window", (2, 9), (2, 9)),
        ("free", None, (0, MOST_INDEX)),
        ("free", (2, 9), (0, MOST_INDEX)),
    ],
)
def test_the_teachers_pacing_says_which_steps_there_are_to_look_at(pacing, window, steps):
    assert steps_to_look_at(pacing, window, SHOWN) == steps


async def look(viewer: Viewer, index: int) -> dict:
    """Ask for a step of the class's run."""
    return await viewer.asks("restore", spec={}, edits=[], index=index)


def test_who_looks_about_is_refused_each_step_outside_and_stays_where_it_is():
    async def work(held: Class) -> None:
        await held.teacher.asks("step", count=SHOWN, unit="propagation")
        with held.beside(looks=True) as viewer:
            await held.teacher.asks("set_pacing", pacing="window", window=[2, 5])
            assert (await look(viewer, 5))["index"] == 5
            assert (await viewer.asks("seek", index=2))["index"] == 2

            outside = [await look(viewer, index) for index in (1, 6)]

            assert [(one["code"], one["limit"]) for one in outside] == [("too_small", 2), ("too_large", 5)]
            assert viewer.room.session.index == 2

    in_class(work)


def test_without_named_steps_a_window_ends_where_the_class_has_been():
    async def work(held: Class) -> None:
        await held.teacher.asks("step", count=SHOWN, unit="propagation")
        await held.teacher.asks("seek", index=1)
        await held.teacher.asks("set_pacing", pacing="window")
        with held.beside(looks=True) as viewer:
            assert (await look(viewer, SHOWN))["index"] == SHOWN
            assert (await look(viewer, SHOWN + 1))["code"] == "too_large"
            await held.teacher.asks("seek", index=SHOWN)
            await held.teacher.asks("step", count=1)

            assert (await look(viewer, SHOWN + 1))["index"] == SHOWN + 1

    in_class(work)


def test_nobody_looks_about_where_all_follow():
    async def work(held: Class) -> None:
        with held.beside(looks=True) as viewer:
            assert (await look(viewer, 0))["code"] == "not_allowed"

    in_class(work)


@pytest.mark.parametrize("kind", [kind for kind in RUN_COMMANDS if kind not in ("seek", "probe", "pause")])
def test_who_looks_about_changes_and_trains_nothing(kind):
    async def work(held: Class) -> None:
        await held.teacher.asks("set_pacing", pacing="free")
        with held.beside(looks=True) as viewer:
            playing = {"playing": True} if kind == "restore" else {}

            refused = await viewer.asks(kind, **RUN_COMMANDS[kind], **playing)

            assert (refused["code"], refused["value"]) == ("not_allowed", kind)

    in_class(work)


def test_what_is_looked_at_is_no_copy_to_share():
    async def work(held: Class) -> None:
        await held.teacher.asks("set_pacing", pacing="free")
        with held.beside(looks=True) as viewer:
            for kind, fields in (("share_fork", {"shared": True}), ("hand_in", {})):
                refused = await viewer.asks(kind, **fields)
                assert (refused["code"], refused["limit"]) == ("not_allowed", ["fork"])

    in_class(work)


def test_nobody_looks_about_while_the_class_is_to_predict():
    async def work(held: Class) -> None:
        await held.teacher.asks("step", count=SHOWN, unit="propagation")
        await held.teacher.asks("set_pacing", pacing="free")
        with held.beside(looks=True) as viewer:
            await held.teacher.asks("start_poll", question={"kind": "loss_falls"})

            assert (await look(viewer, SHOWN + 9))["code"] == "poll_on"

    in_class(work)
