"""A class that a test opens and leads, or follows, by a line of its own, without a page of ours."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.driving import wait_for

OPEN_CLASS = """([url, room]) => new Promise((resolve, reject) => {
  const line = new WebSocket(url.replace("http", "ws") + "/ws" + (room ? `?room=${room}` : ""));
  const asked = new Map();
  let code = "";
  let links = [];
  let told = 0;
  window.ask = command => new Promise((resolve, reject) => {
    told += 1;
    asked.set(told, { resolve, reject });
    line.send(JSON.stringify({ ...command, id: told }));
  });
  line.onmessage = ({ data }) => {
    if (typeof data !== "string") return;
    const letter = JSON.parse(data);
    if (letter.type === "classroom") code = letter.code;
    if (letter.type === "links") links = letter.links;
    if (letter.type === "done") asked.get(letter.id).resolve();
    if (letter.type === "error") asked.get(letter.id).reject(new Error(letter.message));
  };
  line.onerror = reject;
  line.onopen = async () => {
    await window.ask({ type: "open_room" });
    resolve({ code, keys: Object.fromEntries(links.map(({ role, key }) => [role, key])) });
  };
})"""


class Teacher:
    """Who leads a class from an empty page; the class lasts until that closes."""

    def __init__(self, page: Page, server_url: str, room: str = "") -> None:
        """Open a class in a room, or in one of the teacher's own."""
        self._page = page
        page.goto(f"{server_url}/health")
        held = page.evaluate(OPEN_CLASS, [server_url, room])
        self.code: str = held["code"]
        self.url = f"{server_url}/?room={self.code}"
        """The class's link."""
        self._keys: dict[str, str] = held["keys"]

    def link(self, role: str) -> str:
        """The link that gives a role."""
        return f"{self.url}#key={self._keys[role]}"

    def ask(self, command: str, **fields: Any) -> None:
        """Ask for something, and wait until it is done."""
        self._page.evaluate("command => window.ask(command)", {"type": command, **fields})


FOLLOW = """([url, code]) => new Promise((resolve, reject) => {
  const line = new WebSocket(`${url.replace("http", "ws")}/ws?room=${code}`);
  const asked = new Map();
  const device = crypto.getRandomValues(new Uint32Array(4)).join("-");
  let told = 0;
  let poll = null;
  window.results = null;
  window.answer = choice => new Promise((resolve, reject) => {
    told += 1;
    asked.set(told, { resolve, reject });
    line.send(JSON.stringify({ type: "answer", id: told, poll: poll.id, choice, device }));
  });
  window.round = () => poll?.round ?? 0;
  line.onmessage = ({ data }) => {
    if (typeof data !== "string") return;
    const letter = JSON.parse(data);
    if (letter.type === "classroom") resolve();
    if (letter.type === "poll") poll = letter.poll;
    if (letter.type === "poll_results") window.results = letter;
    if (letter.type === "done") asked.get(letter.id).resolve();
    if (letter.type === "error") asked.get(letter.id).reject(new Error(letter.message));
  };
  line.onerror = reject;
})"""


class Follower:
    """Who follows a class by a line alone, and answers what it asks."""

    def __init__(self, page: Page, server_url: str, code: str) -> None:
        """Come in by the code."""
        self._page = page
        page.goto(f"{server_url}/health")
        page.evaluate(FOLLOW, [server_url, code])

    def answer(self, choice: int, vote: int = 1) -> None:
        """Answer the poll once it is asked: at its first vote, or another."""
        wait_for(self._page, "vote => window.round() === vote", vote)
        self._page.evaluate("choice => window.answer(choice)", choice)

    @property
    def results(self) -> dict[str, Any] | None:
        """What was told of the answers, if anything was."""
        found: dict[str, Any] | None = self._page.evaluate("window.results")
        return found

    def wait_for_results(self) -> dict[str, Any]:
        """Give them once they are told."""
        wait_for(self._page, "() => window.results")
        assert self.results
        return self.results
