"""Viewers who are connected to one worker while their room is another's: a line through both."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from ..rooms.line import Line
from .wire import End, Free, Leave, Message, Say

_MOST_SAID = 256
"""Messages of a guest that wait to be obeyed: who sends more is let go."""


class Links(Protocol):
    """The way to other workers."""

    @property
    def free(self) -> bool:
        """Whether they take more without piling up."""

    def tell(self, peer: str, message: Message) -> None:
        """Tell one of them something."""

    def write(self, guest: "Guest", framed: bytes) -> None:
        """Send something to a guest, once with others who get the same."""


@dataclass(eq=False)
class Away:
    """A viewer who is connected here, and whose room another worker owns."""

    line: Line
    owner: str
    free: bool = True


@dataclass(eq=False)
class Guest:
    """A viewer of a room here who is connected to another worker: a line that leads there."""

    links: Links
    peer: str
    viewer: int
    said: asyncio.Queue[str | bytes] = field(default_factory=lambda: asyncio.Queue(_MOST_SAID))
    takes: bool = True
    """Whether its line takes more, as far as was told."""
    ended: bool = False
    task: asyncio.Task[None] | None = None
    call: Callable[[], object] | None = None

    @property
    def free(self) -> bool:
        """Whether it takes more."""
        return self.takes and self.links.free

    def write(self, framed: bytes) -> None:
        """Send a message, framed."""
        if not self.ended:
            self.links.write(self, framed)

    def when_free(self, call: Callable[[], object] | None) -> None:
        """Have a function called whenever the line takes more again."""
        self.call = call

    def take(self, told: Say | Free | Leave) -> None:
        """Take what it says, whether it takes more, or its farewell."""
        match told:
            case Free():
                self.takes = told.free
                self.go_on()
            case Leave():
                self.ended = True
                self._stop()
            case Say() if self.said.full():
                self.end()
            case Say():
                self.said.put_nowait(told.binary if told.text is None else told.text)

    def go_on(self) -> None:
        """Send what waits for the line, where it is free."""
        if self.call and self.free:
            self.call()

    def _stop(self) -> None:
        if self.task:
            self.task.cancel()

    def end(self) -> None:
        """Let it go."""
        if not self.ended:
            self.ended = True
            self.links.tell(self.peer, End(self.viewer))
            self._stop()
