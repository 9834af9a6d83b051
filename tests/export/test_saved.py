"""What a saved page has of a run: which mini-batches, in how many bytes, and what is refused."""

import sys
from subprocess import PIPE, Popen

import msgspec
import numpy as np
import pytest

from app.data import DATASETS
from app.engine import BadInput, Diverged, Spec, decode
from app.engine.spec import DataSpec
from app.export.saved import Choice, Epochs, head_of, run_of_recording, run_of_spec, saved
from app.export.saved.ends import Ends
from app.export.saved.process import Order
from app.export.saved.recorded import Wishes
from app.headless import train
from app.paths import PACKAGE, environment
from app.recordings import record, written
from tests.patience import PATIENCE_S
from tests.playback.test_session import DIVERGING

DEFAULT_BATCH_BYTES = 1700
"""Of 481 numbers: they are the engine's own, and random enough."""


def batches_of(body: bytes) -> list[int]:
    return [number for number, _, _ in head_of(body)["packed"]["batches"]]


def test_a_choice_has_all_of_some_epochs_and_the_ends_of_others():
    schedule = run_of_spec(Spec()).timeline.schedule

    assert Choice(Epochs(0, 2), Epochs(0, 1)).numbers(schedule) == [*range(25), 49]
    assert Choice(Epochs(1, 8), Epochs(4, 4), each=3).numbers(schedule) == [24, 74, 149, 199]
    assert Choice(Epochs(2, 4), Epochs(3, 4)).numbers(schedule) == [49, *range(74, 100)]


def test_a_mini_batch_of_the_default_network_takes_few_bytes():
    made = saved(run_of_spec(Spec()), Epochs(0, 2), Epochs(0, 2))

    assert made.batches == 50
    assert len(made.body) < 50 * DEFAULT_BATCH_BYTES + 20_000


def test_as_many_epochs_are_whole_as_fit():
    most = 200_000

    made = saved(run_of_spec(Spec()), Epochs(0, 20), most_bytes=most)

    assert 0.8 * most < len(made.body) <= most
    first, last = made.choice.whole
    assert first == 0
    assert last > 1
    assert batches_of(made.body) == made.choice.numbers(run_of_spec(Spec()).timeline.schedule)


def test_where_little_fits_only_some_epochs_are_there():
    made = saved(run_of_spec(Spec()), Epochs(0, 40), most_bytes=40_000)

    assert len(made.body) <= 40_000
    assert made.choice.each > 1
    assert batches_of(made.body)[-1] == 40 * 25 - 1


def test_as_many_are_whole_as_there_is_room_for_and_not_one_more():
    spec, epochs = Spec(data=DataSpec(kind="iris"), batch_size=30), Epochs(0, 6)
    of_each = [len(saved(run_of_spec(spec), epochs, Epochs(0, whole)).body) for whole in range(7)]

    for most in (of_each[1], of_each[3] + 1, of_each[5] - 1, of_each[6]):
        made = saved(run_of_spec(spec), epochs, most_bytes=most)
        assert made.choice.whole.last == sum(size <= most for size in of_each) - 1


def test_the_ends_of_its_epochs_are_told_and_drawn():
    made = saved(run_of_spec(Spec()), Epochs(0, 6), Epochs(2, 3))
    head = head_of(made.body)

    assert head["film"]["epochs"] == list(range(7))
    assert [told["index"] for told in head["results"]] == [epoch * 275 for epoch in range(7)]
    assert [point[1] for point in head["history"]] == [told["train"]["loss"] for told in head["results"]]


