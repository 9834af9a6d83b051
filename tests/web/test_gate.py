"""Who is let in: by which names, from which pages, below which path."""

import asyncio
from typing import Any

import pytest

from app.settings import Settings
from app.web.gate import Gate

PUBLIC = Settings(public_url="https://learn.example.org/nets/")
EVERYWHERE = Settings(host="0.0.0.0")
VISITOR = "https://learn.example.org"


def asked(
    settings: Settings, *, path: str = "/", kind: str = "http", **headers: str
) -> tuple[Any, list[Any]]:
    """What came through the gate, if anything, and what was sent."""
    through, sent = [], []

    async def app(scope, receive, send):
        through.append(scope)
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message):
        sent.append(message)

    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    scope = {"type": kind, "path": path, "headers": raw}
    asyncio.run(Gate(app, settings)(scope, None, send))
    return (through[0] if through else None), sent


def is_let_in(settings: Settings, **headers: str) -> bool:
    through, sent = asked(settings, **headers)
    assert (through is not None) == (sent[0].get("status") == 200)
    return through is not None


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:8765",
        "learn.example.org",
        "learn.example.org:443",
        "LEARN.example.org",
        "learn.example.org:8080",
    ],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_behind_a_proxy_visitors_come_in_whatever_name_it_passes_on(host, kind):
    assert asked(PUBLIC, kind=kind, host=host, origin=VISITOR)[0]
    assert asked(PUBLIC, kind=kind, host=host)[0]


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_behind_a_proxy_that_passes_on_no_name_visitors_come_in(kind):
    assert asked(PUBLIC, kind=kind, origin=VISITOR)[0]
    assert asked(PUBLIC, kind=kind)[0]
    assert not asked(Settings(), kind=kind)[0]


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.test",
        "null",
        "https://learn.example.org.evil.test",
        f"{VISITOR}:8443",
    ],
)
def test_a_proxy_lets_in_no_pages_of_other_sites(origin):
    for host in ("127.0.0.1:8765", "learn.example.org"):
        assert not is_let_in(PUBLIC, host=host, origin=origin)


def test_a_name_nobody_knows_is_refused_behind_a_proxy_too():
    assert not is_let_in(PUBLIC, host="evil.test")


def test_the_server_itself_can_still_be_opened_beside_its_proxy():
    assert is_let_in(PUBLIC, host="localhost:8765", origin="http://localhost:8765")


@pytest.mark.parametrize(
    ("asked_for", "found"),
    [
        ("/nets", "/"),
        ("/nets/", "/"),
        ("/nets/static/js/main.js", "/static/js/main.js"),
        ("/", "/"),
        ("/static/js/main.js", "/static/js/main.js"),
        ("//static/js/main.js", "/static/js/main.js"),
        ("/netsuite", "/netsuite"),
    ],
)
def test_the_public_path_may_be_passed_on_or_taken_off(asked_for, found):
    assert asked(PUBLIC, path=asked_for, host="localhost")[0]["path"] == found


@pytest.mark.parametrize("host", ["192.0.2.7:8765", "[fd00::7]:8765", "localhost:8765", "127.0.0.1"])
def test_who_listens_everywhere_answers_to_every_address_in_numbers(host):
    assert is_let_in(EVERYWHERE, host=host, origin=f"http://{host}")


def test_who_listens_everywhere_still_answers_to_no_foreign_name():
    assert not is_let_in(EVERYWHERE, host="evil.test:8765", origin="http://evil.test:8765")
    assert not is_let_in(Settings(), host="192.0.2.7:8765")


@pytest.mark.parametrize(
    "headers", [{"host": "evil.test"}, {"host": "localhost", "origin": "https://evil.test"}]
)
def test_a_refusal_says_what_would_help(headers):
    _, sent = asked(Settings(), **headers)

    assert sent[0]["status"] in (400, 403)
    assert b"evil.test" in sent[1]["body"]
    assert b"--public-url" in sent[1]["body"]


def test_other_sites_may_show_the_page_only_where_they_are_named():
    embedding = Settings(embed_from=("https://moodle.example.org", "https://a.example:8443"))

    assert b"frame-ancestors 'self';" in policy(Settings()) + b";"
    assert b"frame-ancestors 'self' https://moodle.example.org https://a.example:8443" in policy(embedding)


def policy(settings: Settings) -> bytes:
    _, sent = asked(settings, host="localhost")
    return dict(sent[0]["headers"])[b"content-security-policy"]
