"""The polls of a class: who may answer what and when, and how often each answer was given.

Of who answered only a hash of the device's token is kept, salted for this poll alone, until it is put away.
"""

import secrets
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from msgspec import Struct

from ..engine import BadInput
from ..playback.hiding import Hidden
from ..playback.predicting import Prediction
from ..protocol import (
    CLOSE_TO_ZERO,
    AnswerPoll,
    ClosePoll,
    EndPoll,
    PastPoll,
    PastPolls,
    Poll,
    PollLetter,
    PollQuestion,
    PollResults,
    Reveal,
    StartPoll,
    Truth,
    VoteAgain,
    tag_of,
)

MOST_PAST = 100
"""Polls put away whose counts are kept."""
MOST_ROUNDS = 8
MOST_ANSWERS = 20_000
"""Devices that count in one round."""
_SALT_BYTES, _HASH_BYTES = 16, 16


class KeptPoll(Struct, frozen=True):
    """A poll written down, but for what is hidden for it."""

    id: int
    question: PollQuestion
    index: int
    choices: int
    truth: Truth | None
    open: bool
    revealed: bool
    rounds: list[dict[bytes, int]]
    salt: bytes

    @property
    def hides(self) -> bool:
        """Whether what is true must not be known yet."""
        return _hides(self.truth, self.revealed)


class KeptPolls(Struct, frozen=True):
    """The polls of a class written down."""

    running: KeptPoll | None
    past: list[PastPoll]
    begun: int


@dataclass(eq=False)
class Running:
    """A poll from its start until it is put away."""

    id: int
    question: PollQuestion
    prediction: Prediction
    open: bool = True
    revealed: bool = False
    rounds: list[dict[bytes, int]] = field(default_factory=lambda: [{}])
    """What each device answered last, by its hash."""
    _salt: bytes = field(default_factory=lambda: secrets.token_bytes(_SALT_BYTES))
    _devices: dict[object, bytes] = field(default_factory=dict)
    """By viewer: whoever says to be another device on the same line is still the same."""

    @property
    def hides(self) -> bool:
        """Whether what is true must not be known yet."""
        return _hides(self.prediction.truth, self.revealed)

    def kept(self) -> KeptPoll:
        """Write it down."""
        known = self.prediction
        return KeptPoll(
            self.id,
            self.question,
            known.index,
            known.choices,
            known.truth,
            self.open,
            self.revealed,
            self.rounds,
            self._salt,
        )

    @staticmethod
    def of(kept: KeptPoll, hidden: Hidden) -> "Running":
        """Go on with one that was written down."""
        known = Prediction(kept.index, kept.choices, kept.truth, hidden)
        return Running(kept.id, kept.question, known, kept.open, kept.revealed, kept.rounds, kept.salt)

    @property
    def counts(self) -> list[list[int]]:
        """How often each choice was taken, round by round."""
        choices = range(self.prediction.choices)
        taken = [Counter(answers.values()) for answers in self.rounds]
        return [[counter[choice] for choice in choices] for counter in taken]

    def answer(self, viewer: object, command: AnswerPoll) -> None:
        """Count an answer in place of the device's last; raise ``BadInput`` where none is taken."""
        if command.poll != self.id or not self.open:
            raise BadInput("poll", command.poll, None, "poll_closed")
        if command.round not in (None, len(self.rounds)):
            raise BadInput("round", command.round, len(self.rounds), "poll_closed")
        if command.choice >= self.prediction.choices:
            raise BadInput("choice", command.choice, self.prediction.choices - 1, "too_large")
        hashed = blake2b(command.device.encode(), key=self._salt, digest_size=_HASH_BYTES).digest()
        device, answers = self._devices.setdefault(viewer, hashed), self.rounds[-1]
        if device not in answers and len(answers) >= MOST_ANSWERS:
            raise BadInput("poll", command.poll, {"answers": MOST_ANSWERS}, "full")
        answers[device] = command.choice

    def vote_again(self) -> None:
        """Begin another round."""
        if self.revealed:
            raise BadInput("type", "vote_again", None, "poll_closed")
        if len(self.rounds) >= MOST_ROUNDS:
            raise BadInput("type", "vote_again", {"rounds": MOST_ROUNDS}, "full")
        self.rounds.append({})
        self.open = True

    def past(self) -> PastPoll:
        """Keep the counts alone."""
        truth = self.prediction.truth
        return PastPoll(self.id, self.question, self.prediction.index, self.revealed, self.counts, truth)


