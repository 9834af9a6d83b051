"""Where a class comes in: addresses that others can type, as the server says them and tells the page."""

import pytest

from app.settings import Settings
from app.web.whereabouts import invitation, ways_in
from tests.rooms.beside import Lesson

EVERYWHERE = Settings(host="0.0.0.0")
PUBLIC = Settings(public_url="https://learn.example.org/nets/")
LAN = ["192.0.2.7", "198.51.100.7"]


@pytest.fixture(autouse=True)
def two_networks(monkeypatch):
    monkeypatch.setattr("app.web.whereabouts.own_addresses", lambda *, ipv6: [*LAN, *["fd00::7"] * ipv6])


@pytest.fixture
def held():
    """The class K7QX, with its teacher's link."""
    held = Lesson().held
    held.make_link("drive")
    return held


@pytest.mark.parametrize("came_by", ["", "127.0.0.1:8765", "localhost:8765", "[::1]:8765"])
def test_by_a_server_on_this_machine_alone_nobody_else_comes_in(came_by):
    assert ways_in(Settings(), 8765, came_by) == []


def test_others_come_in_by_each_address_of_a_machine_that_listens_everywhere():
    assert ways_in(EVERYWHERE, 8765, "127.0.0.1:8765") == [f"http://{address}:8765/" for address in LAN]


def test_a_page_that_came_from_another_machine_knows_a_way_that_works():
    ways = ways_in(EVERYWHERE, 8765, "Atelier.local:8765")

    assert ways == ["http://atelier.local:8765/", *(f"http://{address}:8765/" for address in LAN)]
    assert ways_in(EVERYWHERE, 8765, "198.51.100.7:8765") == [
        "http://198.51.100.7:8765/",
        "http://192.0.2.7:8765/",
    ]


def test_a_server_at_one_address_is_found_there():
    assert ways_in(Settings(host="192.0.2.7"), 8765, "127.0.0.1:8765") == ["http://192.0.2.7:8765/"]


def test_behind_a_proxy_visitors_come_in_where_they_see_the_page():
    assert ways_in(PUBLIC, 8765, "127.0.0.1:8765") == ["https://learn.example.org/nets/"]


def test_the_class_is_told_every_way_in_and_its_teacher_one_with_the_key(held):
    lines = list(invitation(EVERYWHERE, 8765, held, draws=False))

    (teacher,) = held.links
    assert lines == [
        "The class comes in at http://192.0.2.7:8765/?room=K7QX",
        "or at http://198.51.100.7:8765/?room=K7QX",
        f"Its teacher at http://127.0.0.1:8765/?room=K7QX#key={held.key(teacher)}",
    ]


def test_a_code_to_be_scanned_stands_below_the_link_where_it_can_be_drawn(held):
    first, *others, teacher = invitation(PUBLIC, 8765, held, draws=True)

    assert first == "The class comes in at https://learn.example.org/nets/?room=K7QX"
    assert teacher.startswith("Its teacher at https://learn.example.org/nets/?room=K7QX#key=")
    (code,) = others
    assert "▄" in code


def test_who_opens_a_room_that_nobody_can_come_into_is_told_what_lets_them_in(held):
    first, told, _ = invitation(Settings(), 8765, held, draws=True)

    assert first == "The class comes in at http://127.0.0.1:8765/?room=K7QX"
    assert "--classroom" in told
