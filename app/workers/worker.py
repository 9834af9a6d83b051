"""One of several processes: takes in any viewer, runs the rooms that it owns, and takes over from the dead.

A viewer whose room another owns is that one's guest: what it says goes there through the exchange, and what
it is to be sent comes back framed, once for all guests who get the same. Where anything on the way is lost
the viewer is let go, and comes again to whoever owns the room by then.
"""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from itertools import count
from multiprocessing import parent_process
from typing import Any, TypeAlias

from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from ..engine import BadInput
from ..protocol import encode, refusal
from ..rooms.codes import code_of
from ..rooms.hub import Hub
from ..rooms.kept_class import open_again, read_class
from ..rooms.kept_run import Fields, read_run
from ..rooms.line import Line, framed
from ..rooms.room import Room, own_name
from ..settings import Settings
from .exchange import KEPT_S, LEASE_S, Exchange, lasting
from .guests import Away, Guest
from .keeping import CODES, Keeping
from .requests import answered
from .wire import Ask, End, Envelope, Free, Join, Leave, Message, Part, Reply, Say, Write, seal, unseal

_BEAT_S = LEASE_S / 5
_OWNED_AGAIN = int(KEPT_S / 24 / _BEAT_S)
"""After so many beats rooms are said to be ours again: where nothing happens they would be forgotten."""
_WAIT_S = 10.0
"""How long a visitor waits for the exchange."""
_LOOK_AGAIN_S = 0.05
_FAILED = 500

_log = logging.getLogger(__name__)

Asked: TypeAlias = tuple[str | None, str | None, str]
"""A room, the code of a class that is visited from it, and where who asks comes from."""


