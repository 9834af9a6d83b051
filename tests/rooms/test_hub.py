"""Rooms and outboxes without sockets: who gets what, and who falls behind."""

import asyncio
import gc
import json
import weakref
from collections.abc import Callable
from contextlib import ExitStack

import pytest

from app.engine import BadInput, Spec, decode
from app.protocol import HistoryLetter, Layout, Reader
from app.rooms.hub import PEOPLE_S, Hub
from app.rooms.outbox import MOST_FRAMES_WAITING, MOST_LETTERS_WAITING, MOST_UNANSWERED, Outbox, Parcel
from app.settings import Settings
from tests.patience import PATIENCE_S


def taken(outbox: Outbox) -> list[str | bytes]:
    async def take_all() -> list[str | bytes]:
        parcels = []
        while parcel := await outbox.take(0.0):
            parcels.append(parcel.data)
        return parcels

    return asyncio.run(take_all())


def following() -> Outbox:
    outbox = Outbox()
    outbox.start_afresh([])
    return outbox


def test_letters_and_steps_arrive_in_order():
    outbox = following()
    for parcel in (Parcel("1"), Parcel("2", "step"), Parcel("3"), Parcel("4", "step")):
        outbox.put(parcel)

    assert taken(outbox) == ["1", "2", "3", "4"]


def test_a_keyframe_replaces_the_frames_still_waiting_but_no_letter():
    outbox = following()
    for parcel in (
        Parcel("letter"),
        Parcel("old", "step"),
        Parcel("older", "keyframe"),
        Parcel("new", "keyframe"),
    ):
        outbox.put(parcel)

    assert taken(outbox) == ["letter", "new"]


def history(keep: int, *epochs: int) -> Parcel:
    return Parcel(HistoryLetter(keep, [(epoch, 0.5, None, None, None) for epoch in epochs]), "history")


def epochs_of(*letters: str | bytes) -> list[int]:
    """What a page keeps of some letters of history."""
    epochs: list[int] = []
    for told in map(json.loads, letters):
        epochs = epochs[: told["keep"]] + [point[0] for point in told["points"]]
    return epochs


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (history(0, 0, 1), history(2, 2)),
        (history(0, 0, 1, 2, 3), history(2, 9)),
        (history(0, 0, 1, 2), history(0, 0, 2, 4)),
        (history(0), history(0, 7)),
    ],
    ids=["more", "another course", "thinned out", "the first"],
)
def test_history_joins_history_that_still_waits(first: Parcel, second: Parcel):
    outbox = following()
    for new in (first, Parcel("letter"), second):
        outbox.put(new)

    joined, letter = taken(outbox)
    assert letter == "letter"
    assert epochs_of(joined) == epochs_of(first.data, second.data)


def test_nothing_is_put_ahead_of_a_new_run():
    outbox = following()
    for new in (
        *(Parcel("run 1", "run"), history(0, 1), Parcel("frame 1", "keyframe")),
        *(Parcel("run 2", "run"), history(0, 2), Parcel("frame 2", "keyframe")),
        *(history(1, 3), Parcel("frame 3", "keyframe")),
    ):
        outbox.put(new)

    first, old, second, new, frame = taken(outbox)
    assert (first, second, frame) == ("run 1", "run 2", "frame 3")
    assert (epochs_of(old), epochs_of(new)) == ([1], [2, 3])


def laid_out(data: str, of: int, kind: str = "keyframe") -> Parcel:
    return Parcel(data, kind, Layout(of, ()))


def announced(data: str | bytes) -> str | int:
    """What is sent, or of a layout its number."""
    return json.loads(data)["id"] if data.startswith("{") else data


def test_a_layout_is_told_once_before_the_first_frame_that_needs_it():
    outbox = following()
    for frame in (laid_out("a", 1, "step"), laid_out("b", 2, "step"), laid_out("c", 1, "step")):
        outbox.put(frame)

    assert list(map(announced, taken(outbox))) == [1, "a", 2, "b", "c"]


def test_a_layout_is_told_again_after_a_new_run():
    outbox = following()
    for new in (
        laid_out("a", 1, "step"),
        Parcel("run", "run"),
        laid_out("b", 1, "step"),
        laid_out("c", 1, "step"),
    ):
        outbox.put(new)

    assert list(map(announced, taken(outbox))) == [1, "a", "run", 1, "b", "c"]


