"""Where the server listens, and what is said when it cannot."""

import socket
from urllib.request import urlopen

import pytest

from app.cli.main import parser
from app.web.interfaces import own_addresses
from tests.patience import PATIENCE_S
from tests.serving import serving


@pytest.mark.parametrize("command", [["serve"], []], ids=["serve", "no command"])
def test_a_port_in_use_gets_a_clear_message(run, command):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        ended = run(*command, "--port", str(port), "--no-browser")

    assert ended.returncode != 0
    assert f"port {port}" in ended.stderr
    assert "Is it running already?" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("no-such-machine.invalid", "No address is known for this name."),
        ("a" * 70, "No address is known for this name."),
        ("192.0.2.250", "This machine has no such address."),
        ("[2001:db8::1]", "This machine has no such address."),
    ],
)
def test_a_host_that_cannot_be_listened_at_gets_the_right_message(run, host, said):
    ended = run("--host", host, "--port", "0", "--no-browser")

    assert ended.returncode == 1
    assert said in ended.stderr
    assert "running already" not in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_address_may_stand_in_brackets_as_in_a_url():
    options = parser().parse_args(["serve", "--host", "[::1]"])

    assert options.host == "::1"


def test_who_listens_everywhere_is_let_in_by_every_address_it_prints(tmp_path):
    with serving(tmp_path, "--host", "0.0.0.0") as url:
        port = url.rpartition(":")[2]
        for address in own_addresses(ipv6=False):
            assert urlopen(f"http://{address}:{port}/health", timeout=PATIENCE_S).status == 200


def test_the_public_url_may_come_from_the_environment_and_the_flag_goes_first(monkeypatch):
    monkeypatch.setenv("PROPSCOPE_PUBLIC_URL", "https://Learn.example.org/nets")

    assert parser().parse_args(["serve"]).public_url == "https://learn.example.org/nets/"
    flag = ["serve", "--public-url", "https://other.example.org"]
    assert parser().parse_args(flag).public_url == "https://other.example.org/"


@pytest.mark.parametrize(
    ("flag", "value", "said"),
    [
        ("--public-url", "learn.example.org", "an address like https://learn.example.org/nets"),
        ("--embed-from", "*", "an address like https://"),
        ("--embed-from", "https://moodle.example.org/course", "without a path"),
    ],
)
def test_an_address_that_is_none_is_refused(run, flag, value, said):
    ended = run("serve", flag, value)

    assert ended.returncode == 2
    assert said in ended.stderr


def test_a_secret_that_could_be_guessed_is_refused_and_not_shown(run, monkeypatch):
    monkeypatch.setenv("PROPSCOPE_SECRET", "hunter2")

    ended = run("serve")

    assert ended.returncode == 2
    assert "PROPSCOPE_SECRET: should be at least 16 long, got 7 letters" in ended.stderr
    assert "hunter2" not in ended.stderr


@pytest.mark.parametrize("code", ["K7Q", "K7O1", "K7QX234"])
def test_a_code_that_is_none_is_refused(run, code):
    ended = run("serve", "--room", code)

    assert ended.returncode == 2
    assert "4 to 6 letters of ABC" in ended.stderr
