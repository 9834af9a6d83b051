"""Wrong lines in the rooms: who is served, who rests, what is forgotten."""

from tests.mutants.mutant import Mutant

ROOMS = (
    Mutant(
        "rooms: a room rests though someone came back and left anew",
        "app/rooms/hub.py",
        "if not room.audience and unwatched_s >= self.settings.unwatched_play_s:",
        "if not room.audience:",
        ("tests/rooms/test_hub.py",),
    ),
    Mutant(
        "rooms: the jobs of a viewer who left are done all the same",
        "app/rooms/hub.py",
        "            self._engine.forget(room.seat, outbox.viewer)\n",
        "",
        ("tests/rooms/test_hub.py",),
    ),
    Mutant(
        "rooms: a slice grows beyond every bound",
        "app/rooms/engine_thread.py",
        "min(MOST_STEPS, max(1, min(fitting, 2 * most)))",
        "max(1, min(fitting, 2 * most))",
        ("tests/rooms/test_engine_thread.py",),
    ),
    Mutant(
        "rooms: a slice grows though it is full",
        "app/rooms/engine_thread.py",
        "max(1, min(fitting, 2 * most))",
        "max(1, 2 * most)",
        ("tests/rooms/test_engine_thread.py",),
    ),
    Mutant(
        "rooms: idle time is counted as played",
        "app/rooms/engine_thread.py",
        "if seat.session.active and not was_active:",
        "if False:",
        ("tests/rooms/test_engine_thread.py",),
    ),
    Mutant(
        "rooms: half the memory is not accounted for",
        "app/playback/viewpoint.py",
        "        return 8 * (buffers",
        "        return 4 * (buffers",
        ("tests/rooms/test_memory.py",),
    ),
    Mutant(
        "rooms: who was used last gives memory first",
        "app/rooms/memory.py",
        "key=lambda taker: taker.used_at)",
        "key=lambda taker: -taker.used_at)",
        ("tests/rooms/test_memory.py",),
    ),
    Mutant(
        "rooms: specifications queue up",
        "app/rooms/engine_thread.py",
        "                seat.jobs.remove(older)\n",
        "                pass\n",
        ("tests/rooms/test_engine_thread.py",),
    ),
    Mutant(
        "rooms: what is heavy is done before what is light",
        "app/rooms/engine_thread.py",
        "min(able, key=_is_heavy, default=None)",
        "max(able, key=_is_heavy, default=None)",
        ("tests/rooms/test_engine_thread.py",),
    ),
    Mutant(
        "rooms: what is asked keeps the outbox of whoever asked",
        "app/rooms/outbox.py",
        "self.viewer: object = next(_VIEWERS)",
        "self.viewer: object = self",
        ("tests/rooms/test_hub.py",),
    ),
)
