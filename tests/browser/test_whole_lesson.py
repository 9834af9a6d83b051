"""A whole lesson: a teacher with a console, the big screen, and eight who follow, two of them on phones."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import expect_drawn, expect_index, index_of, press, press_key
from tests.browser.test_asking import expect_answers
from tests.browser.test_leading import open_room, page_code
from tests.browser.test_rooms import Cable
from tests.browser.words import say

OpenPage = Callable[..., Page]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1024, "height": 700}
PHONES, DESKS = 2, 6
NEURON = (2, 1)
VOTES = ("A", "A", "A", "B", "B", "C", "C", "C")
SECOND_VOTES = ("A", "B", "B", "B", "B", "B", "B", "C")


class Lesson:
    """Who is in it, as they come in."""

    def __init__(self, new_page: OpenPage, server_url: str) -> None:
        """Have the teacher open a room, the other windows from it, and let the class in by its code."""
        self.teacher = new_page()
        self.teacher.goto(server_url)
        dialog = open_room(self.teacher)
        self.code = page_code(self.teacher)
        self.console = opened(dialog, "drive")
        self.projector = opened(dialog, "present")
        dialog.get_by_role("button", name=say("classroom.lead.close"), exact=True).click()
        self.pupils = [
            new_page(viewport=PHONE if place < PHONES else DESK) for place in range(PHONES + DESKS)
        ]
        self.cable = Cable(self.pupils[-1])
        for pupil in self.pupils:
            pupil.goto(f"{server_url}/?join")
            pupil.get_by_label(say("classroom.join.code")).fill(self.code.lower())
            pupil.get_by_role("button", name=say("classroom.join.join"), exact=True).click()

    @property
    def screens(self) -> list[Page]:
        """All that show the class's run."""
        return [self.teacher, self.console, self.projector, *self.pupils]


def opened(dialog: Locator, role: str) -> Page:
    """Open one of the teacher's other windows."""
    button = dialog.get_by_role("button", name=say(f"classroom.lead.openWindow.{role}"))
    with dialog.page.expect_popup() as window:
        button.click()
    return window.value


def expect_state(page: Page, name: str) -> None:
    """Wait until a follower's page is in one of the three states."""
    expect(page.locator(".class-badge")).to_have_text(say(f"classroom.follow.states.{name}"))


def expect_people(console: Page, state: str, people: int) -> None:
    """Wait until the teacher is told that so many are in one of the states."""
    expect(console.get_by_role("region", name=say("classroom.lead.people"))).to_contain_text(
        f"{people} {say(f'classroom.lead.states.{state}')}"
    )


def vote(lesson: Lesson, votes: tuple[str, ...], time: int) -> None:
    """Have each answer, once it is asked so often: phones by a finger, the others by a key."""
    for place, (pupil, letter) in enumerate(zip(lesson.pupils, votes, strict=True)):
        choice = pupil.locator(".poll-choices button").nth("ABC".index(letter))
        expect(pupil.locator(".poll-round")).to_have_text(say("classroom.poll.round", time))
        expect(choice).to_be_visible()
        if place < PHONES:
            choice.click()
        else:
            press_key(pupil, letter.lower())
        expect(choice).to_have_attribute("aria-pressed", "true")
    expect_answers(lesson.console, len(votes), len(votes))


