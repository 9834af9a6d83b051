"""A teacher asks a class about what is selected, has it vote again, reveals, and takes the counts home."""

import json
from collections.abc import Callable
from zipfile import ZipFile

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import expect_index, press, press_key
from tests.browser.teaching import Follower, Hearing
from tests.browser.test_accessibility import judge
from tests.browser.test_leading import open_room, page_code
from tests.browser.words import say

OpenPage = Callable[..., Page]
Follow = Callable[[str], Follower]

NEGATIVE, CLOSE, POSITIVE = range(3)


@pytest.fixture
def follow(dial_in: Callable[..., Hearing]) -> Follow:
    """Has somebody follow the class of a code."""
    return lambda code: Follower(dial_in(f"?room={code}"))


def lead(page: Page, server_url: str) -> str:
    """Open a class in which a neuron is selected and the card of polls is shown; gives its code."""
    page.goto(server_url)
    press(page, say("transport.forward"))
    expect_index(page, 1)
    open_room(page)
    press_key(page, "Escape")
    page.locator('#stage .neuron[data-layer="2"][data-unit="1"]').click()
    page.locator(".header-ask").click()
    expect(page.locator(".polls-side")).to_be_visible()
    return page_code(page)


def ask(page: Page, kind: int = 0) -> Locator:
    """Open the dialog that asks about what is selected, and choose among its kinds."""
    page.get_by_role("button", name=say("classroom.pollLead.ask")).click()
    dialog = page.locator("dialog.ask-dialog")
    dialog.get_by_role("radio").nth(kind).check()
    return dialog


def percents(page: Page, choice: int) -> Locator:
    """What part of each round's answers a choice has."""
    return page.locator(".ask-votes tbody tr").nth(choice).locator("td")


def expect_answers(page: Page, answered: int, people: int) -> None:
    """Wait until who leads is told how many have answered a poll that is on."""
    of = say("classroom.pollLead.ofPeople", people, True)
    expect(page.locator(".ask-answered")).to_have_text(f"{answered}{of}")


def test_a_class_votes_again_before_it_is_shown_what_came_out(
    new_page: OpenPage, server_url: str, follow: Follow
):
    teacher = new_page()
    code = lead(teacher, server_url)
    pupils = [follow(code) for _ in range(2)]
    dialog = ask(teacher)
    expect(dialog).to_contain_text(say("classroom.poll.questions.delta_sign"))
    judge(teacher, "asking about a neuron")
    dialog.get_by_role("button", name=say("classroom.pollLead.startNow")).click()
    card = teacher.locator(".ask-card")
    expect(card).to_contain_text("hidden 2 · 2")

    for pupil in pupils:
        pupil.answer(NEGATIVE)
    expect_answers(teacher, 2, 2)
    expect(card.locator(".ask-votes")).to_be_hidden()
    card.get_by_text(say("classroom.pollLead.uncover")).click()
    expect(percents(teacher, NEGATIVE)).to_have_text(["100%"])
    press_key(teacher, "v")
    expect(card).to_contain_text(say("classroom.pollLead.title", 1, 2))
    pupils[0].answer(POSITIVE, vote=2)
    pupils[1].answer(NEGATIVE, vote=2)

    expect(percents(teacher, NEGATIVE)).to_have_text(["100%", "50%"])
    expect(percents(teacher, POSITIVE)).to_have_text(["0%", "50%"])
    expect(card).to_contain_text(say("classroom.pollLead.onlyYou"))
    assert all(pupil.results is None for pupil in pupils)
    judge(teacher, "a poll that is on")
    press_key(teacher, "r")
    expect(card).to_contain_text(say("classroom.pollLead.allSee"))
    for pupil in pupils:
        told = pupil.wait_for_results()
        assert told["rounds"] == [[2, 0, 0], [1, 0, 1]]
        right = "ABC"[told["truth"]["choice"]]
        expect(card.locator("[data-right] .ask-letter")).to_have_text(right)


