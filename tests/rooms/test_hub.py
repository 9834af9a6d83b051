"""Rooms without sockets: who gets what, who is forgotten, and what remains of who leaves."""

import asyncio
import gc
import json
import weakref
from collections.abc import Callable
from contextlib import ExitStack

import pytest

from app.engine import BadInput, Spec, decode
from app.playback.pieces import Pieces
from app.playback.reporter import FEW_FRAME_S, FRAME_S
from app.playback.session import Session
from app.protocol import Reader, Restore
from app.rooms.engine_thread import Seat
from app.rooms.hub import PEOPLE_S, Hub
from app.rooms.keeping import NoKeeper
from app.rooms.kept_run import Fields, KeptRun
from app.rooms.outbox import MOST_FRAMES_WAITING, Outbox
from app.rooms.pace import FEW
from app.rooms.publish import Publish
from app.rooms.room import BESIDE_S
from app.settings import Settings
from tests.patience import PATIENCE_S
from tests.recordings.files import file, recording
from tests.rooms.taking import Kept, taken

SAME_NUMBERS = {"regularization": {"kind": "none", "rate": 0.01}}
"""Another specification, of a run that parts from the usual one nowhere."""


class Watcher:
    """What one viewer has received."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self.reader = Reader()

    async def until(self, kind: str, **fields: object) -> dict:
        """Take messages up to one of this kind with these fields."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                while not self.outbox.waiting:
                    await asyncio.sleep(0.001)
                told, _ = self.reader.read(self.outbox.take().data)
                if kind in (told.get("type"), told.get("kind")) and fields.items() <= told.items():
                    return told


def command(kind: str, **fields: object) -> str:
    return json.dumps({"type": kind, "id": 1, **fields})


async def in_hub(work, settings: Settings | None = None) -> None:
    hub = Hub(settings or Settings())
    with hub.running():
        await work(hub)


def test_everybody_in_a_room_sees_the_same_steps_and_nobody_else_does():
    async def work(hub: Hub) -> None:
        room, other = hub.room("a"), hub.room("b")
        with hub.join(room) as first, hub.join(room) as second, hub.join(other) as elsewhere:
            watchers = [Watcher(first), Watcher(second)]
            for watcher in watchers:
                await watcher.until("keyframe", index=0)
            await Watcher(elsewhere).until("keyframe", index=0)

            hub.obey(room, first, command("step"))

            for watcher in watchers:
                await watcher.until("step", index=1)
            hub.obey(other, elsewhere, command("step", count=5))
            await Watcher(elsewhere).until("keyframe", index=5)

    asyncio.run(in_hub(work))


def test_a_late_joiner_gets_the_step_the_room_stands_at():
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        with hub.join(room) as first:
            hub.obey(room, first, command("step", count=7))
            await Watcher(first).until("done")
            with hub.join(room) as late:
                await Watcher(late).until("keyframe", index=7)

    asyncio.run(in_hub(work))


def test_few_viewers_are_shown_more_pictures_than_many():
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        with ExitStack() as viewers:
            for _ in range(FEW):
                viewers.enter_context(hub.join(room))
            assert room.audience.frame_s == FEW_FRAME_S
            with hub.join(room):
                assert room.audience.frame_s == FRAME_S

            assert room.audience.frame_s == FEW_FRAME_S

    asyncio.run(in_hub(work))


def test_rooms_begin_with_what_they_are_told_to_and_are_unused_until_they_are_asked():
    begun = decode(
        json.dumps({"data": {"kind": "table", "x": [[1], [2]], "y": [[1], [2]], "label": "own"}}), Spec
    )

    async def work() -> None:
        hub = Hub(Settings(), begin_with=begun)
        with hub.running():
            room = hub.room("a")
            with hub.join(room) as first:
                told = await Watcher(first).until("run")
                assert told["spec"]["data"]["label"] == "own"
                await Watcher(first).until("keyframe")
                assert room.session.unused

    asyncio.run(work())


def test_rooms_begin_with_a_recorded_run_where_it_stood():
    async def work() -> None:
        hub = Hub(Settings(), begin_with=recording().run)
        with hub.running(), hub.join(hub.room("a")) as first:
            watcher = Watcher(first)
            await watcher.until("keyframe", index=825)
            hub.obey(hub.room("a"), first, command("seek", index=200))
            await watcher.until("keyframe", index=200)

    asyncio.run(work())


