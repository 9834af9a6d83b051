"""The page inside another site's page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.guard import Guard
from tests.browser.words import say
from tests.serving import serving

OpenPage = Callable[..., Page]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def other_site(folder: Path) -> Iterator[str]:
    """A site of another origin, which serves a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_address[1]}"
        server.shutdown()


def test_an_embedded_page_says_where_it_is_from_and_has_a_room_of_its_own(
    new_page: OpenPage, guard: Guard, tmp_path: Path
):
    guard.expect("to a third party: http://localhost|favicon")
    page = new_page(viewport={"width": 1600, "height": 900}, first_visit=True)
    with other_site(tmp_path) as site, serving(tmp_path, "--embed-from", site) as url:
        frame = f'<iframe src="{url}" width="760" height="800"></iframe>'
        (tmp_path / "index.html").write_text(f'<!doctype html><link rel="icon" href="data:,">{frame * 2}')
        page.goto(site)
        first, second = (page.frame_locator("iframe").nth(number) for number in (0, 1))
        expect_index(first, 0)
        expect_index(second, 0)
        first.get_by_role("button", name=say("transport.forward")).dispatch_event("click")

        expect_index(first, 1)
        expect(
            first.get_by_role("link", name=say("header.from", url.removeprefix("http://")))
        ).to_be_visible()
        page.reload()
        expect_index(second, 0)
        tips = second.get_by_role("region", name=say("gallery.try.title"), exact=True)
        expect(tips).to_have_count(0)
        page.close()


def expect_index(frame: FrameLocator, index: int) -> None:
    expect(frame.get_by_role("status", name=say("place.title"))).to_have_attribute("data-index", str(index))


SCROLLS = """() => [document.documentElement, ...document.querySelectorAll("body > *")]
  .filter((element) => element.checkVisibility() && element.id !== "live")
  .filter(({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
    scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1)
  .map((element) => element.id || element.localName)"""


def test_the_small_view_fits_the_frames_that_it_is_made_for(new_page: OpenPage, guard: Guard, tmp_path: Path):
    guard.expect("to a third party: http://localhost|favicon")
    page = new_page(viewport={"width": 1000, "height": 900})
    with other_site(tmp_path) as site, serving(tmp_path, "--embed-from", site) as url:
        address = f"{url}/#embed=1&hide=build,panel"
        frames = "".join(
            f'<iframe src="{address}" width="{width}" height="{height}" style="border: 0"></iframe>'
            for width, height in ((600, 400), (320, 480))
        )
        (tmp_path / "index.html").write_text(f'<!doctype html><link rel="icon" href="data:,">{frames}')
        page.goto(site)
        for number in (0, 1):
            frame = page.frame_locator("iframe").nth(number)
            expect(frame.locator("#header")).to_be_hidden()
            expect(frame.locator("#rail")).to_be_hidden()
            for name in ("transport.play", "transport.forward"):
                expect(frame.get_by_role("button", name=say(name), exact=True)).to_be_in_viewport(ratio=1)
            stage = frame.locator("#stage")
            expect(stage).to_have_attribute("data-index", "0")
            frame.get_by_role("button", name=say("transport.forward")).dispatch_event("click")
            expect(stage).to_have_attribute("data-index", "1")
            expect(frame.get_by_role("link", name="propscope")).to_be_visible()
            assert page.frames[number + 1].evaluate(SCROLLS) == []
        page.close()
