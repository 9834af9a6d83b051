"""The page's types of what travels are the protocol's own."""

import re
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from msgspec import UNSET, Struct, UnsetType

from app.data import DATASETS
from app.engine import Spec, decode
from app.playback.session import Session
from app.protocol import Command, Run, encode
from app.protocol.typescript import declarations, interfaces

WIRE = Path(__file__).parents[2] / "static/js/state/wire.d.ts"


def test_the_pages_types_are_written_from_what_stands_here():
    assert WIRE.read_text("utf-8") == declarations(), "write them anew with `make types`"


class Inner(Struct, frozen=True):
    """A part."""

    pair: tuple[int, str] | None


class Sent(Struct, tag_field="type", tag="sent"):
    """What is sent."""

    plain: list[float | None]
    """Said of ``plain``."""
    named: Literal["a", "b"]
    inner: Inner
    always: int = 3
    sometimes: str | None = None


class Asked(Command, tag="asked"):
    """What is asked."""

    count: int = 3
    until: float | None = None
    inner: Inner = Inner(None)
    unchanged: int | UnsetType | None = UNSET


def test_a_struct_becomes_an_interface_with_its_comments():
    assert interfaces([Sent]) == (
        "/** What is sent. */\n"
        "export interface Sent {\n"
        '  readonly type: "sent";\n'
        "  /** Said of `plain`. */\n"
        "  readonly plain: readonly (number | null)[];\n"
        '  readonly named: "a" | "b";\n'
        "  readonly inner: Inner;\n"
        "  readonly always: number;\n"
        "  readonly sometimes?: string;\n"
        "}\n"
        "\n"
        "/** A part. */\n"
        "export interface Inner {\n"
        "  readonly pair: readonly [number, string] | null;\n"
        "}\n"
    )


def test_what_has_a_default_may_be_left_out_of_a_command():
    written = interfaces([Asked])

    assert "  readonly id: number;\n" in written
    assert "  readonly count?: number;\n" in written
    assert "  readonly until?: number | null;\n" in written
    assert "  readonly inner?: Partly<Inner>;\n" in written
    assert "  readonly unchanged?: number | null;\n" in written


@pytest.mark.parametrize("kind", [kind for kind in DATASETS if kind != "table"])
def test_a_runs_specification_has_every_field_the_page_counts_on(kind):
    data = DATASETS[kind].suggested
    session = Session(decode(msgspec.json.encode({**data, "data": {"kind": kind}}), Spec))

    (run,) = [message for message in session.joining() if isinstance(message, Run)]
    sent = msgspec.json.decode(encode(run))["spec"]

    assert fields("Spec") <= sent.keys()
    assert fields("DataSpec") <= sent["data"].keys()


def fields(interface: str) -> set[str]:
    """The fields that an interface of the page always has."""
    body = re.search(rf"interface {interface} {{(.*?)\n}}", WIRE.read_text("utf-8"), re.DOTALL)
    assert body
    return set(re.findall(r"readonly (\w+):", body[1]))
