"""Joins the page's modules into one, so that a visitor asks for one file instead of a hundred.

Each module becomes a function that is called once, after those it imports; what it exports is what it gives.
That is what a browser does with modules, as long as none import each other in a circle and no export is
assigned anew: both are refused, as is whatever else this reader does not know.

What a module loads by ``import("./later.js")`` becomes a file of its own, a part: a function that is given
the modules it shares with others, so that its text, and the name made of that, do not depend on theirs.
A worker, ``new URL("./worker.js", import.meta.url)``, is joined by itself.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from .graph import CannotJoin, Graph
from .module import KEPT, OWN, Names, pair

__all__ = ["Bundle", "CannotJoin", "join"]

T = TypeVar("T")
_THEIRS = "vendor/"
_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_LOADER = (
    f"const {OWN}part=(file,make,...needs)=>{{let made,tried=0;return()=>made??=Promise.all(["
    # Browsers remember that a module did not come, by its address.
    "import(`./${file}${tried++?`?${tried}`:``}`),...needs.map((need)=>need())"
    "]).then(([part,...given])=>make(part.default,...given))"
    ".catch((error)=>{made=undefined;throw error;});};"
)


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


Publish: TypeAlias = Callable[[str, Bundle], str]
"""Makes a file of a ``"part"`` or a ``"worker"``, beside the joined one, and gives its name."""


def join(read: Callable[[str], str], entry: str, publish: Publish, *, soon: Sequence[str] = ()) -> Bundle:
    """Join a module and all that it imports; ``read`` gives a source by its path, or raises ``KeyError``.

    What ``soon`` lists is loaded on demand, and demanded right away: each comes in one file.
    """
    graph = Graph(read)
    begun = graph.reach(entry)
    parts = graph.divide(begun, soon)
    place = {path: (at, index) for at, part in enumerate(parts) for index, path in enumerate(part)}
    own = {path: f"{OWN}{number}" for number, path in enumerate(begun)}

    def worker(path: str) -> str:
        return publish("worker", join(read, path, publish))

    def demand(path: str) -> str:
        at, index = place[path]
        return _promised(f"{OWN}p{at}", index)

    text = _Text()
    if parts:
        text.say(_LOADER)
    for at, paths in enumerate(parts):
        part = _Part(graph, paths, place, worker)
        text.say(part.loader(at, publish("part", part.bundle), own))
    for path, name in own.items():
        text.add(graph, path, name, Names(own.__getitem__, demand, worker))
    return text.bundle()


def _promised(part: str, index: int) -> str:
    """Have a part loaded, and promise what one of its modules gives."""
    return f"{part}().then((made)=>made[{index}])"


class _Part:
    """Modules in a function of those that they share with others, and of the parts that they load."""

    def __init__(
        self,
        graph: Graph,
        paths: Sequence[str],
        place: dict[str, tuple[int, int]],
        worker: Callable[[str], str],
    ) -> None:
        """``place`` says in which part a module is, and where in it."""
        self._paths, self._place = paths, place
        self._given: list[str] = []
        """Modules from outside."""
        self._loads: list[int] = []
        text = _Text()
        for path in paths:
            text.add(graph, path, self._name(path), Names(self._name, self._demand, worker))
        taken = [*map(self._name, self._given), *(f"{OWN}p{own}" for own in range(len(self._loads)))]
        made = ",".join(map(self._name, paths))
        text.within(f"export default ({','.join(taken)})=>{{", f"return[{made}];}};")
        self.bundle = text.bundle()

    def loader(self, number: int, file: str, begun: dict[str, str]) -> str:
        """Write what loads it as part ``number``; ``begun`` are the names of the modules that are there."""
        needs = list(dict.fromkeys(self._place[path][0] for path in self._given if path not in begun))
        made = ",".join(["make", *(f"{OWN}g{need}" for need in needs)])
        taken = ",".join(
            [
                *(begun.get(path) or "{}g{}[{}]".format(OWN, *self._place[path]) for path in self._given),
                *(f"{OWN}p{other}" for other in self._loads),
            ]
        )
        given = ",".join([f'"{file}"', f"({made})=>make({taken})", *(f"{OWN}p{need}" for need in needs)])
        return f"const {OWN}p{number}={OWN}part({given});"

    def _name(self, path: str) -> str:
        if path in self._paths:
            return f"{OWN}{self._paths.index(path)}"
        return f"{OWN}{len(self._paths) + _index(path, self._given)}"

    def _demand(self, path: str) -> str:
        part, index = self._place[path]
        return _promised(f"{OWN}p{_index(part, self._loads)}", index)


def _index(one: T, among: list[T]) -> int:
    """Say where it is among others, and put it there if it is not."""
    if one not in among:
        among.append(one)
    return among.index(one)


@dataclass
class _Text:
    """Modules one after the other, and where each line is from."""

    _code: list[str] = field(default_factory=list)
    _sources: list[str] = field(default_factory=list)
    _origins: list[tuple[int, int] | None] = field(default_factory=list)

    def add(self, graph: Graph, path: str, name: str, names: Names) -> None:
        """Add a module that runs there and then, and the name of what it gives."""
        module = graph[path]
        given = ",".join(pair(outside, inside) for outside, inside in module.exports)
        lines = [(line, text) for line, text in enumerate(module.body(names).split("\n")) if text]
        self.say(f"const {name}=(()=>{{")
        self._code += [text.replace(KEPT, "") for _, text in lines]
        # What is not ours is not traced: it may be here as its author has made it short.
        number = len(self._sources)
        self._origins += [None if path.startswith(_THEIRS) else (number, line) for line, _ in lines]
        self.say(f"return{{{given}}};")
        self.say("})();")
        self._sources.append(path)

    def say(self, line: str) -> None:
        """Add a line that is the joiner's own."""
        self._code.append(line)
        self._origins.append(None)

    def within(self, before: str, after: str) -> None:
        """Put all there is between two lines."""
        self._code = [before, *self._code, after]
        self._origins = [None, *self._origins, None]

    def bundle(self) -> Bundle:
        """Give it all as one."""
        return Bundle("\n".join(self._code) + "\n", tuple(self._sources), tuple(self._origins))


def _vlq(value: int) -> str:
    """Write a number as source maps do."""
    rest = (-value << 1) | 1 if value < 0 else value << 1
    digits = []
    while True:
        rest, digit = rest >> 5, rest & 31
        digits.append(_BASE64[digit | 32 if rest else digit])
        if not rest:
            return "".join(digits)
