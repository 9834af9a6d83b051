"""Every letter: the text messages that go to viewers, as JSON. They carry absolute values."""

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, TypeAlias

from msgspec import Meta, Struct

from ..data import Lesson, Way
from ..engine import BadInput, Code, Spec
from ..engine.edits import Edit
from .branches import BranchLetter, BranchValue
from .classroom import RoomLetter
from .commands import Loop, Unit
from .decoding import id_of
from .epochs import EpochsShown
from .forks import ForkLetter
from .layouts import Layout
from .making import ListedRow, Making
from .points import HistoryPoint
from .stops import Condition, Hit, Milestones, Moment, Searching, Stopped
from .sweeps import SweepLetter

SUBPROTOCOL: Final = "propscope.v4"
GREETING: Final = "propscope"
"""A subprotocol of every version: nothing comes but a welcome, which names the version spoken here."""


class Welcome(Struct, frozen=True, tag_field="type", tag="welcome"):
    """The first letter of a line."""

    room: str
    """Empty where nothing but this welcome comes: whoever is there speaks another version."""
    protocol: Literal["propscope.v4"] = SUBPROTOCOL


class LayerInfo(Struct, frozen=True, omit_defaults=True):
    """One layer of the network."""

    units: int
    """How many neurons."""
    names: Sequence[str]
    """One name a neuron: inputs and outputs carry the data's names, hidden neurons h1, h2, …"""
    activation: str | None = None
    """Absent for the input layer."""


class Points(Struct, frozen=True):
    """The rows of each half: [x1, x2, target] on a plane, [x, target] of a single input, else none."""

    train: list[list[float]]
    test: list[list[float]]


class Said(Struct, frozen=True):
    """What rows say, where data were made of that: ``said/KIND.json`` has it for every row of the data."""

    way: Way
    train: list[int]
    """The row of the data that each training row is …"""
    test: list[int]
    """… and each test row."""


class Sayings(Struct, frozen=True):
    """What ``said/KIND.json`` has."""

    texts: tuple[str, ...]
    """One for each row of the data."""
    unread: Sequence[str]
    """Words of sentences that are passed over, capitals apart."""


class Run(Struct, frozen=True, tag_field="type", tag="run"):
    """What is being trained: comes on joining, and whenever another run begins."""

    id: int
    """Changes with every run begun: what is known of another run means nothing for this one."""
    spec: Annotated[dict[str, Any], Meta(extra_json_schema={"$ref": Spec.__name__})]
    """What it began with."""
    digest: str
    """The same for every spec that asks for the same run."""
    edits: list[Edit]
    """What is changed on the way, in the order of steps: behind where it stands, and ahead."""
    layers: list[LayerInfo]
    """The inputs first."""
    output_activations: list[str]
    """Those that the output can have as the run goes on, its own among them: any other begins another run."""
    task: Literal["classification", "regression"]
    classes: tuple[str, ...]
    """Empty for regression."""
    threshold: float
    """Of a single output that tells two classes apart: above it is the second."""
    steps_per_batch: int
    """3L + 2."""
    batches_per_epoch: int
    train_rows: int
    test_rows: int
    parameters: int
    plane: tuple[float, float] | None
    """Lowest and highest value of both inputs where the data are points of a plane, or have two inputs."""
    axes: tuple[str, ...]
    """What both coordinates are called; empty where there is no plane."""
    over_plane: list[Annotated[list[Any], Meta(extra_json_schema={"$ref": "Lines"})]]
    """Each input as formulas of ``x1`` and ``x2``, itself the last; empty where there is no plane."""
    interval: tuple[float, float] | None
    """Lowest and highest value of the only input, where there is just one."""
    image: tuple[int, int] | None
    """Rows and columns of an image where the inputs are its pixels."""
    mean: list[float]
    """What the data hold is input × deviation + mean, input by input."""
    deviation: list[float]
    """1, and the mean 0, where inputs are not standardised."""
    target_mean: list[float]
    """What a target is in the data is target × deviation + mean, output by output …"""
    target_deviation: list[float]
    """… which are 0 and 1 where targets are not standardised."""
    lessons: list[Lesson]
    """What it cannot learn, as far as its specification, as its edits leave it, and its rows tell."""
    points: Points
    said: Said | None


class Edited(Struct, frozen=True, tag_field="type", tag="edited"):
    """What is changed on the way is another than the run's own letter, or the last such, said."""

    edits: list[Edit]
    lessons: list[Lesson]


class Diverged(Struct, frozen=True):
    """Where the first non-finite value would have been made."""

    tensor: str
    layer: int
    index: int
    """The step that would have made it."""
    message: str


class Playback(Struct, frozen=True, tag_field="type", tag="playback"):
    """How the run is driven; where it stands is told by frames."""

    playing: bool
    busy: bool
    """A long step or journey is under way."""
    speed: float | None
    """Units a second; null is as fast as it goes."""
    unit: Unit
    until_epoch: int | None
    """Play stops at this many epochs …"""
    until_accuracy: float | None
    """… or at this accuracy (0 … 1) of training and test rows."""
    diverged: Diverged | None
    visited: HistoryPoint | None
    """The epoch last stood at, evaluated then: one a long run's history leaves out, or an edit changes."""
    searching: Searching | None
    stopped: Stopped | None
    loop: Loop | None
    """Between which steps play goes round."""
    stops: Sequence[Condition] = ()
    """Where play stops: wherever one of these becomes true."""
    can_undo: bool = False
    can_redo: bool = False
    backward: bool = False
    """Whether it plays, or played last, towards the start."""
    differs: int | None = None
    """The first step known at which a run that was made again has other numbers than it had before."""


