"""Predicting together: what a class is asked, what it may answer, and the letters that tell of it."""

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from .command import Command
from .marks import Mark

MOST_QUESTION = 200
"""Letters of a teacher's own question."""
MOST_OPTION = 60
"""Letters of each of its options."""
FEWEST_OPTIONS, MOST_OPTIONS = 2, 5
CLOSE_TO_ZERO = 0.1
"""A delta within this is close to zero."""

PollKind: TypeAlias = Literal["delta_sign", "moves_most", "up_or_down", "bigger", "loss_falls", "free"]
POLL_KINDS: tuple[PollKind, ...] = (
    "delta_sign",
    "moves_most",
    "up_or_down",
    "bigger",
    "loss_falls",
    "free",
)
LossOf: TypeAlias = Literal["mini-batch", "epoch"]
"""The mini-batch's loss after its update, or the test loss after the epoch."""
LOSSES_OF: tuple[LossOf, ...] = ("mini-batch", "epoch")


class PollQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be predicted. What may be answered follows from it.

    ``delta_sign``: negative, close to zero, positive. ``moves_most``: one of the ``marks``. ``up_or_down``:
    up, down, not at all. ``bigger``: the first of the ``marks``, the second, they are the same.
    ``loss_falls``: it falls, it does not. ``free``: one of the ``options``.
    """

    kind: PollKind
    marks: Annotated[tuple[Mark, ...], Meta(max_length=MOST_OPTIONS)] = ()
    """One neuron (``delta_sign``), two (``bigger``), one weight (``up_or_down``), 2 to 5 (``moves_most``)."""
    sample: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    """Which row of the mini-batch is asked about, of ``delta_sign`` and ``bigger``."""
    of: LossOf = "mini-batch"
    """Which loss ``loss_falls`` asks about; where there are no test rows the epoch's is that of training."""
    text: Annotated[str, Meta(max_length=MOST_QUESTION)] = ""
    """The question, of ``free``."""
    options: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=MOST_OPTION)], ...], Meta(max_length=MOST_OPTIONS)
    ] = ()
    """What may be answered to it, of ``free``."""


class StartPoll(Command, frozen=True, tag="start_poll"):
    """Ask the class; the run comes to rest, and stands still until the poll is revealed or ended."""

    question: PollQuestion


class AnswerPoll(Command, frozen=True, tag="answer"):
    """Answer the poll that is open, or answer it differently: one answer counts of every device."""

    poll: int
    choice: Annotated[int, Meta(ge=0, lt=MOST_OPTIONS)]
    device: Annotated[str, Meta(min_length=8, max_length=64)]
    """Drawn at random by the page and kept by it, so that who comes back is not counted twice."""
    round: int | None = None
    """The vote it is given to; without it, to whichever is on."""


class ClosePoll(Command, frozen=True, tag="close_poll"):
    """Take no more answers."""


class VoteAgain(Command, frozen=True, tag="vote_again"):
    """Ask the same once more, and keep what was answered before."""


class Reveal(Command, frozen=True, tag="reveal"):
    """Show everybody what was answered, and what is true."""


class EndPoll(Command, frozen=True, tag="end_poll"):
    """Put the poll away; its counts are kept as long as the class lasts."""


PollCommand: TypeAlias = StartPoll | AnswerPoll | ClosePoll | VoteAgain | Reveal | EndPoll


class Poll(Struct, frozen=True):
    """A poll as everybody may know it."""

    id: int
    question: PollQuestion
    choices: int
    """How many there are to choose from."""
    index: int
    """The step at which what is asked is known; where nothing is, that at which it was asked."""
    bound: float
    """Within which a delta is close to zero."""
    round: int
    """1 is the first vote."""
    open: bool
    """Whether answers are taken."""
    answered: int
    """By how many devices, in this round …"""
    people: int
    """… of how many who are here to answer."""
    revealed: bool
    hides: bool
    """Whether numbers are kept from who does not drive until it is revealed, and the run stands still."""


class PollLetter(Struct, frozen=True, tag_field="type", tag="poll"):
    """What the class is asked; null once it is put away."""

    poll: Poll | None


class Truth(Struct, frozen=True):
    """What came out."""

    choice: int
    """The answer that is right."""
    values: Sequence[float]
    """The delta; each weight's step; each neuron's activation; the loss before and after."""


class PollResults(Struct, frozen=True, tag_field="type", tag="poll_results"):
    """What was answered: for who drives at once, for everybody when it is revealed."""

    id: int
    rounds: Sequence[Sequence[int]]
    """How often each choice was taken, round by round."""
    truth: Truth | None
    """Absent of a free question."""


class PastPoll(Struct, frozen=True):
    """A poll that was put away."""

    id: int
    question: PollQuestion
    index: int
    revealed: bool
    rounds: Sequence[Sequence[int]]
    truth: Truth | None


class PastPolls(Struct, frozen=True, tag_field="type", tag="past_polls"):
    """All that were put away, for who drives."""

    polls: Sequence[PastPoll]


PollsLetter: TypeAlias = PollLetter | PollResults | PastPolls
