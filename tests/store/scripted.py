"""What a hub does until it is killed: commands that come to mind, each told before and when answered."""

import asyncio
import json
import os
import random
from hashlib import blake2b
from pathlib import Path

import msgspec

from app.playback.kept_branches import written
from app.playback.session import Session
from app.rooms.hub import Hub
from tests.store.restarting import Asker, asking, hub_at, seen

_RATES = (0.01, 0.03, 0.1, 0.3)


def do_anything(path: Path, name: str, seed: int) -> None:
    """Bring a room back, tell what it is worth, and have things done in it for ever."""

    async def work() -> None:
        hub = hub_at(path)
        with hub.running(), asking(hub, name) as somebody:
            value, recorded, core = await seen(hub, somebody.room)
            told = as_kept(somebody.room.session)
            tell(value=msgspec.to_builtins(value), recorded=recorded, digest=_digest(core), **told)
            await go_on(hub, somebody, random.Random(seed))

    asyncio.run(work())


async def go_on(hub: Hub, somebody: Asker, chance: random.Random) -> None:
    """Ask for one thing after another."""
    while True:
        kind, fields = any_command(somebody.room.session, chance)
        tell(asked={"type": kind, "id": 1, **fields})
        answer = await somebody.ask(kind, **fields)
        tell(**answer)


def any_command(session: Session, chance: random.Random) -> tuple[str, dict]:
    """Think of something; while it plays only of what can be told again without knowing how far it was."""
    here = session.restoring()
    if here.playing:
        return chance.choice([("pause", {}), ("set_speed", {"speed": chance.choice([None, 200.0])})])
    spec = msgspec.to_builtins(session.timeline.spec_here)
    spec["optimizer"]["learning_rate"] = chance.choice(_RATES)
    parameter = {"layer": 1, "unit_in": 0, "unit_out": 0, "value": chance.uniform(-1, 1)}
    unit = chance.choice(["propagation", "mini-batch", "epoch"])
    return chance.choice(
        [
            ("step", {"count": chance.randint(1, 9), "unit": unit}),
            ("step", {"count": -chance.randint(1, 9), "unit": unit}),
            ("seek", {"index": chance.randint(0, session.timeline.recorded)}),
            ("set_speed", {"speed": chance.choice([None, 0.5, 200.0]), "unit": unit}),
            ("configure", {"spec": spec}),
            ("set_parameter", {"parameter": parameter}),
            ("undo", {}),
            ("redo", {}),
            ("branch", {"name": chance.choice([None, "another"])}),
            ("branch", {"without": chance.randint(1, 2)}),
            ("rename_branch", {"branch": chance.randint(1, 3), "name": chance.choice(["one", "other"])}),
            ("go_to_branch", {"branch": chance.randint(1, 3)}),
            ("delete_branch", {"branch": chance.randint(2, 4)}),
            ("undelete_branch", {}),
            ("reset", {}),
            ("play", {"until_epoch": chance.randint(1, 400)}),
        ]
    )


def tell(**what: object) -> None:
    """Write a line whole: whoever reads it may kill us at any time."""
    os.write(1, f"{json.dumps(what)}\n".encode())


def as_kept(session: Session) -> dict:
    """Give its branches, and what can be made again of the one that is followed, as they are kept."""
    taken_back = session.branches.current.changes.taken_back
    kept = {"tree": written(session.branches), "taken_back": taken_back}
    return msgspec.json.decode(msgspec.json.encode(kept))


def _digest(core: bytes) -> str:
    return blake2b(core, digest_size=16).hexdigest()
