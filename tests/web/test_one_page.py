"""The one file: how much it weighs, what it may ask for, and that nothing in it breaks out of its place."""

import io
import json
import re
import zipfile
import zlib
from base64 import b64decode
from html import unescape
from xml.etree import ElementTree

import pytest

from app.engine import Spec
from app.export.saved import Epochs, head_of, run_of_spec, saved
from app.paths import STATIC
from app.web.bundle import Bundle, join
from app.web.module import Module
from app.web.one_page import LEFT_OUT, PROGRAM, one_page, room_without_run
from app.web.scorm import scorm_package

ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
MOST_BYTES = 600_000
"""Of a file without a run."""


def kept(page: bytes, name: str) -> bytes:
    found = re.search(rb'<script type="text/plain" id="%s">([^<]*)</script>' % name.encode(), page)
    assert found, name
    return b64decode(found[1])


def program(page: bytes) -> dict:
    return json.loads(zlib.decompress(kept(page, "saved-program"), -zlib.MAX_WBITS))


@pytest.fixture(scope="module")
def page() -> bytes:
    return one_page(saved(run_of_spec(Spec()), Epochs(0, 1), Epochs(0, 1)).body, "circle", "A & <b>")


def test_a_file_without_a_run_leaves_most_of_its_room_to_one():
    assert room_without_run("circle") < MOST_BYTES


def test_it_has_its_run_and_its_program_and_asks_for_nothing(page: bytes):
    head = head_of(kept(page, "saved-run"))
    text = unescape(page.decode())

    assert head["run"]["spec"]["data"]["kind"] == "circle"
    assert b"<title>A &amp; &lt;b&gt;</title>" in page
    assert "default-src 'none'" in text
    assert not re.search(r"""\b(?:src|href)="(?!data:|#)""", text)


def test_every_part_that_the_program_loads_is_there(page: bytes):
    made = program(page)

    asked = set(re.findall(r'"((?:part|worker)-\d+\.js)"', made["program"]))
    assert asked == set(made["parts"])


def test_nothing_that_is_there_imports_what_is_left_out():
    there = {path.relative_to(STATIC).as_posix(): path.read_text() for path in (STATIC / "js").rglob("*.js")}
    made: list[Bundle] = []

    def publish(what: str, bundle: Bundle) -> str:
        made.append(bundle)
        return f"{what}-{len(made)}.js"

    def read(path: str) -> str:
        return "" if path in LEFT_OUT else (STATIC / path).read_text()

    made.append(join(read, PROGRAM, publish))

    sources = {path for bundle in made for path in bundle.sources} & there.keys()
    assert sources >= LEFT_OUT
    for path in sources - LEFT_OUT:
        assert not LEFT_OUT & set(Module(path, there[path]).imports), path


def test_every_style_that_the_program_loads_is_there(page: bytes):
    made = program(page)
    code = "".join([made["program"], *made["parts"].values()])

    asked = set(re.findall(r'"(static/css/[\w./-]+\.css)"', code))
    assert asked
    assert asked <= set(made["files"])


def test_what_rows_say_comes_along():
    told = program(one_page(b"", "sentiment"))["files"]

    assert json.loads(told["said/sentiment.json"][1])["texts"]
    assert not any(path.startswith("said/") for path in program(one_page(b"", "circle"))["files"])


def test_a_package_for_platforms_has_the_same_file_and_says_what_it_is(page: bytes):
    package = scorm_package(page, "A & <b>")

    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        assert opened.namelist() == ["imsmanifest.xml", "lesson.html"]
        assert opened.read("lesson.html") == page
        manifest = ElementTree.fromstring(opened.read("imsmanifest.xml"))
    found = {element.tag.rpartition("}")[2]: element for element in manifest.iter()}
    assert (found["schema"].text, found["schemaversion"].text) == ("ADL SCORM", "1.2")
    assert found["title"].text == "A & <b>"
    assert found["resource"].get("href") == found["file"].get("href") == "lesson.html"
    assert found["resource"].get(f"{{{ADLCP}}}scormtype") == "sco"
    assert found["item"].get("identifierref") == found["resource"].get("identifier")
    assert package == scorm_package(page, "A & <b>")
