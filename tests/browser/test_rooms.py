"""Several pages in one room, a line that is cut, and a server that goes away."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.browser.driving import (
    Line,
    expect_index,
    expect_rest,
    hear,
    index_of,
    place,
    position,
    press,
    press_key,
    wait_until_past,
)
from tests.browser.guard import Guard
from tests.browser.words import say
from tests.serving import serving, serving_process

OpenPage = Callable[..., Page]


def test_two_pages_of_a_room_stay_on_the_same_step_whoever_steps(open_page: OpenPage):
    teacher, student = open_page(), open_page()
    expect_index(student, 0)

    press(teacher, say("transport.forward"))
    expect_index(student, 1)
    press(student, say("transport.forward"))
    expect_index(teacher, 2)
    press(student, say("transport.back"))

    expect_index(teacher, 1)
    expect_index(student, 1)


def test_pages_of_two_rooms_do_not_see_each_other(page: Page, new_page: OpenPage, server_url: str, room: str):
    stranger = new_page()
    stranger.goto(f"{server_url}/?room={room}-next-door")
    expect_index(stranger, 0)
    press(page, say("transport.forward"))
    expect_index(page, 1)
    press(stranger, say("transport.forward"))
    press(stranger, say("transport.forward"))

    expect_index(stranger, 2)
    expect_index(page, 1)


def test_the_speed_and_the_unit_are_the_room_s(open_page: OpenPage):
    teacher, student = open_page(), open_page()
    teacher.get_by_role("radio", name=say("transport.units.mini-batch"), exact=True).click()
    teacher.get_by_role("slider", name=say("transport.speed")).press("End")

    expect(student.get_by_role("radio", name=say("transport.units.mini-batch"), exact=True)).to_be_checked()
    expect(student.locator(".speed-label")).to_have_text(say("transport.fastestShort"))


def test_who_joins_late_sees_the_step_the_others_see(open_page: OpenPage):
    teacher = open_page()
    expect_index(teacher, 0)
    press_key(teacher, "PageDown")
    press_key(teacher, "ArrowRight")
    press_key(teacher, "ArrowRight")
    expect_index(teacher, 277)
    late = open_page()

    expect(position(late)).to_have_text(place(epoch=1, batch=1, step=2))
    numbers = "neurons => neurons.map(neuron => neuron.querySelector('.neuron-value').textContent)"
    for page in (teacher, late):
        expect_rest(page, 277)
    neurons = "#stage [data-layer][data-unit]"
    assert late.locator(neurons).evaluate_all(numbers) == teacher.locator(neurons).evaluate_all(numbers)
    expect(late.locator(".losses")).to_have_text(teacher.locator(".losses").inner_text())


def test_a_reload_keeps_the_step(page: Page):
    press(page, say("transport.forward"))
    press(page, say("transport.forward"))
    expect_index(page, 2)
    page.reload()

    expect_index(page, 2)


NOBODY_ANSWERS = "net::ERR_(CONNECTION|EMPTY|SOCKET)"
"""What a browser says of a question that a server was asked as it went."""


def test_a_page_reconnects_by_itself_and_brings_its_run_back_when_the_server_comes_back(
    new_page: OpenPage, guard: Guard, tmp_path: Path, room: str
):
    guard.expect("WebSocket connection to .* failed")
    guard.expect(NOBODY_ANSWERS)
    page = new_page()
    with serving(tmp_path, *NOTHING_KEPT) as url:
        page.goto(f"{url}/?room={room}")
        press(page, say("transport.forward"))
        expect_index(page, 1)
    expect(page.get_by_text(say("header.lost"))).to_be_visible()

    with serving(tmp_path, *NOTHING_KEPT, port=port_of(url)):
        expect(page.get_by_text(say("header.lost"))).to_be_hidden()
        expect_index(page, 1)
        expect(page.get_by_role("alert")).to_contain_text(say("line.madeAgain", 1, 1))
        press(page, say("transport.forward"))
        expect_index(page, 2)
        page.close()


def test_pages_come_back_to_where_they_were_by_themselves_when_the_server_is_killed_that_keeps_runs(
    new_page: OpenPage, guard: Guard, tmp_path: Path, room: str
):
    guard.expect("WebSocket connection to .* failed")
    guard.expect(NOBODY_ANSWERS)
    pages = [new_page(), new_page()]
    lines = [Line(page) for page in pages]
    with serving_until_killed(tmp_path) as url:
        # One has a room of its own, whose name only its tab knows.
        for page, address in zip(pages, (f"{url}/?room={room}", url), strict=True):
            page.goto(address)
            expect_index(page, 0)
            press(page, say("transport.forward"))
            expect_index(page, 1)
        for line in lines:
            line.settled()  # What is told to be done is kept.
    for page in pages:
        expect(page.get_by_text(say("header.lost"))).to_be_visible()

    with serving(tmp_path, port=port_of(url)):
        for page in pages:
            expect(page.get_by_text(say("header.lost"))).to_be_hidden()
            expect_index(page, 1)
            press(page, say("transport.forward"))
            expect_index(page, 2)
        assert not any("restore" in line.sent for line in lines)
        for page in pages:
            page.close()


NOTHING_KEPT = ("--store", "none")


@contextmanager
def serving_until_killed(home: Path, *arguments: str) -> Iterator[str]:
    """A server that is gone in the end without a word to anybody."""
    with serving_process(home, *arguments) as (url, process):
        yield url
        process.kill()
        process.wait()


def port_of(url: str) -> int:
    port = urlsplit(url).port
    assert port, "an address with a port"
    return port


EPOCH, MINI_BATCH = 275, 11
"""How many steps they have in the first run."""


def rate_of(page: Page) -> Locator:
    return page.get_by_label(say("rail.learningRate"), exact=True)


def go_an_epoch(page: Page, to: int) -> None:
    press_key(page, "PageDown")
    expect_rest(page, to)


def test_a_run_comes_back_on_all_its_pages_with_all_that_was_set_when_the_server_is_killed(
    new_page: OpenPage, guard: Guard, tmp_path: Path, room: str
):
    guard.expect("WebSocket connection to .* failed")
    guard.expect(NOBODY_ANSWERS)
    pages = [new_page() for _ in range(3)]
    lines = [Line(page) for page in pages]
    mini_batch = say("transport.units.mini-batch")

    def expect_as_it_was_set() -> None:
        for page in pages:
            expect(rate_of(page)).to_have_value("0.2")
            expect(page.get_by_role("radio", name=mini_batch, exact=True)).to_be_checked()
            expect(page.locator(".speed-label")).to_have_text(speed)
            expect(page.get_by_role("button", name=say("transport.pause"), exact=True)).to_be_visible()

    with serving_until_killed(tmp_path, *NOTHING_KEPT) as url:
        for page in pages:
            page.goto(f"{url}/?room={room}")
            expect_index(page, 0)
        first, second, third = pages
        second.get_by_role("radio", name=mini_batch, exact=True).click()
        # A page tells speed and unit together, as it sees them.
        expect(third.get_by_role("radio", name=mini_batch, exact=True)).to_be_checked()
        third.get_by_role("slider", name=say("transport.speed")).press("Home")
        speed = third.locator(".speed-label").inner_text()
        go_an_epoch(first, EPOCH)
        rate_of(first).fill("0.2")
        rate_of(first).press("Enter")
        expect(rate_of(second)).to_have_value("0.2")
        go_an_epoch(second, 2 * EPOCH)
        expect_rest(first, 2 * EPOCH)
        expect(first.locator(".losses")).to_contain_text(say("place.epoch", 2))
        losses = first.locator(".losses").inner_text()
        press(third, say("transport.play"))
        expect_as_it_was_set()
    for page in pages:
        expect(page.get_by_text(say("header.lost"))).to_be_visible()
    stood = [index_of(page) for page in pages]
    with serving(tmp_path, *NOTHING_KEPT, port=port_of(url)):
        # One has it made again, and the others may follow: what goes on is no more what was left.
        hear(first, lambda: any("restore" in line.sent for line in lines))
        for page, index in zip(pages, stood, strict=True):
            expect(page.get_by_text(say("header.lost"))).to_be_hidden()
            wait_until_past(page, index)
        expect_as_it_was_set()
        press(first, say("transport.pause"))
        for page in pages:
            expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_visible()
        stands = index_of(first)
        assert stands >= 2 * EPOCH
        press(first, say("transport.back"))
        for page in pages:
            expect_index(page, stands - MINI_BATCH)
        press(second, say("transport.forward"))
        for page in pages:
            expect_index(page, stands)
            expect(page.locator(".losses")).to_have_text(losses)
        for page in pages:
            page.close()


def test_a_room_that_cannot_be_is_refused_once_and_says_why(new_page: OpenPage, server_url: str):
    page = new_page()
    lines: list[str] = []
    page.on("websocket", lambda line: lines.append(line.url))
    page.goto(f"{server_url}/?room=no+such+room")

    expect(page.get_by_role("status", name=say("header.connection"))).to_have_text(say("header.refused"))
    expect(page.get_by_role("alert")).to_contain_text("room: should be 1 to 40 of the letters")
    assert len(lines) == 1


class Cable:
    """The line of one page, which a test can cut and mend."""

    def __init__(self, page: Page) -> None:
        self.cut_off = False
        self._plugged: list[WebSocketRoute] = []
        self._ends: list[WebSocketRoute] = []
        """The server's."""
        page.route_web_socket(re.compile("/ws"), self._plug)

    def cut(self) -> None:
        self.cut_off = True
        for line in self._plugged:
            line.close(code=1001)
        # Last, as a page that has its end still may send something; a browser may say no other code.
        for end in self._ends:
            end.close()
        self._ends.clear()

    def swallow(self) -> None:
        """Have nothing come out at either end of the lines that are plugged in now and seem to be."""
        for line, end in zip(self._plugged, self._ends, strict=True):
            line.on_message(lambda _: None)
            end.on_message(lambda _: None)

    def tell(self, **letter: object) -> None:
        """Have the page hear something that no server said."""
        for line in self._plugged:
            line.send(json.dumps(letter))

    def _plug(self, line: WebSocketRoute) -> None:
        if self.cut_off:
            line.close(code=1001)
            return
        self._ends.append(line.connect_to_server())
        self._plugged.append(line)


