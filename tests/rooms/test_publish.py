"""What goes from the engine thread to the event loop: as few calls as can be, and none for nobody."""

from collections.abc import Callable
from time import monotonic

import msgspec
import pytest

from app.playback.asking import Answer, Asked
from app.playback.reporter import FEW_FRAME_S, FRAME_S
from app.playback.session import Session
from app.protocol import Beat, Done, Message, Welcome, encode
from app.rooms import publish
from app.rooms.line import framed
from app.rooms.outbox import ENOUGH_BYTES, Outbox, Parcel, parcel
from app.rooms.pace import FEW, SHARE
from app.rooms.publish import COUNT_S, MOST_PUT, NOBODY, Audience, Maker
from tests.rooms.clock import Clock
from tests.rooms.taking import Kept


class Loop:
    """An event loop that does what it was called for when the test says so."""

    def __init__(self) -> None:
        self.called: list[Callable[[], object]] = []
        self.calls = 0

    def call(self, function: Callable[[], object]) -> None:
        self.calls += 1
        self.called.append(function)

    def turn(self) -> None:
        """Do all that was called for before this turn."""
        called, self.called = self.called, []
        for function in called:
            function()

    def rest(self) -> None:
        """Take turns until nothing is left to do."""
        while self.called:
            self.turn()


@pytest.fixture
def loop() -> Loop:
    return Loop()


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[Message]:
    """Every message that was encoded."""
    encoded: list[Message] = []
    parcel = publish.parcel

    def encoding(message: Message) -> Parcel:
        encoded.append(message)
        return parcel(message)

    monkeypatch.setattr(publish, "parcel", encoding)
    return encoded


class HeldUp:
    """What makes what is told, and knows who holds it up."""

    def __init__(self) -> None:
        self.by: set[object] = set()

    def hold(self, who: object) -> None:
        self.by.add(who)

    def release(self, who: object) -> None:
        self.by.discard(who)


def watched(
    loop: Loop, viewers: int, now: Callable[[], float] = monotonic, maker: Maker = NOBODY
) -> tuple[Audience, list[Outbox]]:
    audience, outboxes = Audience(loop.call, now, maker), [Outbox() for _ in range(viewers)]
    for outbox in outboxes:
        audience.add(outbox)
        outbox.start_afresh([])
    return audience, outboxes


def answers(outbox: Outbox, numbers: range) -> list[Answer]:
    return [Asked(outbox.viewer, number).done(0) for number in numbers]


def test_whatever_is_told_before_the_event_loop_comes_is_one_call(loop):
    audience, (outbox, other) = watched(loop, 2)

    audience.tell([Beat()])
    audience.start_afresh([Beat(), Beat()])
    for answer in answers(outbox, range(100)):
        audience.tell([answer])
    assert loop.calls == 1
    loop.turn()

    assert (len(outbox.waiting), len(other.waiting)) == (103, 3)
    assert loop.calls == 1


def test_the_event_loop_is_called_again_for_what_comes_later(loop):
    audience, (outbox,) = watched(loop, 1)

    for _ in range(3):
        audience.tell([Beat()])
        loop.turn()

    assert len(outbox.waiting) == 3
    assert loop.calls == 3