def test_a_room_stands_in_a_recording_that_was_uploaded():
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        with hub.join(room) as first, hub.join(room) as second:
            with hub.uploads.begin() as coming:
                coming.add(file())
                name = coming.keep()

            hub.obey(room, first, command("replay", uploaded=name))

            assert (await Watcher(first).until("done"))["index"] == 825
            assert len((await Watcher(second).until("run", id=2))["edits"]) == 3

    asyncio.run(in_hub(work))


@pytest.mark.parametrize(
    ("content", "field"), [(file()[:-9], "recording"), (b"{}", "recording"), (None, "uploaded")]
)
def test_an_upload_that_is_no_recording_is_refused_and_the_room_goes_on(content, field):
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        with hub.join(room) as first:
            watcher, name = Watcher(first), "gone"
            if content:
                with hub.uploads.begin() as coming:
                    coming.add(content)
                    name = coming.keep()

            hub.obey(room, first, command("replay", uploaded=name))

            assert (await watcher.until("error"))["field"] == field
            hub.obey(room, first, command("step"))
            await watcher.until("step", index=1)

    asyncio.run(in_hub(work))


def test_a_room_for_whose_beginning_no_memory_is_left_begins_as_usual():
    large = decode(json.dumps({"hidden": [{"units": 128}] * 8}), Spec)

    async def work() -> None:
        hub = Hub(Settings(most_bytes=1), begin_with=large)
        with hub.running(), hub.join(hub.room("a")) as first:
            assert len((await Watcher(first).until("run"))["spec"]["hidden"]) == 2

    asyncio.run(work())


def test_an_answer_goes_only_to_whoever_asked():
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        with hub.join(room) as sender, hub.join(room) as other:
            await Watcher(other).until("keyframe", index=0)
            hub.obey(room, sender, json.dumps({"type": "step", "id": 41, "count": 20, "unit": "epoch"}))
            answer = await Watcher(sender).until("done")
            hub.obey(room, other, command("pause"))
            first_answer = await Watcher(other).until("done")

            assert (answer["id"], answer["index"]) == (41, 20 * 275)
            assert first_answer["id"] == 1

    asyncio.run(in_hub(work))


def test_a_refused_command_is_answered_to_its_sender_and_the_session_goes_on():
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        with hub.join(room) as sender, hub.join(room) as other:
            hub.obey(room, sender, command("step", count=3))
            await Watcher(sender).until("done", index=3)
            hub.obey(room, sender, command("seek", index=99))
            refused = await Watcher(sender).until("error")
            hub.obey(room, sender, command("configure", spec={"data": {"kind": "nonsense"}}))
            unknown = await Watcher(sender).until("error")
            hub.obey(room, sender, command("step"))
            await Watcher(sender).until("done", index=4)

            assert (refused["id"], refused["field"], refused["value"]) == (1, "index", "99")
            assert unknown["field"] == "spec.data.kind"
            seen = [parcel.data for parcel in other._waiting if '"error"' in str(parcel.data)]
            assert seen == []

    asyncio.run(in_hub(work))


def test_rooms_playing_at_full_speed_share_the_engine_fairly_and_commands_come_first():
    async def work(hub: Hub) -> None:
        rooms = [hub.room(f"r{number}") for number in range(4)]
        for room in rooms:
            outbox = Outbox()
            room.audience.add(outbox)
            hub.obey(room, outbox, command("set_speed", speed=None))
            hub.obey(room, outbox, command("play"))

        def indices() -> list[int]:
            return [room.session.index for room in rooms]

        with hub.join(rooms[0]) as watching:
            while min(start := indices()) == 0:
                await asyncio.sleep(0.005)
            while min(made := [now - then for now, then in zip(indices(), start, strict=True)]) < 200_000:
                await asyncio.sleep(0.005)
            hub.obey(rooms[0], watching, command("pause"))
            await Watcher(watching).until("done")

        assert max(made) < 4 * min(made)

    asyncio.run(in_hub(work))


