"""Branches: a change in the past begins one; the tree leads to each, names it, deletes it, has it back."""

from playwright.sync_api import Page, expect

from tests.browser.driving import expect_index, press_key
from tests.browser.railing import button, choose
from tests.browser.test_chart import STEPS_PER_EPOCH, train_epochs
from tests.browser.words import say


def test_a_change_in_the_past_begins_a_branch_and_the_tree_leads_to_both(page: Page):
    train_epochs(page, 3)
    press_key(page, "Home")
    press_key(page, "PageDown")
    expect_index(page, STEPS_PER_EPOCH)
    expect(page.locator(".past-pill")).to_contain_text(say("branches.back", 2, 0))
    expect(page.locator(".past-strip")).to_contain_text(say("branches.startsBranch", "main").strip())

    choose(page, say("rail.learningRate"), "0.3")

    name = say("branches.rate", "0.3")
    chip = button(page, say("branches.chip", name))
    expect(page.locator(".branch-lines text")).to_have_text("main")
    expect(page.locator(".past-pill")).to_be_hidden()
    expect(button(page, say("branches.partsHere", name, "main", 1))).to_be_attached()
    page.locator(".wordmark").click()
    press_key(page, "b")
    expect(button(page, say("branches.chip", say("branches.from", 1)))).to_be_visible()
    press_key(page, "Control+z")
    chip.click()
    rename(page, name, "quick")
    page.locator(".branch-menu .branch-way", has_text="main").click()
    expect(page.locator(".branch-lines text")).to_have_text("quick")
    button(page, say("branches.remove", "quick")).click()
    expect(page.locator(".branch-menu .branch-list li")).to_have_count(1)
    expect(page.locator(".branch-menu .branch-deleted")).to_contain_text("quick")
    button(page, say("branches.undo")).click()
    expect(page.locator(".branch-menu .branch-list li")).to_have_count(2)
    page.keyboard.press("Escape")
    button(page, say("branches.toTheEnd")).click()
    expect_index(page, 3 * STEPS_PER_EPOCH)


def rename(page: Page, name: str, other: str) -> None:
    button(page, say("branches.rename", name)).click()
    field = page.get_by_role("textbox", name=say("branches.newName", name))
    field.fill(other)
    field.press("Enter")
    expect(button(page, say("branches.rename", other))).to_be_focused()
