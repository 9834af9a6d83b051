"""The page as visitors get it: a document that is asked for anew, and few files named by their content."""

import asyncio
import math
import re
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from jinja2 import Environment

from .assets import Asset, Folder, asset
from .bundle import Bundle, join

PROGRAM, STYLE, ICON = "js/main.js", "css/page.css", "icon.svg"
SOON = ("js/views/opening.js", "js/views/panel/maths.js")
"""What the program asks for as soon as the page stands."""
_SOURCES = (".js", ".css", ".svg", ".html")
_DIGEST_LETTERS = 16
LOOK_AGAIN_S = 0.5
"""For so long after a look no file is looked at again: a class that opens the page asks for it at once."""
_INDENT = re.compile(rb"\n\s+")
_REMARK = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)
_LONG, _SHORT = ".esm.js", ".iife.min.js"
"""How libraries are written as a module to be read, and as a script to be sent."""
_FIRST_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_EXPORTED = re.compile(r"^export \{[^}]*\};\s*\Z", re.MULTILINE)
_TO_SOURCES = "../static/"
"""From the named files to the ones they were made of."""


class Page:
    """The document and its files, made when first asked for, and again when what they are made of changes.

    A file keeps its name as long as it keeps its content, so a browser that has it never asks for it again.
    """

    def __init__(
        self,
        static: Folder,
        template: Path,
        catalogue: bytes,
        *,
        base: str,
        modules: bool,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """``base`` is the path of the public URL, because a page at ``/nets`` finds nothing in ``/nets/``;
        with ``modules`` the page's modules are asked for one by one, as they are.
        """
        self._static, self._template, self._catalogue = static, template, catalogue
        self._base, self._modules, self._now = base, modules, now
        self._files: dict[str, Callable[[], Asset]] = {}
        self._before: dict[str, Callable[[], Asset]] = {}
        """The files of the document before this one, which an open page may still ask for."""
        self._made_of: tuple[int, ...] = ()
        self._looked_at = -math.inf
        self._document = asset(b"", "text/html")
        self._making = asyncio.Lock()

    async def ready(self) -> None:
        """Have it made where it is not yet: that takes a second, which the loop does not wait for."""
        async with self._making:
            if not self._made_of:
                await asyncio.to_thread(self.document)

    def document(self) -> Asset:
        """Give the document."""
        if self._now() - self._looked_at < LOOK_AGAIN_S:
            return self._document
        self._looked_at = self._now()
        made_of = (*self._static.changes(_SOURCES), self._template.stat().st_mtime_ns)
        if made_of != self._made_of:
            self._before, self._files = self._files, {}
            self._document = asset(self._filled_in().encode(), "text/html")
            self._made_of = made_of
        return self._document

    def find(self, name: str) -> Asset | None:
        """Give a file of this document or the one before."""
        made = self._files.get(name) or self._before.get(name)
        return made() if made else None

    def _filled_in(self) -> str:
        template = Environment(autoescape=True).from_string(self._template.read_text("utf-8"))
        return template.render(
            base=self._base,
            program=None if self._modules else self._add_program(),
            modules=self._static.names(".js") if self._modules else [],
            style=self._add("page", asset(without_remarks(self._found(STYLE).body), "text/css")),
            icon=self._add("icon", self._found(ICON)),
            catalogue=self._add("catalog", asset(self._catalogue, "application/json")),
        )

    def _add_program(self) -> str:
        return self._add_code("page", join(source_of(self._static), PROGRAM, self._add_code, soon=SOON))

    def _add_code(self, what: str, bundle: Bundle) -> str:
        unnamed = asset(bundle.code.encode(), "text/javascript")
        name = _name(what, unnamed)
        self._files[f"{name}.map"] = partial(_source_map, bundle)
        signed = asset(f"{bundle.code}//# sourceMappingURL={name}.map\n".encode(), "text/javascript")
        self._files[name] = lambda: signed
        return name

    def _add(self, what: str, content: Asset) -> str:
        name = _name(what, content)
        self._files[name] = lambda: content
        return name

    def _found(self, path: str) -> Asset:
        found = self._static.find(path)
        assert found, "the page cannot be without it"
        return found


def source_of(static: Folder) -> Callable[[str], str]:
    """Give how modules are read; what others wrote as they made it short, with their licence and exports."""

    def source(path: str) -> str:
        found = static.find(path)
        if found is None:
            raise KeyError(path)
        text = found.body.decode()
        short = static.find(path.removesuffix(_LONG) + _SHORT) if path.endswith(_LONG) else None
        if short is None:
            return text
        licence, exported = _FIRST_REMARK.match(text), _EXPORTED.search(text)
        assert licence, "says whose it is"
        assert exported, "is a module"
        return f"{licence[0]}\n{short.body.decode()}\n{exported[0]}"

    return source


_ENDINGS = {"text/javascript": "js", "text/css": "css", "image/svg+xml": "svg", "application/json": "json"}


def _name(what: str, content: Asset) -> str:
    digest = re.sub(r"\W", "", content.etag)[:_DIGEST_LETTERS]
    return f"{what}-{digest}.{_ENDINGS[content.media_type]}"


def without_remarks(style: bytes) -> bytes:
    """Take remarks and indents out of a stylesheet; whose work something is stays with it."""
    return _INDENT.sub(b"\n", _REMARK.sub(lambda found: found[0] if b"icen" in found[0] else b"", style))


def _source_map(bundle: Bundle) -> Asset:
    return asset(bundle.source_map(_TO_SOURCES).encode(), "application/json")
