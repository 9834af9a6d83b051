"""A teacher's second window: it drives the same run, leads the class, and keeps notes nobody else sees."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import expect_drawn, expect_rest, press, press_key, resize, wait_for
from tests.browser.teaching import OpenClass, Teacher
from tests.browser.test_accessibility import judge
from tests.browser.test_leading import open_room, page_code
from tests.browser.words import say

OpenPage = Callable[..., Page]


def link_to_console(held: Teacher) -> str:
    """The link that opens a teacher's console."""
    return held.link("drive").replace("#", "&view=console#")


@pytest.fixture
def held(open_class: OpenClass) -> Teacher:
    """A class, and its teacher."""
    return open_class()


@pytest.fixture
def console(held: Teacher, new_page: OpenPage) -> Page:
    """Its teacher's console."""
    page = new_page()
    page.goto(link_to_console(held))
    expect(page.locator(".room-letters")).to_have_text(held.code)
    return page


def test_the_console_drives_the_run_counts_the_class_and_pauses_it(
    held: Teacher, console: Page, new_page: OpenPage
):
    follower = new_page()
    follower.goto(held.url)
    expect_rest(follower, 0)

    press(console, say("transport.forward"))
    expect_drawn(follower, 1)
    expect(console.get_by_role("region", name=say("classroom.lead.people"))).to_contain_text(
        f"1 {say('classroom.lead.states.following')}"
    )
    pause = console.get_by_role("button", name=say("classroom.lead.pauseAll"))
    pause.click()
    expect(pause).to_have_attribute("aria-pressed", "true")
    expect(follower.get_by_text(say("classroom.follow.eyes"))).to_be_visible()
    free = console.get_by_role("radio", name=say("classroom.lead.pacings.free"), exact=True)
    free.click()
    expect(free).to_be_checked()


def test_the_console_gives_and_takes_links_shows_the_code_large_and_closes_the_room(
    held: Teacher, console: Page, new_page: OpenPage
):
    judge(console, "a teacher's console")
    press_key(console, "c")
    large = console.get_by_role("dialog", name=say("classroom.lead.large"))
    expect(large).to_contain_text(held.code)
    press_key(console, "Escape")
    press(console, say("classroom.lead.links"))
    press(console, say("classroom.lead.makeLink.present"))
    expect(console.get_by_text(say("classroom.lead.linkName.present", 2))).to_be_visible()
    judge(console, "a teacher's console with its links")

    press(console, say("classroom.lead.closeRoom"))
    press(console, say("classroom.lead.closeYes"))

    expect(console.locator(".console-barred")).to_have_text(say("classroom.lead.closed", held.code))
    expect(console.locator(".room-letters")).to_have_count(0)


IN_ORDER = """(parts) => {
  const tabs = [...document.querySelectorAll("button, input, select, textarea, a[href], [tabindex='0']")]
    .filter((each) => each.checkVisibility() && each.tabIndex >= 0);
  const order = tabs.map((each) => parts.findIndex((part) => each.closest(part)));
  return order.every((part, at) => part >= (order[at - 1] ?? 0)) && new Set(order).size === parts.length;
}"""


def test_the_tab_goes_through_the_console_as_the_eye_does(console: Page):
    expect_rest(console, 0)
    columns = ["#stage", "#transport", ".console-left", ".console-middle", ".console-end"]

    wait_for(console, IN_ORDER, [".console-head", *columns])


def test_a_console_that_leads_nobody_says_so_and_has_nothing_to_press(held: Teacher, new_page: OpenPage):
    console = new_page()

    console.goto(f"{held.url}&view=console")

    expect(console.locator(".console-barred")).to_have_text(say("classroom.present.needsKey"))
    expect(console.get_by_role("button", name=say("classroom.lead.pauseAll"))).to_have_count(0)


@dataclass(frozen=True)
class Windows:
    """A teacher's three: the page that the class was opened from, the console, the big screen."""

    page: Page
    console: Page
    projector: Page
    code: str


@pytest.fixture
def windows(new_page: OpenPage, server_url: str) -> Windows:
    """They are opened by their buttons, one from another."""
    teacher = new_page(fresh=True)  # Its context ends with it, and so do the windows that it opens.
    teacher.goto(server_url)
    dialog = open_room(teacher)
    code = page_code(teacher)
    with teacher.expect_popup() as opened:
        dialog.get_by_role("button", name=say("classroom.lead.openWindow.drive")).click()
    console = opened.value
    expect(console.locator(".room-letters")).to_have_text(code)
    with console.expect_popup() as opened:
        press(console, say("classroom.lead.openWindow.present"))
    projector = opened.value
    expect(projector.locator(".projector-code")).to_have_text(code)
    return Windows(teacher, console, projector, code)


def test_the_other_windows_are_opened_by_buttons_and_each_is_told_of(windows: Windows):
    expect(windows.console.get_by_text(say("classroom.present.inStep", 1))).to_be_visible()
    for page in (windows.page, windows.console):
        expect(page.locator(".room-people")).to_contain_text(say("classroom.lead.alsoDrive", 1))
        expect(page.locator("#notices")).not_to_contain_text(say("classroom.lead.alsoDrive", 1))
    assert not [page.url for page in (windows.console, windows.projector) if "key" in page.url]


