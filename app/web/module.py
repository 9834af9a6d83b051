"""One of the page's modules, taken apart: what it imports, what it exports, and the text that is left."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from .javascript import Token, Unreadable, tokens

OWN = "m$"
KEPT = "\0"
"""Behind a line that may be empty and yet says something; no source has it."""
_STATEMENTS = ("import", "export", "await")
_SIGNS = "+-/."
_AHEAD = 4
"""How far a statement is looked at ahead, so that none is looked for behind the end."""
_LICENCE = re.compile(r"licen[cs]e", re.IGNORECASE)


@dataclass(frozen=True)
class Names:
    """What others are called where a module's text will stand, each by its path."""

    module: Callable[[str], str]
    """What a module gave that has run."""
    demand: Callable[[str], str]
    """An expression that loads a module and promises what it gives."""
    worker: Callable[[str], str]
    """The file of a worker."""


class Module:
    """What is found in a source, and the text without it."""

    def __init__(self, path: str, source: str) -> None:
        self.path, self._source = path, source
        self.imports: list[str] = []
        self.demands: list[str] = []
        """Modules that are loaded when this one first asks for them."""
        self.workers: list[str] = []
        self.exports: list[tuple[str, str]] = []
        """Names outside and inside the module."""
        self._cuts: dict[int, tuple[int, Callable[[Names], str]]] = {}
        """Where text begins that goes: where it ends, and what stands in its place."""
        if OWN in source:
            raise Unreadable(f"{OWN} is the joiner's own name", source, source.index(OWN))
        self._found = tokens(source)
        code = [token for token in self._found if token.kind not in ("space", "remark")]
        self._take([*code, *[Token("mark", "the end", len(source), 0)] * _AHEAD])

    def body(self, names: Names) -> str:
        """Give the text without imports, exports, remarks and blanks, on the same lines.

        Lines that are part of a text end with ``KEPT``, so that they are told from lines with nothing left
        on them.
        """
        parts: list[str] = []
        before, last, end, gone_until = "space", "", 0, 0
        for token in self._found:
            kind, text, at, _ = token
            if at < gone_until:
                continue
            until = at + len(text)
            if at in self._cuts:
                gone_until, given = self._cuts[at]
                until, text = gone_until, given(names) + _blank(self._source[at:gone_until])
            elif kind in ("space", "remark"):
                text = _blank(text) if _may_go(token) else text
            else:
                text = text.replace("\n", f"{KEPT}\n")
            if text:
                parts.append(f" {text}" if at > end and _must_part(before, last, text[0]) else text)
                before, last, end = kind, text[-1], until
        return "".join(parts)

    def _take(self, code: list[Token]) -> None:
        place, begun = 0, False
        while place < len(code):
            token = code[place]
            if token.text not in _STATEMENTS:
                begun = True
                place += 1
                continue
            alone = token.kind == "word" and not (place and code[place - 1].text == ".")
            after = code[place + 1].text if place + 1 < len(code) else ""
            if alone and token.text == "await" and token.depth == 0:
                self._fail("await outside a function", token)
            if alone and token.text == "import" and after in ("(", "."):
                begun = True
                place = self._demand(code, place) if after == "(" else self._worker(code, place)
            elif alone and token.depth == 0 and token.text == "import":
                if begun:
                    self._fail("an import behind other code", token)
                place = self._import(code, place)
            elif alone and token.depth == 0 and token.text == "export":
                begun = True
                place = self._export(code, place)
            else:
                begun = True
                place += 1

    def _import(self, code: list[Token], place: int) -> int:
        begin, names = code[place], []
        place += 1
        if code[place].kind == "word":
            names.append(f"default:{code[place].text}")
            place += 1
        elif code[place].text == "{":
            listed, place = self._listed(code, place)
            names += [pair(outside, inside) for outside, inside in listed]
        else:
            self._fail(f"import {code[place].text}", code[place])
        return self._from(code, place, begin, names)

    def _from(self, code: list[Token], place: int, begin: Token, names: list[str]) -> int:
        """Take ``from "./module.js";`` and have the names come out of that module."""
        self._expect(code, place, "from")
        self._expect(code, place + 2, ";")
        path = self._path(code[place + 1])
        _add(path, self.imports)
        given = f"const{{{','.join(names)}}}="
        self._cuts[begin.at] = (code[place + 2].at + 1, lambda called: f"{given}{called.module(path)};")
        return place + 3

    def _demand(self, code: list[Token], place: int) -> int:
        """Take ``import("./module.js")``, wherever it stands."""
        path = self._path(code[place + 2])
        self._expect(code, place + 3, ")")
        _add(path, self.demands)
        self._cuts[code[place].at] = (code[place + 3].at + 1, lambda called: called.demand(path))
        return place + 4

    def _worker(self, code: list[Token], place: int) -> int:
        """Take ``new URL("./worker.js", import.meta.url)``, the one thing a module may ask of itself."""
        around = [token.text for token in code[max(place - 5, 0) : place + 6]]
        if around[:3] + around[4:] != ["new", "URL", "(", ",", "import", ".", "meta", ".", "url", ")"]:
            self._fail("import.meta but for the file of a worker", code[place])
        target = code[place - 2]
        path = self._path(target)
        _add(path, self.workers)
        end = target.at + len(target.text)
        self._cuts[target.at] = (end, lambda called: f'"./{called.worker(path)}"')
        return place + 5

    def _path(self, target: Token) -> str:
        """Say which module a text names."""
        if target.kind != "string" or not target.text[1:-1].startswith("."):
            self._fail(f"a module called {target.text}", target)
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), target.text[1:-1]))

    def _export(self, code: list[Token], place: int) -> int:
        begin, what = code[place], code[place + 1]
        if what.text == "{":
            listed, place = self._listed(code, place + 1)
            if code[place].text == "from":
                passed_on = [(inside, outside, f"{OWN}_{outside}") for inside, outside in listed]
                self.exports += [(outside, own) for _, outside, own in passed_on]
                return self._from(code, place, begin, [f"{inside}:{own}" for inside, _, own in passed_on])
            self._expect(code, place, ";")
            self.exports += [(outside, inside) for inside, outside in listed]
            self._cuts[begin.at] = (code[place].at + 1, _nothing)
            return place + 1
        words = [token.text for token in code[place + 1 : place + 4]]
        if words[0] == "async":
            words = words[1:]
        if words[0] not in ("function", "const", "class") or not words[1].isidentifier():
            self._fail(f"export {' '.join(words[:2])}", what)
        self.exports.append((words[1], words[1]))
        self._cuts[begin.at] = (what.at, _nothing)
        if words[0] == "const" and code[place + 3].text != "=":
            self._fail(f"export const without =, but {code[place + 3].text}", what)
        if words[0] == "const":
            self._only_one(code, place + 3)
        return place + 1

    def _only_one(self, code: list[Token], place: int) -> None:
        """Refuse ``export const a = 1, b = 2``: its second name would be missed."""
        for token in code[place:]:
            if token.depth == 0 and token.text == ";":
                return
            if token.depth == 0 and token.text == ",":
                self._fail("two names in one export", token)
        self._fail("an export without its semicolon", code[place])

    def _listed(self, code: list[Token], place: int) -> tuple[list[tuple[str, str]], int]:
        """Read ``{ a, b as c }``; give the pairs of names and the place behind it."""
        pairs: list[tuple[str, str]] = []
        place += 1
        while code[place].text != "}":
            first = last = code[place]
            if code[place + 1].text == "as":
                last = code[place + 2]
                place += 2
            if first.kind != "word" or last.kind != "word":
                self._fail(f"a name like {first.text}", first)
            pairs.append((first.text, last.text))
            place += 1
            if code[place].text == ",":
                place += 1
            elif code[place].text != "}":
                self._fail(f"{code[place].text} among names", code[place])
        return pairs, place + 1

    def _expect(self, code: list[Token], place: int, text: str) -> None:
        if code[place].text != text:
            self._fail(f"{code[place].text} where {text} should be", code[place])

    def _fail(self, what: str, token: Token) -> NoReturn:
        raise Unreadable(what, self._source, token.at)


def _add(path: str, paths: list[str]) -> None:
    if path not in paths:
        paths.append(path)


def _nothing(_: Names) -> str:
    return ""


def pair(outside: str, inside: str) -> str:
    """Write a name and what it is called there."""
    return inside if inside == outside else f"{outside}:{inside}"


def _may_go(token: Token) -> bool:
    """Whether it is a remark, or how far a line is indented; whose work something is stays with it."""
    if token.kind == "remark":
        return not _LICENCE.search(token.text)
    return token.kind == "space" and "\n" in token.text


def _must_part(kind: str, last: str, first: str) -> bool:
    """Whether a token of a kind and an end would mean something else right before such a beginning."""
    if _is_of_word(first) and (_is_of_word(last) or (kind == "text" and last == "/")):
        return True
    if first == "." and last.isdigit():
        return True
    return last != "" and last in _SIGNS and first in _SIGNS


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character in ("_", "$", "#")


def _blank(text: str) -> str:
    """Leave of a text its lines, so that those below keep their numbers."""
    return "\n" * text.count("\n")
