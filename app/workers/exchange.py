"""The server through which workers meet, Redis or Valkey: who owns which room, what it is worth, and streams.

What is to be done there waits in one line, and goes as often as an answer has come. What must last (a room's
value) is asked for until it is done; all else that is under way when the server is lost is lost with it.
"""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeAlias

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

NAMES = "propscope:"
SINCE = f"{NAMES}since"
"""Since when the server knows what there is; nothing was lost where it says 0."""
LEASE_S = 2.0
"""So long a worker owns its rooms that says nothing."""
GRACE_S = 1.5
"""So long a server that has lost everything gives no room to anybody but to who had it."""
KEPT_S = 86_400
"""What nobody has changed for so long is forgotten."""
_LEASE_MS, _INBOX_MS = int(LEASE_S * 1000), 60_000
_MOST_IN_STREAM = 20_000
_MOST_WAITING_BYTES = 4 * 2**20
"""With more under way the newest frame takes the place of others."""
_AT_ONCE = 256
"""Entries of a stream that are read together."""
_TIMEOUT_S, _AGAIN_S = 2.0, 0.1
_LOST = (RedisError, OSError, TimeoutError)

_log = logging.getLogger(__name__)

Then: TypeAlias = Callable[[Any], object]

_CLAIM = """
local owner = redis.call('HGET', KEYS[1], 'owner')
if owner and owner ~= ARGV[1] and redis.call('EXISTS', ARGV[2] .. owner) == 1 then return {owner} end
if ARGV[3] == '' and not owner then return {} end
if owner ~= ARGV[1] then
  local now = redis.call('TIME')[1] * 1000
  redis.call('SET', KEYS[2], now, 'NX')
  if not owner and now - redis.call('GET', KEYS[2]) < tonumber(ARGV[3]) then return {'?'} end
  redis.call('HSET', KEYS[1], 'owner', ARGV[1])
  redis.call('EXPIRE', KEYS[1], ARGV[4])
end
return {ARGV[1], redis.call('HGETALL', KEYS[1])}
"""
"""Give the owner of a room, if it lives; else become it, and give what the room is worth."""

_KEEP = """
local owner = redis.call('HGET', KEYS[1], 'owner')
if owner and owner ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'owner', ARGV[1], unpack(ARGV, 3))
redis.call('EXPIRE', KEYS[1], ARGV[2])
return redis.call('HEXISTS', KEYS[1], 'spec') + 1
"""
"""Write what a room is worth, unless somebody else owns it by now; say whether that is all of it."""

_BEAT = """
local told = {redis.call('EXISTS', KEYS[1]), redis.call('HKEYS', KEYS[3])}
for place = 4, #KEYS do told[place - 1] = redis.call('EXISTS', KEYS[place]) end
redis.call('SET', KEYS[1], 1, 'PX', ARGV[1])
if redis.call('EXISTS', KEYS[2]) == 0 then redis.call('XADD', KEYS[2], '*', 'begin', '') end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
redis.call('EXPIRE', KEYS[3], ARGV[3])
return told
"""
"""Live on, with a stream; say whether we did before, what names there are, and who of others lives."""

_IF_OURS = "if redis.call('HGET', KEYS[1], 'owner') == ARGV[1] then redis.call({}) end"
_LEAVE, _RELEASE = _IF_OURS.format("'HDEL', KEYS[1], 'owner'"), _IF_OURS.format("'DEL', KEYS[1]")


class Kept(IntEnum):
    """What has become of what a room is worth."""

    LOST, PART, WHOLE = range(3)
    """Another owns the room; what was written is there, but not its run; all is there."""


@dataclass(frozen=True)
class _Order:
    """Something to be done there."""

    command: Sequence[Any]
    then: Then | None = None
    lasts: bool = True
    """Whether it is tried again until it is done."""
    bytes: int = 0


