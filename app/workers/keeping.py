"""What rooms are worth, kept where another worker finds it; and which rooms are this worker's."""

import logging
from collections.abc import Callable
from contextlib import suppress

from ..engine import BadInput
from ..protocol import Configure, FindParting, Replay, Restore, decode_command
from ..rooms.engine_thread import Seat
from ..rooms.hub import Hub
from ..rooms.keeping import Gathering, NoKeeper
from ..rooms.kept_class import write_class
from ..rooms.kept_run import Fields, KeptRun
from ..rooms.publish import Publish
from ..rooms.room import Room
from ..settings import Settings
from .exchange import NAMES, Exchange, Kept

CODES = f"{NAMES}codes"
"""Where a class is held, by its code."""
_UPLOADED, _UPLOAD_S = f"{NAMES}uploaded:", 600

_log = logging.getLogger(__name__)


class Keeping(NoKeeper):
    """The keeper of a worker's hub. For the event loop."""

    def __init__(self, hub: Hub, settings: Settings, exchange: Exchange) -> None:
        self._hub, self._settings, self._exchange = hub, settings, exchange
        self._codes: dict[Room, str] = {}
        """Of classes that are held here, as the exchange knows them."""
        self._gathering = Gathering(self._keep_class)

    def publishing(self, seat: Seat, publish: Publish) -> Publish:
        """Have a new room be ours, and each command of its run kept before it is told to be done."""
        self._own(seat)
        return KeptRun(seat, publish, lambda *kept: self._hub.in_event_loop(self._keep, *kept))

    def _own(self, seat: Seat) -> None:
        """Say that a room is ours."""
        self._exchange.keep(seat.name, {}, lambda kept: None if kept else self._lose(seat))

    def _keep(self, seat: Seat, fields: Fields, then: Callable[[], object]) -> None:
        """Write down something of a room that is here, or all of it where the rest is not there any more."""
        room = self._room_of(seat)
        if room is None:
            return

        def go_on(kept: Kept) -> None:
            if kept is Kept.WHOLE:
                then()
            elif kept is Kept.LOST:
                self._lose(seat)
            elif self._room_of(seat):
                self._note(room, then, all_of_it=True)

        self._exchange.keep(seat.name, fields, go_on)

    def _room_of(self, seat: Seat) -> Room | None:
        room = self._hub.rooms.get(seat.name)
        return room if room and room.seat is seat else None

    def keep_class(self, room: Room, then: Callable[[], object] = lambda: None) -> None:
        """Keep how a class is led, and where it is held: once for all who ask while it is being kept."""
        self._gathering.keep(room, then)

    def _keep_class(self, room: Room, then: Callable[[], object]) -> None:
        self._know(room)
        self._keep(room.seat, {"class": write_class(room)}, then)

    def _know(self, room: Room) -> None:
        """Have everybody find a class by its code, and no more when it is over."""
        code = room.held.code if room.held else None
        if self._codes.get(room) == code:
            return
        if before := self._codes.pop(room, None):
            # The one of the start is not opened again.
            gone = ("HSET", CODES, before, "") if before == self._settings.room else ("HDEL", CODES, before)
            self._exchange.order(*gone)
        if code:
            self._codes[room] = code
            self._exchange.order("HSET", CODES, code, room.name)

    def forget(self, room: Room) -> None:
        """Let go of a room that is no more."""
        self._know(room)
        self._gathering.forget(room)
        self._exchange.release(room.name)

    def _lose(self, seat: Seat) -> None:
        """Let go of a room that another owns: who is in it comes again, and finds it there."""
        if (room := self._room_of(seat)) is None:
            return
        _log.warning("room %s went on in another process", room.name)
        self._codes.pop(room, None)
        self._gathering.forget(room)
        members = room.held.members.values() if room.held else ()
        for outbox in (*room.audience, *(member.outbox for member in members)):
            outbox.end()
        self._hub.forget(room)

    async def fetch(self, message: str | bytes) -> None:
        """Have an upload at hand that a command names."""
        if not isinstance(message, str) or '"uploaded"' not in message:
            return
        with suppress(BadInput):
            command = decode_command(message)
            name = (
                command.uploaded if isinstance(command, Configure | Restore | FindParting | Replay) else None
            )
            if name and (content := await self._exchange.ask("GETDEL", f"{_UPLOADED}{name}")):
                self._hub.uploads.put(name, content)

    async def share(self, uploaded: str) -> str:
        """Let whoever has the room find an upload."""
        content = self._hub.uploads.take(uploaded)
        await self._exchange.ask("SET", f"{_UPLOADED}{uploaded}", content, "EX", _UPLOAD_S)
        return uploaded

    def taken_over(self, room: Room, code: str) -> None:
        """Know that a class is held here by now that the exchange knows already."""
        self._codes[room] = code

    def look_after(self) -> None:
        """Note how far runs have come that play, and which classes are over."""
        for room in list(self._codes):
            self._know(room)
        for room in list(self._hub.rooms.values()):
            if room.session.active and not room.session.unanswered:
                self._note(room)

    def own_all(self) -> None:
        """Say of all rooms that they are ours: what nothing is done with would be forgotten."""
        for room in self._hub.rooms.values():
            self._own(room.seat)

    def begin_again(self) -> None:
        """Own again what is here: the server has lost everything, or not heard of us for too long."""
        self.own_all()
        for room in self._hub.rooms.values():
            if code := self._codes.get(room):
                self._exchange.order("HSET", CODES, code, room.name)
        for room in self._hub.rooms.values():
            self._note(room, all_of_it=True)

    def _note(
        self, room: Room, then: Callable[[], object] = lambda: None, *, all_of_it: bool = False
    ) -> None:
        """Keep how a run stands, and all there is besides."""
        seat, publish = room.seat, room.seat.publish
        assert isinstance(publish, KeptRun), "every room here is kept"

        def keep(fields: Fields) -> None:
            self._keep(seat, fields | ({"class": write_class(room)} if all_of_it else {}), then)

        self._hub.aside.look(seat, lambda _: publish.fields(all_of_it=all_of_it), keep)
