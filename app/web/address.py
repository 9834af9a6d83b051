"""Addresses as they are written and as they are meant: names, ports, origins, public URLs."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

_PORTS = {"http": 80, "https": 443}
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)*/?")
_NAME = re.compile(r"[a-z0-9._:-]+")


@dataclass(frozen=True)
class Place:
    """A name and a port, of whatever spelling: lower-case, without brackets, the usual port filled in."""

    name: str
    port: int


def place(authority: str, scheme: str) -> Place | None:
    """Read ``name[:port]`` as it stands in a ``Host``; None where it is none."""
    try:
        return _place(urlsplit(f"//{authority}"), scheme)
    except ValueError:
        return None


def place_of(origin: str) -> tuple[str, Place] | None:
    """Read an ``Origin``: its scheme and its place; None for ``null`` and whatever else is no web page's."""
    try:
        parts = urlsplit(origin)
        found = _place(parts, parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, found) if found and parts.scheme in _PORTS else None


def is_literal(name: str) -> bool:
    """Whether a name is an address in numbers, which nobody else's name service can point here."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def public_url(text: str) -> str:
    """Check where visitors see the page; give it with its last slash, or raise ``ValueError`` in words."""
    parts = _checked(text)
    if not _PATH.fullmatch(parts.path) or parts.query or parts.fragment:
        raise ValueError("a path of letters, digits and - . _ ~, and nothing behind it")
    return f"{_origin(parts)}{parts.path.rstrip('/')}/"


def origin(text: str) -> str:
    """Check the origin of another site; give it as browsers write it, or raise ``ValueError`` in words."""
    parts = _checked(text)
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("an origin like https://learn.example.org, without a path")
    return _origin(parts)


def shown(host: str) -> str:
    """Write a name or an address as it stands in a URL."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _checked(text: str) -> SplitResult:
    wanted = "an address like https://learn.example.org/nets"
    try:
        parts = urlsplit(text.strip())
        port, name = parts.port, parts.hostname
    except ValueError:
        raise ValueError(wanted) from None
    if parts.scheme not in _PORTS or not name or not _NAME.fullmatch(name) or parts.username is not None:
        raise ValueError(wanted)
    assert port is None or 0 <= port <= 65_535, "urlsplit has seen to that"
    return parts


def _origin(parts: SplitResult) -> str:
    assert parts.hostname, "checked"
    port = "" if parts.port in (None, _PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{shown(parts.hostname)}{port}"


def _place(parts: SplitResult, scheme: str) -> Place | None:
    if not parts.hostname or parts.username is not None or parts.path:
        return None
    return Place(parts.hostname, parts.port or _PORTS.get(scheme, 0))
