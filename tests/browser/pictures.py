"""Takes pictures of the page for a person to judge: every phase, every size, light and dark.

``python -m tests.browser.pictures FOLDER`` starts a server and a Chromium of its own and writes PNG files.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium
from tests.browser.catalogue import data_set
from tests.browser.contexts import BEEN_HERE
from tests.browser.driving import choose_data, expect_index, expect_rest, index_of, press_key
from tests.serving import serving

SIZES = {"1440x900": (1440, 900), "1280x720": (1280, 720), "390x844": (390, 844)}
EPOCHS = 34
# Step of the mini-batch at which each phase is seen, in the network of the first visit.
PHASES = {"forward": 3, "loss": 5, "backward": 7, "update": 10}
DATA_SETS = ("spiral", "iris", "digits")


def main(folder: Path) -> None:
    """Write all pictures to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, serving(Path(home)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.arguments())
        for theme in ("light", "dark"):
            for size, (width, height) in SIZES.items():
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
                context.add_init_script(BEEN_HERE)
                page = context.new_page()
                page.goto(f"{url}/?room={theme}-{size}")
                with _as(page, folder, f"{theme}-{size}") as take:
                    _every_phase(page, take)
                context.close()
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_init_script(BEEN_HERE)
        page = context.new_page()
        page.goto(f"{url}/?room=data")
        with _as(page, folder, "data") as take:
            _every_data_set(page, take)
        browser.close()


@contextmanager
def _as(page: Page, folder: Path, name: str) -> Iterator:
    def take(what: str) -> None:
        expect_rest(page, index_of(page))
        page.screenshot(path=folder / f"{name}-{what.replace(' ', '-')}.png")

    yield take


def _every_phase(page: Page, take) -> None:
    expect_index(page, 0)
    take("start")
    steps = 275 * EPOCHS
    for _ in range(EPOCHS):
        press_key(page, "PageDown")
    expect_index(page, steps)
    at = steps
    for phase, step in PHASES.items():
        while at < steps + step:
            at += 1
            press_key(page, "ArrowRight")
            expect_index(page, at)
        take(phase)


def _every_data_set(page: Page, take) -> None:
    for kind in DATA_SETS:
        choose_data(page, data_set(kind))
        page.locator("#stage").click(position={"x": 400, "y": 20})
        for index in range(1, 8):
            press_key(page, "ArrowRight")
            expect_index(page, index)
        take(kind)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