class HistoryLetter(Struct, frozen=True, tag_field="type", tag="history"):
    """Keep the first ``keep`` points, then append these."""

    keep: int
    points: list[HistoryPoint]


class Done(Struct, frozen=True, tag_field="type", tag="done"):
    """A command was obeyed."""

    id: int
    index: int


class Passed(Struct, frozen=True):
    """What a layer makes of one sample."""

    z: list[float]
    """One number a unit: the pre-activations …"""
    a: list[float]
    """… and the activations."""


class Neighbour(Struct, frozen=True):
    """A training row that is like a sample of one's own."""

    row: int
    """Which of the training rows it is, from 0."""
    distance: float
    """The root of all inputs' squared differences: of an image in pixels, else as the network is fed them."""
    values: list[float]
    """What the data hold of each input."""
    target: list[float]
    """One number an output."""


class Probed(Struct, frozen=True, tag_field="type", tag="probed"):
    """What the network makes of a sample of one's own, with the parameters it has at this step."""

    id: int
    index: int
    inputs: list[float]
    """What it is fed, one number an input."""
    layers: list[Passed]
    """Its layers' answers, the first hidden layer's first."""
    neighbours: list[Neighbour]
    """The training rows most like it, the nearest first."""


class Weighed(Struct, frozen=True, tag_field="type", tag="weighed"):
    """What the numbers of a step come to, so that two servers can tell whether theirs are the same."""

    id: int
    index: int
    """Where the run stood."""
    sum: str
    """Of its parameters and of what its pass has made so far, to the last bit: 8 letters of base64url."""


class Places(Struct, frozen=True):
    """Where a condition became true."""

    count: int
    hits: list[Hit]
    """The first of them."""


class Found(Struct, frozen=True, tag_field="type", tag="found"):
    """All places where conditions became true, one list a condition."""

    id: int
    first: int
    last: int
    """They are of these steps: of all that was asked, unless the run was changed meanwhile."""
    places: list[Places]
    took_s: float
    """How long that took, others' turns among it."""


class NumberTraced(Struct, frozen=True, tag_field="type", tag="number_traced"):
    """What made a number, and where on its way it changed."""

    id: int
    index: int
    """Where the run stood."""
    last: int
    """It was looked at from the start up to this step: all that is recorded, unless the run was changed."""
    made: Moment | None
    """The step that made what it is here; none where nothing has made it yet."""
    making: Making | None
    """How that step made it; none where no step did: at the start, or where something was set by hand."""
    changed: Milestones
    largest: Milestones
    """Changes larger than all before them."""
    sign: Milestones
    """Where its sign became another."""
    dead: Milestones | None
    """Where the hidden neuron that it is of had become dead, as seen at the end of an epoch."""
    course: list[tuple[int, float]]
    """Steps and what they made it, spread over all that was looked at."""


class RowsListed(Struct, frozen=True, tag_field="type", tag="rows_listed"):
    """The rows of the mini-batch on screen."""

    id: int
    index: int
    """Where the run stood."""
    count: int
    """How many there are; told are the first by what was asked."""
    rows: list[ListedRow]


class Parted(Struct, frozen=True, tag_field="type", tag="parted"):
    """Where another run parts from this one."""

    id: int
    index: int | None
    """The step that made the first number in which they differ, 0 where they begin with others; none where
    they are the same as far as was looked."""
    epoch: int
    """The epoch, mini-batch, phase and layer of that step."""
    batch: int
    phase: str
    layer: int
    looked_at: int
    """Up to this step they are the same, number for number."""
    tensor: str | None
    """What differs first there; none where the networks have other shapes."""
    tensor_layer: int
    """Whose it is."""
    at: list[int]
    """Its place in the tensor; empty where one of the runs has no such number."""
    here: float | None
    there: float | None


FailureCode: TypeAlias = Code | Literal["internal", "replaced"]


class Failure(Struct, frozen=True, tag_field="type", tag="error"):
    """A command was refused, and why; nothing has changed."""

    id: int | None
    code: FailureCode
    field: str
    """A dotted path; empty for the whole command."""
    value: str
    """What stood there, quoted."""
    limit: Any
    """What would be taken, as the code has it: a number, names, or an object of such."""
    message: str
    """The same in English, for who has no words of its own for the code."""


class People(Struct, frozen=True, tag_field="type", tag="people"):
    """How many are watching, and in a class how many of them in which way."""

    count: int
    following: int = 0
    own: int = 0
    away: int = 0
    driving: int = 0
    presenting: int = 0


class Beat(Struct, frozen=True, tag_field="type", tag="beat"):
    """Nothing happened, and the line is alive."""


class SlowLine(Struct, frozen=True, tag_field="type", tag="slow_line"):
    """How many frames this one viewer's line was too slow for since the last beat; 0 when it no longer is."""

    left_out: int


Answered: TypeAlias = (
    Done | Probed | Weighed | Found | NumberTraced | RowsListed | Parted | EpochsShown | BranchValue | Failure
)
"""What answers a command to a run: to whoever gave it alone."""
Letter: TypeAlias = (
    Welcome
    | Run
    | Edited
    | Layout
    | Playback
    | HistoryLetter
    | Answered
    | People
    | Beat
    | SlowLine
    | RoomLetter
    | ForkLetter
    | SweepLetter
    | BranchLetter
)


def refusal(error: BadInput, message: str | bytes = b"", command_id: int | None = None) -> Failure:
    """Answer a command that cannot be taken; its ``id`` is read from the message where it has one."""
    command_id = id_of(message) if command_id is None else command_id
    return Failure(command_id, error.code, error.field, error.value, error.limit, str(error))
