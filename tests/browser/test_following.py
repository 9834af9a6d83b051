"""A page that follows a class: what it shows and lets be done, in each of its three states."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import Line, expect_drawn, expect_index, press, press_key, resize, wait_for
from tests.browser.teaching import OpenClass
from tests.browser.test_accessibility import judge
from tests.browser.test_rooms import Cable
from tests.browser.words import say

OpenPage = Callable[..., Page]

TEACH = """() => new Promise((resolve, reject) => {
  const address = new URL("ws", document.baseURI);
  address.protocol = "ws:";
  address.search = location.search;
  const line = new WebSocket(address);
  const asked = [];
  window.people = {};
  window.teach = (command) => new Promise((done) => {
    asked.push(done);
    line.send(JSON.stringify({ ...command, id: asked.length }));
  });
  line.onmessage = ({ data }) => {
    const letter = typeof data === "string" ? JSON.parse(data) : {};
    if (letter.type === "error") reject(new Error(letter.message));
    if (letter.type === "people") window.people = letter;
    if (letter.type === "done") asked[letter.id - 1](letter);
  };
  line.onopen = () => window.teach({ type: "open_room" }).then(resolve);
})"""
"""Opens a room where this page is, on a line of the teacher's: the page itself then follows."""
ASK = "command => window.teach(command)"
BY_THE_TEACHER = ("open_room", "show_sight", "step")
NEURON = {"layer": 1, "unit": 2}


@pytest.fixture
def pupil(commands: Line) -> Page:
    """A page that follows a class, which stands at its eighth step."""
    page = commands.page
    page.evaluate(TEACH)
    expect(state(page)).to_have_text(say("classroom.follow.states.following"))
    ask(page, "step", count=8)
    expect_drawn(page, 8)
    return page


def ask(page: Page, command: str, **what: object) -> None:
    """Have the teacher ask something."""
    page.evaluate(ASK, {"type": command, **what})


def state(page: Page) -> Locator:
    """The badge that says in which state the page is."""
    return page.locator(".class-badge")


def neuron(page: Page, layer: int, unit: int) -> Locator:
    """A neuron on the stage."""
    return page.locator(f"#stage button[data-layer='{layer}'][data-unit='{unit}']")


def expect_state(page: Page, name: str) -> None:
    """Wait until the page is in a state."""
    expect(state(page)).to_have_text(say(f"classroom.follow.states.{name}"))


def expect_people(page: Page, **standings: int) -> None:
    """Wait until the teacher is told so."""
    wait_for(
        page,
        "wanted => Object.entries(wanted).every(([name, count]) => window.people[name] === count)",
        standings,
    )


def test_a_follower_looks_where_the_teacher_does_and_drives_nothing(pupil: Page, commands: Line):
    ask(pupil, "show_sight", sight={"selected": NEURON, "sample": 2})

    expect(neuron(pupil, 1, 2)).to_have_attribute("aria-pressed", "true")
    expect(pupil.locator(".sample-place")).to_have_text(say("panel.sampleOf", 3, 10))
    for region in ("#rail", "#transport", "#header", "#panel .by-hand"):
        expect(pupil.locator(region)).to_be_hidden()
    for key in ("Space", "ArrowRight", "Home", "Control+z"):
        press_key(pupil, key)
    ask(pupil, "step", count=1)
    expect_index(pupil, 9)
    expect_state(pupil, "following")
    sent = [command for command in commands.sent if command not in BY_THE_TEACHER]
    assert (sent, commands.sent.count("step")) == ([], 2)


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_who_selects_something_else_is_on_its_own_until_one_press(pupil: Page, way: str):
    ask(pupil, "show_sight", sight={"selected": NEURON})
    expect(neuron(pupil, 1, 2)).to_have_attribute("aria-pressed", "true")

    neuron(pupil, 2, 1).click()
    expect_state(pupil, "own")
    expect_people(pupil, following=0, own=1)
    ask(pupil, "show_sight", sight={"selected": {"layer": 1, "unit": 0}})
    ask(pupil, "step", count=1)
    expect_drawn(pupil, 9)
    expect(neuron(pupil, 2, 1)).to_have_attribute("aria-pressed", "true")
    if way == "button":
        press(pupil, say("classroom.follow.back"))
    else:
        press_key(pupil, way)

    expect_state(pupil, "following")
    expect(neuron(pupil, 1, 0)).to_have_attribute("aria-pressed", "true")
    expect_people(pupil, following=1, own=0)


