"""Every command a viewer may send, and the one place where what comes in is checked."""

from itertools import pairwise
from typing import Annotated, Literal, TypeAlias, get_args

from msgspec import UNSET, Meta, Struct, UnsetType

from ..engine import BadInput, Spec
from ..engine.edits import MOST_INDEX, Edit, Parameter
from ..engine.spec import Features
from .branches import BranchCommand
from .command import Command
from .epochs import Epochs
from .making import MOST_LISTED, RowsBy
from .stops import MOST_STOPS, Condition, Conditions, Quantity

MOST_MESSAGE_BYTES = 65_536
MOST_STEPS = 1_000_000
MOST_EPOCHS = 1_000_000
"""No run goes further."""
MOST_EDITS = 500
"""How often a run may be changed on the way: so many weights set by hand still fit into one message."""
SLOWEST, USUAL_SPEED, FASTEST = 0.05, 2.0, 100_000.0
"""Units a second."""

MOST_NEIGHBOURS = 16

Uploaded = Annotated[str, Meta(max_length=64)]
Unit: TypeAlias = Literal["propagation", "mini-batch", "epoch"]
UNITS: tuple[Unit, ...] = ("propagation", "mini-batch", "epoch")


class Configure(Command, frozen=True, tag="configure"):
    """Start the run of this specification; go on with it where all that is new can change on the way.

    The catalogue's ``changeable`` names what can. It changes from the step where the run stands on, and what
    cannot change within a mini-batch, from the beginning of the one under way, which is then made again.
    """

    spec: Spec = Spec()
    uploaded: Uploaded | None = None
    """The name of an upload that holds the specification instead: ``POST /spec``."""


class Loop(Struct, frozen=True, forbid_unknown_fields=True):
    """Two steps between which play goes round: from ``last`` on to ``first``, or back the other way."""

    first: Annotated[int, Meta(ge=0, le=MOST_INDEX)]
    last: Annotated[int, Meta(ge=1, le=MOST_INDEX)]


class Play(Command, frozen=True, tag="play"):
    """Play at the set speed, until paused, or an epoch, or an accuracy (0 … 1) of training and test rows."""

    until_epoch: Annotated[int, Meta(ge=1, le=MOST_EPOCHS)] | None = None
    until_accuracy: Annotated[float, Meta(gt=0.0, le=1.0)] | None = None
    backward: bool = False
    """Whether towards the start, through what is recorded: until paused, or there."""


class Pause(Command, frozen=True, tag="pause"):
    """Stand still."""


class Step(Command, frozen=True, tag="step"):
    """Go ``count`` units on, or back when negative."""

    count: Annotated[int, Meta(ge=-MOST_STEPS, le=MOST_STEPS)] = 1
    unit: Unit = "propagation"


class Seek(Command, frozen=True, tag="seek"):
    """Stand at a recorded step: the number of propagations made."""

    index: Annotated[int, Meta(ge=0, le=MOST_INDEX)]


class Restore(Command, frozen=True, tag="restore"):
    """Stand at step ``index`` of the run that a specification and its edits make, and play on if ``playing``.

    Where the room is in that run already, what is recorded of it stays. With ``if_unused`` nothing is done
    in a room that anybody has asked for anything: of many pages that come back to it, one restores it.
    """

    spec: Spec = Spec()
    edits: Annotated[tuple[Edit, ...], Meta(max_length=MOST_EDITS)] = ()
    index: Annotated[int, Meta(ge=0, le=MOST_INDEX)] = 0
    playing: bool = False
    speed: Annotated[float, Meta(ge=SLOWEST, le=FASTEST)] | None = USUAL_SPEED
    unit: Unit = "propagation"
    until_epoch: Annotated[int, Meta(ge=1, le=MOST_EPOCHS)] | None = None
    until_accuracy: Annotated[float, Meta(gt=0.0, le=1.0)] | None = None
    stops: Annotated[tuple[Condition, ...], Meta(max_length=MOST_STOPS)] = ()
    backward: bool = False
    loop: Loop | None = None
    if_unused: bool = False
    uploaded: Uploaded | None = None

    def __post_init__(self) -> None:
        for number, (before, edit) in enumerate(pairwise(self.edits), start=1):
            if edit.index < before.index:
                raise BadInput(f"edits.{number}.index", edit.index, before.index, "too_small")


class Replay(Command, frozen=True, tag="replay"):
    """Stand in a recording's run where it stood, with all that is recorded of it."""

    uploaded: Uploaded
    """The name of an upload that holds it: ``POST /recordings``."""


class SetSpeed(Command, frozen=True, tag="set_speed"):
    """Set how fast ``play`` goes; what is left out stays, so that two may change one each."""

    speed: Annotated[float, Meta(ge=SLOWEST, le=FASTEST)] | UnsetType | None = UNSET
    """Units a second; null is as fast as it goes."""
    unit: Unit | UnsetType = UNSET


