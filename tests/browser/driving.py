"""What tests do on the page as a person would: press, choose, and read where the run stands."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, WebSocket, expect
from playwright.sync_api import TimeoutError as OutOfPatience

from tests.browser.hindered import ASKING
from tests.browser.words import say
from tests.patience import PATIENCE_S


def wait_for(page: Page, told: str, arg: object = None) -> None:
    """Wait until the page tells it: until this function of JavaScript gives true for the argument.

    What is not on the page yet, or not drawn yet, is null there: then it has not told it either; if
    that is so until patience ends, the error says it too.
    """
    try:
        page.wait_for_function(
            f"""(arg) => {{
              delete window.untold;
              try {{ return ({told})(arg); }}
              catch (error) {{
                if (!(error instanceof TypeError)) throw error;
                window.untold = error.stack;
                return false;
              }}
            }}""",
            arg=arg,
            polling=ASKING,
        )
    except OutOfPatience as error:
        if untold := page.evaluate("window.untold"):
            error.add_note(f"on the page, the last time: {untold}")
        raise


def position(page: Page) -> Locator:
    """The words that say where the run stands."""
    return page.get_by_role("status", name=say("place.title"))


def place(*, epoch: int, batch: int, step: int) -> str:
    """What these words are in an epoch of 25 mini-batches of 11 steps, as the first run has them."""
    return f"{say('place.epoch', epoch)} · {say('place.inside', batch, 25, step, 11)}"


STANDS = """([region, index]) => {
  const shown = document.querySelector(region)?.dataset.index;
  return index === null ? /^[0-9]+$/.test(shown ?? "") : shown === index;
}"""
RESTS = "() => document.querySelector('#stage').dataset.animating === 'false'"


def expect_index(page: Page, index: int | None = None, region: str = ".position") -> None:
    """Wait until a region stands after so many propagations, by default anywhere.

    The page is asked in every frame it draws; ``expect`` would ask ever more seldom.
    """
    wait_for(page, STANDS, [region, None if index is None else str(index)])


def expect_drawn(page: Page, index: int) -> None:
    """Wait until the stage shows the step that made so many propagations complete, maybe moving still."""
    expect_index(page, index, "#stage")


def expect_rest(page: Page, index: int) -> None:
    """Wait until the stage shows it, and nothing on it moves any more."""
    expect_drawn(page, index)
    wait_for(page, RESTS)


def index_of(page: Page) -> int:
    """How many propagations the page stands after now; a run that has just begun stands nowhere at first."""
    expect_index(page)
    return int(page.locator(".position").get_attribute("data-index") or 0)


def wait_until_past(page: Page, index: int) -> None:
    """Wait until the page stands further than this."""
    wait_for(page, "index => Number(document.querySelector('.position').dataset.index) > index", index)


TELL_ANOTHER = """before => [".position", "#stage", "#panel"]
  .map((region) => document.querySelector(region).dataset.run)
  .every((run, _, [first]) => run && run !== before && run === first)"""
ANSWERED = "() => document.querySelector('#rail').ariaBusy === 'false'"


@contextmanager
def another_run(page: Page) -> Iterator[None]:
    """Begin another run inside, and go on when each region shows it and the form is answered.

    The run before may stand at the same index and have the same words: only its number is another.
    """
    before = page.locator(".position").get_attribute("data-run")
    assert before, "some run is on the page"
    yield
    wait_for(page, TELL_ANOTHER, before)
    wait_for(page, ANSWERED)


def choose_data(page: Page, label: str) -> None:
    """Choose a data set, wherever the form is; the one that is chosen already begins no other run."""
    data = page.get_by_role("button", name=label, exact=True, include_hidden=True)
    if data.get_attribute("aria-pressed") != "true":
        with another_run(page):
            data.dispatch_event("click")


CONFIGURE = """spec => new Promise((resolve, reject) => {
  const address = new URL("ws", document.baseURI);
  address.protocol = "ws:";
  address.search = location.search;
  const line = new WebSocket(address);
  line.onopen = () => line.send(JSON.stringify({ type: "configure", spec, id: 1 }));
  line.onmessage = ({ data }) => {
    const letter = typeof data === "string" ? JSON.parse(data) : {};
    if (letter.type === "error") reject(new Error(letter.message));
    if (letter.type !== "done") return;
    line.close();
    resolve();
  };
})"""


def configure(page: Page, spec: dict[str, object]) -> None:
    """Start another run in this page's room, as another visitor would."""
    with another_run(page):
        page.evaluate(CONFIGURE, spec)