def test_prepared_polls_are_there_again_and_say_what_became_of_them(
    new_page: OpenPage, server_url: str, follow: Follow
):
    teacher = new_page()
    pupil = follow(lead(teacher, server_url))
    for kind in (0, 1):
        dialog = ask(teacher, kind)
        dialog.get_by_role("button", name=say("classroom.pollLead.prepare"), exact=True).click()
    teacher.reload()
    teacher.locator(".header-ask").click()
    rows = teacher.locator(".ask-list > li")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(say("classroom.poll.questions.delta_sign"))

    rows.first.get_by_role("button", name=say("classroom.pollLead.start")).click()
    expect(rows.first).to_contain_text(say("classroom.pollLead.isRunning"))
    expect(rows.last.get_by_role("button", name=say("classroom.pollLead.start"))).to_be_disabled()
    pupil.answer(NEGATIVE)
    expect_answers(teacher, 1, 1)
    press_key(teacher, "r")
    right = pupil.wait_for_results()["truth"]["choice"] == NEGATIVE
    expect(rows.first.locator(".ask-became")).to_have_text(say("classroom.pollLead.right", (int(right),)))
    teacher.get_by_role("button", name=say("classroom.pollLead.putAway")).click()
    expect(rows.first.locator(".ask-became")).to_have_text(say("classroom.pollLead.right", (int(right),)))

    rows.last.hover()
    rows.last.get_by_role("button", name=say("classroom.pollLead.remove", "")).click()
    expect(rows).to_have_count(1)


def test_a_question_of_ones_own_needs_two_answers_and_is_taken_home_with_its_counts(
    new_page: OpenPage, server_url: str, follow: Follow
):
    teacher = new_page()
    code = lead(teacher, server_url)
    pupil = follow(code)
    dialog = ask(teacher, -1)
    dialog.get_by_label(say("classroom.pollLead.ownText")).fill("Who listens?")
    dialog.get_by_label(say("classroom.pollLead.option", 1)).fill("everybody")
    start = dialog.get_by_role("button", name=say("classroom.pollLead.startNow"))
    start.click()
    expect(dialog).to_contain_text(say("classroom.pollLead.notWhole"))
    dialog.get_by_label(say("classroom.pollLead.option", 2)).fill("nobody")
    start.click()
    expect(teacher.locator(".ask-title")).to_have_text("Who listens?")
    pupil.answer(1)
    expect_answers(teacher, 1, 1)

    with teacher.expect_download() as saving:
        teacher.locator(".polls-side").get_by_role("button", name=say("classroom.pollLead.save")).click()

    assert saving.value.suggested_filename == f"propscope-{code.lower()}-lesson.zip"
    with ZipFile(saving.value.path()) as pack:
        (poll,) = json.loads(pack.read("lesson.json"))["polls"]
        assert (poll["question"]["text"], poll["rounds"]) == ("Who listens?", [[0, 1]])
        assert "nobody,1" in pack.read("polls.csv").decode()


def test_a_poll_is_led_from_the_console_too(new_page: OpenPage, server_url: str):
    teacher = new_page()
    lead(teacher, server_url)
    ask(teacher).get_by_role("button", name=say("classroom.pollLead.startNow")).click()
    expect(teacher.locator(".ask-card")).to_be_visible()
    teacher.locator(".header-room").click()
    with teacher.expect_popup() as opening:
        teacher.get_by_role("button", name=say("classroom.lead.openWindow.drive")).click()
    console = opening.value

    card = console.locator(".console-middle .ask-card")
    expect(card.locator(".ask-votes")).to_be_visible()
    judge(console, "a poll in the console")
    card.get_by_role("button", name=say("classroom.pollLead.close")).click()
    expect(card.locator(".ask-answered")).to_contain_text(say("classroom.pollLead.ofPeople", 0, False))
    press_key(console, "r")

    expect(teacher.locator(".ask-card")).to_contain_text(say("classroom.pollLead.allSee"))
