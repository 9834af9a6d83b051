"""Joins the page's modules into one, so that a visitor asks for one file instead of a hundred.

Each module becomes a function that is called once, after those it imports; what it exports is what it gives.
That is what a browser does with modules, as long as none import each other in a circle and no export is
assigned anew: both are refused, as is whatever else this reader does not know.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from .javascript import Unreadable
from .module import KEPT, OWN, Module, pair

_THEIRS = "vendor/"
_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


class CannotJoin(Exception):
    """Modules that cannot be made one, and why."""


@dataclass(frozen=True)
class Bundle:
    """One module that does what many do."""

    code: str
    sources: tuple[str, ...]
    """The modules that are in it, each after those that it imports."""
    origins: tuple[tuple[int, int] | None, ...]
    """For each line of the code which source it is from, and which of its lines; both count from 0."""

    def source_map(self, root: str) -> str:
        """Tell a debugger whose lines these are; ``root`` is where the sources are."""
        mappings, before = [], (0, 0)
        for origin in self.origins:
            if origin is None:
                mappings.append("")
                continue
            steps = (0, origin[0] - before[0], origin[1] - before[1], 0)
            mappings.append("".join(map(_vlq, steps)))
            before = origin
        told = {"version": 3, "sourceRoot": root, "sources": self.sources, "mappings": ";".join(mappings)}
        return json.dumps({**told, "names": []})


def join(read: Callable[[str], str], entry: str) -> Bundle:
    """Join a module and all that it imports; ``read`` gives a source by its path, or raises ``KeyError``."""
    done: dict[str, Module] = {}
    _collect(read, entry, done, ())
    code: list[str] = []
    origins: list[tuple[int, int] | None] = []
    for number, (path, module) in enumerate(done.items()):
        body = module.body([list(done).index(imported) for imported in module.imports])
        given = ",".join(pair(outside, inside) for outside, inside in module.exports)
        lines = [(line, text) for line, text in enumerate(body.split("\n")) if text]
        code.append(f"const {OWN}{number}=(()=>{{")
        code += [text.replace(KEPT, "") for _, text in lines]
        code += [f"return{{{given}}};", "})();"]
        # What is not ours is not traced: it may be here as its author has made it short.
        traced = [None if path.startswith(_THEIRS) else (number, line) for line, _ in lines]
        origins += [None, *traced, None, None]
    return Bundle("\n".join(code) + "\n", tuple(done), tuple(origins))


def _collect(read: Callable[[str], str], path: str, done: dict[str, Module], within: tuple[str, ...]) -> None:
    """Read a module after those that it imports, each once, in the order in which browsers run them."""
    if path in within:
        raise CannotJoin(f"modules import each other: {' → '.join((*within[within.index(path) :], path))}")
    if path in done:
        return
    try:
        module = Module(path, read(path))
    except KeyError:
        raise CannotJoin(f"{within[-1] if within else path}: there is no {path}") from None
    except Unreadable as error:
        raise CannotJoin(f"{path}, {error}") from None
    for imported in module.imports:
        _collect(read, imported, done, (*within, path))
    done[path] = module


def _vlq(value: int) -> str:
    """Write a number as source maps do."""
    rest = (-value << 1) | 1 if value < 0 else value << 1
    digits = []
    while True:
        rest, digit = rest >> 5, rest & 31
        digits.append(_BASE64[digit | 32 if rest else digit])
        if not rest:
            return "".join(digits)
