"""A class in a room: what its people may ask, and the letters that tell them how it is led."""

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from ..engine.edits import MOST_INDEX
from .command import Command
from .marks import Mark
from .polls import PollCommand, PollsLetter

MOST_WORDS = 200
"""Letters that a teacher writes beside a mark."""

Role: TypeAlias = Literal["drive", "follow", "present"]
"""Who drives leads the class; who presents shows it on the big screen; who follows watches."""
Leading: TypeAlias = Literal["drive", "present"]
LEADING: tuple[Leading, ...] = ("drive", "present")
"""The roles that a link gives."""
Pacing: TypeAlias = Literal["follow", "window", "free"]
"""Whether followers see the step that is led to, may look about in a window of steps, or anywhere at all."""
PACINGS: tuple[Pacing, ...] = ("follow", "window", "free")
Standing: TypeAlias = Literal["following", "own", "away"]
"""Whether a follower's page is with the class, on its own, or looked at by nobody."""
STANDINGS: tuple[Standing, ...] = ("following", "own", "away")

_Index = Annotated[int, Meta(ge=0, le=MOST_INDEX)]
_Name = Annotated[str, Meta(max_length=40)]


class Sight(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a teacher looks at, and followers with them."""

    selected: Mark | None = None
    sample: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    """Which row of the mini-batch."""
    scope: Literal["sample", "batch"] = "sample"


class Spotlight(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A mark on every screen."""

    on: Mark
    words: Annotated[str, Meta(max_length=MOST_WORDS)] = ""


class Enter(Command, frozen=True, tag="enter"):
    """Show the key of a link: from here on this viewer has the role that the key gives."""

    key: Annotated[str, Meta(max_length=512)]


class OpenRoom(Command, frozen=True, tag="open_room"):
    """Have a class in the room where the run is: others come in by a code, and follow."""


class CloseRoom(Command, frozen=True, tag="close_room"):
    """Send the class home: its code and its links lead nowhere any more."""


class SetPacing(Command, frozen=True, tag="set_pacing"):
    """Say how far followers may go by themselves."""

    pacing: Pacing
    window: tuple[_Index, _Index] | None = None
    """The first and the last step of the window; all that is recorded where none is given."""


class PauseAll(Command, frozen=True, tag="pause_all"):
    """Dim every follower's screen, or let them look again."""

    paused: bool


class ShowSight(Command, frozen=True, tag="show_sight"):
    """Have followers look at the same."""

    sight: Sight


class PointAt(Command, frozen=True, tag="point_at"):
    """Mark something on every screen, in place of what was marked before; nothing where it is null."""

    spotlight: Spotlight | None


class Stand(Command, frozen=True, tag="stand"):
    """Say whether one follows, so that the teacher knows how many do."""

    standing: Standing


class MakeLink(Command, frozen=True, tag="make_link"):
    """Make a key for somebody else, to drive too or to present."""

    role: Leading


class RevokeLink(Command, frozen=True, tag="revoke_link"):
    """Let a key give nothing any more; who came by it follows from here on."""

    link: _Name


RoomCommand: TypeAlias = (
    Enter
    | OpenRoom
    | CloseRoom
    | SetPacing
    | PauseAll
    | ShowSight
    | PointAt
    | Stand
    | MakeLink
    | RevokeLink
    | PollCommand
)


class Admitted(Struct, frozen=True, tag_field="type", tag="admitted"):
    """What this viewer may do here: comes on coming into a class, and whenever it changes."""

    role: Role


class Classroom(Struct, frozen=True, tag_field="type", tag="classroom"):
    """How the class is led."""

    code: str
    """By which others come in."""
    pacing: Pacing
    window: tuple[int, int] | None
    paused: bool
    sight: Sight | None
    spotlight: Spotlight | None
    ends_in_s: int | None = None
    """In how many seconds the class is over where nobody leads it on; null while that is far off."""


class Link(Struct, frozen=True):
    """A key that gives a role, and how many came by it."""

    link: str
    role: Leading
    key: str
    here: int


class Links(Struct, frozen=True, tag_field="type", tag="links"):
    """The keys of a class, for those who drive it."""

    links: Sequence[Link]


class Closed(Struct, frozen=True, tag_field="type", tag="closed"):
    """The class is over; nothing more comes to who did not drive it."""

    code: str


RoomLetter: TypeAlias = Admitted | Classroom | Links | Closed | PollsLetter
