"""The run is taken home from the head of the page: files from the server, pictures of what is on screen."""

import struct
from base64 import b64decode
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Locator, Page, expect

from app.export.saved import head_of
from tests.browser.driving import expect_index, expect_rest, press
from tests.browser.words import say
from tests.export.runs import printed

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("recording", "numpy", "notebook", "torch", "json", "npz", "safetensors", "predictions", "trace")
PNG = b"\x89PNG\r\n\x1a\n"


def menu(page: Page) -> Locator:
    page.get_by_role("button", name=say("header.takeHome"), exact=True).click()
    opened = page.get_by_role("dialog", name=say("exporting.title"))
    expect(opened).to_be_visible()
    return opened


def downloaded(page: Page, way: Locator, folder: Path) -> Path:
    with page.expect_download() as coming:
        way.click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def picture(opened: Locator, what: str, how: str) -> Locator:
    name = say("exporting.picture", say(f"exporting.pictures.{what}"), how)
    return opened.get_by_role("button", name=name, exact=True)


def test_the_menu_gives_every_file_and_pictures_with_their_own_colours(page: Page, tmp_path):
    press(page, say("transport.forward"))
    expect_rest(page, 1)
    expect_index(page, 1, "#output")
    values = page.locator("#stage .neuron-value:visible").all_text_contents()
    opened = menu(page)

    for kind in KINDS:
        expect(opened.get_by_role("link", name=say(f"exporting.files.{kind}"), exact=True)).to_be_visible()
    script = downloaded(
        page, opened.get_by_role("link", name=say("exporting.files.numpy"), exact=True), tmp_path
    )
    stage = downloaded(page, picture(opened, "stage", "SVG"), tmp_path)
    pixels = downloaded(page, picture(opened, "map", "PNG"), tmp_path)

    assert printed(script.read_text("utf-8"))["epochs"] == 0
    drawing = ElementTree.fromstring(stage.read_text("utf-8"))
    texts = [text.text for text in drawing.iter(f"{SVG}text")]
    assert values
    assert set(values) <= set(texts)
    assert len(list(drawing.iter(f"{SVG}path"))) >= 2 * 4 + 4 * 2 + 2
    assert len(list(drawing.iter(f"{SVG}image"))) >= 2 + 4 + 2 + 1
    assert all(text.get("fill", "").startswith("rgb") for text in drawing.iter(f"{SVG}text"))
    assert "class=" not in stage.read_text("utf-8")
    assert "var(--" not in stage.read_text("utf-8")
    made = pixels.read_bytes()
    assert made.startswith(PNG)
    width, height = struct.unpack(">II", made[16:24])
    shown = page.locator(".plane").bounding_box()
    assert (width, height) == (2 * round(shown["width"]), 2 * round(shown["height"]))


def test_a_page_that_plays_offline_is_made_as_its_form_says(page: Page, tmp_path):
    press(page, say("transport.forward"))
    expect_rest(page, 1)
    menu(page).get_by_role("button", name=say("exporting.page"), exact=True).click()
    form = page.get_by_role("dialog", name=say("onePage.title"))
    last = form.get_by_label(say("onePage.last"))
    last.fill("0")
    expect(form.get_by_role("status")).to_have_text(say("onePage.order"))
    last.fill("2")
    form.get_by_text(say("share.other"), exact=True).click()
    form.get_by_label(say("share.isOf", say("share.controls.chart"))).select_option("hidden")

    made = downloaded(page, form.get_by_role("button", name=say("onePage.take"), exact=True), tmp_path)

    head = head_of(b64decode(made.read_text("utf-8").split('id="saved-run">')[1].split("<")[0]))
    assert head["epochs"] == [0, 2]
    assert "hide=chart" in head["address"]
    expect(form.get_by_role("status")).to_have_text(say("onePage.made"))
