"""The page's files: compressed once, named by their content, read again when they change."""

import gzip
import os

import pytest
from fastapi import Request

from app.web.assets import Folder, answer


def asked(**headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": raw})


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "main.js").write_text("export const one = 1;\n" * 100)
    return Folder(tmp_path)


def test_a_browser_that_takes_it_gets_the_file_compressed(folder):
    told = answer(asked(accept_encoding="gzip, br"), folder.find("js/main.js"))

    assert told.headers["content-encoding"] == "gzip"
    assert told.headers["content-type"].startswith("text/javascript")
    assert gzip.decompress(told.body) == b"export const one = 1;\n" * 100


def test_any_other_client_gets_it_as_it_is(folder):
    told = answer(asked(), folder.find("js/main.js"))

    assert "content-encoding" not in told.headers
    assert told.body.startswith(b"export")


def test_what_the_browser_has_already_is_not_sent_again(folder):
    etag = answer(asked(), folder.find("js/main.js")).headers["etag"]

    told = answer(asked(if_none_match=etag), folder.find("js/main.js"))

    assert told.status_code == 304
    assert told.body == b""


def test_a_file_that_changes_is_read_again(folder, tmp_path):
    before = folder.find("js/main.js")

    (tmp_path / "js" / "main.js").write_text("changed")
    os.utime(tmp_path / "js" / "main.js", ns=(1, 1))

    assert folder.find("js/main.js").body == b"changed"
    assert folder.find("js/main.js").etag != before.etag


def test_a_file_that_is_taken_away_is_no_longer_there(folder, tmp_path):
    before = folder.changes((".js",))
    (tmp_path / "js" / "main.js").unlink()

    assert folder.find("js/main.js") is None
    assert folder.changes((".js",)) != before


def test_a_stylesheet_comes_with_what_it_imports_and_follows_its_changes(tmp_path):
    (tmp_path / "css" / "parts").mkdir(parents=True)
    (tmp_path / "css" / "page.css").write_text('/* first */\n@import "parts/one.css";\n.last { top: 0; }\n')
    (tmp_path / "css" / "parts" / "one.css").write_text('@import "two.css";\n.one { top: 1px; }\n')
    (tmp_path / "css" / "parts" / "two.css").write_text(".two { top: 2px; }")
    folder = Folder(tmp_path)

    lines = folder.find("css/page.css").body.decode().split("\n")
    assert lines == ["/* first */", ".two { top: 2px; }", ".one { top: 1px; }", "", ".last { top: 0; }", ""]

    (tmp_path / "css" / "parts" / "two.css").write_text(".two { top: 3px; }")
    os.utime(tmp_path / "css" / "parts" / "two.css", (2**32, 2**32))
    assert b"top: 3px" in folder.find("css/page.css").body


def test_a_stylesheet_keeps_its_imports_in_their_layers(tmp_path):
    (tmp_path / "page.css").write_text('@layer low, high;\n@import "one.css" layer(high);\n')
    (tmp_path / "one.css").write_text('@import "two.css";\n')
    (tmp_path / "two.css").write_text(".two { top: 2px; }\n")

    lines = Folder(tmp_path).find("page.css").body.decode().splitlines()

    assert [line for line in lines if line] == [
        "@layer low, high;",
        "@layer high {",
        ".two { top: 2px; }",
        "}",
    ]


@pytest.mark.parametrize("name", ["", "js", "../secret", "js/../../secret", "/etc/passwd", "js/none.js"])
def test_nothing_else_is_found(folder, name, tmp_path):
    (tmp_path.parent / "secret").write_text("secret")

    assert folder.find(name) is None
