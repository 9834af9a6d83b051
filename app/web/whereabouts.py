"""Where the server is, in words and addresses: here, on other machines, and for a class."""

import ipaddress
from collections.abc import Iterator

from ..rooms.classroom import Class
from ..settings import Settings
from .address import place, shown
from .interfaces import own_addresses
from .room_codes import in_terminal

_OPEN_TO_OTHERS = (
    "Everybody on these networks can open the page and have runs of their own on this machine; without "
    "--host only you can."
)
_OPEN_TO_A_CLASS = (
    "Everybody on these networks can open the page and have runs of their own on this machine. Who has the "
    "code follows the class, who has the teacher's link leads it: keep that to yourself. What is sent is not "
    "encrypted."
)
_ONLY_HERE = (
    "Nobody else can come in: this server listens on this machine alone. --classroom lets a class in."
)


def whereabouts(settings: Settings, port: int) -> list[str]:
    """Say what to type, here and on other machines, and what it means that others can."""
    lines = [f"propscope is at {url(settings.host, port)}"]
    if settings.public_url:
        lines.append(f"Visitors see it at {settings.public_url}")
    if settings.listens_everywhere:
        others = own_addresses(ipv6=settings.host == "::")
        lines += [f"On other machines: {url(address, port)}" for address in others]
    if not only_here(settings.host):
        lines.append(_OPEN_TO_A_CLASS if settings.room else _OPEN_TO_OTHERS)
    return lines


def invitation(settings: Settings, port: int, held: Class, *, draws: bool) -> Iterator[str]:
    """Say where a class comes in, as a code to be scanned too if ``draws``, and where its teacher does."""
    ways = ways_in(settings, port)
    first, *others = [class_link(way, held.code) for way in ways or [_here(settings, port)]]
    yield f"The class comes in at {first}"
    yield from (f"or at {other}" for other in others)
    if draws and ways:
        yield in_terminal(first)
    if not ways:
        yield _ONLY_HERE
    yield f"Its teacher at {teachers_link(settings, port, held)}"


def teachers_link(settings: Settings, port: int, held: Class) -> str:
    """Give where the teacher of a class that is held from the start comes in, on this machine."""
    teacher, *_ = held.links
    return f"{class_link(_here(settings, port), held.code)}#key={held.key(teacher)}"


def ways_in(settings: Settings, port: int, came_by: str = "") -> list[str]:
    """Give the addresses by which other machines come in, the best first; none where they cannot.

    ``came_by`` is the name and port by which whoever asks has come: if from another machine, others can too.
    """
    if settings.public_url:
        return [settings.public_url]
    ways = []
    asked = place(came_by, "http")
    if asked and not only_here(asked.name):
        ways.append(f"http://{came_by.lower()}/")
    if settings.listens_everywhere:
        ways += [f"{url(address, port)}/" for address in own_addresses(ipv6=settings.host == "::")]
    elif not only_here(settings.host):
        ways.append(f"{url(settings.host, port)}/")
    return list(dict.fromkeys(ways))


def class_link(at: str, code: str) -> str:
    """Give where the class of a code comes in, by one of the ways."""
    return f"{at}?room={code}"


def url(host: str, port: int) -> str:
    """Write what a browser on this machine is told; listening everywhere includes this machine."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - shown, not bound
    return f"http://{shown(everywhere.get(host, host))}:{port}"


def _here(settings: Settings, port: int) -> str:
    return settings.public_url or f"{url(settings.host, port)}/"


def only_here(host: str) -> bool:
    """Whether a name or an address of this machine is known to nobody else."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
