"""A class that a test opens and leads by a line of its own, without the page of a teacher."""

from typing import Any

from playwright.sync_api import Page

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