def test_a_whole_lesson(new_page: OpenPage, server_url: str):
    lesson = Lesson(new_page, server_url)
    teacher, console, projector, pupils = lesson.teacher, lesson.console, lesson.projector, lesson.pupils
    expect_people(console, "following", PHONES + DESKS)
    expect(projector.locator(".projector-code")).to_have_text(lesson.code)

    # All follow: the step, and what the teacher looks at.
    for index in range(1, 7):
        press(teacher, say("transport.forward"))
        expect_index(teacher, index)
    layer, unit = NEURON
    neuron = f"#stage button[data-layer='{layer}'][data-unit='{unit}']"
    teacher.locator(neuron).click()
    for screen in lesson.screens:
        expect_drawn(screen, 6)
        expect(screen.locator(neuron)).to_have_attribute("aria-pressed", "true")

    # They predict, talk about it, vote again, and see what came out.
    console.get_by_role("button", name=say("classroom.pollLead.ask")).click()
    asking = console.get_by_role("dialog", name=say("classroom.pollLead.askTitle"))
    asking.get_by_role("button", name=say("classroom.pollLead.startNow"), exact=True).click()
    for pupil in pupils:
        expect(pupil.get_by_role("heading", name=say("classroom.poll.questions.delta_sign"))).to_be_visible()
    vote(lesson, VOTES, 1)
    expect(projector.locator(".projector-card")).to_contain_text(say("classroom.poll.hidden"))
    press(console, say("classroom.pollLead.again"))
    vote(lesson, SECOND_VOTES, 2)
    press_key(console, "r")
    for screen in (projector, *pupils):
        expect(screen.locator(".poll-results .right").first).to_be_visible()
    press(console, say("classroom.pollLead.putAway"))
    for screen in (projector, *pupils):
        expect(screen.locator(".poll-results")).to_be_hidden()

    # Two of them train copies of their own, in a challenge, and show them.
    press(console, say("classroom.challenge.start"))
    forkers = (pupils[0], pupils[PHONES])
    for pupil in forkers:
        press(pupil, say("classroom.fork.fork"))
        expect_state(pupil, "own")
        press_key(pupil, "PageDown")
        expect(pupil.locator(".fork-hand")).to_be_enabled()
        pupil.locator(".fork-hand").click()
        pupil.get_by_role("switch", name=say("classroom.challenge.share")).check()
    expect(console.get_by_text(say("classroom.forks.shared", len(forkers)))).to_be_visible()
    expect(console.locator(".challenge-board").get_by_text(say("classroom.challenge.checked"))).to_have_count(
        2
    )

    # The teacher points at something, and has all look up.
    expect(teacher.locator(".pointer-opener")).to_be_visible()
    press_key(teacher, "s")
    teacher.get_by_role("combobox", name=say("classroom.present.which")).select_option("delta")
    teacher.get_by_role("textbox", name=say("classroom.present.wordsFor")).fill("Is it listening?")
    press_key(teacher, "Enter")
    for screen in (projector, *pupils[1:]):
        expect(screen.locator(".spotlight")).to_contain_text("hidden 2 · 2 · δ")
        expect(screen.locator(".spotlight")).to_contain_text("Is it listening?")
    pause = console.get_by_role("button", name=say("classroom.lead.pauseAll"))
    pause.click()
    for screen in (projector, *pupils):
        expect(screen.get_by_text(say("classroom.follow.eyes"))).to_be_visible()
    expect(pause).to_have_attribute("aria-pressed", "true")
    pause.click()
    for screen in (projector, *pupils):
        expect(screen.get_by_text(say("classroom.follow.eyes"))).to_be_hidden()

    # One loses the line while the class goes on, and is with it again.
    lesson.cable.cut()
    expect(pupils[-1].locator(".class-beside")).to_have_text(say("header.lost"))
    expect_people(console, "following", PHONES + DESKS - len(forkers) - 1)
    stood = index_of(teacher)
    press(teacher, say("transport.forward"))
    expect_index(teacher, stood + 1)
    lesson.cable.cut_off = False
    expect_drawn(pupils[-1], stood + 1)
    expect_state(pupils[-1], "following")

    # Those with copies come back, and the room is closed.
    for pupil in forkers:
        press(pupil, say("classroom.follow.back"))
        expect_state(pupil, "following")
        expect_drawn(pupil, stood + 1)
    expect_people(console, "following", PHONES + DESKS)
    press(console, say("classroom.lead.closeRoom"))
    press(console, say("classroom.lead.closeYes"))
    for pupil in pupils:
        expect(pupil.locator("#notices")).to_contain_text(say("notices.closed", lesson.code))
    expect(projector.get_by_text(say("classroom.present.closed"))).to_be_visible()
    press(teacher, say("transport.forward"))
    expect_index(teacher, stood + 2)
