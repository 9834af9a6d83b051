"""Whose the kept runs are: whoever holds the secret that a browser drew, of which only a hash is kept."""

import asyncio
from collections.abc import Callable
from hashlib import blake2b

from ..engine import BadInput
from ..playback.session import Session
from ..protocol.my_runs import MyRun
from ..rooms.cards import read_card
from ..rooms.hub import Hub
from ..rooms.room import Room, is_own_name, own_name
from .rooms_file import Fields
from .writer import Writer

UNDO_S = 60.0
"""How long one that is deleted can be had again."""
MOST_RUNS = 200
"""Of one browser: of more those used longest ago go, those with a name last."""
MOST_LISTED = 500
_HASH_BYTES = 16
_GONE = {"gone": b"1"}
_NO_MORE: Fields = {"run": b"", "class": b""}
"""Of a room that is let go."""


class Owners:
    """The runs of each. For the event loop, but for what says otherwise."""

    def __init__(self, hub: Hub, writer: Writer, note: Callable[[Room, Session], object]) -> None:
        """Take what has a run that is here written as it stands, in the engine thread."""
        self._hub, self._writer, self._note = hub, writer, note
        self._marks: dict[str, Fields] = {}
        """Of rooms that are here: whose they are, to be written with their runs."""
        self._gone: dict[str, bytes] = {}
        """Whose those are that were deleted, and can be had again."""
        for name in writer.gone():
            writer.write(name, _NO_MORE)

    def marks(self, name: str) -> Fields:
        """Give what is to be written with a room's whole run. For any thread."""
        anew = {"gone": b"", "title": b""} if self._gone.pop(name, None) is not None else {}
        return anew | self._marks.get(name, {})

    def forget(self, name: str) -> None:
        """Let go of a room that is in memory no more."""
        self._marks.pop(name, None)

    def own(self, room: Room, secret: str) -> None:
        """Have a room's run be whose secret this is, where it is nobody's yet and no class is held in it."""
        owner = _hashed(secret)
        has = self._marks.get(room.name, {}).get("owner") or self._writer.read(room.name).get("owner")
        if has != owner and (has or room.held or not is_own_name(room.name)):
            raise _unknown(room.name)
        if not has:
            self._make_room(owner, room.name)
        self._marks[room.name] = {"owner": owner}
        if not has and self._writer.has(room.name):
            self._writer.write(room.name, {"owner": owner})

    async def runs(self, secret: str) -> list[MyRun]:
        """Give all that are kept, the one used last first."""
        await self._written()
        owned = self._writer.owned(_hashed(secret), MOST_LISTED)
        return [MyRun(name, title.decode(), used_at, read_card(card)) for name, used_at, title, card in owned]

    async def name(self, secret: str, room: str, title: str) -> None:
        """Call one something; nothing for what it is called by itself."""
        self._found(secret, room)
        self._writer.write(room, {"title": title.strip().encode()})
        await self._written()

    async def copy(self, secret: str, room: str, title: str) -> str:
        """Copy one as it stands; give the copy's room."""
        self._found(secret, room)
        if here := self._hub.rooms.get(room):
            await self._hub.look(here, lambda session: self._note(here, session))
        fields = self._found(secret, room)
        name = own_name()
        self._writer.write(name, fields | {"class": b"", "title": title.strip().encode()})
        await self._written()
        self._make_room(fields["owner"], name)
        return name

    async def delete(self, secret: str, room: str) -> None:
        """Delete one that nobody looks at."""
        owner = self._found(secret, room)["owner"]
        if here := self._hub.rooms.get(room):
            if here.audience or here.held or here.stays:
                raise BadInput("room", room, "a run that nobody looks at", "invalid")
            self._hub.forget(here)
        self._gone[room] = owner
        self._writer.write(room, _GONE)
        self._hub.aside.later(UNDO_S, lambda: self._let_go(room))
        await self._written()

    async def undelete(self, secret: str, room: str) -> None:
        """Have one again that was deleted a moment ago."""
        if self._gone.get(room) != _hashed(secret):
            raise _unknown(room)
        del self._gone[room]
        self._writer.write(room, {"gone": b""})
        await self._written()

    def _make_room(self, owner: bytes, new: str) -> None:
        """Let those go that are too many: none that is here, or in which a class is held."""
        owned = self._writer.owned(owner, MOST_LISTED)
        if len(owned) <= MOST_RUNS:
            return
        stay = {new, *self._hub.rooms, *(name for name, _ in self._writer.held())}
        free = [(bool(title), used_at, name) for name, used_at, title, _ in owned if name not in stay]
        for _, _, name in sorted(free)[: len(owned) - MOST_RUNS]:
            self._writer.write(name, _NO_MORE)

    def _let_go(self, room: str) -> None:
        if self._gone.pop(room, None) is not None:
            self._writer.write(room, _NO_MORE)

    def _found(self, secret: str, room: str) -> Fields:
        """Give what one of theirs is worth."""
        fields = self._writer.read(room)
        if not fields.get("run") or fields.get("owner") != _hashed(secret):
            raise _unknown(room)
        return fields

    async def _written(self) -> None:
        """Wait until all that was to be written is."""
        written = asyncio.get_running_loop().create_future()

        def tell() -> None:
            if not written.done():  # else nobody waits for it any more
                written.set_result(None)

        self._writer.once_written(lambda: self._hub.in_event_loop(tell))
        await written


def _hashed(secret: str) -> bytes:
    return blake2b(secret.encode(), digest_size=_HASH_BYTES).digest()


def _unknown(room: str) -> BadInput:
    """Somebody else's is told from none at all by nothing."""
    return BadInput("room", room, None, "no_such_room")
