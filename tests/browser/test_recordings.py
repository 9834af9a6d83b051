"""A run is saved as one file and opened again: chosen in the menu, or dropped on the page."""

import base64
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.driving import expect_index, expect_rest, press
from tests.browser.guard import Guard
from tests.browser.test_export import downloaded, menu
from tests.browser.words import say
from tests.recordings.files import file

DROP = """([name, text]) => {
  const dataTransfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  dataTransfer.items.add(new File([bytes], name));
  for (const type of ["dragover", "drop"]) {
    const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector("#stage").dispatchEvent(event);
  }
}"""


def drop(page: Page, content: bytes) -> None:
    page.evaluate(DROP, ["lesson.propscope", base64.b64encode(content).decode()])


def test_a_run_is_saved_and_opened_again_where_it_stood(page: Page, tmp_path: Path):
    for index in (1, 2, 3):
        press(page, say("transport.forward"))
        expect_rest(page, index)
    saved = downloaded(
        page,
        menu(page).get_by_role("link", name=say("exporting.files.recording"), exact=True),
        tmp_path,
    )
    page.keyboard.press("Escape")
    press(page, say("transport.forward"))
    expect_rest(page, 4)

    with page.expect_file_chooser() as choosing:
        menu(page).get_by_role("button", name=say("exporting.open"), exact=True).click()
    choosing.value.set_files(saved)

    expect(page.get_by_role("alert")).to_contain_text(saved.name)
    expect_index(page, 3)
    expect_rest(page, 3)


def test_a_dropped_recording_is_opened_and_a_damaged_one_is_refused_with_the_reason(page: Page, guard: Guard):
    guard.expected.append("/recordings")
    drop(page, file())
    expect_rest(page, 825)

    drop(page, file()[:-1])

    expect(page.get_by_role("alert")).to_contain_text("cut short")
    expect_rest(page, 825)
