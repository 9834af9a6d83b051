"""What the server may be told from outside: flags first, then the environment, then the defaults here."""

from dataclasses import dataclass

DEFAULT_PORT = 8765


@dataclass(frozen=True)
class Settings:
    """Where the server listens, whom it answers, and how much it takes on."""

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    """0 is any free port."""
    allowed_hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]", "::1")
    """Names under which a browser may know this server; any other is refused (DNS rebinding)."""
    most_viewers: int = 4000
    most_rooms: int = 200
    most_bytes: int = 4 * 2**30
    """About how much memory the runs of all rooms may take."""
    idle_room_s: float = 1800.0
    """A room nobody watches is forgotten after this long."""
    unwatched_play_s: float = 60.0
    """A run nobody watches stops playing after this long."""
    beat_s: float = 5.0
    """A line silent for this long carries a beat."""
    send_timeout_s: float = 10.0
    """A viewer that takes nothing for this long is let go."""
