"""Browser contexts that outlive a test: a page in one whose program has run before costs a third less.

Each page is a new one all the same. It is opened by another page of its context, which stays: so it comes
into the same process, where the program is compiled already. Between two tests what was stored is forgotten.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.hindered import hinder
from tests.patience import PATIENCE_S

PATIENCE_MS = 1000 * PATIENCE_S

MOST_IDLE = 2
"""More than that are open only while one test looks at several pages; each is a process."""
OF_A_MEDIUM = frozenset({"color_scheme", "reduced_motion", "forced_colors"})
OF_A_PAGE = OF_A_MEDIUM | {"viewport"}
"""What can be said of a page alone; with any other option a page has a context of its own."""

OPEN = "() => { open() }"
FORGET = """() => {
  localStorage.clear();
  sessionStorage.clear();
  return String(setTimeout).includes("native code");
}"""
"""Tells whether the clock is still the machine's: a test may set one, and it is set for the whole context."""


BEEN_HERE = """try {
  localStorage.setItem("propscope.tried", "1");
} catch {
  // A document without an origin has no storage.
}"""
"""As for all who were here before: nothing is suggested to them."""


class Contexts:
    """Opens pages, each in a context where no other page of a test is."""

    def __init__(self, browser: Browser, home: str, **options: Any) -> None:
        self._browser = browser
        self._home = home
        self._options = options
        self._idle: list[_Opener] = []

    @contextmanager
    def page(self, **options: Any) -> Iterator[Page]:
        """Open an empty page as ``_page`` does, as late as is asked for."""
        with self._page(**options) as page:
            _hinder_with_popups(page)
            yield page

    @contextmanager
    def _page(self, *, fresh: bool = False, first_visit: bool = False, **options: Any) -> Iterator[Page]:
        """Open an empty page, for as long as this lasts; a fresh one's context has seen none before.

        On a ``first_visit`` the page suggests what to try.
        """
        if fresh or first_visit or not OF_A_PAGE.issuperset(options):
            with self._browser.new_context(**{**self._options, **options}) as context:
                context.set_default_timeout(PATIENCE_MS)
                if not first_visit:
                    context.add_init_script(BEEN_HERE)
                yield context.new_page()
            return
        opener = self._idle.pop() if self._idle else self._new_opener()
        page = opener.open(options)
        yield page
        if opener.close(page) and len(self._idle) < MOST_IDLE:
            self._idle.append(opener)
        else:
            opener.context.close()

    def _new_opener(self) -> "_Opener":
        return _Opener(self._browser.new_context(**self._options), self._home)


def _hinder_with_popups(page: Page) -> None:
    hinder(page)
    page.on("popup", _hinder_with_popups)


class _Opener:
    """A page that opens the others of its context."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.context = context
        context.set_default_timeout(PATIENCE_MS)
        self._home = f"{home}/"
        context.add_init_script(BEEN_HERE)
        self._page = context.new_page()
        self._page.goto(f"{self._home}health")

    def open(self, options: dict[str, Any]) -> Page:
        with self.context.expect_page() as opened:
            self._page.evaluate(OPEN)
        page = opened.value
        if size := options.get("viewport"):
            page.set_viewport_size(size)
        if medium := {name: options[name] for name in OF_A_MEDIUM & options.keys()}:
            page.emulate_media(**medium)
        return page

    def close(self, page: Page) -> bool:
        """Close a page and what it has opened; whether the context may open another, as nothing is left."""
        for other in self.context.pages:
            if other is not self._page:
                other.close()
        self.context.clear_cookies()
        return self._page.evaluate(FORGET) and page.url.startswith(self._home)
