"""Where two runs part: on any two, where looking at every step of both says that they do."""

import json
from dataclasses import replace as replaced

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.engine import BadInput, Spec, decode
from app.engine.edits import Edit, Parameter
from app.engine.spec import DataSpec, HiddenSpec, RegularizationSpec, ScheduleSpec
from app.playback.asking import Answer
from app.playback.handing_over import recorded_of, taking_over
from app.playback.parting import Parter, Parting
from app.playback.pieces import at_once
from app.playback.run import Run, begun
from app.playback.session import Session
from app.playback.viewpoint import Viewpoint
from app.protocol import Configure, FindParting, Parted, Step
from tests.engine.strategies import runs
from tests.playback.brute import walked
from tests.playback.talking import STEPS_PER_BATCH, STEPS_PER_EPOCH, finished
from tests.playback.test_search import AS_DRAWN, done, edits_of

MOST_STEPS = 90
WHO = "somebody"
PLAIN = Spec()
NO_OTHER = replace(PLAIN, regularization=RegularizationSpec("none", 0.01))
"""Another specification of the same numbers."""
SMOOTH = replace(PLAIN, hidden=(replace(PLAIN.hidden[0], activation="sigmoid"), *PLAIN.hidden[1:]))
FASTER = PLAIN.with_learning_rate(0.3)


def parting(run: Run, spec: Spec, edits: tuple[Edit, ...] = (), last: int = MOST_STEPS) -> Parting:
    return done(Parter(run, Viewpoint(spec), edits, last).walk())


def expected(run: Run, other: Run) -> int | None:
    """The first step after which they differ, found by looking at all that every step made."""
    pairs = [walked(each, each.edits, MOST_STEPS) for each in (run, other)]
    for index, (one, there) in enumerate(zip(*pairs, strict=False)):
        here, other_arrays = one.state.arrays, there.state.arrays
        keys = here.keys() & other_arrays.keys()
        if not (one.is_fresh or there.is_fresh):
            keys, others = ({*each.state.made, *each.state.aside} for each in (one, there))
            if keys != others:
                return index
        if not all(np.array_equal(here[key], other_arrays[key]) for key in keys):
            return index
    lengths = [len(each) for each in pairs]
    return min(lengths) if lengths[0] != lengths[1] else None


@st.composite
def two(draw: st.DrawFn) -> tuple[Run, Run]:
    """Draw a run that changes on the way, and one that is like it but for what is set or changed."""
    fields = draw(runs())
    fields["optimizer"]["learning_rate"] = draw(st.sampled_from([0.03, 0.3, 1e3]))
    others = dict(fields)
    name, value = draw(
        st.sampled_from(
            [
                ("seed", 5),
                ("batch_size", 3),
                ("shuffle", not fields["shuffle"]),
                ("loss", fields["loss"]),
                ("regularization", {"kind": "l2", "rate": 0.0}),
                ("schedule", {"kind": "step", "every": 3.0}),
                ("regularization", {"kind": "none", "rate": 0.5}),
            ]
        )
    )
    others[name] = value
    try:
        plain = begun(decode(json.dumps(fields), Spec))
        layers, units = plain.timeline.schedule.layers, plain.timeline.stepper.network.units
        edits = draw(edits_of(layers, units))
        more = draw(edits_of(layers, units))
        run = begun(plain.spec, tuple(edits))
        changed = tuple(sorted([*edits[: draw(st.integers(0, 3))], *more], key=lambda edit: edit.index))
        return run, begun(decode(json.dumps(draw(st.sampled_from([fields, others]))), Spec), changed)
    except BadInput:
        assume(False)
        raise


@given(drawn=two(), recorded=st.sampled_from([0, 0.5, 1]))
@settings(max_examples=30, phases=AS_DRAWN, suppress_health_check=list(HealthCheck))
def test_two_runs_part_where_looking_at_every_step_of_both_says(drawn, recorded):
    run, other = drawn
    index = expected(run, other)
    steps = walked(run, run.edits, round(recorded * MOST_STEPS))
    run.timeline.advance(steps[-1].state.position.index)
    here = run.index

    found = parting(run, other.spec, other.edits)

    if index is None:
        assert found.index is None or found.index > MOST_STEPS
    else:
        assert found.index == index
        assert found.looked_at < index or index == 0
    assert run.index == here, "the run stands where it did"


@pytest.mark.parametrize(
    ("spec", "index", "tensor"),
    [
        (FASTER, 3 * 3, ("w", 1)),
        (replace(PLAIN, seed=2), 0, ("w", 1)),
        (replace(PLAIN, hidden=(HiddenSpec(6), HiddenSpec(3))), 0, None),
        (replace(PLAIN, hidden=(HiddenSpec(5), *PLAIN.hidden)), 0, None),
        (replace(PLAIN, batch_size=5), 1, ("a", 0)),
        (SMOOTH, 2, ("a", 1)),
        (replace(PLAIN, loss="mean_squared_error"), 5, ("loss", 3)),
    ],
)
def test_what_is_set_differently_tells_at_the_step_that_first_uses_it(spec, index, tensor):
    run = begun(PLAIN)

    found = parting(run, spec)

    assert found.index == index
    assert (found.difference and found.difference.tensor) == tensor