class Exchange:
    """One worker's way to the server. For the event loop."""

    def __init__(self, url: str, lost: Callable[[], object], drained: Callable[[], object]) -> None:
        """Take its address; ``lost`` is called when the server is, ``drained`` when it takes more again."""
        self.me = ""
        """Under which name; given when the worker begins."""
        self._url = url
        self._lost, self._drained = lost, drained
        self._orders: list[_Order] = []
        self._wake = asyncio.Event()
        self._waiting_bytes = 0
        self._was_full = False
        self._is_lost = False

    @asynccontextmanager
    async def running(self, read: Callable[[bytes], object]) -> AsyncIterator[None]:
        """Be connected for as long as this lasts; ``read`` gets what comes in this worker's stream."""
        retry = Retry(NoBackoff(), 0)
        self._redis = Redis.from_url(self._url, retry=retry, socket_timeout=_TIMEOUT_S)
        tasks = [lasting(self._work()), lasting(self._read(read))]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            with suppress(*_LOST):
                await self._redis.delete(lease(self.me), _inbox(self.me))
            await self._redis.aclose()

    @property
    def free(self) -> bool:
        """Whether it takes more without piling up."""
        full = self._waiting_bytes > _MOST_WAITING_BYTES
        self._was_full = self._was_full or full
        return not full

    def order(self, *command: Any, then: Then | None = None) -> None:  # noqa: ANN401 - whatever it takes
        """Have a command done for certain, and ``then`` called with what it gives."""
        self._put(_Order(command, then))

    async def ask(self, *command: Any) -> Any:  # noqa: ANN401 - whatever it gives
        """Give what a command gives, as soon as the server is there."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

        def tell(given: Any) -> None:  # noqa: ANN401
            if not answer.done():  # else nobody waits for it any more
                answer.set_result(given)

        self.order(*command, then=tell)
        return await answer

    async def beat(self, peers: Sequence[str], names: str) -> tuple[bool, list[str], set[str]]:
        """Stay the owner of rooms; tell whether we still were, who of others is no more, and names there."""
        keys = [lease(self.me), _inbox(self.me), names, *map(lease, peers)]
        before, known, *lives = await self.ask("EVAL", _BEAT, len(keys), *keys, _LEASE_MS, _INBOX_MS, KEPT_S)
        dead = [peer for peer, alive in zip(peers, lives, strict=True) if not alive]
        return bool(before), dead, {name.decode() for name in known}

    def send(self, to: str, data: bytes, *, lasts: bool = False) -> None:
        """Put something into another worker's stream, if it has one."""
        command = ("XADD", _inbox(to), "NOMKSTREAM", "MAXLEN", "~", _MOST_IN_STREAM, "*", "m", data)
        self._put(_Order(command, lasts=lasts, bytes=len(data)))

    async def claim(self, room: str, *, if_there: bool = False) -> tuple[str, dict[str, bytes]]:
        """Own a room, unless another does: give its owner, and where we are it, what it is worth.

        ``if_there`` claims none that is worth nothing yet, and gives an empty name then.
        """
        grace = "" if if_there else int(GRACE_S * 1000)
        while True:
            wanted = (_room(room), SINCE, self.me, f"{NAMES}lease:", grace, KEPT_S)
            owner, *rest = await self.ask("EVAL", _CLAIM, 2, *wanted) or [b""]
            if owner != b"?":
                fields = rest[0] if rest else []
                return owner.decode(), {
                    name.decode(): value for name, value in zip(fields[::2], fields[1::2], strict=True)
                }
            await asyncio.sleep(_AGAIN_S)

    def keep(self, room: str, fields: dict[str, bytes], then: Callable[[Kept], object]) -> None:
        """Write what a room of ours is worth; tell what has become of it."""
        flat = [part for field in fields.items() for part in field]
        order = ("EVAL", _KEEP, 1, _room(room), self.me, KEPT_S, *flat)
        self.order(*order, then=lambda given: then(Kept(given)))

    def leave(self, room: str) -> None:
        """Let somebody else own a room of ours, with what it is worth."""
        self.order("EVAL", _LEAVE, 1, _room(room), self.me)

    def release(self, room: str) -> None:
        """Let go of a room, and of what it is worth."""
        self.order("EVAL", _RELEASE, 1, _room(room), self.me)

    def _put(self, order: _Order) -> None:
        self._orders.append(order)
        self._waiting_bytes += order.bytes
        self._wake.set()

    async def _work(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            orders, self._orders = self._orders, []
            try:
                given = await self._done(orders)
            except _LOST as error:
                if not self._is_lost:
                    _log.warning("the server through which processes meet is lost: %s", error)
                self._is_lost = True
                self._orders = [order for order in (*orders, *self._orders) if order.lasts]
                self._waiting_bytes = 0
                self._lost()
                await asyncio.sleep(_AGAIN_S)
                self._wake.set()
                continue
            self._is_lost = False
            self._waiting_bytes -= sum(order.bytes for order in orders)
            for order, what in zip(orders, given, strict=True):
                if order.then:
                    order.then(what)
            if self._was_full and self.free:
                self._was_full = False
                self._drained()

    async def _done(self, orders: Sequence[_Order]) -> Sequence[Any]:
        pipeline = self._redis.pipeline(transaction=False)
        for order in orders:
            pipeline.execute_command(*order.command)
        return await pipeline.execute()

    async def _read(self, read: Callable[[bytes], object]) -> None:
        """Pass on what comes, and take it off the stream."""
        last = b"0"
        block_ms = int(_TIMEOUT_S * 1000 / 4)
        while True:
            try:
                inbox: dict[Any, Any] = {_inbox(self.me): last}
                streams: Any = await self._redis.xread(inbox, count=_AT_ONCE, block=block_ms)
            except _LOST:
                self._lost()
                await asyncio.sleep(_AGAIN_S)
                continue
            for _, entries in streams:
                for _, fields in entries:
                    if data := fields.get(b"m"):
                        read(data)
                last = entries[-1][0]
                since, _, number = last.partition(b"-")
                self.order("XTRIM", _inbox(self.me), "MINID", b"%b-%d" % (since, int(number) + 1))


def lasting(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    """Begin what goes on as long as this process: without it another would do better."""

    def ended(task: asyncio.Task[None]) -> None:
        if not task.cancelled():
            _log.error("a worker fails and ends", exc_info=task.exception())
            os.kill(os.getpid(), signal.SIGTERM)

    task = asyncio.create_task(work)
    task.add_done_callback(ended)
    return task


def _room(name: str) -> str:
    return f"{NAMES}room:{name}"


def lease(worker: str) -> str:
    """Name what says that a worker lives."""
    return f"{NAMES}lease:{worker}"


def _inbox(worker: str) -> str:
    return f"{NAMES}to:{worker}"