def test_rooms_empty_for_long_are_forgotten():
    now = [0.0]
    hub = Hub(Settings(idle_room_s=10.0), now=lambda: now[0])
    hub.room("a")

    now[0] = 11.0
    hub.room("b")

    assert set(hub.rooms) == {"b"}


def test_a_room_for_a_run_beside_another_ends_with_its_page_and_is_kept_nowhere():
    now = [0.0]
    hub = Hub(Settings(), now=lambda: now[0])
    hub.keeper = Remembering()
    for name in ("beside-0123", "own-0123"):
        hub.room(name)

    now[0] = BESIDE_S
    hub.room("b")

    assert set(hub.rooms) == {"own-0123", "b"}
    assert hub.keeper.names == ["own-0123", "b"]


class Remembering(NoKeeper):
    """Notes whose commands it is asked to keep."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def publishing(self, seat: Seat, publish: Publish) -> Publish:
        self.names.append(seat.name)
        return publish


class Noting(NoKeeper):
    """Notes what it is to keep of runs."""

    def __init__(self) -> None:
        self.kept: list[Fields] = []

    def publishing(self, seat: Seat, publish: Publish) -> Publish:
        return KeptRun(seat, publish, lambda _, fields, then: (self.kept.append(fields), then()))


def test_on_its_way_to_where_it_stood_a_run_is_not_kept_as_if_it_stood_there():
    furthest, stands = 8_800, 8_791
    assert furthest > Session().steps_at_once, "it takes more than a moment"

    def values() -> Pieces[list[Restore]]:
        yield
        return [Restore(0, index=index) for index in (furthest, stands)]

    async def work(hub: Hub) -> None:
        hub.keeper = noting = Noting()
        hub.restore(room := hub.room("a"), values, 1)
        assert (await hub.look(room, Session.restoring)).index == stands
        assert noting.kept == []

    asyncio.run(in_hub(work))


def test_a_run_that_nobody_has_used_is_not_kept_when_what_is_looked_for_in_it_is_cancelled():
    async def work(hub: Hub) -> None:
        hub.keeper = noting = Noting()
        room = hub.room("a")
        with hub.join(room) as viewer:
            watching = Watcher(viewer)
            hub.obey(room, viewer, command("cancel", what="find"))
            await watching.until("done")
            assert noting.kept == []

            hub.obey(room, viewer, command("step", count=1))
            await watching.until("done")
            assert len(noting.kept) == 1

    asyncio.run(in_hub(work))


def test_a_new_room_takes_the_place_of_the_one_longest_empty_and_never_of_a_watched_one():
    now = [0.0]
    hub = Hub(Settings(most_rooms=3), now=lambda: now[0])
    for name in ("watched", "long", "short"):
        hub.room(name)
        now[0] += 1.0
    hub.rooms["watched"].audience.add(Outbox())

    hub.room("new")

    assert set(hub.rooms) == {"watched", "short", "new"}


def test_a_room_is_refused_by_name_when_all_are_watched():
    hub = Hub(Settings(most_rooms=1))
    hub.room("a").audience.add(Outbox())

    with pytest.raises(BadInput, match="room"):
        hub.room("c")


def test_all_rooms_share_one_bound_on_memory():
    hub = Hub(Settings(most_bytes=10**7))
    alone = hub.room("a").session.spare(0)

    other = hub.room("b").session

    assert hub.room("a").session.spare(0) == other.spare(0) == alone - other.bytes


def test_of_many_pages_that_come_back_one_restores_and_the_others_follow():
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        with hub.join(room) as first, hub.join(room) as second:
            edits = [{"index": 7, "learning_rate": 0.2}]
            restoring = command("restore", spec={"seed": 9}, index=40, if_unused=True, edits=edits)
            hub.obey(room, first, restoring)
            hub.obey(room, second, command("restore", spec={"seed": 5}, index=9, if_unused=True))

            for viewer in (first, second):
                told = await Watcher(viewer).until("done")
                assert told["index"] == 40
            with hub.join(room) as late:
                run = await Watcher(late).until("run")
                assert (run["spec"]["seed"], run["edits"]) == (9, edits)

    asyncio.run(in_hub(work))


class Timers:
    """What is to be called later: time passes when told."""

    def __init__(self) -> None:
        self.now = 0.0
        self._due: list[tuple[float, Callable[[], object]]] = []

    def later(self, delay_s: float, call: Callable[[], object]) -> None:
        self._due.append((self.now + delay_s, call))

    def pass_to(self, now: float) -> None:
        while self._due and min(at for at, _ in self._due) <= now:
            due = min(self._due, key=lambda entry: entry[0])
            self._due.remove(due)
            self.now = due[0]
            due[1]()
        self.now = now


def numbers_told(outbox: Outbox) -> list[int]:
    """Take all that waits; give the numbers of people that are told."""
    return [json.loads(data)["count"] for data in taken(outbox) if '"people"' in str(data)]


def test_a_class_that_comes_and_goes_at_once_is_counted_for_everybody_once():
    timers = Timers()
    hub = Hub(Settings(), now=lambda: timers.now, later=timers.later)
    room = hub.room("a")
    with hub.join(room) as first, ExitStack() as others:
        assert numbers_told(first) == [1], "whoever comes is told at once"
        for _ in range(30):
            others.enter_context(hub.join(room))
        assert numbers_told(first) == []

        timers.pass_to(PEOPLE_S)
        assert numbers_told(first) == [31]
        timers.pass_to(10 * PEOPLE_S)
        assert numbers_told(first) == []

        others.close()
        timers.pass_to(11 * PEOPLE_S)
        assert numbers_told(first) == [1]


def test_all_who_wait_for_everything_get_the_very_same():
    async def work() -> None:
        hub = Hub(Settings())
        room = hub.room("a")
        with hub.join(room) as first, hub.join(room) as second:
            with hub.running():
                while first.behind:
                    await asyncio.sleep(0.005)

            one, other = ([each for each in outbox.waiting if each.is_frame] for outbox in (first, second))
            assert len(one) == 1
            assert one[0] is other[0]

    asyncio.run(work())


def test_a_viewer_whose_line_takes_nothing_is_told_everything_once_it_does():
    async def work(hub: Hub) -> None:
        room, line = hub.room("a"), Kept()
        with hub.join(room) as other, hub.join(room, line) as outbox:
            stepping = Watcher(other)
            await stepping.until("keyframe", index=0)
            line.free = False
            for _ in range(MOST_FRAMES_WAITING + 1):
                hub.obey(room, other, command("step"))
                await stepping.until("done")
            assert outbox.behind
            before = len(list(line.messages()))

            line.take_more()
            hub.obey(room, other, command("step"))
            await stepping.until("done", index=MOST_FRAMES_WAITING + 2)

            reader = Reader()
            told = [reader.read(each)[0] for each in line.messages()]
            kinds = [each.get("type") or each["kind"] for each in told[before:]]
            kinds = [kind for kind in kinds if kind != "people"]
            assert kinds[:5] == ["run", "history", "playback", "layout", "keyframe"]
            assert [each for each in told if each.get("kind") == "step"][-1][
                "index"
            ] == MOST_FRAMES_WAITING + 2

    asyncio.run(in_hub(work))


def test_silent_lines_carry_a_beat():
    timers = Timers()
    hub = Hub(Settings(beat_s=5.0), now=lambda: timers.now, later=timers.later)

    async def work() -> None:
        line = Kept()
        with hub.running(), hub.join(hub.room("a"), line):
            timers.pass_to(2 * PEOPLE_S)
            line.written.clear()
            timers.pass_to(20.0)
            assert 3 <= sum(b'"beat"' in each for each in line.written) <= 8
        before = len(line.written)
        timers.pass_to(40.0)
        assert len(line.written) == before

    asyncio.run(work())


def test_whoever_comes_while_others_are_told_everything_is_told_too():
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        with ExitStack() as joined:
            watchers = []
            for number in range(20):
                watchers.append(Watcher(joined.enter_context(hub.join(room))))
                await asyncio.sleep(0.001 * (number % 3))
            for watcher in watchers:
                await watcher.until("keyframe", index=0)
            hub.obey(room, watchers[0].outbox, command("step"))
            for watcher in watchers:
                await watcher.until("step", index=1)

    asyncio.run(in_hub(work))


def test_a_room_does_not_rest_before_the_last_who_left_has_been_gone_for_long():
    async def work() -> None:
        timers = Timers()
        hub = Hub(Settings(unwatched_play_s=10.0), now=lambda: timers.now, later=timers.later)
        with hub.running():
            room = hub.room("a")
            with hub.join(room) as outbox:
                hub.obey(room, outbox, command("set_speed", speed=None))
                hub.obey(room, outbox, command("play"))
                await Watcher(outbox).until("playback", playing=True)
            timers.pass_to(6.0)
            with hub.join(room) as outbox:
                await Watcher(outbox).until("keyframe")
            timers.pass_to(12.0)
            with hub.join(room) as outbox:
                assert (await Watcher(outbox).until("playback"))["playing"], "only six seconds alone"
            timers.pass_to(22.0)
            with hub.join(room) as outbox:
                assert not (await Watcher(outbox).until("playback"))["playing"]

    asyncio.run(work())


def test_what_a_viewer_still_asks_for_when_leaving_is_not_done():
    async def work() -> None:
        hub = Hub(Settings())
        room = hub.room("a")
        with hub.join(room) as outbox:
            hub.obey(room, outbox, command("step"))
        with hub.running(), hub.join(room) as next_one:
            hub.obey(room, next_one, command("pause"))
            assert (await Watcher(next_one).until("done"))["index"] == 0

    asyncio.run(work())


def test_nothing_is_looked_for_any_more_for_a_viewer_who_has_left():
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        with hub.join(room) as staying:
            with hub.join(room) as outbox:
                hub.obey(room, outbox, command("find_parting", spec=SAME_NUMBERS, last=1_000_000))
                hub.obey(room, outbox, command("pause"))
                await Watcher(outbox).until("done")
                assert room.session.unanswered
            hub.obey(room, staying, command("pause"))
            await Watcher(staying).until("done")

            assert not room.session.active

    asyncio.run(in_hub(work))


def test_nothing_remains_of_viewers_who_vanish_with_commands_pending():
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        outboxes: weakref.WeakSet[Outbox] = weakref.WeakSet()
        with hub.join(room) as staying:
            for _ in range(20):
                with hub.join(room) as outbox:
                    outboxes.add(outbox)
                    for pending in (command("step"), command("pause"), command("seek", index=0)):
                        hub.obey(room, outbox, pending)
                del outbox
            hub.obey(room, staying, json.dumps({"type": "pause", "id": 9}))
            await Watcher(staying).until("done", id=9)
            gc.collect()

            assert len(outboxes) == 0

    asyncio.run(in_hub(work))


def test_nothing_remains_of_a_viewer_who_vanishes_while_a_journey_is_made_for_it():
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        with hub.join(room) as outbox:
            left = weakref.ref(outbox)
            hub.obey(room, outbox, command("step", count=1_000_000, unit="epoch"))
            await Watcher(outbox).until("playback", busy=True)
        del outbox
        gc.collect()

        assert left() is None
        assert room.session.playback().busy

    asyncio.run(in_hub(work))


def test_a_run_nobody_watches_stops_playing_after_a_while():
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        with hub.join(room) as outbox:
            hub.obey(room, outbox, command("play"))
            await Watcher(outbox).until("done")
        async with asyncio.timeout(PATIENCE_S):
            while room.session.active:
                await asyncio.sleep(0.005)

    asyncio.run(in_hub(work, Settings(unwatched_play_s=0.0)))


def test_a_journey_nobody_watches_ends_after_a_while_and_so_does_that_of_a_forgotten_room():
    async def work(hub: Hub) -> None:
        room = hub.room("a")
        with hub.join(room) as outbox:
            hub.obey(room, outbox, command("step", count=1_000_000, unit="epoch"))
            await Watcher(outbox).until("playback", busy=True)
        hub.room("another")
        async with asyncio.timeout(PATIENCE_S):
            while room.session.active:
                await asyncio.sleep(0.005)

    asyncio.run(in_hub(work, Settings(unwatched_play_s=0.0)))
    asyncio.run(in_hub(work, Settings(most_rooms=1)))