def test_a_paused_page_can_be_reached_by_nothing(pupil: Page):
    ask(pupil, "pause_all", paused=True)

    veil = pupil.get_by_role("dialog", name=say("classroom.follow.states.paused"))
    expect(veil).to_be_visible()
    expect(veil.get_by_role("status")).to_have_text(say("classroom.follow.eyes"))
    expect(veil.get_by_role("heading")).to_be_focused()
    for _ in range(3):
        pupil.keyboard.press("Escape")
        pupil.keyboard.press("Tab")
    expect(veil).to_be_visible()
    wait_for(pupil, "() => !document.activeElement.closest('main, aside, section')")
    ask(pupil, "pause_all", paused=False)
    expect(veil).to_be_hidden()
    expect_state(pupil, "following")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640), (844, 390)])
def test_a_phone_shows_network_and_maths_without_scrolling(pupil: Page, width: int, height: int):
    ask(pupil, "point_at", spotlight={"on": NEURON, "words": "Big blame, flat slope."})
    expect(pupil.locator(".spotlight")).to_be_visible()

    resize(pupil, width, height)

    wait_for(
        pupil,
        """() => {
          const { scrollWidth, scrollHeight } = document.documentElement;
          const regions = ["#stage", ".spotlight", "#panel .panel-page:not([hidden])", ".fork-go"];
          const [stage, spotlight, panel, fork] = regions
            .map((region) => document.querySelector(region).getBoundingClientRect());
          const isUpright = innerHeight > innerWidth;
          return scrollWidth <= innerWidth && scrollHeight <= innerHeight
            && stage.height >= 150 && panel.height >= 100 && panel.bottom <= innerHeight
            && (spotlight.top >= stage.bottom || spotlight.left >= stage.right)
            && (isUpright
              ? fork.top >= panel.bottom && fork.width >= 0.9 * innerWidth
              : fork.bottom <= stage.top);
        }""",
    )
    expect(pupil.locator("#panel .formula")).to_be_visible()


def test_axe_finds_nothing_in_what_is_seldom_wanted(pupil: Page):
    resize(pupil, 390, 844)
    pupil.emulate_media(color_scheme="light")
    pupil.get_by_label(say("classroom.follow.more"), exact=True).click()
    judge(pupil, "more")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640), (844, 390), (1280, 720)])
def test_axe_finds_nothing_in_any_state(pupil: Page, width: int, height: int):
    resize(pupil, width, height)
    pupil.emulate_media(color_scheme="light")
    ask(pupil, "set_pacing", pacing="free")
    ask(pupil, "point_at", spotlight={"on": NEURON, "words": "Big blame, flat slope."})
    expect(pupil.locator(".spotlight")).to_be_visible()
    judge(pupil, "following")
    press(pupil, say("classroom.follow.lookBack"))
    expect_state(pupil, "own")
    expect_drawn(pupil, 7)
    judge(pupil, "on my own")
    ask(pupil, "pause_all", paused=True)
    expect(pupil.get_by_role("dialog")).to_be_visible()
    judge(pupil, "paused")


def test_a_copy_is_made_and_left_for_the_class_by_one_press_each(open_class: OpenClass, new_page: OpenPage):
    teacher = open_class()
    teacher.ask("step", count=5, unit="propagation")
    page = new_page()
    page.goto(teacher.url)
    expect_index(page, 5)

    press(page, say("classroom.fork.fork"))
    expect_state(page, "own")
    press(page, say("transport.forward"))
    expect_index(page, 6)
    teacher.ask("step", count=4, unit="propagation")
    press(page, say("classroom.follow.back"))
    expect_state(page, "following")
    expect_index(page, 9)

    press(page, say("classroom.fork.kept"))
    expect_index(page, 6)


