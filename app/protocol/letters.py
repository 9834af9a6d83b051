"""Every letter: the text messages that go to viewers, as JSON. They carry absolute values."""

from typing import Any, TypeAlias

from msgspec import Struct

from ..engine import BadInput
from .commands import Unit, id_of

SUBPROTOCOL = "propscope.v1"


class Welcome(Struct, frozen=True, tag_field="type", tag="welcome"):
    """The first letter of a line."""

    room: str
    protocol: str = SUBPROTOCOL


class Run(Struct, frozen=True, tag_field="type", tag="run"):
    """What is being trained; see ``static/js/state/types.d.ts`` for the fields."""

    id: int
    spec: dict[str, Any]
    layers: list[dict[str, Any]]
    task: str
    classes: tuple[str, ...]
    threshold: float
    steps_per_batch: int
    batches_per_epoch: int
    train_rows: int
    test_rows: int
    parameters: int
    plane: tuple[float, float] | None
    line: tuple[float, float] | None
    image: tuple[int, int] | None
    mean: list[float]
    deviation: list[float]
    points: dict[str, list[list[float]]]


class Diverged(Struct, frozen=True):
    """Where the first non-finite value would have been made."""

    tensor: str
    layer: int
    index: int
    message: str


HistoryPoint: TypeAlias = tuple[int, float, float | None, float | None, float | None]
"""An epoch, its losses (train, test) and its accuracies (train, test)."""


class Playback(Struct, frozen=True, tag_field="type", tag="playback"):
    """How the run is driven; where it stands is told by frames."""

    playing: bool
    busy: bool
    rate: float | None
    unit: Unit
    until_epoch: int | None
    until_accuracy: float | None
    diverged: Diverged | None
    visited: HistoryPoint | None
    """Of the epochs that a long run's history leaves out, the one last stood at, evaluated then."""


class HistoryLetter(Struct, frozen=True, tag_field="type", tag="history"):
    """Keep the first ``keep`` points, then append these."""

    keep: int
    points: list[HistoryPoint]


class Done(Struct, frozen=True, tag_field="type", tag="done"):
    """A command was obeyed."""

    id: int
    index: int


class Failure(Struct, frozen=True, tag_field="type", tag="error"):
    """A command was refused, and why; nothing has changed."""

    id: int | None
    code: str
    field: str
    value: str
    bound: str
    message: str


class People(Struct, frozen=True, tag_field="type", tag="people"):
    """How many are watching."""

    count: int


class Beat(Struct, frozen=True, tag_field="type", tag="beat"):
    """Nothing happened, and the line is alive."""


Letter: TypeAlias = Welcome | Run | Playback | HistoryLetter | Done | Failure | People | Beat


def refusal(error: BadInput, message: str | bytes = b"", command_id: int | None = None) -> Failure:
    """Answer a command that cannot be taken; its ``id`` is read from the message where it has one."""
    command_id = id_of(message) if command_id is None else command_id
    return Failure(command_id, error.code, error.field, error.value, error.bound, str(error))
