"""Exercises are friendly, no two alike, and their numbers those that a pupil finds on the way."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import msgspec
import numpy as np
import pytest

from app.engine import BadInput, Spec, read_spec
from app.engine.spec import DataSpec, HiddenSpec, OptimizerSpec, ScheduleSpec
from app.marking import standing_at_start, verdict
from app.marking.given import Given
from app.marking.places import Place
from app.sheets import LEVELS, exercises
from app.sheets.lines import blocks, number
from app.sheets.working import round_as_people_do

SIGMOID = Spec(
    data=DataSpec(kind="xor"),
    hidden=(HiddenSpec(2, "sigmoid"),),
    output_activation="sigmoid",
    loss="squared_error",
    optimizer=OptimizerSpec("sgd", 0.5),
)
CLASSES = Spec(
    data=DataSpec(kind="iris"),
    hidden=(HiddenSpec(3, "relu"),),
    output_activation="softmax",
    loss="categorical_cross_entropy",
)
TANH = Spec(data=DataSpec(kind="plane"), hidden=(HiddenSpec(3, "tanh"),), output_activation="linear")


def on_paper(value):
    """Round a decimal as people do."""
    return value.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def test_every_number_is_made_of_those_before_it_as_they_are_printed():
    for exercise in exercises(SIGMOID, 10):
        printed = {
            (place.name, place.layer): np.vectorize(lambda number: on_paper(Decimal(number)))(array)
            for place, array in exercise.printed.items()
        }

        def sigmoid(z):
            return on_paper(Decimal(1 / (1 + math.exp(-z))))

        (x,), ((y,),) = printed["a", 0], printed["y", 0]
        w1, b1, w2, b2 = printed["w", 1], printed["b", 1], printed["w", 2], printed["b", 2]
        z1 = [on_paper(sum(x[i] * w1[i][j] for i in (0, 1)) + b1[j]) for j in (0, 1)]
        a1 = [sigmoid(z) for z in z1]
        z2 = on_paper(sum(a1[j] * w2[j][0] for j in (0, 1)) + b2[0])
        a2 = sigmoid(z2)
        slope2 = on_paper(a2 * (1 - a2))
        delta2 = on_paper(on_paper(a2 - y) * slope2)
        blame = [on_paper(w2[j][0] * delta2) for j in (0, 1)]
        slope1 = [on_paper(a * (1 - a)) for a in a1]
        delta1 = [on_paper(blame[j] * slope1[j]) for j in (0, 1)]
        grad_w1 = [[on_paper(x[i] * delta1[j]) for j in (0, 1)] for i in (0, 1)]
        new_w1 = [[on_paper(w1[i][j] - grad_w1[i][j] / 2) for j in (0, 1)] for i in (0, 1)]

        assert printed["z", 1].tolist() == [z1]
        assert printed["a", 2].tolist() == [[a2]]
        assert printed["loss", 2].tolist() == [on_paper((a2 - y) ** 2 / 2)]
        assert printed["delta", 2].tolist() == [[delta2]]
        assert printed["delta", 1].tolist() == [delta1]
        assert printed["grad_w", 1].tolist() == grad_w1
        assert printed["new_w", 1].tolist() == new_w1


@pytest.mark.parametrize(("spec", "rows"), [(SIGMOID, 1), (SIGMOID, 3), (CLASSES, 2)])
def test_the_engine_finds_the_same_within_the_tolerance(spec, rows):
    for exercise in exercises(spec, 5, rows=rows):
        for place, tolerance in exercise.tolerance.items():
            exact = exercise.batch.made[place]
            assert np.all(np.abs(exact - exercise.printed[place]) <= tolerance), place
            assert tolerance <= 0.01


def test_who_hands_in_what_is_printed_is_told_that_it_is_right():
    (exercise,) = exercises(SIGMOID, 1)
    given = [Given(place.name, place, array) for place, array in exercise.printed.items()]

    assert verdict(exercise.batch, given, 1e-3).right


def test_what_is_given_is_in_tenths_and_no_two_pupils_have_the_same():
    thirty = list(exercises(SIGMOID, 30))

    for exercise in thirty:
        for place, array in exercise.printed.items():
            if exercise.is_given(place):
                np.testing.assert_allclose(array * 10, np.round(array * 10), atol=1e-9)
        assert all(np.all(exercise.printed[Place("w", layer)] != 0) for layer in (1, 2))
    assert len({exercise.spec for exercise in thirty}) == 30
    assert [exercise.number for exercise in thirty] == list(range(1, 31))


def test_a_lecture_has_an_exercise_for_each():
    lecture = list(exercises(SIGMOID, 150))

    assert len({exercise.spec for exercise in lecture}) == 150


def test_a_seed_gives_the_same_sheets_again_and_another_gives_others():
    first, again, other = (next(exercises(SIGMOID, 1, seed=seed)).spec for seed in (3, 3, 4))

    assert first == again != other


@pytest.mark.parametrize("rows", [1, 2])
@pytest.mark.parametrize("activation", ["relu", "leaky_relu", "tanh", "hard_tanh"])
def test_no_unit_is_dead_or_saturated_in_all_rows_and_each_has_its_share_of_the_blame(activation, rows):
    spec = Spec(data=DataSpec(kind="gauss"), hidden=(HiddenSpec(3, activation),))

    for exercise in exercises(spec, 10, rows=rows):
        slope, delta = (np.abs(exercise.printed[Place(name, 1)]).max(axis=0) for name in ("slope", "delta"))
        assert np.all(slope >= 0.02)
        assert np.all(delta >= 0.005)


def test_a_class_has_three_rows_of_irises_with_relus():
    assert len(list(exercises(CLASSES, 30, rows=3))) == 30


@pytest.mark.parametrize(("spec", "rows"), [(SIGMOID, 3), (CLASSES, 2), (TANH, 1)])
def test_a_worked_line_gives_its_number_to_who_reckons_what_it_says(spec, rows):
    reckoned = 0
    for exercise in exercises(spec, 5, rows=rows):
        for line in (line for block in blocks(exercise, "worked") for line in block.lines):
            if line.reckoned and "f" not in line.reckoned:
                assert on_paper(by_hand(line.reckoned)) == Decimal(f"{line.value:.4f}"), line
                reckoned += 1
    assert reckoned > 5 * 20


def by_hand(written):
    """Reckon what a line says, in decimals."""
    text = written.replace("−", "-").replace("·", "*").replace("²", "**2")
    exact = re.sub(r"(?<![\w.*])(\d+(?:\.\d+)?)", r"Decimal('\1')", text)
    return eval(exact)


def test_the_run_of_an_exercise_is_one_anybody_can_read_and_begins_with_its_numbers():
    (exercise,) = exercises(CLASSES, 1, rows=2)

    spec, stepper = standing_at_start(read_spec(msgspec.json.encode(exercise.spec)))
    stepper.advance(1)

    np.testing.assert_array_equal(stepper.state().arrays["a", 0], exercise.printed[Place("a", 0)])
    np.testing.assert_array_equal(spec.parameters[0].w, exercise.printed[Place("w", 1)])


@pytest.mark.parametrize(
    ("spec", "field", "said"),
    [
        (Spec(optimizer=OptimizerSpec("adam")), "optimizer.kind", "sgd"),
        (Spec(schedule=ScheduleSpec("warm_up")), "schedule.kind", "constant"),
        (Spec(hidden=(HiddenSpec(2, dropout=0.5),)), "hidden.0.dropout", "at most 0"),
        (Spec(hidden=(HiddenSpec(5),)), "hidden.0.units", "at most 4"),
        (Spec(hidden=(HiddenSpec(2),) * 3), "hidden", "at most 2"),
        (Spec(hidden=(HiddenSpec(2, "softmax"),)), "hidden.0.activation", "one of"),
        (Spec(data=DataSpec(kind="digits")), "inputs", "at most 4"),
    ],
)
def test_what_a_hand_cannot_work_is_refused_with_its_bound(spec, field, said):
    with pytest.raises(BadInput, match=said) as refused:
        next(exercises(spec, 1))

    assert refused.value.field == field


def test_data_that_never_make_an_exercise_are_refused():
    far = DataSpec(kind="table", x=((100.0,),) * 4, y=((0.0,),) * 4, train_fraction=1.0)

    with pytest.raises(
        BadInput, match=r"in \d+ a unit of layer 1 was dead or saturated \(slope below 0.02\)"
    ) as refused:
        list(exercises(Spec(data=far), 1))

    assert refused.value.field == "pupils"


def test_more_rows_than_there_are_is_refused():
    with pytest.raises(BadInput, match="rows: should be at most 4"):
        next(exercises(SIGMOID, 1, rows=5))


def test_more_pupils_than_a_year_has_are_refused():
    with pytest.raises(BadInput, match="pupils: should be at most 300"):
        next(exercises(SIGMOID, 301))


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(0.28485, 0.2849), (-0.28485, -0.2849), (0.284849, 0.2848), (0.5 * 0.0303, 0.0152), (-0.00004, 0.0)],
)
def test_a_five_is_rounded_away_from_zero_as_on_paper(value, wanted):
    rounded = round_as_people_do(np.array(value))

    assert rounded == pytest.approx(wanted, abs=1e-12)
    assert not np.signbit(rounded) or wanted < 0


def test_each_level_leaves_more_to_be_found_than_the_one_before():
    (exercise,) = exercises(SIGMOID, 1)
    blank = [
        {line.name for block in blocks(exercise, level) for line in block.lines if line.blank}
        for level in LEVELS
    ]

    assert not blank[0]
    assert all(less < more for less, more in pairwise(blank))
    assert blank[-1] == {line.name for block in blocks(exercise, "worked") for line in block.lines}


def test_what_is_to_be_found_stands_nowhere_on_the_way():
    (exercise,) = exercises(SIGMOID, 1)
    told = {line.name: line.reckoned for block in blocks(exercise, "delta") for line in block.lines}

    a1 = number(float(exercise.printed[Place("a", 1)][0, 0]))
    assert told["f′₁⁽¹⁾"] == f"{a1} · (1 − {a1})"
    assert told["∂L⁠/⁠∂b₁⁽¹⁾"] == "δ₁⁽¹⁾"
    assert told["∂ℓ⁠/⁠∂a₂⁽¹⁾"].endswith("· δ₁⁽²⁾")
    assert told["new b₁⁽¹⁾"].endswith("0.5 · ∂L⁠/⁠∂b₁⁽¹⁾")
    assert not any(line.reckoned for block in blocks(exercise, "everything") for line in block.lines)


def test_a_worked_line_says_how_its_number_comes_about():
    (exercise,) = exercises(SIGMOID, 1)
    x1, x2 = exercise.printed[Place("a", 0)][0]

    first = blocks(exercise, "worked")[0].lines[0]

    terms = first.reckoned.replace("−", "-").replace("·", "*")
    assert first.name == "z₁⁽¹⁾"
    assert f"{x1:g}" in terms
    assert f"{x2:g}" in terms
    assert round(eval(terms), 4) == first.value