def test_no_frame_comes_without_its_layout_whatever_is_dropped():
    async def work() -> None:
        outbox, told, got = following(), set(), []
        for made in range(40 * MOST_FRAMES_WAITING):
            outbox.put(laid_out(f"{made} of {made % 7}", made % 7, "keyframe" if made % 150 == 0 else "step"))
            if made % 3 == 0 and (parcel := await outbox.take(0.0)):
                got.append(announced(parcel.data))
            if outbox.fell_behind():
                outbox.start_afresh([Parcel("run", "run"), laid_out(f"{made} of 3", 3)])

        for message in got:
            if message == "run":
                told.clear()
            elif isinstance(message, int):
                assert message not in told
                told.add(message)
            else:
                assert int(message[-1]) in told
        assert got.count("run") > 1

    asyncio.run(work())


@pytest.mark.parametrize("pairs_a_turn", [1, 2, 5])
def test_a_line_slower_than_what_comes_brings_frames_and_history_in_turn(pairs_a_turn: int):
    async def work() -> None:
        outbox = following()
        seen, epochs, made = [], [], 0
        for turn in range(40):
            for _ in range(pairs_a_turn):
                outbox.put(history(made, made))
                outbox.put(Parcel(str(made), "keyframe"))
                made += 1
            got = await outbox.take(0.0)
            assert got, "there is always something new"
            if got.kind == "keyframe":
                seen.append(made - 1 - int(got.data))
            else:
                told = json.loads(got.data)
                epochs = epochs[: told["keep"]] + [point[0] for point in told["points"]]
            assert len(seen) >= turn // 2
        assert seen == [0] * 20, "no frame is older than the newest"
        assert epochs == list(range(made - pairs_a_turn)), "no epoch is missing"

    asyncio.run(work())


def test_a_slow_viewer_gets_one_fresh_start_instead_of_the_backlog():
    outbox = following()
    for number in range(MOST_FRAMES_WAITING + 50):
        outbox.put(Parcel(str(number), "step"))

    assert taken(outbox) == []
    assert outbox.fell_behind()
    assert not outbox.fell_behind(), "asked for once"
    outbox.start_afresh([Parcel("everything", "keyframe")])
    outbox.put(Parcel("next", "step"))
    assert taken(outbox) == ["everything", "next"]


def test_only_what_waits_counts_for_the_bound():
    outbox = following()
    for number in range(3 * MOST_FRAMES_WAITING):
        outbox.put(Parcel(str(number), "step"))
        outbox.put(history(number, number))
        if number % 2:
            outbox.put(Parcel(str(number), "keyframe"))
        if number % 3 == 0:
            assert taken(outbox)

    assert not outbox.behind


def test_letters_nobody_takes_do_not_pile_up():
    outbox = following()
    for number in range(MOST_LETTERS_WAITING + 1):
        outbox.put(Parcel(str(number)))

    assert taken(outbox) == []
    assert outbox.fell_behind()


def test_answers_arrive_however_much_is_dropped():
    outbox = following()
    outbox.put(Parcel("answer", "answer"))
    for number in range(MOST_FRAMES_WAITING + 1):
        outbox.put(Parcel(str(number), "step"))
    outbox.put(Parcel("letter"))
    outbox.put(Parcel("another", "answer"))

    assert not outbox.fell_behind(), "the line is not free yet"
    assert taken(outbox) == ["answer", "another"]
    assert outbox.fell_behind()


def test_only_the_latest_number_of_people_waits():
    outbox = following()
    for data, kind in (("1", "people"), ("letter", "letter"), ("2", "people")):
        outbox.put(Parcel(data, kind))

    assert taken(outbox) == ["letter", "2"]


def test_a_viewer_that_takes_no_answers_may_ask_no_more():
    async def work() -> None:
        outbox = Outbox()
        for _ in range(MOST_UNANSWERED):
            await outbox.may_ask()
            outbox.put(Parcel("answer", "answer"))
        asking = asyncio.ensure_future(outbox.may_ask())
        await asyncio.sleep(0)
        assert not asking.done()

        await outbox.take(PATIENCE_S)

        await asyncio.wait_for(asking, PATIENCE_S)

    asyncio.run(work())


def test_frames_mean_nothing_to_a_viewer_that_was_told_nothing_yet():
    outbox = Outbox()
    outbox.put(Parcel("step", "step"))
    outbox.start_afresh([Parcel("everything", "keyframe")])

    assert taken(outbox) == ["everything"]


class Watcher:
    """What one viewer has received."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self.reader = Reader()

    async def until(self, kind: str, **fields: object) -> dict:
        """Take messages up to one of this kind with these fields."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                parcel = await self.outbox.take(PATIENCE_S)
                assert parcel
                told, _ = self.reader.read(parcel.data)
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