AS_LARGE = "([width, height]) => innerWidth === width && innerHeight === height"
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""When the second begins, all that heeds the sizes of the first has been told and has painted."""


def resize(page: Page, width: int, height: int) -> None:
    """Give the page a window of another size, and wait until it has found its place there."""
    page.set_viewport_size({"width": width, "height": height})
    wait_for(page, AS_LARGE, [width, height])
    page.evaluate(TWO_FRAMES)


HELD = tuple(
    map(
        say,
        ("transport.back", "transport.forward", "classroom.follow.lookBack", "classroom.follow.lookOn"),
    )
)
"""Buttons that repeat while they are held, as they are for too long on a machine that is busy."""


def press(page: Page, name: str) -> None:
    """Press the button of exactly this name, once."""
    button = page.get_by_role("button", name=name, exact=True)
    if name in HELD:
        expect(button).to_be_enabled()
        button.dispatch_event("click")
    else:
        button.click()


LET_GO = """() => addEventListener("keydown", function letGo({ target, key, code }) {
  if (key === "Shift") return;
  removeEventListener("keydown", letGo, true);
  setTimeout(() => target.dispatchEvent(new KeyboardEvent("keyup", { key, code, bubbles: true })));
}, true)"""
"""Lets a key go as soon as the page has dealt with it, wherever on its way that was."""


def press_key(page: Page, keys: str) -> None:
    """Press a key for no time at all: one that is held repeats."""
    page.evaluate(LET_GO)
    page.keyboard.press(keys)


def expect_styled(page: Page) -> None:
    """Wait until what came on demand has its style, too: it is asked for as the part begins."""
    links = "[...document.querySelectorAll('link[rel=stylesheet]')]"
    wait_for(page, f"() => {links}.every(({{ sheet }}) => sheet)")


def hear(page: Page, told: Callable[[], bool]) -> None:
    """Heed what pages do until this holds of what was heard of them."""
    until = time.monotonic() + PATIENCE_S
    while not told():
        assert time.monotonic() < until, "patience ends"
        page.title()  # What the page did before it answers this, has been heard by then.


def go_as_fast_as_it_goes(page: Page) -> None:
    """Move the speed slider to its far end."""
    speed = page.get_by_role("slider", name=say("transport.speed"))
    expect(speed).to_be_enabled()
    speed.press("End")
    expect(page.locator(".speed-label")).to_have_text(say("transport.fastestShort"))


def chip(phase: str, layer: int = 0) -> str:
    """How the chip of a step is called: ``chip("forward", 2)`` is "F2: Forward, layer 2"."""
    name, letters = say(f"steps.{phase}"), say(f"steps.letters.{phase}")
    if phase == "loss":
        return name
    return f"{letters}{layer}: {say('steps.ofLayer', name, layer)}" if layer else f"{letters}: {name}"


class Line:
    """What a page sends and is answered, so that a test can count the commands under way."""

    def __init__(self, page: Page) -> None:
        self.sent: list[str] = []
        self.most_under_way = 0
        self.page = page
        self._under_way: set[int] = set()
        page.on("websocket", self._listen)

    def settled(self) -> int:
        """How many commands were sent, once each of them is answered."""
        self.page.title()  # What the page did before it answers this, has been heard by then.
        while self._under_way:
            self.socket.wait_for_event("framereceived")
        return len(self.sent)

    def _listen(self, socket: WebSocket) -> None:
        self.socket = socket
        socket.on("framesent", self._on_sent)
        socket.on("framereceived", self._on_received)

    def _on_sent(self, payload: str | bytes) -> None:
        command = json.loads(payload)
        self.sent.append(command["type"])
        self._under_way.add(command["id"])
        self.most_under_way = max(self.most_under_way, len(self._under_way))

    def _on_received(self, payload: str | bytes) -> None:
        if isinstance(payload, bytes):
            return
        letter = json.loads(payload)
        if letter["type"] in ("done", "error"):
            self._under_way.discard(letter["id"])


def listen(page: Page) -> Line:
    """Load the page anew, heeding its line from the first word on."""
    line = Line(page)
    page.reload()
    expect_index(page)
    return line