class Polls:
    """The poll that is running, if one is, and the counts of those before."""

    def __init__(self) -> None:
        self.running: Running | None = None
        self.past: deque[PastPoll] = deque(maxlen=MOST_PAST)
        self.has_news = False
        """Whether there are answers that nobody was told of."""
        self._expected = False
        """Whether one is about to begin: what is true is still being found out."""
        self._begun = 0

    @property
    def stand_still(self) -> bool:
        """Whether the run must, because it would tell what is to be predicted."""
        return self._expected or (self.running is not None and self.running.hides)

    @property
    def is_revealed(self) -> bool:
        """Whether everybody may know the results."""
        return self.running is not None and self.running.revealed

    @property
    def all(self) -> list[PastPoll]:
        """Give the counts of those that were put away, and of the one that is running."""
        return [*self.past, *([self.running.past()] if self.running else [])]

    @property
    def past_letter(self) -> PastPolls:
        """Tell of those that were put away."""
        return PastPolls(list(self.past))

    def letter(self, people: int) -> PollLetter:
        """Tell of the one that is running; ``people`` are here to answer."""
        poll = self.running
        if poll is None:
            return PollLetter(None)
        answered = len(poll.rounds[-1])
        return PollLetter(
            Poll(
                id=poll.id,
                question=poll.question,
                choices=poll.prediction.choices,
                index=poll.prediction.index,
                bound=CLOSE_TO_ZERO,
                round=len(poll.rounds),
                open=poll.open,
                answered=answered,
                people=max(people, answered),
                revealed=poll.revealed,
                hides=poll.hides,
            )
        )

    def results(self, *, drives: bool) -> Iterator[PollResults]:
        """Tell what was answered to somebody who may know it, if there is anything to tell."""
        poll = self.running
        if poll and (drives or poll.revealed):
            yield PollResults(poll.id, poll.counts, poll.prediction.truth)

    def expect(self, command: StartPoll) -> None:
        """Wait for what is true of a poll; raise ``BadInput`` while another one is on."""
        if self._expected or (self.running and not self.running.revealed):
            raise BadInput("type", "start_poll", None, "poll_on")
        assert command.question, "asked for something"
        self._expected = True

    def expect_no_more(self) -> None:
        """Know that the poll expected does not come."""
        self._expected = False

    def kept(self) -> KeptPolls:
        """Write them down."""
        return KeptPolls(self.running.kept() if self.running else None, list(self.past), self._begun)

    def expect_again(self) -> None:
        """Wait for one that ran in another process."""
        self._expected = True

    def bring_back(self, kept: KeptPolls, hidden: Hidden | None) -> None:
        """Go on with those that were written down; one of which nothing can be hidden is put away."""
        self._expected = False
        self.past.extend(kept.past)
        self._begun = kept.begun
        self.running = Running.of(kept.running, hidden or Hidden({})) if kept.running else None
        if hidden is None:
            self._put_away()

    def begin(self, question: PollQuestion, prediction: Prediction) -> None:
        """Take answers; a poll that was revealed is put away."""
        self._put_away()
        self._expected = False
        self._begun += 1
        self.running = Running(self._begun, question, prediction)

    def answer(self, viewer: object, command: AnswerPoll) -> None:
        """Count an answer; raise ``BadInput`` where none is taken."""
        if self.running is None:
            raise BadInput("poll", command.poll, None, "poll_closed")
        self.running.answer(viewer, command)
        self.has_news = True

    def obey(self, command: ClosePoll | VoteAgain | Reveal | EndPoll) -> None:
        """Lead the poll on; raise ``BadInput`` where none is running."""
        if self.running is None:
            raise BadInput("type", tag_of(command), None, "poll_closed")
        match command:
            case ClosePoll():
                self.running.open = False
            case VoteAgain():
                self.running.vote_again()
            case Reveal():
                self.running.open, self.running.revealed = False, True
            case EndPoll():
                self._put_away()

    def _put_away(self) -> None:
        if self.running:
            self.past.append(self.running.past())
        self.running = None


def _hides(truth: Truth | None, revealed: bool) -> bool:
    return truth is not None and not revealed