def test_what_it_says_of_its_rows_at_its_end_is_told_the_worst_first():
    run = run_of_spec(Spec(data=DataSpec(kind="iris")))
    rows = head_of(saved(run, Epochs(0, 3), Epochs(0, 1)).body)["rows"]

    ended = train({"data": {"kind": "iris"}}, epochs=3)
    for half, wanted in (("train", ended.train), ("test", ended.test)):
        losses = [row["loss"] for row in rows[half]]
        assert losses == sorted(losses, reverse=True)
        assert np.mean(losses) == pytest.approx(wanted.loss, rel=1e-7)
        right = np.mean([row["target"] == row["said"] for row in rows[half]])
        assert right == pytest.approx(wanted.accuracy)


def test_an_end_has_the_losses_that_a_history_would_have():
    run = run_of_spec(Spec())
    run.timeline.advance(275)

    assert Ends(run).read().point(1) == run.view.point(1) == run.timeline.history.at(1)


def test_of_many_rows_only_the_last_end_is_told():
    spec = Spec(data=DataSpec(kind="circle", samples=2000))

    head = head_of(saved(run_of_spec(spec), Epochs(0, 2), Epochs(0, 1)).body)

    assert [told["index"] for told in head["results"]] == [2 * 100 * 11]


def test_a_recorded_run_is_saved_with_the_same_numbers():
    recording, _ = record(Spec(), 3)

    of_spec, of_recording = (
        saved(run, Epochs(0, 3), Epochs(0, 2))
        for run in (run_of_spec(Spec()), run_of_recording(recording.run))
    )

    assert of_spec.body == of_recording.body


def test_it_says_where_the_run_ends():
    spec = decode(DIVERGING, Spec)

    made = saved(run_of_spec(spec), Epochs(0, 50), Epochs(0, 50))

    head = head_of(made.body)
    assert not made.complete
    assert made.batches > 0
    assert head["playback"]["diverged"]["index"] > head["last"] > 0
    assert head["epochs"][1] < 50


@pytest.mark.parametrize(
    ("epochs", "whole", "start", "words"),
    [
        ((3, 3), None, None, "epochs: should be more than 3, got 3..3"),
        ((0, 2_000_000), None, None, "epochs: should be at most 1000000, got 2000000"),
        ((1, 4), (0, 2), None, "whole: should be valid (within 1..4), got 0..2"),
        ((1, 4), (2, 5), None, "whole: should be valid (within 1..4), got 2..5"),
        ((1, 4), (3, 2), None, "whole: should be valid (within 1..4), got 3..2"),
        ((1, 4), None, 274, "start: should be valid (from 275 to 1100), got 274"),
        ((0, 1_000_000), (0, 1_000_000), None, "mini-batches"),
    ],
)
def test_what_cannot_be_saved_is_refused_with_field_value_and_bound(epochs, whole, start, words):
    with pytest.raises(BadInput) as caught:
        saved(
            run_of_spec(Spec()),
            Epochs(*epochs),
            Epochs(*whole) if whole else None,
            most_bytes=1e6,
            start=start,
        )

    assert words in str(caught.value)


def test_a_run_that_ends_before_what_is_asked_for_is_not_saved():
    with pytest.raises(Diverged):
        saved(run_of_spec(decode(DIVERGING, Spec)), Epochs(40, 50), Epochs(40, 42))


@pytest.mark.parametrize("kind", [kind for kind, data in DATASETS.items() if data.make])
def test_every_data_set_is_saved(kind):
    made = saved(run_of_spec(Spec(data=DataSpec(kind=kind))), Epochs(0, 2), most_bytes=1e6)

    assert head_of(made.body)["run"]["spec"]["data"]["kind"] == kind
    assert made.batches > 0


def test_the_process_that_saves_says_nothing_where_the_server_is_gone():
    recording, _ = record(Spec(), 1)
    asked = msgspec.json.encode(Order(Wishes(), 1e6)) + b"\n" + written(recording)

    with Popen(
        [sys.executable, "-m", f"{PACKAGE}.export.saved"],
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env=environment(),
    ) as process:
        process.stdout.close()
        process.stdout = None
        _, said = process.communicate(asked, PATIENCE_S)

    assert said == b""
