"""The gate before everything, websockets too: who may ask, and what a browser may do with the answer."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..settings import Settings
from .address import is_literal, place, place_of

Headers: TypeAlias = tuple[tuple[bytes, bytes], ...]

_UNKNOWN = (
    "This server is not known as {!r}. Whoever runs it can let it be: --allow-host NAME, or behind a proxy "
    "--public-url with the address that visitors see."
)
_FOREIGN = (
    "Pages of {!r} may not talk to this server, which is asked as {!r}. Behind a proxy whoever runs it can "
    "say where visitors see it: --public-url."
)
_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_ASK_AGAIN = ((b"cache-control", b"no-cache"),)


class Gate:
    """Refuses names this server is not known by, and pages of other sites; sets the security headers.

    Behind a proxy visitors see the page elsewhere: at the public URL, whatever name the proxy passes on, and
    with or without the path in front of it.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        public = urlsplit(settings.public_url)
        self._app = app
        self._names = frozenset(name.strip("[]").lower() for name in settings.allowed_hosts)
        self._any_literal = settings.listens_everywhere
        self._public = place_of(f"{public.scheme}://{public.netloc}")
        self._path = public.path
        policy = (*_POLICY, " ".join(("frame-ancestors 'self'", *settings.embed_from)))
        self._headers = ((b"content-security-policy", "; ".join(policy).encode()), *_HEADERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request or a websocket through, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        host, origin = (headers.get(name, b"").decode("latin-1") for name in (b"host", b"origin"))
        if not self._known(host):
            await self._refuse(scope, send, 400, _UNKNOWN.format(host))
        elif origin and not self._own(origin, host):
            await self._refuse(scope, send, 403, _FOREIGN.format(origin, host))
        else:
            await self._app(self._below(scope), receive, _with_headers(send, self._headers))

    def _known(self, host: str) -> bool:
        """Whether we are meant: by a name of ours, or in numbers where we listen to them all."""
        found = place(host, "http")
        if found is None:
            # Every browser says whom it means; a proxy that leaves it out is one we were told of.
            return not host and self._public is not None
        if self._public and found.name == self._public[1].name:
            return True
        literal = self._any_literal and is_literal(found.name)
        return literal or found.name in self._names or "*" in self._names

    def _own(self, origin: str, host: str) -> bool:
        """Whether a page is ours: from where visitors see us, or from the very place that it asks."""
        asking = place_of(origin)
        return asking is not None and (asking == self._public or asking[1] == place(host, asking[0]))

    def _below(self, scope: Scope) -> Scope:
        """Take off the public path, which some proxies leave on and others take off themselves."""
        path = scope["path"]
        if self._path and f"{path}/".startswith(self._path):
            path = path[len(self._path) :]
        return {**scope, "path": f"/{path.lstrip('/')}"}

    async def _refuse(self, scope: Scope, send: Send, status: int, reason: str) -> None:
        """Answer before anything is accepted; a websocket is refused as the HTTP request it still is."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": reason})
            return
        headers = [(b"content-type", b"text/plain; charset=utf-8"), *self._headers, *_ASK_AGAIN]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": reason.encode()})


def _with_headers(send: Send, headers: Headers) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = message["headers"]
            # A page kept from before an update would speak another protocol: always ask.
            always = () if any(name == b"cache-control" for name, _ in given) else _ASK_AGAIN
            message = {**message, "headers": [*given, *headers, *always]}
        await send(message)

    return sending
