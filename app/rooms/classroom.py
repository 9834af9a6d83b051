"""A class in a room: who leads it and who follows, how far they may go, and what is marked on every screen.

Runs in the event loop, between two commands; what the run itself does is the engine thread's.
"""

import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import assert_never

from ..engine import BadInput
from ..playback.hiding import Hidden
from ..playback.predicting import Prediction
from ..protocol import (
    Admitted,
    AnswerPoll,
    AnyCommand,
    Classroom,
    Closed,
    ClosePoll,
    CloseRoom,
    EndChallenge,
    EndPoll,
    Enter,
    ForkCommand,
    HandIn,
    Leading,
    Letter,
    Link,
    Links,
    MakeLink,
    OpenRoom,
    Pacing,
    PauseAll,
    People,
    PointAt,
    PollQuestion,
    Reveal,
    RevokeLink,
    Role,
    RoomCommand,
    SetPacing,
    ShareFork,
    ShowBoard,
    ShowSight,
    Sight,
    Spotlight,
    Stand,
    Standing,
    StartChallenge,
    StartPoll,
    VoteAgain,
    tag_of,
)
from .aside import Aside
from .bucket import Bucket
from .challenge import Challenge
from .engine_thread import Seat
from .forks import Answer, Forks
from .keys import Grant, Keys
from .outbox import Outbox, Parcel, parcel
from .polls import KeptPolls, Polls

MOST_LINKS = 20
"""Keys that give something at the same time."""
_LINK_BYTES = 6


@dataclass(eq=False)
class Member:
    """A viewer of a class."""

    held: "Class"
    outbox: Outbox
    own: Seat | None
    """Where its own run is, if it looks at that and not at the class's."""
    looks: bool = False
    """Whether that run is only there to look about in the class's."""
    role: Role = "follow"
    link: str | None = None
    """The link that gave the role."""
    standing: Standing = "following"
    asking: Bucket | None = None
    """What it may ask, once it has asked for something."""

    @property
    def beside(self) -> bool:
        """Whether this viewer looks at a run of its own."""
        return self.own is not None

    @property
    def may_drive(self) -> bool:
        """Whether the run that this viewer looks at does what it asks."""
        return self.beside or self.role == "drive"

    @property
    def must_wait(self) -> bool:
        """Whether that run stands still, so that nobody comes by what the class is to predict."""
        return self.held.polls.stand_still and not (self.beside and self.role == "drive")


