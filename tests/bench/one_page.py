"""One-page rows: how large a saved page is, how soon it is made, and how soon it stands at its first step."""

import tempfile
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, sync_playwright

from app.engine import Spec
from app.export.saved import Epochs, run_of_spec, saved
from app.web.one_page import MB, MEGABYTES, most_packed, one_page
from tests.bench.timing import at_most, row
from tests.browser import chromium

EPOCHS = 200
ROUNDS, QUICK_ROUNDS = 9, 3
_QUICK_ROUNDS = 50
_STANDS = "() => document.querySelector('#stage')?.dataset.index === '0'"
_KB = 1000


def rows(rounds: int) -> list[str]:
    """Save the default run, and open it from its file over and over, with the network off."""
    times = QUICK_ROUNDS if rounds < _QUICK_ROUNDS else ROUNDS
    begun = time.perf_counter()
    made = saved(run_of_spec(Spec()), Epochs(0, EPOCHS), most_bytes=most_packed(MEGABYTES, "circle"))
    page = one_page(made.body, "circle")
    took = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "lesson.html"
        path.write_bytes(page)
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.arguments())
        opened = np.median([_opened_s(browser, path) for _ in range(times)])
        browser.close()
    return [
        row(f"One page, {EPOCHS} epochs of the default network", [""]),
        row("the file, MB", [at_most(len(page) / MB, MEGABYTES)]),
        row("whole epochs in it", [f"{made.choice.whole.last}"]),
        row("a mini-batch, kB", [f"{len(made.body) / made.batches / _KB:.2f}"]),
        row("made in, s", [f"{took:.2f}"]),
        row("opened, until it shows its first step, s", [f"{opened:.2f}"]),
    ]


def _opened_s(browser: Browser, path: Path) -> float:
    context = browser.new_context()
    context.set_offline(True)
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(path.as_uri())
    page.wait_for_function(_STANDS)
    took = time.perf_counter() - begun
    context.close()
    return took
