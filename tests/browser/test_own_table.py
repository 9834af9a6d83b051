"""A table of one's own, pasted or dropped: what it becomes is shown first, then it is the run."""

import re

from playwright.sync_api import Page, expect

from tests.browser.railing import button, run
from tests.browser.test_accessibility import judge
from tests.browser.words import say

FLATS = "size;floor;heating\n" + "".join(
    f"{40 + row},5;{row % 7};{['gas', 'oil'][row % 2]}\n" for row in range(30)
)
DROP = """([name, text]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name));
  for (const type of ["dragover", "drop"]) {
    const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector("#stage").dispatchEvent(event);
    if (!event.defaultPrevented) throw new Error(`${type} leaves the page`);
  }
}"""


def drop(page: Page, name: str, text: str) -> None:
    page.evaluate(DROP, [name, text])


def test_pasted_rows_are_looked_at_and_then_used(open_page):
    page = open_page(color_scheme="light")
    button(page, say("rail.bring")).click()
    dialog = page.get_by_role("dialog")
    judge(page, "bringing a table")
    dialog.get_by_label(say("table.paste")).fill(FLATS)
    button(dialog, say("table.look")).click()

    expect(dialog.get_by_label(say("table.decimal"))).to_have_value(",")
    expect(dialog.get_by_label(say("table.targetOf", "heating"))).to_be_checked()
    judge(page, "a table before it is used")
    off = dialog.get_by_label(say("table.kindOf", "floor"))
    off.focus()
    off.select_option("off")
    expect(dialog.locator("[data-role='off'] .table-becomes")).to_have_text(say("table.leftOut.chosen"))
    expect(off).to_be_focused()
    button(dialog, say("table.use")).click()

    expect(dialog).to_have_count(0)
    expect(run(page)).to_have_text(re.compile(f"^{say('rail.pasted')} · 1–16–1 · "))
    expect(page.locator("#stage").get_by_text("size", exact=True).first).to_be_visible()
    page.reload()
    expect(run(page)).to_have_text(re.compile(f"^{say('rail.pasted')} · 1–16–1 · "))


def test_a_dropped_file_that_is_refused_says_row_and_column(open_page):
    page = open_page()
    expect(button(page, say("rail.bring"))).to_be_visible()
    before = run(page).inner_text()
    drop(page, "flats.csv", FLATS.replace("45,5;5", "?;5"))
    dialog = page.get_by_role("dialog", name="flats.csv")
    status = dialog.get_by_role("status")

    expect(status).to_have_text(re.compile("^row 6, column size: "))
    expect(button(dialog, say("table.use"))).to_have_attribute("aria-disabled", "true")
    dialog.get_by_label(re.compile(f"^{say('table.missing.drop')}")).check()
    expect(status).to_have_text(say("table.stays"))
    page.keyboard.press("Escape")

    expect(dialog).to_have_count(0)
    assert run(page).inner_text() == before


HOLD = """(text) => {
  const field = document.createElement("textarea");
  field.id = "held";
  field.value = text;
  document.body.append(field);
  field.select();
}"""


def test_rows_on_the_clipboard_are_pasted_onto_the_page(open_page):
    page = open_page()
    page.evaluate(HOLD, FLATS)
    page.keyboard.press("Control+c")
    page.evaluate("() => document.querySelector('#held').remove()")

    page.keyboard.press("Control+v")

    dialog = page.get_by_role("dialog", name=say("rail.pasted"))
    expect(dialog.get_by_label(say("table.targetOf", "heating"))).to_be_checked()