def test_a_page_whose_line_is_cut_says_so_stops_nobody_and_catches_up(
    page: Page, new_page: OpenPage, server_url: str, room: str
):
    student = new_page()
    cable = Cable(student)
    student.goto(f"{server_url}/?room={room}")
    expect_index(student, 0)

    cable.cut()
    expect(student.get_by_text(say("header.lost"))).to_be_visible()
    for index in (1, 2, 3):
        press(page, say("transport.forward"))
        expect_index(page, index)
    expect_index(student, 0)
    cable.cut_off = False

    expect_index(student, 3)
    expect(student.get_by_text(say("header.lost"))).to_be_hidden()


def test_a_page_whose_line_is_too_slow_says_so_as_long_as_it_is(
    new_page: OpenPage, server_url: str, room: str
):
    page = new_page()
    cable = Cable(page)
    page.goto(f"{server_url}/?room={room}")
    expect_index(page, 0)
    line = page.get_by_role("status", name=say("header.connection"))

    cable.tell(type="slow_line", left_out=61)
    expect(line).to_have_text(say("header.slow"))
    expect(line).to_have_attribute("title", re.compile(" 61 "))
    cable.tell(type="slow_line", left_out=0)
    expect(line).to_be_hidden()


def test_on_a_phone_a_cut_line_is_told_without_pushing_a_button_off_the_page(
    new_page: OpenPage, server_url: str, room: str
):
    page = new_page(viewport={"width": 390, "height": 844})
    cable = Cable(page)
    page.goto(f"{server_url}/?room={room}")
    expect_index(page, 0)

    cable.cut()

    told = page.get_by_role("status", name=say("header.connection"))
    expect(told).to_be_in_viewport(ratio=1)
    assert told.evaluate("element => element.scrollWidth <= element.clientWidth"), "all its words"
    for button in page.locator("#header button:visible").all():
        expect(button).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.scrollingElement.scrollWidth") == 390