def test_many_deliveries_are_handed_round_in_several_turns_and_in_order(loop):
    viewers, told = 16, 100
    audience, outboxes = watched(loop, viewers)

    audience.tell(Done(number, 0) for number in range(told))
    handed_round = []
    while loop.called:
        before = sum(len(outbox.waiting) for outbox in outboxes)
        loop.turn()
        handed_round.append(sum(len(outbox.waiting) for outbox in outboxes) - before)

    assert sum(handed_round) == viewers * told
    assert handed_round[:-1] == [MOST_PUT] * (viewers * told // MOST_PUT)
    for outbox in outboxes:
        ids = [msgspec.json.decode(waiting.data)["id"] for waiting in outbox.waiting]
        assert ids == list(range(told))


def test_one_picture_goes_to_many_in_several_turns_and_to_each_once(loop):
    audience, outboxes = watched(loop, 2 * MOST_PUT + 1)

    audience.tell([Beat()])
    having = []
    while loop.called:
        loop.turn()
        having.append(sum(len(outbox.waiting) for outbox in outboxes))

    assert having[:3] == [MOST_PUT, 2 * MOST_PUT, 2 * MOST_PUT + 1]
    assert {len(outbox.waiting) for outbox in outboxes} == {1}


def test_who_comes_while_everything_is_told_anew_waits_to_be_told(loop):
    audience, _ = watched(loop, MOST_PUT)
    coming = Outbox()

    audience.start_afresh([Beat(), Beat()])
    loop.turn()
    audience.add(coming)
    assert audience.wait(coming)
    loop.rest()
    assert coming.waiting == ()
    audience.start_afresh([Beat()], all_of_them=False)
    loop.rest()

    assert len(coming.waiting) == 1


def test_who_makes_what_goes_to_many_is_held_up_until_it_is_written(loop):
    maker = HeldUp()
    audience, _ = watched(loop, MOST_PUT + 1, maker=maker)

    audience.tell([Beat()])
    held_up = []
    while loop.called:
        held_up.append(len(maker.by))
        loop.turn()

    assert held_up == [1, 1, 1], "what the second turn puts is written after it"
    assert maker.by == set()


def test_who_makes_what_goes_to_many_who_wait_is_held_up_too(loop):
    maker = HeldUp()
    audience, outboxes = watched(loop, FEW + 1, maker=maker)

    audience.start_afresh([Beat()], all_of_them=False)
    assert maker.by == set(), "nobody waits"
    loop.rest()
    for outbox in outboxes:
        audience.wait(outbox)
    audience.start_afresh([Beat()], all_of_them=False)
    assert maker.by == {audience}
    loop.rest()

    assert maker.by == set()


def test_who_makes_what_goes_to_few_is_not_held_up(loop):
    maker = HeldUp()
    audience, (outbox, *_) = watched(loop, FEW, maker=maker)

    audience.tell([Beat(), *answers(outbox, range(3))])

    assert maker.by == set()


def test_what_is_for_whoever_has_gone_is_neither_encoded_nor_called_for(loop, encoded):
    audience, (staying, gone) = watched(loop, 2)
    audience.remove(gone)

    audience.tell(answers(gone, range(20)))
    assert (encoded, loop.calls) == ([], 0)
    audience.remove(staying)
    audience.tell([Beat()])
    audience.start_afresh([Beat()])

    assert (encoded, loop.calls) == ([], 0)


def test_what_was_told_before_somebody_went_reaches_the_others_alone(loop):
    audience, (staying, gone) = watched(loop, 2)

    audience.tell([Beat(), *answers(gone, range(3)), *answers(staying, range(3))])
    audience.remove(gone)
    loop.turn()

    assert (len(staying.waiting), len(gone.waiting)) == (4, 0)


def test_only_who_waits_for_everything_is_told_it_when_not_all_are(loop):
    audience, (following, waiting) = watched(loop, 2)
    audience.wait(waiting)

    audience.start_afresh([Beat()], all_of_them=False)
    loop.turn()
    audience.start_afresh([Beat()], all_of_them=False)
    loop.turn()

    assert (len(following.waiting), len(waiting.waiting)) == (0, 1)


def test_what_is_on_its_way_counts_as_waiting_once(loop):
    clock = Clock()
    audience, _ = watched(loop, MOST_PUT + 1, clock)

    audience.tell([Beat()])
    counted = [audience.waiting_bytes]
    while loop.called:
        loop.turn()
        clock.now += COUNT_S
        counted.append(audience.waiting_bytes)

    assert len(counted) > 2
    assert set(counted) == {parcel(Beat()).bytes}


def test_news_that_comes_together_goes_out_on_each_line_as_one(loop):
    audience, line = Audience(loop.call), Kept()
    outbox = Outbox(line)
    audience.add(outbox)
    outbox.start_afresh([])

    audience.tell([Beat(), Beat()])
    audience.tell([Beat(), *answers(outbox, range(1)), Beat()])
    loop.turn()

    beat = framed(encode(Beat()))
    assert line.written == [3 * beat, framed(encode(Done(0, 0))), beat]


def test_of_pictures_that_come_together_the_latest_goes_out_and_no_more_than_a_line_can_carry(loop):
    audience, line = Audience(loop.call), Kept()
    outbox = Outbox(line)
    audience.add(outbox)
    outbox.start_afresh([])
    picture = Session().keyframe()

    audience.tell([picture, picture, picture])
    loop.turn()
    assert sum(isinstance(said, bytes) for said in line.messages()) == 1
    line.written.clear()
    audience.tell([Welcome("x" * ENOUGH_BYTES)] * 3)
    loop.turn()

    assert len(line.written) == 3


def shown_every(audience: Audience, loop: Loop, clock: Clock, took_s: float) -> float:
    """How often pictures can be shown once handing one round has taken so long."""
    audience.tell([Beat()])
    loop.turn()
    clock.now += took_s
    loop.rest()
    return audience.frame_s


def test_many_are_shown_fewer_pictures_as_long_as_handing_them_round_takes_long(loop):
    clock = Clock()
    audience, _ = watched(loop, FEW + 1, clock)

    assert shown_every(audience, loop, clock, 0.001) == FRAME_S
    assert shown_every(audience, loop, clock, 0.06) == pytest.approx(0.06 / SHARE)
    assert shown_every(audience, loop, clock, 0.001) == FRAME_S


def test_no_picture_is_due_while_the_last_is_on_its_way_to_many(loop):
    clock = Clock()
    audience, _ = watched(loop, MOST_PUT + 1, clock)

    audience.tell([Beat()])
    loop.turn()
    told_at, clock.now = clock.now, 60.0

    assert audience.frame_s > clock.now - told_at


def test_what_goes_to_nobody_in_the_end_holds_no_picture_back(loop):
    clock = Clock()
    audience, outboxes = watched(loop, FEW + 1, clock)

    audience.tell([Beat()])
    for outbox in outboxes:
        audience.remove(outbox)
    loop.rest()
    for outbox in outboxes:
        audience.add(outbox)
    clock.now = 60.0

    assert audience.frame_s == FRAME_S


def test_what_is_told_meanwhile_is_not_counted_from_before_it_was_told(loop):
    clock = Clock()
    audience, _ = watched(loop, FEW + 1, clock)

    for _ in range(50):
        audience.tell([Beat()])
        loop.turn()
        clock.now += FRAME_S / 4
    loop.turn()

    assert audience.frame_s == FRAME_S


def test_how_long_it_takes_to_tell_everything_anew_is_not_what_a_picture_takes(loop):
    clock = Clock()
    audience, _ = watched(loop, FEW + 1, clock)

    audience.start_afresh([Beat()])
    clock.now += 1.0
    loop.rest()

    assert audience.frame_s == FRAME_S


def test_few_are_shown_pictures_as_often_as_ever(loop):
    clock = Clock()
    audience, _ = watched(loop, FEW, clock)

    assert shown_every(audience, loop, clock, 0.1) == FEW_FRAME_S
