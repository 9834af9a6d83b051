"""Takes the pictures of a class that the documentation shows.

``python -m tests.browser.class_pictures docs/img`` starts a server and a Chromium of its own.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser import chromium
from tests.browser.contexts import BEEN_HERE
from tests.browser.driving import expect_drawn, expect_index, press, press_key
from tests.browser.test_leading import open_room, page_code
from tests.browser.test_whole_lesson import PHONE, expect_people, opened
from tests.browser.words import say
from tests.serving import serving

PUBLIC = "http://192.0.2.15:8421"
"""Of no machine: for what is shown to be typed and scanned."""
EPOCHS = 6
PROJECTOR, CONSOLE, SMALL = (
    {"width": 1280, "height": 720},
    {"width": 1440, "height": 900},
    {"width": 480, "height": 400},
)
NEURON = "#stage button[data-layer='2'][data-unit='1']"
VOTES = "aaabbc"
SECOND_VOTES = "abbbb"


def main(folder: Path) -> None:
    """Write all pictures to a folder."""
    with (
        tempfile.TemporaryDirectory() as home,
        serving(Path(home), "--public-url", PUBLIC) as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.arguments())

        def come(address: str, **options: Any) -> Page:
            context = browser.new_context(reduced_motion="reduce", **options)
            context.add_init_script(BEEN_HERE)
            page = context.new_page()
            page.goto(address)
            return page

        teacher = come(url, viewport=CONSOLE)
        dialog = open_room(teacher)
        console, projector = opened(dialog, "drive"), opened(dialog, "present")
        console.set_viewport_size(CONSOLE)
        projector.set_viewport_size(PROJECTOR)
        dialog.get_by_role("button", name=say("classroom.lead.close"), exact=True).click()
        place = f"{url}/?room={page_code(teacher)}"
        phones = [come(place, viewport=PHONE, color_scheme=theme) for theme in ("light", "dark")]
        pupils = [*phones, *(come(place, viewport=SMALL) for _ in VOTES[len(phones) :])]
        expect_people(console, "following", len(pupils))
        _fork(pupils[-3:], console)
        _predict(teacher, console, pupils)
        for page, name in (
            (projector, "projector"),
            (console, "console"),
            (phones[0], "phone"),
            (phones[1], "phone-dark"),
        ):
            page.screenshot(path=folder / f"classroom-{name}.png")
        browser.close()


def _fork(pupils: list[Page], console: Page) -> None:
    """Have some train copies of their own, of which two are on the board, and come back."""
    press(console, say("classroom.challenge.start"))
    for place, pupil in enumerate(pupils):
        press(pupil, say("classroom.fork.fork"))
        for _ in range(place):
            pupil.locator(".fork-units").get_by_role("button", name=say("rail.fewerUnits", 1)).click()
        for _ in range(EPOCHS * 4):
            press_key(pupil, "PageDown")
        expect(pupil.locator(".fork-hand")).to_be_enabled()
        pupil.get_by_role("switch", name=say("classroom.challenge.share")).check()
    for pupil in pupils[1:]:
        pupil.locator(".fork-hand").click()
    expect(console.get_by_text(say("classroom.challenge.checked"))).to_have_count(len(pupils) - 1)
    for pupil in pupils:
        press(pupil, say("classroom.follow.back"))


def _predict(teacher: Page, console: Page, pupils: list[Page]) -> None:
    """Have the class asked about a neuron once, and once more, when not all have answered yet."""
    batches = 25
    steps = 11 * batches * EPOCHS
    for _ in range(EPOCHS):
        press_key(teacher, "PageDown")
    expect_index(teacher, steps)
    for index in range(1, 7):
        press(teacher, say("transport.forward"))
        expect_index(teacher, steps + index)
    teacher.locator(NEURON).click()
    expect(console.locator(NEURON)).to_have_attribute("aria-pressed", "true")
    console.get_by_role("button", name=say("classroom.pollLead.ask")).click()
    asking = console.get_by_role("dialog", name=say("classroom.pollLead.askTitle"))
    asking.get_by_role("button", name=say("classroom.pollLead.startNow"), exact=True).click()
    for votes in (VOTES, SECOND_VOTES):
        if votes is SECOND_VOTES:
            press(console, say("classroom.pollLead.again"))
        for pupil, letter in zip(pupils, votes, strict=False):
            expect(pupil.locator(".poll-choices button").first).to_be_enabled()
            press_key(pupil, letter)
        expect(console.locator(".ask-answered")).to_contain_text(str(len(votes)))
    for pupil in pupils:
        expect_drawn(pupil, steps + 6)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
