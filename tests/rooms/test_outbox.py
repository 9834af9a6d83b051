"""Outboxes without sockets: what waits, what takes the place of what, and who falls behind."""

import asyncio
import json

import pytest

from app.protocol import HistoryLetter, Layout
from app.rooms.line import framed
from app.rooms.outbox import (
    MOST_FRAMES_WAITING,
    MOST_LETTERS_WAITING,
    MOST_UNANSWERED,
    Bundle,
    Outbox,
    Parcel,
)
from tests.patience import PATIENCE_S
from tests.rooms.taking import Kept, taken


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
    outbox, told, got = following(), set(), []
    for made in range(40 * MOST_FRAMES_WAITING):
        outbox.put(laid_out(f"{made} of {made % 7}", made % 7, "keyframe" if made % 150 == 0 else "step"))
        if made % 3 == 0 and outbox.waiting:
            got.append(announced(outbox.take().data))
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


@pytest.mark.parametrize("pairs_a_turn", [1, 2, 5])
def test_a_line_slower_than_what_comes_brings_frames_and_history_in_turn(pairs_a_turn: int):
    outbox = following()
    seen, epochs, made = [], [], 0
    for turn in range(40):
        for _ in range(pairs_a_turn):
            outbox.put(history(made, made))
            outbox.put(Parcel(str(made), "keyframe"))
            made += 1
        assert outbox.waiting, "there is always something new"
        got = outbox.take()
        if got.kind == "keyframe":
            seen.append(made - 1 - int(got.data))
        else:
            told = json.loads(got.data)
            epochs = epochs[: told["keep"]] + [point[0] for point in told["points"]]
        assert len(seen) >= turn // 2
    assert seen == [0] * 20, "no frame is older than the newest"
    assert epochs == list(range(made - pairs_a_turn)), "no epoch is missing"


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

        outbox.take()

        await asyncio.wait_for(asking, PATIENCE_S)

    asyncio.run(work())


def test_frames_mean_nothing_to_a_viewer_that_was_told_nothing_yet():
    outbox = Outbox()
    outbox.put(Parcel("step", "step"))
    outbox.start_afresh([Parcel("everything", "keyframe")])

    assert taken(outbox) == ["everything"]


def on(line: Kept) -> Outbox:
    outbox = Outbox(line)
    outbox.start_afresh([])
    return outbox


def test_a_free_line_gets_each_message_at_once():
    line = Kept()
    outbox = on(line)
    for parcel in (Parcel("letter"), laid_out("frame", 1, "step"), Parcel("answer", "answer")):
        outbox.put(parcel)

    letter, frame, answer = line.written
    assert (letter, answer) == (framed("letter"), framed("answer"))
    assert b'"layout"' in frame
    assert frame.endswith(framed("frame"))


def test_what_everybody_gets_goes_out_as_the_very_same_bytes():
    lines = [Kept(), Kept()]
    outboxes = [on(line) for line in lines]
    for outbox in outboxes:
        outbox.put(laid_out("the first", 1))
    bundle = Bundle([Parcel("letter"), laid_out("frame", 1)])

    for outbox in outboxes:
        outbox.put_all(bundle)

    one, other = (line.written[-1] for line in lines)
    assert one == framed("letter") + framed("frame")
    assert one is other


def test_who_is_not_up_with_the_others_gets_what_everybody_gets_by_the_rules():
    stranger, waiting, behind = Kept(), Kept(), Kept()
    slow = on(waiting)
    waiting.free = False
    slow.put(laid_out("old", 1))
    for outbox in (on(stranger), slow, Outbox(behind)):
        outbox.put_all(Bundle([laid_out("new", 1)]))

    (told,) = stranger.written
    assert b'"layout"' in told
    assert waiting.written == behind.written == []
    assert list(map(announced, taken(slow))) == [1, "new"]


@pytest.mark.parametrize("kind", ["run", "answer"])
def test_what_changes_what_a_viewer_knows_or_may_ask_goes_by_the_rules(kind: str):
    async def work() -> None:
        outbox = on(Kept())
        outbox.put(laid_out("a", 1))
        for _ in range(MOST_UNANSWERED):
            await outbox.may_ask()

        outbox.put_all(Bundle([Parcel("told", kind)]))

        if kind == "answer":
            await asyncio.wait_for(outbox.may_ask(), PATIENCE_S)
        else:
            outbox.put_all(Bundle([laid_out("b", 1)]))
            assert b'"layout"' in outbox._line.written[-1]

    asyncio.run(work())


def test_what_a_line_does_not_take_waits_and_goes_out_in_order_and_together_once_it_does():
    line = Kept()
    outbox = on(line)
    line.free = False
    for parcel in (Parcel("letter"), Parcel("old", "keyframe"), Parcel("new", "keyframe")):
        outbox.put(parcel)
    assert line.written == []

    line.free = True
    outbox.put(Parcel("last", "step"))

    assert line.written == [b"".join(map(framed, ("letter", "new", "last")))]


def test_no_more_is_written_than_a_line_takes():
    class Narrow(Kept):
        def write(self, framed: bytes) -> None:
            super().write(framed)
            self.free = False

    line = Narrow()
    outbox = on(line)
    large = ["1" * 20_000, "2" * 20_000, "3" * 20_000]
    for data in large:
        outbox.put(Parcel(data))
    assert line.written == [framed(large[0])]

    line.free = True
    outbox.flush()

    assert line.written == [framed(data) for data in large[:2]]


def test_an_outbox_that_is_behind_takes_answers_alone_to_a_free_line():
    line = Kept()
    outbox = Outbox(line)
    for parcel in (Parcel("letter"), Parcel("frame", "keyframe"), Parcel("answer", "answer")):
        outbox.put(parcel)

    assert line.written == [framed("answer")]


def test_a_beat_goes_out_on_lines_that_were_silent_since_the_last():
    line = Kept()
    outbox = on(line)
    outbox.put(Parcel("letter"))
    outbox.beat()
    assert len(line.written) == 1, "there was a letter"
    outbox.beat()
    assert json.loads(line.written.pop()[2:]) == {"type": "beat"}

    line.free = False
    outbox.beat()

    assert line.written == [framed("letter")]


def test_a_line_too_slow_for_many_frames_is_told_so_and_told_when_it_no_longer_is():
    line = Kept()
    outbox = on(line)
    line.free = False
    for _ in range(40):
        outbox.put(Parcel(b"frame", "keyframe"))
    line.free = True
    outbox.flush()
    line.written.clear()

    for _ in range(3):
        outbox.beat()

    told = [json.loads(data[2:]) for data in line.written]
    assert told == [{"type": "slow_line", "left_out": left_out} for left_out in (39, 0)] + [{"type": "beat"}]


def test_a_line_that_left_out_few_frames_and_one_that_waits_to_be_told_all_are_not_slow():
    line, waiting = Kept(), Kept()
    outbox, coming = on(line), Outbox(waiting)
    line.free = False
    for _ in range(9):
        outbox.put(Parcel(b"frame", "keyframe"))
    for _ in range(40):
        coming.put(Parcel(b"frame", "keyframe"))
    line.free = True
    outbox.flush()

    outbox.beat()
    coming.beat()

    assert not any(b"slow_line" in data for data in [*line.written, *waiting.written])
