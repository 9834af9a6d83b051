"""Searches: on any run, whatever was changed on its way, they find what looking at every step finds."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from app.engine import BadInput, Spec, decode
from app.engine.edits import Edit, LayerActivation, Parameter
from app.engine.spec import OptimizerSpec, RegularizationSpec
from app.playback.handing_over import recorded_of, taking_over
from app.playback.pieces import at_once
from app.playback.run import Run, begun
from app.playback.search.finding import Finder, Finding
from app.playback.search.walk import Walk
from app.protocol import Condition
from app.protocol.stops import (
    BatchLossQuantity,
    EpochsQuantity,
    GradientQuantity,
    NotFiniteQuantity,
    ParameterQuantity,
    PredictionQuantity,
    ScoreQuantity,
    UnitQuantity,
)
from tests.engine.strategies import runs
from tests.playback import brute
from tests.playback.brute import places, walked

MOST_STEPS = 200
AS_DRAWN = (Phase.explicit, Phase.generate)
"""A run that fails is told as it was drawn: to find a smaller one takes minutes."""
LIMITS = (-0.5, -0.01, 0.0, 1e-3, 0.05, 0.3, 0.5, 1.0, 2.0)


def done(walk: Walk):
    """Go a walk to its end."""
    try:
        while True:
            next(walk)
    except StopIteration as end:
        return end.value


def found(finding: Finding) -> tuple[int, int] | None:
    return (finding.hit.index, finding.condition) if finding.hit else None


def first_after(steps, conditions, origin: int, *, holds: bool = False) -> tuple[int, int] | None:
    hits = [(at, which) for which, one in enumerate(conditions) for at in places(steps, one, holds=holds)]
    return min((hit for hit in hits if hit[0] > origin), default=None)


def last_before(steps, conditions, origin: int, *, holds: bool = False) -> tuple[int, int] | None:
    hits = [(at, which) for which, one in enumerate(conditions) for at in places(steps, one, holds=holds)]
    return max((hit for hit in hits if hit[0] < origin), key=lambda hit: (hit[0], -hit[1]), default=None)


@st.composite
def edits_of(draw: st.DrawFn, layers: int, units: tuple[int, ...]) -> list[Edit]:
    """Draw some changes on the way, in the order of steps."""
    each = 3 * layers + 2
    between = st.sampled_from(
        [
            {"parameter": Parameter(1, 0, 0, 0.7)},
            {"parameter": Parameter(1, 0, 0, -0.7)},
            {"parameter": Parameter(layers, None, 0, 0.3)},
            {"batch_size": 2},
            {"batch_size": 5},
            {"optimizer": OptimizerSpec("adam", 0.05)},
            {"regularization": RegularizationSpec("l1", 0.2)},
            *([{"activation": LayerActivation(1, "relu")}] if layers > 1 else []),
        ]
    )
    rates = st.sampled_from([{"learning_rate": 0.01}, {"learning_rate": 0.4}])
    made = draw(
        st.lists(
            st.one_of(
                st.tuples(st.integers(0, MOST_STEPS // each), between).map(
                    lambda both: Edit(both[0] * each, **both[1])
                ),
                st.tuples(st.integers(0, MOST_STEPS), rates).map(lambda both: Edit(both[0], **both[1])),
            ),
            max_size=3,
        )
    )
    return sorted(made, key=lambda edit: edit.index)


@st.composite
def conditions_of(draw: st.DrawFn, run: Run) -> Condition:
    network, data = run.timeline.stepper.network, run.view.data
    layer = draw(st.integers(1, network.layers))
    unit = draw(st.integers(0, network.units[layer] - 1))
    source = draw(st.one_of(st.none(), st.integers(0, network.units[layer - 1] - 1)))
    row = draw(st.one_of(st.none(), st.integers(0, run.timeline.schedule.largest - 1)))
    choices = [
        ParameterQuantity(layer, source, unit),
        ParameterQuantity(1, 0, 0),
        UnitQuantity(draw(st.sampled_from(["z", "a", "delta"])), layer, unit, row),
        GradientQuantity(layer),
        BatchLossQuantity(row),
        ScoreQuantity("train_loss"),
        EpochsQuantity(),
        NotFiniteQuantity(),
    ]
    if data.task == "classification":
        choices += [
            ScoreQuantity("train_accuracy"),
            PredictionQuantity("train", draw(st.integers(0, len(data.x_train) - 1))),
        ]
    if len(data.x_test):
        choices.append(ScoreQuantity("test_loss"))
    quantity = draw(st.sampled_from(choices))
    test = draw(
        st.sampled_from(
            [
                *("above", "at_least", "at_most", "below", "crosses"),
                *("changes_sign", "changes", "rises", "falls"),
            ]
        )
    )
    against = test in ("above", "at_least", "at_most", "below", "crosses")
    value = draw(st.sampled_from((*LIMITS, 3.0))) if against else None
    times = draw(st.integers(1, 4)) if test in ("rises", "falls") else None
    return Condition(quantity, test, value, times)


@st.composite
def searched(draw: st.DrawFn):
    """Draw a run that changes on the way, every step of it, and conditions to be looked for."""
    fields = draw(runs())
    fields["data"]["train_fraction"] = draw(st.sampled_from([1.0, 0.7]))
    try:
        spec = decode(json.dumps(fields), Spec)
        plain = begun(spec)
        layers = plain.timeline.schedule.layers
        run = begun(spec, tuple(draw(edits_of(layers, plain.timeline.stepper.network.units))))
    except BadInput:
        assume(False)
    steps = walked(run, run.edits, MOST_STEPS)
    run.timeline.advance(steps[-1].state.position.index)
    return run, steps, draw(st.lists(conditions_of(run), min_size=1, max_size=3))


@given(drawn=searched(), place=st.floats(0, 1), holds=st.booleans())
@settings(max_examples=30, phases=AS_DRAWN, suppress_health_check=list(HealthCheck))
def test_a_search_finds_what_looking_at_every_step_finds(drawn, place, holds):
    run, steps, conditions = drawn
    last = steps[-1].state.position.index
    origin = round(place * last)
    run.timeline.seek(origin)

    backward = done(Finder(run, conditions, holds=holds).backward(origin))
    everywhere = Finder(run, conditions, holds=holds)
    done(everywhere.everywhere(origin, last))

    assert found(backward) == last_before(steps, conditions, origin, holds=holds)
    for condition, there in zip(conditions, everywhere.places, strict=True):
        expected = [at for at in places(steps, condition, holds=holds) if at >= origin]
        if steps[-1].ends or condition.quantity != NotFiniteQuantity():
            assert [hit.index for hit in there.hits] == expected
    forward = first_after(steps, conditions, origin, holds=holds)
    if forward or steps[-1].ends:
        assert found(done(Finder(run, conditions, holds=holds).forward(origin))) == forward
    assert run.index == origin, "the run stands where it did"


@pytest.mark.parametrize("layer", [1, 3])
def test_in_what_another_machine_recorded_is_found_what_is_played(layer):
    was = begun(Spec())
    was.timeline.advance(900)
    recorded = recorded_of(was.timeline)
    keyframes = tuple((batch, core * (1 + 0.01 * (batch % 3))) for batch, core in recorded.keyframes)
    run = begun(Spec())
    at_once(taking_over(run.timeline, replace(recorded, keyframes=keyframes)))
    condition = Condition(ParameterQuantity(layer, 0, 0), "rises", times=2)
    made = []
    for index in range(901):
        run.timeline.seek(index)
        state = run.timeline.state()
        if index == 0 or ("w", layer) in state.made:
            made.append((index, state.arrays["w", layer][0, 0]))
    true = brute.true_at(made, condition)
    expected = [made[at][0] for at in range(1, len(made)) if true[at] and not true[at - 1]]

    finder = Finder(run, [condition])
    list(finder.everywhere(0, 900))
    back = done(Finder(run, [condition]).backward(900))

    assert len(expected) > 3
    assert [hit.index for hit in finder.places[0].hits] == expected
    assert back.hit.index == max(at for at in expected if at < 900)


def test_a_row_that_few_mini_batches_have_is_followed_back_as_far_as_it_takes():
    run = begun(decode('{"batch_size": 200, "shuffle": false}', Spec))
    condition = Condition(BatchLossQuantity(150), "falls", times=6)
    steps = walked(run, (), 600)
    run.timeline.advance(600)

    found_from = [done(Finder(run, [condition], holds=True).forward(at)).hit.index for at in (300, 420, 500)]

    true = places(steps, condition, holds=True)
    assert found_from == [min(place for place in true if place > at) for at in (300, 420, 500)]