def test_the_first_number_that_differs_is_told_with_both_values():
    run = begun(PLAIN)
    other = begun(FASTER)
    for each in (run, other):
        each.timeline.advance(9)

    found = parting(run, FASTER).difference

    assert found
    at = found.at
    assert found.here == run.timeline.state().arrays[found.tensor][at]
    assert found.there == other.timeline.state().arrays[found.tensor][at]
    assert found.here != found.there


def test_a_schedule_that_comes_in_late_is_found_late():
    falling = replace(PLAIN, schedule=ScheduleSpec("step", every=3.0))

    found = parting(begun(PLAIN), falling, last=4 * STEPS_PER_EPOCH)

    assert found.index is not None
    # It is another schedule from the first update on: it tells how many epochs it counts.
    assert found.index == 9
    assert parting(begun(PLAIN), NO_OTHER, last=STEPS_PER_EPOCH) == Parting(None, STEPS_PER_EPOCH)


def test_up_to_the_first_edit_that_is_not_shared_nothing_is_made_again():
    shared = Edit(2 * STEPS_PER_BATCH, learning_rate=0.1)
    at = 40 * STEPS_PER_BATCH
    run = begun(PLAIN, (shared, Edit(at, learning_rate=0.3)))
    run.timeline.advance(60 * STEPS_PER_BATCH)
    parter = Parter(run, Viewpoint(PLAIN), (shared,), run.index)
    walk, made = parter.walk(), 0

    try:
        while True:
            made += next(walk)
    except StopIteration as end:
        found = end.value

    assert found.index == at + 9
    assert made < at, "from the keyframe before it, twice"


@pytest.mark.parametrize("after", [(), (Edit(3 * STEPS_PER_BATCH, batch_size=5),)])
def test_what_leaves_all_weights_alike_is_found_too(after):
    still = replace(PLAIN, use_biases=False).with_learning_rate(1e-300)
    smaller = Edit(2 * STEPS_PER_BATCH + 3, learning_rate=1e-301)

    found = parting(begun(still, after), still, (smaller, *after))

    assert found.index == 2 * STEPS_PER_BATCH + 9
    assert found.difference
    assert found.difference.tensor[0] in ("step_w", "eta")


def test_a_weight_set_by_hand_tells_where_it_is_set():
    run = begun(PLAIN)

    found = parting(run, PLAIN, (Edit(2 * STEPS_PER_BATCH, parameter=Parameter(2, 1, 0, 0.25)),))

    assert found.index == 2 * STEPS_PER_BATCH
    assert found.difference
    assert (found.difference.tensor, found.difference.at) == (("w", 2), (1, 0))
    assert found.difference.there == 0.25


def test_the_same_run_parts_nowhere_and_takes_no_step_to_say_so():
    parter = Parter(begun(PLAIN), Viewpoint(PLAIN), (), 10**6)

    with pytest.raises(StopIteration) as end:
        next(parter.walk())

    assert end.value.value == Parting(None, 10**6)


def test_a_run_recorded_by_another_machine_parts_where_its_numbers_do():
    was = begun(PLAIN)
    was.timeline.advance(900)
    recorded = recorded_of(was.timeline)
    kept = tuple((batch, core * (1.01 if batch == 64 else 1)) for batch, core in recorded.keyframes)
    run = begun(PLAIN)
    at_once(taking_over(run.timeline, replaced(recorded, keyframes=kept)))

    found = parting(run, PLAIN, last=900)

    assert {batch for batch, _ in kept} >= {64}
    assert found.index == 64 * STEPS_PER_BATCH


def test_the_answer_names_the_step_and_goes_to_who_asked(session):
    session.obey(Step(1, 2, "epoch"))
    finished(session)

    assert session.obey(FindParting(5, FASTER), WHO) == []
    (answer,) = finished(session)

    assert isinstance(answer, Answer)
    assert answer.to == WHO
    parted = answer.letter
    assert isinstance(parted, Parted)
    assert (parted.id, parted.index, parted.phase, parted.layer) == (5, 9, "update", 1)
    assert (parted.epoch, parted.batch, parted.looked_at) == (0, 0, 8)


def test_where_the_run_is_changed_meanwhile_it_is_told_how_far_it_came(session):
    session.obey(Step(1, 2, "epoch"))
    finished(session)
    session.obey(FindParting(5, NO_OTHER, last=10**6), WHO)
    session.tick(0.01, 1000)

    told = session.obey(replace_rate(session))

    (parted,) = [each.letter for each in told if isinstance(each, Answer) and isinstance(each.letter, Parted)]
    assert parted.index is None
    assert 0 < parted.looked_at < 10**6


def replace_rate(session: Session) -> Configure:
    return Configure(6, session.timeline.spec_here.with_learning_rate(0.01))


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (FindParting(1, Spec(DataSpec("weather"))), "spec"),
        (FindParting(1, edits=(Edit(3, batch_size=5),)), "edits"),
        (FindParting(1, last=10**12), "last"),
    ],
)
def test_what_can_be_no_run_is_refused_by_its_field(session, command, field):
    with pytest.raises(BadInput) as refused:
        session.obey(command)

    assert refused.value.field.startswith(field)