@dataclass(eq=False)
class Class:
    """The class of one opening of a room."""

    code: str
    keys: Keys
    aside: Aside
    opening: str
    """What keys are for: those of a class that is over give nothing in one that has its code later."""
    led_at: float
    """When somebody who drives last did anything."""
    is_open: bool = True
    pacing: Pacing = "follow"
    window: tuple[int, int] | None = None
    paused: bool = False
    sight: Sight | None = None
    spotlight: Spotlight | None = None
    ends_in_s: int | None = None
    """As was told, where nobody has led it for long."""
    members: dict[object, Member] = field(default_factory=dict)
    links: dict[str, Leading] = field(default_factory=dict)
    polls: Polls = field(default_factory=Polls)
    forks: Forks = field(init=False)
    challenge: Challenge = field(init=False)

    def __post_init__(self) -> None:
        self.forks = Forks(self.aside, self.members.values, self._tell)
        self.challenge = Challenge(self.aside, self.forks, self.members.values, self._tell)

    def make_link(self, role: Leading) -> str:
        """Have one more link that gives a role; give its key. Raise ``BadInput`` past ``MOST_LINKS``."""
        if len(self.links) >= MOST_LINKS:
            raise BadInput("role", role, {"links": MOST_LINKS}, "full")
        link = secrets.token_urlsafe(_LINK_BYTES)
        self.links[link] = role
        return self.key(link)

    def key(self, link: str) -> str:
        """Give the key of a link."""
        return self.keys.sign(Grant(self.opening, link, self.links[link]))

    def join(
        self, outbox: Outbox, own: Seat | None = None, role: Role = "follow", *, looks: bool = False
    ) -> Member:
        """Let a viewer in, and tell it how the class is led."""
        member = self.members[outbox.viewer] = Member(self, outbox, own, looks, role)
        self._admit(member, role)
        return member

    def lead(self, member: Member) -> None:
        """Give a member who opened the room what it takes to drive it, and to come back."""
        self.make_link("drive")
        member.link = next(reversed(self.links))
        self._admit(member, "drive")

    def leave(self, member: Member) -> None:
        """See a viewer off; how the class is led stays."""
        self.members.pop(member.outbox.viewer, None)
        self.forks.leave(member)
        if member.link:
            self._tell_links()

    def obey(self, member: Member, command: RoomCommand) -> None:
        """Do what a member asks; raise ``BadInput``, with nothing changed, where it may not."""
        match command:
            case Enter():
                self._enter(member, command.key)
                return
            case Stand():
                member.standing = command.standing
                return
            case AnswerPoll():
                if member.role != "follow":
                    raise not_allowed(command, "follow")
                self.polls.answer(member.outbox.viewer, command)
                return
        if member.role != "drive":
            raise not_allowed(command)
        match command:
            case SetPacing():
                self._set_pacing(command)
            case PauseAll():
                self.paused = command.paused
            case ShowSight():
                self.sight = command.sight
            case PointAt():
                self.spotlight = command.spotlight
            case MakeLink():
                self.make_link(command.role)
                self._tell_links()
                return
            case RevokeLink():
                self._revoke(command.link)
                return
            case StartPoll():
                self.polls.expect(command)
                return  # begins once it is known what is true
            case ClosePoll() | VoteAgain() | Reveal() | EndPoll():
                self.polls.obey(command)
                self._tell_poll()
                return
            case OpenRoom() | CloseRoom():
                return  # is done where codes are kept
            case _:
                assert_never(command)
        self._tell(self.letter, self.members.values())

    def led(self, now: float) -> None:
        """Note that somebody leads it: it goes on."""
        self.led_at = now
        if self.ends_in_s is not None:
            self.ends_in_s = None
            self._tell(self.letter, self.members.values())

    def warn(self, ends_in_s: int) -> None:
        """Tell everybody, once, that it is over soon where nobody leads it on."""
        if self.ends_in_s is None:
            self.ends_in_s = ends_in_s
            self._tell(self.letter, self.members.values())

    def obey_fork(self, member: Member, command: ForkCommand, seat: Seat, answer: Answer) -> None:
        """Do what a member asks of forks; raise ``BadInput`` where it may not. ``seat`` has its run."""
        if isinstance(command, ShareFork | HandIn):
            if not member.beside or member.looks:
                raise BadInput("type", tag_of(command), ["fork"], "not_allowed")
        elif member.role != "drive":
            raise not_allowed(command)
        match command:
            case StartChallenge() | HandIn() | EndChallenge() | ShowBoard():
                self.challenge.obey(member, command, seat, answer)
            case _:
                self.forks.obey(member, command, answer)

    def begin_poll(self, question: PollQuestion, prediction: Prediction) -> None:
        """Ask everybody what was found out."""
        put_away = self.polls.running
        self.polls.begin(question, prediction)
        self._tell_poll()
        if put_away:
            self._tell(self.polls.past_letter, self._driving)

    def bring_back_polls(self, kept: KeptPolls, hidden: Hidden | None) -> None:
        """Go on with the polls of another process, as ``Polls`` does, and tell who is here already."""
        self.polls.bring_back(kept, hidden)
        self._tell_poll()
        if self.polls.running and self.polls.past:
            self._tell(self.polls.past_letter, self._driving)

    def tell_answers(self) -> None:
        """Tell how many have answered, if more have than was told."""
        if self.polls.has_news:
            self._tell_poll()

    def close(self) -> None:
        """Send everybody home."""
        self.is_open = False
        self.polls = Polls()
        self.links.clear()
        self.forks.close()
        self.challenge.close()
        self._tell(Closed(self.code), self.members.values())

    def forget(self, room: str) -> None:
        """Let go of a fork whose room is no more."""
        self.challenge.forget(room)
        self.forks.forget(room)

    def hand_round(self, new: Parcel) -> None:
        """Put a message into everybody's outbox."""
        for member in list(self.members.values()):
            member.outbox.put(new)

    @property
    def letter(self) -> Classroom:
        """How the class is led."""
        return Classroom(
            self.code,
            self.pacing,
            self.window,
            self.paused,
            self.sight,
            self.spotlight,
            self.ends_in_s,
        )

    def people(self) -> People:
        """How many are here, and in which way."""
        roles = Counter(member.role for member in self.members.values())
        standings = Counter(member.standing for member in self.members.values() if member.role == "follow")
        return People(
            len(self.members),
            standings["following"],
            standings["own"],
            standings["away"],
            roles["drive"],
            roles["present"],
        )

    def granted(self, key: str) -> Grant:
        """Give what a key gives here; raise ``BadInput`` where that is nothing."""
        grant = self.keys.read(key)
        if grant.room != self.opening or grant.link not in self.links:
            raise BadInput("key", "", None, "bad_key")
        return grant

    def _enter(self, member: Member, key: str) -> None:
        grant = self.granted(key)
        member.link = grant.link
        self._admit(member, grant.role)

    def _admit(self, member: Member, role: Role) -> None:
        """Give a member a role, and tell it all that it may know with it."""
        member.role = role
        member.outbox.knows_all = role == "drive"
        self._tell(Admitted(role), [member])
        self._tell(self.letter, [member])
        self.forks.admit(member)
        self.challenge.admit(member)
        if role != "follow":
            self._tell_links()
        self._tell_polls_to(member)

    def _tell_polls_to(self, member: Member) -> None:
        """Tell one who comes in, or may know more than before, of the poll that is running."""
        drives = member.role == "drive"
        if self.polls.running:
            self._tell(self.polls.letter(self._followers), [member])
        for results in self.polls.results(drives=drives):
            self._tell(results, [member])
        if drives and self.polls.past:
            self._tell(self.polls.past_letter, [member])

    def _set_pacing(self, command: SetPacing) -> None:
        window = command.window
        if window and window[0] > window[1]:
            raise BadInput("window.1", window[1], window[0], "too_small")
        self.pacing, self.window = command.pacing, window

    def _revoke(self, link: str) -> None:
        if link not in self.links:
            raise BadInput("link", link, list(self.links), "unknown_name")
        del self.links[link]
        for member in self.members.values():
            if member.link == link:
                member.link = None
                self._admit(member, "follow")
                self._tell(Links([]), [member])
        self._tell_links()

    def _tell_links(self) -> None:
        """Tell those who drive which links there are, and how many came by each."""
        if not self.is_open:
            return
        here = Counter(member.link for member in self.members.values())
        links = [Link(link, role, self.key(link), here[link]) for link, role in self.links.items()]
        self._tell(Links(links), self._driving)

    @property
    def _driving(self) -> list[Member]:
        return [member for member in self.members.values() if member.role == "drive"]

    @property
    def _followers(self) -> int:
        return sum(member.role == "follow" for member in self.members.values())

    def _tell_poll(self) -> None:
        """Tell everybody of the poll, and of its results who may know them."""
        polls, members = self.polls, list(self.members.values())
        polls.has_news = False
        self._tell(polls.letter(self._followers), members)
        for results in polls.results(drives=True):
            self._tell(results, members if polls.is_revealed else self._driving)
        if polls.running is None:
            self._tell(polls.past_letter, self._driving)

    def _tell(self, letter: Letter, members: Iterable[Member]) -> None:
        told = parcel(letter)
        for member in members:
            member.outbox.put(told)


def not_allowed(command: AnyCommand, role: Role = "drive") -> BadInput:
    """Refuse what only members of one role may ask."""
    return BadInput("type", tag_of(command), [role], "not_allowed")
