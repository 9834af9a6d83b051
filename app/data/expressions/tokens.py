"""The text of a formula cut into numbers, names and signs, each with its place."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from ...engine.refusal import BadInput

Kind: TypeAlias = Literal["number", "name", "sign", "end"]
END = "the end"
_TYPED = str.maketrans({"−": "-", "·": "*", "×": "*", "÷": "/", "≤": "⩽", "≥": "⩾"})
"""Signs as people write them; each stays one character, so that places are those of the text."""
_SPELT = {"⩽": "<=", "⩾": ">=", "**": "^", "π": "pi"}
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z][A-Za-z0-9_]*|π)"
    r"|(?P<sign>\*\*|<=|>=|[-+*/^(),<>⩽⩾]))"
)


@dataclass(frozen=True)
class Token:
    """A piece of the text; ``at`` is its place, from 1."""

    kind: Kind
    text: str
    at: int

    @property
    def number(self) -> float:
        """Its value, of a number."""
        return float(self.text)


def tokens(text: str) -> Iterator[Token]:
    """Cut a formula up; raise ``BadInput``, with no field, where a sign is unknown or a number too large."""
    plain, at = text.translate(_TYPED), 0
    while found := _TOKEN.match(plain, at):
        kind = cast("Kind", found.lastgroup)
        start, at = found.start(kind), found.end()
        token = Token(kind, _SPELT.get(found[kind], found[kind]), start + 1)
        if kind == "number" and not math.isfinite(token.number):
            raise wrong(token, "number")
        yield token
    rest = plain[at:]
    place = at + len(rest) - len(rest.lstrip()) + 1
    if rest.strip():
        raise wrong(Token("sign", text[place - 1], place), "sign")
    yield Token("end", END, place)


def wrong(token: Token, expected: str, **more: object) -> BadInput:
    """Refuse what stands at a place, and say what should."""
    return BadInput("", token.text, {"at": token.at, "expected": expected, **more}, "bad_expression")
