"""Which modules run from the start, and which are loaded on demand, divided into parts."""

from collections.abc import Callable, Iterable, Sequence

from .javascript import Unreadable
from .module import Module


class CannotJoin(Exception):
    """Modules that cannot be made one, and why."""


class Graph:
    """Modules as they are asked for, each read once."""

    def __init__(self, read: Callable[[str], str]) -> None:
        """``read`` gives a source by its path, or raises ``KeyError``."""
        self._read = read
        self._known: dict[str, Module] = {}

    def reach(self, path: str) -> dict[str, Module]:
        """Give a module and all that it imports, each once, in the order in which browsers run them."""
        done: dict[str, Module] = {}
        self._collect(path, done, ())
        return done

    def divide(self, begun: dict[str, Module], soon: Sequence[str] = ()) -> list[list[str]]:
        """Divide what is loaded on demand, but for what has ``begun`` with the page.

        Modules that are needed by the same demands are one part, so nothing comes twice, or before it is
        needed. A part comes after those whose modules it imports: more demands need these. What is demanded
        ``soon`` is one part each with all that it needs, whoever else does: it comes anyway, by one request.
        """
        needed_by: dict[str, set[str]] = {}
        demands = list(_demands(begun.values()))
        for path in demands:
            if path in begun:
                raise CannotJoin(f"{path}: loaded on demand, and yet there from the start")
            reached = self.reach(path)
            for module in reached:
                if module not in begun:
                    needed_by.setdefault(module, set()).add(path)
            demands += [other for other in _demands(reached.values()) if other not in demands]
        first: dict[str, list[str]] = {path: [] for path in soon}
        parts: dict[frozenset[str], list[str]] = {}
        for module, by in needed_by.items():
            early = next((path for path in soon if path in by), None)
            (first[early] if early else parts.setdefault(frozenset(by), [])).append(module)
        later = [parts[by] for by in sorted(parts, key=len, reverse=True)]
        return [*filter(None, first.values()), *later]

    def __getitem__(self, path: str) -> Module:
        return self._known[path]

    def _collect(self, path: str, done: dict[str, Module], within: tuple[str, ...]) -> None:
        if path in within:
            circle = " → ".join((*within[within.index(path) :], path))
            raise CannotJoin(f"modules import each other: {circle}")
        if path in done:
            return
        module = self._module(path)
        for imported in module.imports:
            self._collect(imported, done, (*within, path))
        done[path] = module

    def _module(self, path: str) -> Module:
        if path not in self._known:
            try:
                self._known[path] = Module(path, self._read(path))
            except KeyError:
                raise CannotJoin(f"{self._asker(path)}: there is no {path}") from None
            except Unreadable as error:
                raise CannotJoin(f"{path}, {error}") from None
        return self._known[path]

    def _asker(self, path: str) -> str:
        """Name the first module that asks for one."""
        asking = (
            asker
            for asker, module in self._known.items()
            if path in (*module.imports, *module.demands, *module.workers)
        )
        return next(asking, path)


def _demands(modules: Iterable[Module]) -> dict[str, None]:
    """List what modules load on demand, each once."""
    return {path: None for module in modules for path in module.demands}
