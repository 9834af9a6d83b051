"""Addresses are read as they are meant, however they are written."""

import ipaddress

import pytest

from app.settings import Settings
from app.web.address import Place, origin, place, place_of, public_url
from app.web.interfaces import own_addresses
from app.web.whereabouts import whereabouts


@pytest.mark.parametrize(
    ("written", "scheme", "meant"),
    [
        ("learn.example.org", "https", Place("learn.example.org", 443)),
        ("Learn.Example.ORG:443", "https", Place("learn.example.org", 443)),
        ("learn.example.org:8080", "http", Place("learn.example.org", 8080)),
        ("[::1]:8765", "http", Place("::1", 8765)),
        ("", "http", None),
        ("a:b", "http", None),
        ("a:99999", "http", None),
        ("[::1", "http", None),
        ("me@here", "http", None),
        ("here/there", "http", None),
    ],
)
def test_a_host_is_a_name_and_a_port(written, scheme, meant):
    assert place(written, scheme) == meant


@pytest.mark.parametrize(
    "written", ["null", "", "file://", "ftp://a", "https://", "http://[::1", "http://a/b"]
)
def test_what_is_no_web_page_has_no_origin(written):
    assert place_of(written) is None


def test_an_origin_is_the_same_with_its_usual_port():
    assert place_of("https://A.example:443") == place_of("https://a.example")
    assert place_of("http://a.example") != place_of("https://a.example")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://learn.example.org/nets", "https://learn.example.org/nets/"),
        ("https://Learn.example.org:443/nets/", "https://learn.example.org/nets/"),
        ("http://[fd00::2]:8080", "http://[fd00::2]:8080/"),
    ],
)
def test_a_public_url_ends_with_a_slash(written, meant):
    assert public_url(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "learn.example.org",
        "ftp://a",
        "https://",
        "https://a/b?c",
        "https://a/b#c",
        "https://a/b//c",
        "https://a b",
    ],
)
def test_what_is_no_public_url_is_refused(written):
    with pytest.raises(ValueError, match=r"https://learn|a path of"):
        public_url(written)


def test_an_origin_to_embed_from_has_no_path():
    assert origin("https://Moodle.example.org/") == "https://moodle.example.org"
    with pytest.raises(ValueError, match="without a path"):
        origin("https://moodle.example.org/course")


@pytest.mark.parametrize("written", ["https://a;b", "https://a b", "*", "https://*.example.org", "'self'"])
def test_nothing_but_an_origin_gets_into_the_policy(written):
    with pytest.raises(ValueError, match="an address like"):
        origin(written)


def test_the_machines_own_addresses_are_ones_that_others_can_type():
    for text in own_addresses(ipv6=True):
        address = ipaddress.ip_address(text)
        assert not address.is_loopback
        assert not address.is_link_local


def test_who_listens_everywhere_is_told_every_address_and_what_it_means(monkeypatch):
    monkeypatch.setattr(
        "app.web.whereabouts.own_addresses", lambda *, ipv6: ["192.0.2.7", *["fd00::7"] * ipv6]
    )

    lines = whereabouts(Settings(host="::"), 8765)

    assert lines[:3] == [
        "propscope is at http://[::1]:8765",
        "On other machines: http://192.0.2.7:8765",
        "On other machines: http://[fd00::7]:8765",
    ]
    assert "Everybody on these networks can" in lines[3]
    assert len(lines) == 4


def test_who_listens_on_this_machine_alone_is_told_where_and_no_more():
    assert whereabouts(Settings(), 8765) == ["propscope is at http://127.0.0.1:8765"]


def test_visitors_address_is_told_beside_our_own():
    lines = whereabouts(Settings(public_url="https://learn.example.org/nets/"), 8765)

    assert lines[1:] == ["Visitors see it at https://learn.example.org/nets/"]
