"""Kills at random points: a hub that keeps its rooms does what comes to mind, is killed, and is begun again.

``python -m tests.store.kills 200`` says what became of it. Each hub is a process of its own, forked from one
that has everything imported, so that many are killed in little time. Whatever was told to be done must be
there again, to the last bit of the weights as a straight run has them; what was not answered may be or not.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

import msgspec

from app.engine import BadInput
from app.engine.edits import Edits
from app.playback.kept_branches import KeptBranches, Restoring
from app.playback.session import Session
from app.protocol import Restore, decode_command
from tests.patience import PATIENCE_S
from tests.store.scripted import as_kept, do_anything

MOST_ANSWERS = 12
"""Before a kill."""
LONGEST_LATER_S = 0.003
"""After an answer: to end anywhere in what is done next."""
_ROOM = "a"


@dataclass
class Figures:
    """What became of so many kills."""

    kills: int = 0
    answered: int = 0
    unanswered_kept: int = 0
    played: int = 0
    lost: list[str] = field(default_factory=list)
    longest_back_s: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.answered} commands answered, {len(self.lost)} lost; "
            f"{self.unanswered_kept} kept that were not answered yet, {self.played} in the midst of playing; "
            f"back within {self.longest_back_s:.2f} s"
        )


def killed(path: Path, kills: int, seed: int) -> Figures:
    """Kill so many hubs on one file, and compare each with what the one before had answered."""
    chance, figures, model = random.Random(seed), Figures(), Model()
    with _ancestor(path) as (say, hear):
        for number in range(kills + 1):
            say(f"begin {seed * 1_000_000 + number}")
            begun = time.perf_counter()
            found = json.loads(hear())
            figures.longest_back_s = max(figures.longest_back_s, time.perf_counter() - begun)
            if wrong := model.differs(found, figures):
                figures.lost.append(f"kill {number}: {wrong}")
            model.is_at(found)
            answers = chance.randint(0, MOST_ANSWERS) if number < kills else 0
            lines = [hear() for _ in range(2 * answers)]
            time.sleep(chance.uniform(0, LONGEST_LATER_S))  # not to wait, but to kill at any point
            say("kill")
            while (line := hear()) != "dead":
                lines.append(line)
            if number < kills:
                figures.kills += 1
                figures.answered += len(lines) // 2
                for line in lines:
                    model.hears(json.loads(line))
                figures.played += model.plays
    return figures


class Model:
    """What must be there again, by what was answered: made by a session that nobody kills."""

    def __init__(self) -> None:
        self._session = Session()
        self._asked: dict | None = None
        self._index = 0
        """The last that was told."""

    @property
    def plays(self) -> bool:
        """Whether the one that was killed played."""
        return self._session.restoring().playing

    def hears(self, told: dict) -> None:
        """Take what was asked for, then its answer."""
        if "asked" in told:
            self._asked = told["asked"]
            return
        if told["type"] == "done":
            self._does(self._asked)
            self._index = told["index"]
            self._come_to(self._index)
        self._asked = None

    def is_at(self, found: dict) -> None:
        """Go on from what there is."""
        self._session, self._asked = _session_at(found), None
        self._index = found["value"]["index"]

    def differs(self, found: dict, figures: Figures) -> str:
        """Say what is not as it was answered; nothing where all is."""
        wrong = self._differs(found)
        if wrong and self._asked:
            with suppress(BadInput):
                self._does(self._asked)
            if not self._differs(found):
                figures.unanswered_kept += 1
                return ""
        if wrong:
            return wrong
        straight = _session_at(found)
        return "" if digest_of(straight) == found["digest"] else f"other weights at {found['value']['index']}"

    def _differs(self, found: dict) -> str:
        wanted, here = self._session.restoring(), _value(found)
        told = ("spec", "edits", "speed", "unit")
        for name in (*told, "until_epoch") if here.playing else told:
            if getattr(wanted, name) != getattr(here, name):
                return f"{name} is {getattr(here, name)}, was {getattr(wanted, name)}"
        if wanted.playing:
            return "" if here.index >= self._index else f"step {here.index}, was beyond {self._index}"
        if here.playing:
            return "it plays"
        for name, was in as_kept(self._session).items():
            if was != found[name]:
                return f"{name} is {found[name]}, was {was}"
        far, was_far = (found["recorded"], here.index), (self._session.timeline.recorded, wanted.index)
        return "" if far == was_far else f"trained to {far[0]}, at {far[1]}; was {was_far}"

    def _does(self, command: dict) -> None:
        """Do what was asked for; of what played and is asked for more, playing had come to its end."""
        session = self._session
        if self.plays and command["type"] not in ("pause", "set_speed"):
            end = session.timeline.schedule.end(session.restoring().until_epoch)
            _do(session, {"type": "pause", "id": 1})
            self._come_to(max(end, session.index))
        _do(session, command)

    def _come_to(self, index: int) -> None:
        """Stand where playing had led."""
        if not self.plays and (steps := index - self._session.index):
            _do(self._session, {"type": "step", "id": 1, "count": steps})


def digest_of(session: Session) -> str:
    """Give the weights and the optimizer's memory, to the last bit."""
    return blake2b(session.timeline.stepper.core().tobytes(), digest_size=16).hexdigest()


def _value(found: dict) -> Restore:
    value = decode_command(json.dumps(found["value"]))
    assert isinstance(value, Restore)
    return value


def _session_at(found: dict) -> Session:
    session, value = Session(), _value(found)
    furthest = msgspec.structs.replace(value, index=max(value.index, found["recorded"]), playing=False)
    tree = msgspec.convert(found["tree"], KeptBranches | None, str_keys=True)
    taken_back = msgspec.convert(found["taken_back"], tuple[Edits, ...])
    for one in (Restoring(furthest, tree, taken_back), value):
        _arrive(session, one)
    return session


def _do(session: Session, command: dict) -> None:
    _arrive(session, decode_command(json.dumps(command)))


def _arrive(session: Session, command: object) -> None:
    session.obey(command)
    while session.unanswered:
        session.tick(0.0, 100_000)


@contextmanager
def _ancestor(path: Path) -> Iterator[tuple]:
    """Have a process from which hubs are forked; give what tells it something, and what it tells."""
    command = [sys.executable, "-m", "tests.store.kills", "--ancestor", str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:

        def say(line: str) -> None:
            process.stdin.write(f"{line}\n")
            process.stdin.flush()

        def hear() -> str:
            # One that says nothing is ended with all that it begot, which ends the reading below.
            deadline = threading.Timer(PATIENCE_S, os.killpg, (process.pid, signal.SIGKILL))
            deadline.start()
            line = process.stdout.readline()
            deadline.cancel()
            assert line, "it has ended"
            return line.rstrip("\n")

        try:
            yield say, hear
        finally:
            process.stdin.close()


def _beget(path: Path) -> None:
    """Fork a hub at each word, and kill it at the next."""
    for line in sys.stdin:
        seed = int(line.split()[1])
        child = os.fork()
        if child == 0:
            do_anything(path, _ROOM, seed)
            os._exit(1)
        sys.stdin.readline()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        print("dead", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--ancestor":
        _beget(Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            told = killed(Path(folder) / "runs.sqlite", int(sys.argv[1]), seed=int(time.time()))
        print(told, *told.lost, sep="\n")
        sys.exit(bool(told.lost))
