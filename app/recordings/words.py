"""What came of computing a recording again, told; and how one is played."""

import msgspec

from ..engine import Position
from ..engine.steps import Phase
from .computing import Difference, Verdict, verify
from .fingerprint import fingerprint
from .recording import Recording

MOST_COMPUTED = 200_000
"""Steps: so many are computed again in seconds, before one is played that comes from elsewhere."""
_WHAT = {
    "arrays": "it makes other numbers",
    "parameters": "parameters or the optimizer's memory are others",
    "losses": "losses of the epoch that ends there are others",
    "end": "its numbers are no longer finite",
}
_PHASES: dict[Phase, str] = {
    "start": "the start",
    "input": "input",
    "forward": "forward through layer {}",
    "loss": "loss",
    "backward": "backward through layer {}",
    "update": "update of layer {}",
}


def verdict_in_words(verdict: Verdict, recording: Recording) -> str:
    """Say it in lines; what is different of the machines, where anything is, comes last."""
    return "\n".join([_outcome(verdict), _compared(verdict, recording), *_machines(recording)])


def verdict_in_json(verdict: Verdict, recording: Recording) -> str:
    """Say it as one JSON object."""
    first = verdict.first
    told = {
        "same": first is None,
        "first": None if first is None else msgspec.to_builtins(first),
        "compared": {
            "steps": verdict.steps,
            "marks": verdict.marks,
            "keyframes": verdict.keyframes,
            "epochs": verdict.epochs,
        },
        "made_on": recording.made_on,
        "computed_on": fingerprint(),
    }
    return msgspec.json.encode(told).decode()


def _outcome(verdict: Verdict) -> str:
    if verdict.first is None:
        return f"the same, bit for bit, in all {verdict.steps} steps"
    return f"differs first at {_place(verdict.first)}"


def _place(first: Difference) -> str:
    index = first.position.index
    more = "" if first.most is None else f", by {first.most:.3g} at most"
    told = f"step {index} ({place_in_words(first.position)}): {_WHAT[first.what]}{more}"
    between = index - first.same - 1
    if between > 0:
        told += f"; the {between} steps before it left nothing to compare"
    return told


def place_in_words(at: Position) -> str:
    """Name a step: *epoch 3, mini-batch 5, update of layer 1*."""
    phase = _PHASES[at.phase].format(at.layer)
    return phase if at.index == 0 else f"epoch {at.epoch}, mini-batch {at.batch + 1}, {phase}"


def _compared(verdict: Verdict, recording: Recording) -> str:
    marks = f"{verdict.marks} of {len(recording.marks)} steps by a hash of what they made"
    run = recording.run
    keyframes = f"{verdict.keyframes} of {len(run.keyframes)} keyframes"
    return f"compared: {marks}, {keyframes}, losses of {verdict.epochs} of {len(run.points)} epochs"


def _machines(recording: Recording) -> list[str]:
    differences = fingerprint().differences(recording.made_on)
    if not differences:
        return []
    parts = (f"{name} {there}, here {here}" for name, (here, there) in differences.items())
    return [f"recorded with {'; '.join(parts)}"]


def how_played(recording: Recording) -> list[str]:
    """Say what of it is played as it was recorded, and what is computed here."""
    keyframes = f"parameters of {len(recording.run.keyframes)} steps are recorded"
    machines = _machines(recording)
    if not machines:
        return [f"{keyframes}, and what lies between is computed again: on a machine like this, bit for bit"]
    steps = recording.run.recorded
    if steps > MOST_COMPUTED:
        found = f"propscope verify tells whether the {steps} steps are the same here"
    else:
        found = _found(verify(recording).first)
    return [
        *machines,
        f"{found}: {keyframes} and played as they are, what lies between is computed from them",
    ]


def _found(first: Difference | None) -> str:
    if first is None:
        return "computed here it is the same, bit for bit"
    return f"computed here it differs first at step {first.position.index}"
