"""A class without sockets: roles and what they are told, who may ask what, and how it ends."""

import pytest

from app.rooms.classroom import MOST_LINKS
from tests.rooms.in_class import Class, Viewer, in_class


def test_who_opens_a_room_drives_and_who_was_there_or_comes_follows():
    async def work(held: Class) -> None:
        with held.joined() as follower:
            assert held.teacher.last("admitted")["role"] == "drive"
            assert follower.last("admitted")["role"] == "follow"
            assert follower.last("classroom")["code"] == held.code
            assert not follower.of("links")

    in_class(work)


@pytest.mark.parametrize("role", ["drive", "present"])
def test_a_key_gives_the_role_it_is_for(role):
    async def work(held: Class) -> None:
        with held.joined() as other:
            assert (await other.asks("enter", key=held.keys[role]))["type"] == "done"

            assert other.last("admitted")["role"] == role
            assert bool(other.of("links")) == (role == "drive")
            assert ((await other.asks("step"))["type"] == "done") == (role == "drive")
            here = {link["role"]: link["here"] for link in held.teacher.last("links")["links"]}
            assert here == {"drive": 1 + (role == "drive"), "present": int(role == "present")}

    in_class(work)


def test_a_link_that_is_revoked_sends_back_to_follow_and_is_no_key_any_more():
    async def work(held: Class) -> None:
        await held.teacher.asks("make_link", role="drive")
        made = held.teacher.last("links")["links"][-1]
        with held.joined() as second:
            await second.asks("enter", key=made["key"])

            await held.teacher.asks("revoke_link", link=made["link"])

            assert second.last("admitted")["role"] == "follow"
            assert (await second.asks("step"))["code"] == "not_allowed"
            assert (await second.asks("enter", key=made["key"]))["code"] == "bad_key"
            assert held.teacher.last("admitted")["role"] == "drive"

    in_class(work)


def test_links_are_bounded():
    async def work(held: Class) -> None:
        while len(held.teacher.last("links")["links"]) < MOST_LINKS:
            await held.teacher.asks("make_link", role="present")

        refused = await held.teacher.asks("make_link", role="present")

        assert (refused["code"], refused["limit"]) == ("full", {"links": MOST_LINKS})

    in_class(work)


def test_people_are_counted_in_the_way_they_are_here():
    async def work(held: Class) -> None:
        with (
            held.joined() as one,
            held.joined() as two,
            held.joined(),
            held.joined() as projector,
            held.beside(),
        ):
            await one.asks("stand", standing="own")
            await two.asks("stand", standing="away")
            await projector.asks("enter", key=held.keys["present"])

            expected = {"count": 6, "following": 2, "own": 1, "away": 1, "driving": 1, "presenting": 1}
            for viewer in (held.teacher, one):
                await viewer.until(lambda viewer=viewer: expected.items() <= viewer.last("people").items())

    in_class(work)


def test_how_the_class_is_led_reaches_everybody_those_on_their_own_too():
    async def work(held: Class) -> None:
        with held.joined() as follower, held.beside() as own:
            await held.teacher.asks("set_pacing", pacing="window", window=[2, 9])
            await held.teacher.asks("pause_all", paused=True)
            await held.teacher.asks("show_sight", sight={"sample": 4})
            await held.teacher.asks("point_at", spotlight={"on": {"layer": 1, "unit": 0}, "words": "Here."})

            for viewer in (follower, own, held.teacher):
                told = viewer.last("classroom")
                assert (told["pacing"], told["window"], told["paused"]) == ("window", [2, 9], True)
                assert told["sight"]["sample"] == 4
                assert told["spotlight"]["words"] == "Here."

    in_class(work)


def test_a_window_that_ends_before_it_begins_is_refused():
    async def work(held: Class) -> None:
        refused = await held.teacher.asks("set_pacing", pacing="window", window=[9, 2])

        assert (refused["field"], refused["code"]) == ("window.1", "too_small")
        assert held.teacher.last("classroom")["pacing"] == "follow"

    in_class(work)


def test_a_class_that_is_closed_sends_all_home_but_who_led_it():
    async def work(held: Class) -> None:
        code = held.code
        with held.joined() as follower, held.beside() as own:
            await held.teacher.asks("close_room")
            await held.teacher.asks("step", count=5)

            for viewer in (follower, own, held.teacher):
                assert viewer.last("closed")["code"] == code
            assert follower.outbox not in list(held.teacher.room.audience)
            assert (await follower.asks("step"))["code"] == "not_allowed"
            assert (await own.asks("step"))["type"] == "done"
            assert (await follower.asks("stand", standing="own"))["code"] == "no_such_room"
            assert held.hub.classes.find(code) is None

    in_class(work)


def test_a_room_may_have_another_class_whose_keys_are_new():
    async def work(held: Class) -> None:
        old = held.keys["drive"]
        await held.teacher.asks("close_room")

        await held.teacher.asks("open_room")

        with held.joined() as follower:
            assert (await follower.asks("enter", key=old))["code"] == "bad_key"
            assert (await follower.asks("enter", key=held.keys["drive"]))["type"] == "done"

    in_class(work)


def test_who_is_beside_a_class_and_in_another_that_is_opened_there_counts_in_that_alone():
    async def work(held: Class) -> None:
        with held.beside() as fork, held.hub.join(fork.room) as same_run:
            await held.teacher.until(lambda: held.teacher.last("people")["count"] == 2)

            await Viewer(held.hub, fork.room, same_run).asks("open_room")

            await held.teacher.until(lambda: held.teacher.last("people")["count"] == 1)
            assert fork.last("classroom")["code"] != held.code
            await fork.until(lambda: fork.last("people")["count"] == 2)

    in_class(work)