class SetLoop(Command, frozen=True, tag="set_loop"):
    """Have play go round between two steps, trained as far as the last where need be; null is straight on."""

    loop: Loop | None = None


class SetParameter(Command, frozen=True, tag="set_parameter"):
    """Set a weight or a bias by hand before the mini-batch under way, which is made again with it."""

    parameter: Parameter
    goes_on: bool = False
    """Whether it is one movement with the same parameter's last one, which ``undo`` takes back as a whole."""


class Probe(Command, frozen=True, tag="probe"):
    """Send a sample of one's own through the network as it stands; ``probed`` answers, nothing changes."""

    values: Features
    """What a row of the data holds, in its own units; of points on the plane both coordinates."""
    neighbours: Annotated[int, Meta(ge=0, le=MOST_NEIGHBOURS)] = 0
    """How many of the training rows most like it are told."""


class Weigh(Command, frozen=True, tag="weigh"):
    """Sum up the numbers of the step where the run stands; ``weighed`` answers, nothing changes."""


class Search(Command, frozen=True, tag="search"):
    """Go to the next step at which one of some conditions has become true, or back to the last such.

    Until that is found the run stands where it does, and any command that moves it ends the search there.
    Forwards it is trained on to where need be; where nothing is found it stays. ``playback`` tells how far
    it is, and why it stopped. What is true where the run starts has become true there.
    """

    conditions: Conditions
    backward: bool = False
    holds: bool = False
    """Whether any step will do that makes a number of which one is true."""


class Find(Command, frozen=True, tag="find"):
    """Find all places from one recorded step to another where conditions have become true.

    ``found`` answers, and nothing changes; where the run is changed meanwhile, it says how far it came.
    """

    conditions: Conditions
    first: Annotated[int, Meta(ge=0, le=MOST_INDEX)] = 0
    last: Annotated[int, Meta(ge=0, le=MOST_INDEX)] | None = None
    """The last step that is recorded, unless given."""


class TraceNumber(Command, frozen=True, tag="trace_number"):
    """Find out what made a number of the run as it stands, and where on its way it changed.

    ``number_traced`` answers, and nothing changes; where the run is changed meanwhile, it says how far it
    came.
    """

    quantity: Quantity


class ListRows(Command, frozen=True, tag="list_rows"):
    """List the rows of the mini-batch on screen, those of the largest loss or output delta first.

    ``rows_listed`` answers with at most so many, and nothing changes.
    """

    by: RowsBy = "loss"
    most: Annotated[int, Meta(ge=1, le=MOST_LISTED)] = MOST_LISTED


class FindParting(Command, frozen=True, tag="find_parting"):
    """Find the first step at which any number of this run differs from those of another run.

    ``parted`` answers, and nothing changes; where this run is changed meanwhile, it says how far it came.
    """

    spec: Spec = Spec()
    edits: Annotated[tuple[Edit, ...], Meta(max_length=MOST_EDITS)] = ()
    """The other run's."""
    last: Annotated[int, Meta(ge=0, le=MOST_INDEX)] | None = None
    """Look no further than to this step, recorded or not: to the last that is recorded, unless given."""
    uploaded: Uploaded | None = None


class ShowEpochs(Command, frozen=True, tag="show_epochs"):
    """Show recorded epochs as they were; ``epochs_shown`` answers, and nothing changes."""

    wanted: Epochs
    pictured: bool = False
    """Whether each with a picture."""


LookCommand: TypeAlias = Find | TraceNumber | ListRows | FindParting | ShowEpochs
"""What only looks into the run, and is answered once all is looked at."""
LookName: TypeAlias = Literal["find", "trace_number", "list_rows", "find_parting", "show_epochs"]
LOOKS: tuple[LookName, ...] = get_args(LookName)


class Cancel(Command, frozen=True, tag="cancel"):
    """Look no further for what this viewer has asked for by such commands: it is told as far as it came."""

    what: LookName


class SetStops(Command, frozen=True, tag="set_stops"):
    """Have play stop wherever one of these conditions becomes true, and backwards, too."""

    stops: Annotated[tuple[Condition, ...], Meta(max_length=MOST_STOPS)] = ()


class Undo(Command, frozen=True, tag="undo"):
    """Be on the line without what was changed last, at this very step; what was changed is kept for ``redo``.

    Of a run restored, what is last in the order of steps was changed last.
    """


class Redo(Command, frozen=True, tag="redo"):
    """Be on the line that ``undo`` left, at this very step."""


class Reset(Command, frozen=True, tag="reset"):
    """Forget what was trained and stand at the same start again."""


RunCommand: TypeAlias = (
    Configure
    | Play
    | Pause
    | Step
    | Seek
    | SetSpeed
    | SetLoop
    | SetParameter
    | Probe
    | Weigh
    | Search
    | LookCommand
    | Cancel
    | SetStops
    | Undo
    | Redo
    | Reset
    | Restore
    | Replay
    | BranchCommand
)
