"""Reads JavaScript as far as joining modules takes: what is code in it, what is text, and what is remark."""

import re
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["word", "string", "mark", "text", "remark", "space"]


class Token(NamedTuple):
    """A piece of source text. All of them together are all of it but blanks between them."""

    kind: Kind
    text: str
    at: int
    depth: int
    """How many brackets are open around it; an opening one and its closing one count as outside."""


class Unreadable(Exception):
    """Source text that this reader does not know, and where."""

    def __init__(self, reason: str, source: str, at: int) -> None:
        self.reason, self.line = reason, source.count("\n", 0, at) + 1
        super().__init__(f"line {self.line}: {reason}")


_TOKEN = re.compile(
    r"""[ ]*(?:
    (?P<word>\#?(?:[^\W\d]|\$)[\w$]*)
    |(?P<mark>[^\s\w"'`\\#@/{}()\[\]$])
    |(?P<open>[{(\[])
    |(?P<close>[})\]])
    |(?P<remark>//[^\n]*|/\*.*?\*/)
    |(?P<slash>/(?!\*))
    |(?P<text>\d[\w.]*)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<template>`)
    |(?P<space>\s+|\Z)
    )""",
    re.VERBOSE | re.DOTALL,
)
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(\$\{|`)", re.DOTALL)
_PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_PLAIN: dict[str, Kind] = {
    "word": "word",
    "mark": "mark",
    "text": "text",
    "string": "string",
    "remark": "remark",
    "space": "space",
}
_CLOSES = {"{": "}", "(": ")", "[": "]", "${": "}"}
# A slash behind one of these begins a pattern; behind other words, and behind what ends a value, it divides.
_KEYWORDS = """await case delete do else in instanceof new of return throw typeof void yield"""
_BEFORE_A_PATTERN = frozenset(_KEYWORDS.split())


def tokens(source: str) -> list[Token]:
    """Read a source text; raise ``Unreadable`` where it cannot be told what is what."""
    at, end = 0, len(source)
    found: list[Token] = []
    opened: list[tuple[str, int]] = []
    before: Token | None = None
    while at < end:
        match = _TOKEN.match(source, at)
        if match is None:
            raise Unreadable(f"what begins with {source[at : at + 10].strip()!r}", source, at)
        kind = match.lastgroup
        assert kind, "one of the alternatives"
        text, start = match[kind], match.start(kind)
        if kind in _PLAIN:
            token = Token(_PLAIN[kind], text, start, len(opened))
        else:
            token = _ambiguous(source, kind, text, start, before, opened)
        found.append(token)
        at = start + len(token.text)
        if kind not in ("space", "remark"):
            before = token
    if opened:
        raise Unreadable(f"nothing closes {opened[-1][0]}", source, opened[-1][1])
    return found


def _ambiguous(
    source: str, kind: str, text: str, at: int, before: Token | None, opened: list[tuple[str, int]]
) -> Token:
    """Take what means one thing or another by what stands around it."""
    if kind == "template":
        return _template(source, at, opened)
    if kind == "open":
        opened.append((text, at))
        return Token("mark", text, at, len(opened) - 1)
    if kind == "close":
        if not opened or _CLOSES[opened[-1][0]] != text:
            raise Unreadable(f"nothing opened {text}", source, at)
        opening, _ = opened.pop()
        return _template(source, at, opened) if opening == "${" else Token("mark", text, at, len(opened))
    assert kind == "slash", "what else is there"
    if not _begins_pattern(before):
        return Token("mark", text, at, len(opened))
    pattern = _PATTERN.match(source, at)
    if pattern is None:
        raise Unreadable("a pattern that does not end", source, at)
    return Token("text", pattern[0], at, len(opened))


def _template(source: str, at: int, opened: list[tuple[str, int]]) -> Token:
    """Take the text of a template up to its end, or up to the next expression in it."""
    found = _TEMPLATE.match(source, at + 1)
    if found is None:
        raise Unreadable("a template that does not end", source, at)
    depth = len(opened)
    if found[1] == "${":
        opened.append(("${", at))
    return Token("text", source[at : found.end()], at, depth)


def _begins_pattern(before: Token | None) -> bool:
    if before is None:
        return True
    if before.kind == "word":
        return before.text in _BEFORE_A_PATTERN
    if before.kind == "text":
        return before.text.endswith("${")
    return before.kind == "mark" and before.text not in (")", "]", "}")
