"""A class that a test opens and leads, or follows, by a line of its own: no page is needed for that."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from tests.dialling import dial
from tests.patience import PATIENCE_S
from tests.web.conftest import Line


class Hearing(Line):
    """A line that keeps the last letter of each type that it was told."""

    def __init__(self, server_url: str, search: str = "") -> None:
        """Open it; ``search`` says to which room. What nobody asks for is read all the same."""
        # By its number: the name in an address may be one that only the browser under test knows.
        super().__init__(dial(f"ws://127.0.0.1:{urlsplit(server_url).port}/ws{search}", max_queue=None))
        self.letters: dict[str, dict[str, Any]] = {}

    def receive(self, within_s: float = PATIENCE_S) -> tuple[dict[str, Any], dict[tuple[str, int], Any]]:
        """Give the next message, and keep it where it is a letter."""
        told, arrays = super().receive(within_s)
        if "type" in told:
            self.letters[told["type"]] = told
        return told, arrays

    def ask(self, command: str, **fields: Any) -> None:
        """Ask for something, and wait until it is done."""
        answer = self.say(command, **fields)
        assert answer["type"] == "done", answer

    def hear(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Give the last letter of a type, once there is one with these fields."""
        heard = self.letters.get(kind)
        return heard if heard and fields.items() <= heard.items() else self.until(kind, **fields)

    def heard(self, kind: str) -> dict[str, Any] | None:
        """Give the last letter of a type, if one has come by now."""
        with suppress(TimeoutError):
            while True:
                self.receive(within_s=0)
        return self.letters.get(kind)


class Teacher:
    """Who leads a class; it lasts until the line closes."""

    def __init__(self, line: Hearing, server_url: str) -> None:
        """Open a class in a room of the teacher's own."""
        self._line = line
        line.ask("open_room")
        self.code: str = line.hear("classroom")["code"]
        self.url = f"{server_url}/?room={self.code}"
        """The class's link."""
        self._keys = {link["role"]: link["key"] for link in line.hear("links")["links"]}

    def link(self, role: str) -> str:
        """The link that gives a role."""
        return f"{self.url}#key={self._keys[role]}"

    def ask(self, command: str, **fields: Any) -> None:
        """Ask for something, and wait until it is done."""
        self._line.ask(command, **fields)


OpenClass = Callable[[], Teacher]


class Follower:
    """Who follows a class and answers what it asks."""

    def __init__(self, line: Hearing) -> None:
        """Come in by a line to the class."""
        self._line = line
        line.hear("classroom")
        self._device = secrets.token_hex(16)

    def answer(self, choice: int, vote: int = 1) -> None:
        """Answer the poll once it is asked: at its first vote, or another."""
        poll = self._line.letters.get("poll", {}).get("poll")
        while poll is None or poll["round"] != vote:
            poll = self._line.until("poll")["poll"]
        self._line.ask("answer", poll=poll["id"], choice=choice, device=self._device)

    @property
    def results(self) -> dict[str, Any] | None:
        """What was told of the answers by now, if anything was."""
        return self._line.heard("poll_results")

    def wait_for_results(self) -> dict[str, Any]:
        """Give what is told of the answers, once it is."""
        return self._line.hear("poll_results")
