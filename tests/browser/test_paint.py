"""Points are painted and a curve is drawn or typed, beside the network that learns them at once."""

import re

from playwright.sync_api import Page, expect

from tests.browser.driving import another_run, configure, wait_until_past
from tests.browser.railing import button, run
from tests.browser.test_accessibility import judge
from tests.browser.words import say

SMALL = {
    "data": {
        "kind": "table",
        "x": [[0.2, 0.2], [0.8, 0.8]],
        "y": [[0], [1]],
        "classes": ["A", "B"],
        "domain": [0, 1],
    }
}
"""Two points of another plane."""


def stroke(page: Page, canvas: str, *shares: tuple[float, float]) -> None:
    """Draw over a canvas, from one share of its width and height to the next."""
    box = page.locator(canvas).bounding_box()
    assert box
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in shares]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=4)
    page.mouse.up()


def test_painted_points_are_learned_at_once_while_playing_goes_on(open_page):
    page = open_page(color_scheme="light")
    button(page, say("rail.paint")).click()
    sheet = page.get_by_role("dialog", name=say("paint.points"))
    status = sheet.locator(".paint-told")
    expect(status).to_have_text(say("paint.points_", 500, (("A", 250), ("B", 250))))
    judge(page, "painting points")

    with another_run(page):
        sheet.get_by_role("radio", name=say("paint.eraser")).click()
        stroke(page, ".paint-plane", (0.3, 0.3), (0.9, 0.9))
    expect(run(page)).to_have_text(re.compile(f"^{say('paint.painted')} · 2–4–2–1 "))
    left = status.inner_text()
    assert left != say("paint.points_", 500, (("A", 250), ("B", 250)))

    button(page, say("transport.play")).click()
    expect(button(page, say("transport.pause"))).to_be_visible()
    with another_run(page):
        button(sheet, say("paint.undo")).click()
    expect(status).to_have_text(say("paint.points_", 500, (("A", 250), ("B", 250))))
    wait_until_past(page, 0)

    with another_run(page):
        sheet.get_by_label(say("paint.kind")).select_option("3")
    expect(run(page)).to_have_text(re.compile(f"^{say('paint.painted')} · 2–4–2–3 "))
    with another_run(page):
        page.locator(".paint-plane").focus()
        page.keyboard.press("3")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
    button(sheet, say("paint.clear")).focus()
    expect(status).to_have_text(say("paint.points_", 504, (("A", 250), ("B", 250), ("C", 4))))

    configure(page, SMALL)
    expect(status).to_have_text(say("paint.points_", 2, (("A", 1), ("B", 1))))
    page.locator(".paint-plane").focus()
    with another_run(page):
        page.keyboard.press("Control+z")
    expect(status).to_have_text(say("paint.points_", 504, (("A", 250), ("B", 250), ("C", 4))))
    page.keyboard.press("ArrowRight")
    expect(status).to_have_text(say("paint.at", 0.24, 0.24))


def test_a_curve_is_typed_and_then_drawn_over(open_page):
    page = open_page(color_scheme="light")
    button(page, say("rail.draw")).click()
    sheet = page.get_by_role("dialog", name=say("paint.curve"))
    typed = sheet.get_by_label(say("paint.typed"))
    error = sheet.locator(".paint-error")
    typed.fill("sin(x*")
    expect(error).to_contain_text(say("paint.shouldBe", "a number, x, a function or ( at character 7"))
    expect(button(sheet, say("paint.use"))).to_be_disabled()
    typed.fill("x1 + 1")
    expect(error).to_have_text(say("paint.ofTheLine"))
    typed.fill("sin(x)*x")
    expect(error).to_have_text("")
    judge(page, "drawing a curve")

    with another_run(page):
        typed.press("Enter")
    expect(run(page)).to_have_text(re.compile(r"^sin\(x\)\*x · 1–8–8–1 "))
    with another_run(page):
        stroke(page, ".paint-line", (0.4, 0.3), (0.7, 0.2))
    expect(run(page)).to_have_text(re.compile(f"^{say('paint.drawn')} · 1–8–8–1 "))
    expect(sheet.locator(".paint-told")).to_have_text(say("paint.drawing"))

    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    page.reload()
    expect(run(page)).to_have_text(re.compile(f"^{say('paint.drawn')} · 1–8–8–1 "))

    button(page, say("rail.draw")).click()
    expect(sheet.locator(".paint-told")).to_have_text(say("paint.drawing"))
    with another_run(page):
        typed.fill("x^2")
        typed.press("Enter")
    expect(run(page)).to_have_text(re.compile(r"^x\^2 · 1–8–8–1 "))
    with another_run(page):
        page.go_back()
    expect(typed).to_have_value("")
    expect(sheet.locator(".paint-told")).to_have_text(say("paint.drawing"))