class Worker:
    """The rooms of one process among those of others; with their guests. For the event loop."""

    def __init__(self, hub: Hub, settings: Settings) -> None:
        self.hub = hub
        self.app: ASGIApp | None = None
        """What answers requests."""
        self._settings = settings
        self.exchange = Exchange(settings.engine, self._lost, self._drained)
        hub.keeper = self._keeper = Keeping(hub, settings, self.exchange)
        self._viewers, self._requests = count(1), count(1)
        self._away: dict[int, Away] = {}
        self._guests: dict[tuple[str, int], Guest] = {}
        self._replies: dict[int, tuple[str, asyncio.Future[Reply]]] = {}
        """What is asked of whom."""
        self._outgoing: dict[str, list[Message]] = {}
        self._sent: dict[str, int] = {}
        self._heard: dict[str, int] = {}
        """How often each peer was told something, and the last that was heard from it."""
        self._told: set[str] = set()
        """Peers that were told something which may be lost on its way: an end, or an answer."""
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def free(self) -> bool:
        """Whether others may be told more without piling it up."""
        return self.exchange.free

    @property
    def me(self) -> str:
        """What this worker is called: no two are ever called the same."""
        return self.exchange.me

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Be one of them for as long as this lasts."""
        async with self.exchange.running(self._read):
            tasks = [lasting(self._beat()), lasting(self._watch())]
            try:
                yield
            finally:
                for task in tasks:
                    task.cancel()
                for guest in list(self._guests.values()):
                    guest.end()
                self._flush()

    async def owner(
        self, name: str | None, beside: str | None, asker: str, *, if_there: bool = False
    ) -> str | None:
        """Have the rooms here that a visitor asks for, or give who has them.

        Raise ``BadInput`` where they cannot be had for now, and to who has tried too many codes.
        """
        try:
            async with asyncio.timeout(_WAIT_S):
                return await self._owner(name, beside, asker, if_there)
        except TimeoutError:
            raise BadInput("workers", 0, {"workers": 1}, "full") from None

    async def owner_of(self, room: str, asker: str) -> str | None:
        """Give who else has a room that is asked about; nobody where it is here, or cannot be had."""
        with suppress(BadInput):
            return await self.owner(room, None, asker, if_there=True)
        return None

    async def _owner(self, name: str | None, beside: str | None, asker: str, if_there: bool) -> str | None:
        for asked in filter(None, (beside, name)):
            code = code_of(asked)
            room = await self._place(code, asker) if code else asked.lower()
            if room and room not in self.hub.rooms:
                owner, fields = await self.exchange.claim(room, if_there=if_there)
                if owner and owner != self.me:
                    return owner
                if owner:
                    await self._take_over(room, fields)
            if code and code == self._settings.room and room in self.hub.rooms:
                self._open_for_good(code, self.hub.rooms[room])
        return None

    async def _place(self, code: str, asker: str) -> str | None:
        """Find the room of a code; a class that is open from the start begins when somebody first comes."""
        if room := self.hub.classes.find(code):
            return room.name
        self.hub.classes.check_tries(asker)
        place = await self.exchange.ask("HGET", CODES, code)
        if place is None and code == self._settings.room:
            await self.exchange.claim(f"code-{code}")  # not before whoever holds it could say so
            await self.exchange.ask("HSETNX", CODES, code, own_name())
            place = await self.exchange.ask("HGET", CODES, code)
        return place.decode() if place else None

    async def _take_over(self, name: str, fields: Fields) -> None:
        """Have a room stand here as it is worth, and the forks of its class beside it."""
        kept = read_class(fields.get("class", b""))
        forks = {}
        for fork in kept.forks if kept else ():
            owner, worth = await self.exchange.claim(fork, if_there=True)
            if owner == self.me:
                forks[fork] = worth
        # What comes from here on nobody else can have done meanwhile.
        if name in self.hub.rooms:
            return
        try:
            self._restore(name, fields)
        except BadInput:
            for fork in forks:
                self.exchange.leave(fork)
            raise
        if kept:
            room, rooms = self.hub.rooms[name], self.hub.rooms
            room.stays = True  # while forks come that may need place; from then on it is held
            for fork, worth in forks.items():
                with suppress(BadInput):
                    self._restore(fork, worth)
            open_again(self.hub.classes, room, kept, lambda fork: rooms[fork].seat if fork in rooms else None)
            self.hub.asking.bring_back(room, kept.polls)
            self._keeper.taken_over(room, kept.code)

    def _restore(self, name: str, worth: Fields) -> None:
        if name in self.hub.rooms:
            return
        try:
            room = self.hub.room(name)
        except BadInput:
            self.exchange.leave(name)
            raise
        if "run" in worth and "spec" in worth:
            self.hub.restore(room, *read_run(worth))

    def _open_for_good(self, code: str, room: Room) -> None:
        if room.held is None:
            self.hub.classes.open_for_good(room, code)
            self._keeper.keep_class(room)

    async def relay(self, socket: WebSocket, line: Line, owner: str, asked: Asked) -> None:
        """Have a viewer be the guest of who has its room, until either goes."""
        viewer = next(self._viewers)
        self._away[viewer] = away = Away(line, owner)
        line.when_free(lambda: self._freed(viewer, away))
        self.tell(owner, Join(viewer, *asked, "look" in socket.query_params))
        try:
            while (message := await socket.receive())["type"] == "websocket.receive":
                while not self.exchange.free:
                    await asyncio.sleep(_LOOK_AGAIN_S)
                self.tell(owner, Say(viewer, message.get("text"), message.get("bytes") or b""))
        finally:
            line.when_free(None)
            if self._away.pop(viewer, None):
                self.tell(owner, Leave(viewer))

    async def request(
        self, owner: str, path: str, query: bytes, headers: list[tuple[bytes, bytes]], port: int
    ) -> Reply:
        """Have a request answered by who has the room; raise ``TimeoutError`` where that one is lost."""
        number = next(self._requests)
        answer: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._replies[number] = (owner, answer)
        self.tell(owner, Ask(number, path, query, headers, port))
        try:
            return await answer
        finally:
            del self._replies[number]

    def tell(self, peer: str, message: Message) -> None:
        """Tell another worker something, together with all that it is told in this turn of the event loop."""
        if not self._outgoing:
            asyncio.get_running_loop().call_soon(self._flush)
        self._outgoing.setdefault(peer, []).append(message)

    def write(self, guest: Guest, framed: bytes) -> None:
        """Send something to a guest, once with others who get the same."""
        waiting = self._outgoing.get(guest.peer)
        if waiting and isinstance(waiting[-1], Write) and waiting[-1].framed == framed:
            waiting[-1].viewers.append(guest.viewer)
        else:
            self.tell(guest.peer, Write([guest.viewer], framed))

    def _flush(self) -> None:
        outgoing, self._outgoing = self._outgoing, {}
        self._told.update(outgoing)
        for peer, messages in outgoing.items():
            self.exchange.send(peer, self._sealed(peer, messages))

    def _sealed(self, peer: str, messages: list[Message]) -> bytes:
        self._sent[peer] = number = self._sent.get(peer, 0) + 1
        return seal(Envelope(self.me, number, messages))

    def _read(self, data: bytes) -> None:
        envelope = unseal(data)
        peer, before = envelope.sender, self._heard.get(envelope.sender, 0)
        self._heard[peer] = envelope.number
        if before != envelope.number - 1 and Part() not in envelope.messages:
            self._part(peer, tell=True)
        for message in envelope.messages:
            self._take(peer, message)

    def _take(self, peer: str, message: Message) -> None:
        match message:
            case Write(viewers, framed):
                for viewer in viewers:
                    if away := self._away.get(viewer):
                        away.line.write(framed)
                        if away.free and not away.line.free:
                            away.free = False
                            self.tell(peer, Free(viewer, False))
            case End(viewer):
                if away := self._away.pop(viewer, None):
                    away.line.end()
            case Part():
                self._part(peer, tell=False)
            case Reply(number):
                if number in self._replies and not self._replies[number][1].done():
                    self._replies[number][1].set_result(message)
            case Join(viewer):
                joined = self._guests[peer, viewer] = Guest(self, peer, viewer)
                joined.task = self._begin(self._host(joined, message))
                # Not where it is hosted: who leaves at once never is.
                joined.task.add_done_callback(lambda _: self._guests.pop((peer, viewer), None))
            case Ask():
                self._begin(self._answer(peer, message))
            case Say(viewer) | Free(viewer) | Leave(viewer):
                if guest := self._guests.get((peer, viewer)):
                    guest.take(message)

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _host(self, guest: Guest, join: Join) -> None:
        """Have a guest in a room, for as long as it stays."""
        hub = self.hub
        try:
            if await self.owner(join.room, join.beside, join.asker) is not None:
                return
            room, beside = hub.rooms_for(join.room, join.beside, join.asker)
            guest.write(room.welcome)
            with hub.join(room, guest, beside, looks=join.looks) as outbox:
                while True:
                    await hub.hear(room, outbox, await guest.said.get())
        except BadInput as error:
            guest.write(framed(encode(refusal(error))))
        finally:
            guest.end()

    async def _answer(self, peer: str, asked: Ask) -> None:
        assert self.app, "requests come once there is something to answer them"
        try:
            reply = await answered(self.app, asked)
        except Exception:
            _log.exception("a request that came to another process fails")
            reply = Reply(asked.number, _FAILED, [], b"Internal Server Error")
        self.tell(peer, reply)

    def _freed(self, viewer: int, away: Away) -> None:
        if not away.free and away.line.free:
            away.free = True
            self.tell(away.owner, Free(viewer, True))

    def _drained(self) -> None:
        for guest in list(self._guests.values()):
            guest.go_on()

    def _lost(self) -> None:
        """Let go of all that went through the server; let everybody else know once it is back."""
        for peer in {*self._peers, *self._told, *self._outgoing}:
            self._part(peer, tell=True)

    def _part(self, peer: str, *, tell: bool) -> None:
        """End whatever goes through this worker and another."""
        gone = [viewer for viewer, away in self._away.items() if away.owner == peer]
        for viewer in gone:
            self._away.pop(viewer).line.end()
        for guest in [guest for guest in self._guests.values() if guest.peer == peer]:
            guest.end()
        for owner, answer in self._replies.values():
            if owner == peer and not answer.done():
                answer.set_exception(TimeoutError("its worker is lost"))
        self._outgoing.pop(peer, None)
        self._told.discard(peer)
        if tell:
            self.exchange.send(peer, self._sealed(peer, [Part()]), lasts=True)
        for viewer in gone if not tell else ():
            self.tell(peer, Leave(viewer))  # it may have come there after the other had parted

    @property
    def _peers(self) -> list[str]:
        """Those on whom something depends here."""
        asked = (owner for owner, _ in self._replies.values())
        away = (away.owner for away in self._away.values())
        return list({*away, *asked, *(guest.peer for guest in self._guests.values())})

    async def _beat(self) -> None:
        """Stay the owner of rooms, notice who has died, and keep how far runs have come that play."""
        for number in count():
            lives, dead, codes = await self.exchange.beat(self._peers, CODES)
            for peer in dead:
                self._part(peer, tell=True)  # it may only have been silent for too long
            if number and not lives:
                self._keeper.begin_again()
            elif number % _OWNED_AGAIN == 0:
                self._keeper.own_all()
            self._keeper.look_after()
            self.hub.classes.elsewhere = codes
            await asyncio.sleep(_BEAT_S)

    async def _watch(self) -> None:
        """End where who began us has: apart from the beat, which waits for a server that may be no more."""
        began_us = parent_process()
        parent = began_us.pid if began_us else os.getppid()
        while True:
            if os.getppid() != parent:
                self._end_alone()
            await asyncio.sleep(_BEAT_S)

    def _end_alone(self) -> None:
        """End, as who began us has ended without a word."""
        if self._settings.engine_is_ours:
            self.exchange.order("SHUTDOWN", "NOSAVE")
        os.kill(os.getpid(), signal.SIGTERM)
