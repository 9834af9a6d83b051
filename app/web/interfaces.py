"""The addresses and names of this machine: what others type to come here."""

import ipaddress
import socket
import struct
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from types import ModuleType

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_GET_ADDRESS = {"linux": 0x8915, "other": 0xC0206921}
_NAME_BYTES = 16
_ADDRESS_AT = slice(20, 24)
_IPV6_OF_LINUX = Path("/proc/net/if_inet6")
_ANYWHERE = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses kept for examples: nothing is ever sent to them."""


def own_addresses(*, ipv6: bool) -> list[str]:
    """Every address by which other machines may reach this one, IPv4 first, each once."""
    families = (socket.AF_INET, socket.AF_INET6) if ipv6 else (socket.AF_INET,)
    found = [text for family in families for text in _addresses(family) if _reachable(text)]
    return list(dict.fromkeys(found))


def own_names() -> list[str]:
    """What this machine is called, by itself and in its own network."""
    name = socket.gethostname().lower()
    return [name, f"{name.split('.')[0]}.local"] if name else []


def _addresses(family: socket.AddressFamily) -> Iterator[str]:
    yield from _of_interfaces() if family == socket.AF_INET else _of_linux()
    with suppress(OSError):
        yield _towards(family, _ANYWHERE[family])
    with suppress(OSError, UnicodeError):
        for *_, address in socket.getaddrinfo(socket.gethostname(), None, family):
            yield str(address[0])


def _of_interfaces() -> Iterator[str]:
    """Ask each interface for its IPv4 address."""
    if fcntl is None:
        return
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asking:
        for _, name in socket.if_nameindex():
            request = struct.pack("256s", name.encode()[: _NAME_BYTES - 1])
            for code in _GET_ADDRESS.values():
                with suppress(OSError, OverflowError):
                    yield socket.inet_ntoa(fcntl.ioctl(asking.fileno(), code, request)[_ADDRESS_AT])
                    break


def _of_linux() -> Iterator[str]:
    with suppress(OSError):
        for line in _IPV6_OF_LINUX.read_text("ascii").splitlines():
            yield str(ipaddress.IPv6Address(bytes.fromhex(line.split()[0])))


def _towards(family: socket.AddressFamily, other: str) -> str:
    """Which of our addresses a way to another one begins at; a datagram socket sends nothing to find that."""
    with closing(socket.socket(family, socket.SOCK_DGRAM)) as asking:
        asking.connect((other, 9))
        return str(asking.getsockname()[0])


def _reachable(text: str) -> bool:
    """Whether others can type it: a link's own addresses need the name of the link beside them."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return not (address.is_loopback or address.is_link_local or address.is_unspecified)
