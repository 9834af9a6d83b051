"""Wrong lines where several processes share the rooms."""

from tests.mutants.mutant import Mutant

_WORKERS = ("tests/workers/test_workers.py",)

WORKERS = (
    Mutant(
        "workers: done is told before it is kept",
        "app/rooms/kept_run.py",
        "if isinstance(one, Answer) and isinstance(one.letter, Done) and one.changed:",
        "if False:",
        _WORKERS,
    ),
    Mutant(
        "workers: who has lost a room writes on",
        "app/workers/exchange.py",
        "if owner and owner ~= ARGV[1] then return 0 end",
        "",
        _WORKERS,
    ),
    Mutant(
        "workers: a server that was emptied is told only what is new",
        "app/workers/exchange.py",
        "return redis.call('HEXISTS', KEYS[1], 'spec') + 1",
        "return 2",
        _WORKERS,
    ),
    Mutant(
        "workers: what a poll hides is told by who takes over",
        "app/rooms/asking.py",
        "                    (yield from _hide(room, prediction))()\n                    hidden =",
        "                    hidden =",
        _WORKERS,
    ),
    Mutant(
        "workers: a slow line is sent everything",
        "app/workers/guests.py",
        "return self.takes and self.links.free",
        "return True",
        _WORKERS,
    ),
    Mutant(
        "workers: a key is not passed on with a request",
        "app/workers/requests.py",
        ', b"if-none-match", KEY_HEADER.encode()}',
        ', b"if-none-match"}',
        _WORKERS,
    ),
)
