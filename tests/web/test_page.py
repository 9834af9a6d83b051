"""The document names few files by what is in them, and a browser that has one never asks again."""

import asyncio
import gzip
import os
import re
from collections.abc import Callable
from email.message import Message
from itertools import count
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from app.paths import STATIC
from app.web.assets import Folder
from app.web.page import LOOK_AGAIN_S, Page
from tests.patience import PATIENCE_S

MOST_BYTES = 150_000
"""What program and style may weigh on the wire when the page is first seen."""
MOST_BYTES_LATER = 40_000
"""What a part that is loaded on demand may weigh."""
LATER = re.compile(r"(?:part|worker)-[0-9a-f]{16}\.js")
NAMED = re.compile(r"page/(?:page|icon|catalog)-[0-9a-f]{16}\.\w+")


def named(html: str) -> set[str]:
    return set(NAMED.findall(html))


def get(url: str, **headers: str) -> tuple[Message, bytes]:
    with urlopen(Request(url, headers=headers), timeout=PATIENCE_S) as answer:
        return answer.headers, answer.read()


def refusal(url: str, **headers: str) -> tuple[int, Message]:
    with pytest.raises(HTTPError) as caught:
        get(url, **headers)
    with caught.value:
        return caught.value.code, caught.value.headers


def test_the_document_names_four_files_and_no_other(server_url):
    html = get(server_url)[1].decode()

    assert {name.rpartition(".")[2] for name in named(html)} == {"js", "css", "svg", "json"}
    assert len(named(html)) == 4
    assert "static/" not in html


def test_a_named_file_is_kept_for_ever_and_the_document_asked_for_again(server_url):
    headers, html = get(server_url)

    assert headers["cache-control"] == "no-cache"
    assert refusal(server_url, **{"If-None-Match": headers["etag"]})[0] == 304
    for name in named(html.decode()):
        headers, _ = get(f"{server_url}/{name}", **{"Accept-Encoding": "gzip"})
        assert headers["cache-control"] == "public, max-age=31536000, immutable"
        assert headers["content-encoding"] == "gzip"
        assert headers["x-content-type-options"] == "nosniff"


def test_program_and_style_are_small_on_the_wire(server_url):
    names = [name for name in named(get(server_url)[1].decode()) if name.endswith((".js", ".css"))]

    sizes = [len(get(f"{server_url}/{name}", **{"Accept-Encoding": "gzip"})[1]) for name in names]

    assert len(sizes) == 2
    assert sum(sizes) <= MOST_BYTES


def test_what_is_loaded_on_demand_is_small_too_and_kept_for_ever(server_url):
    asked, seen = [program_of(server_url)], set()
    while asked:
        headers, code = get(asked.pop(), **{"Accept-Encoding": "gzip"})
        assert headers["cache-control"] == "public, max-age=31536000, immutable"
        new = set(LATER.findall(gzip.decompress(code).decode())) - seen
        seen |= new
        asked += [f"{server_url}/page/{name}" for name in new]
        for name in new:
            assert len(get(f"{server_url}/page/{name}", **{"Accept-Encoding": "gzip"})[1]) < MOST_BYTES_LATER

    assert seen


def program_of(server_url: str) -> str:
    (program,) = (name for name in named(get(server_url)[1].decode()) if name.endswith(".js"))
    return f"{server_url}/{program}"


def test_what_others_wrote_comes_as_they_made_it_short_and_says_whose_it_is(server_url):
    program = get(program_of(server_url))[1].decode()
    parts = [get(f"{server_url}/page/{name}")[1].decode() for name in LATER.findall(program)]
    (code,) = (part for part in parts if "uPlot" in part)

    assert "Copyright (c) 2025, Leon Sorokin" in code
    short = (STATIC / "vendor/uplot/uPlot.iife.min.js").read_text().partition("*/\n")[2].strip()
    assert short.replace(" ", "") in code.replace(" ", "")


def test_what_was_not_named_is_not_there(server_url):
    code, headers = refusal(f"{server_url}/page/page-0000000000000000.js")

    assert code == 404
    assert headers["cache-control"] == "no-cache"


def test_the_program_names_its_source_map(server_url):
    code = get(program_of(server_url))[1].decode()

    (told,) = re.findall(r"//# sourceMappingURL=(\S+)\n$", code)

    assert get(f"{server_url}/page/{told}")[0]["content-type"] == "application/json"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A page of a few small files."""
    for path, text in {
        "static/js/main.js": 'import { word } from "./word.js";\nconsole.log(word);\n',
        "static/js/word.js": 'export const word = "before";\n',
        "static/css/page.css": "body { top: 0; }\n",
        "static/icon.svg": "<svg/>",
        "index.html": "{{ base }}|{{ program }}|{{ style }}|{{ modules|join(' ') }}",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def made(tree: Path, *, modules: bool = False, now: Callable[[], float] | None = None) -> Page:
    return Page(
        Folder(tree / "static"),
        tree / "index.html",
        b"{}",
        base="/nets/",
        modules=modules,
        now=now or count().__next__,
    )


def test_a_file_that_changes_gets_another_name_and_an_open_page_still_finds_the_old_one(tree):
    page = made(tree)
    _, before, style, _ = page.document().body.decode().split("|")

    (tree / "static/js/word.js").write_text('export const word = "after";\n')
    os.utime(tree / "static/js/word.js", ns=(1, 1))
    _, after, same, _ = page.document().body.decode().split("|")

    assert before != after
    assert style == same
    assert b"before" in page.find(before).body
    assert b"after" in page.find(after).body
    assert page.document() is page.document()


def test_a_crowd_has_nobody_look_at_every_file_again_for_each(tree):
    now = [0.0]
    page = made(tree, now=lambda: now[0])
    before = page.document()
    (tree / "static/js/word.js").write_text('export const word = "after";\n')
    os.utime(tree / "static/js/word.js", ns=(1, 1))

    assert page.document() is before
    now[0] = LOOK_AGAIN_S

    assert page.document() is not before


def test_it_is_made_once_for_all_who_come_first_and_not_before(tree):
    page = made(tree, now=lambda: 0.0)
    (tree / "static/js/word.js").write_text('export const word = "when asked for";\n')

    async def crowd() -> None:
        await asyncio.gather(*(page.ready() for _ in range(3)))

    asyncio.run(crowd())
    (tree / "static/js/word.js").unlink()

    assert b"when asked for" in page.find(page.document().body.decode().split("|")[1]).body


def test_names_say_what_is_in_the_files(tree):
    assert made(tree).document().body == made(tree).document().body


def test_what_is_loaded_on_demand_is_a_file_of_its_own(tree):
    (tree / "static/js/main.js").write_text('import("./word.js").then(({ word }) => console.log(word));\n')
    page = made(tree)

    program = page.find(page.document().body.decode().split("|")[1]).body.decode()
    (part,) = LATER.findall(program)

    assert "before" not in program
    assert "before" in page.find(part).body.decode()
    assert page.find(f"{part}.map").media_type == "application/json"
    assert page.find(part).body.decode().endswith(f"//# sourceMappingURL={part}.map\n")


def test_modules_may_be_had_one_by_one(tree):
    base, program, _, modules = made(tree, modules=True).document().body.decode().split("|")

    assert (base, program) == ("/nets/", "None")
    assert modules == "js/main.js js/word.js"
