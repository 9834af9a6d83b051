"""What tests say to a session and hear from it."""

from collections.abc import Sequence

from app.playback.asking import Answer, Told
from app.playback.session import Session
from app.protocol import Done, Frame

STEPS_PER_BATCH = 11
STEPS_PER_EPOCH = 275
SLICE = 5000


def kinds(messages: Sequence[Told]) -> list[str]:
    return [message.kind if isinstance(message, Frame) else type(message).__name__ for message in messages]


def the(kind: type, messages: Sequence[Told]):
    (found,) = [message for message in messages if isinstance(message, kind)]
    return found


def finished(session: Session, most: int = SLICE) -> list[Told]:
    """Let a journey under way come to its end."""
    messages = []
    while session.active:
        messages += session.tick(0.01, most)
    return messages


def done(command_id: int, index: int) -> Answer:
    """What a session says when nobody in particular has asked."""
    return Answer(Done(command_id, index))
