"""What the server may be told from outside: flags first, then the environment, then the defaults here."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import gettempdir

DEFAULT_PORT = 8765
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - only whoever asks for it listens there


def own_folder() -> Path:
    """Name the folder of what outlives the server: where the system has users' data, if there is a user."""
    data = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        home = Path.home() / ".local" / "share"
    except RuntimeError:
        home = Path(gettempdir())
    return (Path(data) if data else home) / "propscope"


@dataclass(frozen=True)
class Settings:
    """Where the server listens, whom it answers, and how much it takes on."""

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    """0 is any free port."""
    allowed_hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]", "::1")
    """Names under which a browser may know this server; any other is refused (DNS rebinding)."""
    public_url: str = ""
    """Where visitors see the page behind a proxy, with its last slash; empty where there is none."""
    embed_from: tuple[str, ...] = ()
    """Origins of other sites whose pages may show this one inside them."""
    modules: bool = False
    """Whether the page's modules are served one by one, for work on them."""
    kept: Path = field(default_factory=lambda: own_folder() / "kept")
    """Where specifications are kept that links name."""
    secret: bytes = b""
    """By which links are signed; empty where a file keeps one."""
    secret_file: Path = field(default_factory=lambda: own_folder() / "secret")
    store: Path | None = None
    """The file in which runs are kept; none where they end with the server."""
    kept_run_s: float = 30 * 86_400.0
    """A run that nobody has looked at is kept for so long."""
    room: str = ""
    """The code of a class that is open from the start; empty where there is none."""
    workers: int = 1
    """How many processes share the work."""
    engine: str = ""
    """The address of a Redis or Valkey server through which they meet; empty where there is one process."""
    engine_is_ours: bool = False
    """Whether it ends with us."""
    most_viewers: int = 4000
    most_rooms: int = 2000
    """A visitor's own run is one."""
    most_bytes: int = 2**30
    """About how much memory the runs of all rooms may take."""
    idle_room_s: float = 1800.0
    """A room nobody watches is forgotten after this long."""
    idle_class_s: float = 7200.0
    """A class that nobody leads is over after this long …"""
    notice_s: float = 300.0
    """… and is told so this long before."""
    unwatched_play_s: float = 60.0
    """A run nobody watches stops playing after this long."""
    beat_s: float = 5.0
    """A line silent for this long carries a beat."""
    longest_request_s: float = 15.0
    """A connection whose request is not there this long after it may come is let go."""
    send_timeout_s: float = 10.0
    """A viewer that takes nothing for this long is let go."""

    @property
    def listens_everywhere(self) -> bool:
        """Whether other machines reach the server, by any address this one has."""
        return self.host in EVERYWHERE