def test_who_leads_is_told_of_a_stranger_who_comes_to_lead_too(
    held: Teacher, new_page: OpenPage, server_url: str
):
    first, second = new_page(), new_page()
    first.goto(held.link("drive"))
    expect(first.locator(".header-room")).to_contain_text(held.code)
    second.goto(held.link("drive"))

    expect(first.locator("#notices")).to_contain_text(say("classroom.lead.alsoDrive", 2))
    expect(second.locator(".header-room")).to_contain_text(held.code)
    expect(second.locator("#notices")).not_to_contain_text(say("classroom.lead.alsoDrive", 2))


def choose(page: Page, layer: int, unit: int) -> None:
    """Press a neuron of the stage."""
    page.locator(f"#stage [data-layer='{layer}'][data-unit='{unit}']").click()


def expect_chosen(page: Page, layer: int, unit: int) -> None:
    """Wait until a neuron is the one selected, and drawn."""
    neuron = page.locator(f"#stage [data-layer='{layer}'][data-unit='{unit}']")
    expect(neuron).to_have_attribute("aria-pressed", "true")


def test_what_is_looked_at_in_one_window_is_looked_at_in_all(windows: Windows):
    windows.page.get_by_role("button", name=say("classroom.lead.close")).click()
    press(windows.console, say("transport.forward"))
    for page in (windows.page, windows.console, windows.projector):
        expect_drawn(page, 1)

    choose(windows.page, 1, 2)
    expect_chosen(windows.console, 1, 2)
    expect_chosen(windows.projector, 1, 2)
    choose(windows.console, 2, 1)

    expect_chosen(windows.page, 2, 1)
    expect_chosen(windows.projector, 2, 1)
    expect(windows.projector.locator(".projector-card h2")).to_have_text(
        say("formulas.neuron", 2, 2, "", False)
    )


def test_the_spotlight_and_the_pause_are_set_in_the_console_and_seen_in_every_window(windows: Windows):
    console = windows.console
    windows.page.get_by_role("button", name=say("classroom.lead.close")).click()
    expect_rest(console, 0)
    choose(console, 2, 1)
    press_key(console, "s")
    words = console.get_by_role("textbox", name=say("classroom.present.wordsFor"))
    expect(words).to_be_focused()
    words.fill("Look at its activation.")
    words.press("Enter")

    for page in (windows.page, console, windows.projector):
        expect(page.locator(".spotlight")).to_contain_text("Look at its activation.")
    press(console, say("classroom.present.clear"))
    expect(windows.projector.locator(".spotlight")).to_be_hidden()
    console.get_by_role("button", name=say("classroom.lead.pauseAll")).click()
    expect(windows.projector.locator(".projector-veil")).to_be_visible()
    windows.page.get_by_role("button", name=say("header.room", windows.code, 0)).click()
    expect(windows.page.get_by_role("button", name=say("classroom.lead.pauseAll"))).to_have_attribute(
        "aria-pressed", "true"
    )


def notes_of(console: Page) -> Locator:
    """What is said at the present step of the lesson."""
    return console.locator(".console-list button")


def plan(console: Page) -> None:
    """Plan a lesson of two steps, and stand at the first."""
    console.get_by_role("textbox", name=say("classroom.present.lessonTitle")).fill("Who is listening?")
    console.get_by_role("textbox", name=say("classroom.present.notes"), exact=True).fill("Ask.\nWait.")
    press(console, say("classroom.present.addStep"))
    console.get_by_role("textbox", name=say("classroom.present.lessonTitle")).fill("Where does the blame go?")
    console.get_by_role("textbox", name=say("classroom.present.notes"), exact=True).fill("Vote again.")
    press(console, say("classroom.present.written"))
    press(console, say("classroom.present.lessonBack"))


OUTSIDE = """() => [...document.querySelectorAll("button, input, select, textarea, h2, h3, p")]
  .filter((each) => each.checkVisibility() && !each.closest("#stage, #live, .visually-hidden"))
  .filter((each) => {
    const { left, right, width } = each.getBoundingClientRect();
    return width > 0 && (left < 0 || right > innerWidth);
  })
  .map((each) => each.outerHTML)"""


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (1024, 768), (768, 1024), (390, 844)])
def test_nothing_of_the_console_is_beyond_the_edge_of_a_screen(console: Page, size: tuple[int, int]):
    plan(console)
    press(console, say("classroom.lead.links"))

    resize(console, *size)

    assert console.evaluate(OUTSIDE) == []


def test_a_lesson_has_steps_with_notes_in_all_windows_of_the_browser_and_after_a_reload(windows: Windows):
    first = windows.console
    plan(first)
    first.reload()
    head = first.get_by_role("group", name=say("classroom.present.lesson"))
    expect(head).to_contain_text("Who is listening?")
    expect(notes_of(first)).to_have_text(["Ask.", "Wait."])
    judge(first, "a lesson in the console")

    second = first.context.new_page()
    second.goto(windows.page.url + "&view=console")
    expect(notes_of(second)).to_have_text(["Ask.", "Wait."])
    notes_of(first).nth(0).click()
    expect(notes_of(second).nth(0)).to_have_attribute("aria-pressed", "true")
    press(second, say("classroom.present.lessonForward"))

    expect(head).to_contain_text(say("classroom.present.lessonStep", 2, 2))
    expect(notes_of(first)).to_have_text(["Vote again."])


def test_a_step_of_the_lesson_brings_its_network_back(console: Page):
    press(console, say("transport.forward"))
    expect_drawn(console, 1)
    console.get_by_role("textbox", name=say("classroom.present.notes")).fill("Ask.")
    press(console, say("classroom.present.takeRun"))
    press(console, say("transport.forward"))
    expect_drawn(console, 2)

    press(console, say("classroom.present.goToRun"))

    expect_drawn(console, 1)