def expect_looks(page: Page, *, back: bool, on: bool) -> None:
    """Wait until there is somewhere to look to, back and on."""
    for name, can in (("lookBack", back), ("lookOn", on)):
        button = page.get_by_role("button", name=say(f"classroom.follow.{name}"), exact=True)
        expect(button).to_have_attribute("aria-disabled", str(not can).lower())


def test_a_follower_looks_about_as_far_as_the_teacher_lets_it_and_comes_back(pupil: Page):
    look = pupil.get_by_role("group", name=say("classroom.follow.look"))
    expect(look).to_have_count(0)
    press_key(pupil, "ArrowLeft")
    ask(pupil, "set_pacing", pacing="window", window=[6, 9])
    expect_looks(pupil, back=True, on=True)

    press_key(pupil, "ArrowLeft")
    expect_drawn(pupil, 7)
    expect_state(pupil, "own")
    expect_people(pupil, following=0, own=1)
    ask(pupil, "step", count=4)
    press_key(pupil, "Shift+ArrowLeft")
    expect_drawn(pupil, 6)
    expect_looks(pupil, back=False, on=True)
    expect(pupil.locator("#transport")).to_be_hidden()
    press_key(pupil, "Escape")

    expect_state(pupil, "following")
    expect_drawn(pupil, 12)
    press(pupil, say("classroom.follow.lookBack"))
    expect_drawn(pupil, 9)
    ask(pupil, "set_pacing", pacing="follow")
    expect_state(pupil, "following")
    expect_drawn(pupil, 12)
    expect(look).to_have_count(0)


def test_who_presses_twice_at_once_looks_two_steps_back(pupil: Page):
    ask(pupil, "set_pacing", pacing="free")

    press(pupil, say("classroom.follow.lookBack"))
    press(pupil, say("classroom.follow.lookBack"))

    expect_drawn(pupil, 6)


def test_who_looks_about_is_back_in_the_class_when_there_is_something_to_predict(pupil: Page):
    ask(pupil, "set_pacing", pacing="free")
    press(pupil, say("classroom.follow.lookBack"))
    expect_drawn(pupil, 7)

    ask(pupil, "start_poll", question={"kind": "loss_falls"})

    expect_state(pupil, "following")
    expect_drawn(pupil, 8)
    expect(pupil.get_by_role("group", name=say("classroom.follow.look"))).to_have_count(0)


def test_a_phone_whose_line_breaks_says_so_and_is_back_in_the_class_with_the_next(
    open_class: OpenClass, new_page: OpenPage
):
    teacher = open_class()
    teacher.ask("step", count=5, unit="propagation")
    teacher.ask("set_pacing", pacing="free")
    page = new_page(viewport={"width": 390, "height": 844})
    cable = Cable(page)
    page.goto(teacher.url)
    press(page, say("classroom.follow.lookBack"))
    expect_index(page, 4)

    cable.cut()
    expect(page.locator("#class").get_by_text(say("header.lost"))).to_be_visible()
    teacher.ask("step", count=4, unit="propagation")
    cable.cut_off = False

    expect_state(page, "following")
    expect_index(page, 9)
    expect(page.get_by_text(say("header.lost"))).to_have_count(0)

    cable.tell(type="slow_line", left_out=40)
    expect(page.locator(".class-beside")).to_have_text(say("header.slow"))
    cable.tell(type="slow_line", left_out=0)
    expect(page.locator(".class-beside")).to_have_text("")


def test_no_copy_is_offered_of_a_run_that_is_to_be_predicted_until_it_is_revealed(pupil: Page):
    fork = pupil.get_by_role("button", name=say("classroom.fork.fork"))
    ask(pupil, "start_poll", question={"kind": "loss_falls"})
    expect(fork).to_be_disabled()

    ask(pupil, "reveal")

    expect(fork).to_be_enabled()


def test_a_follower_is_told_its_own_keys_alone(pupil: Page):
    pupil.keyboard.press("?")

    told = pupil.get_by_role("dialog", name=say("help.title"))
    expect(told).to_contain_text("Back to the class")
    expect(told).not_to_contain_text("Play or pause")
