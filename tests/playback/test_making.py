"""How a step made a number, and which rows had most to do with it."""

import numpy as np
import pytest

from app.engine import Spec
from app.engine.edits import Parameter
from app.engine.spec import OptimizerSpec
from app.playback.session import Session
from app.protocol import (
    Condition,
    Find,
    ListRows,
    NumberTraced,
    Quantity,
    RowsListed,
    Search,
    SetParameter,
    Step,
    TraceNumber,
)
from app.protocol.stops import BatchLossQuantity, ParameterQuantity, ScoreQuantity, UnitQuantity
from tests.playback.talking import STEPS_PER_BATCH, finished


def at(index: int, spec: Spec | None = None) -> Session:
    session = Session(spec)
    session.obey(Step(1, index))
    finished(session)
    return session


def traced(session: Session, quantity: Quantity) -> NumberTraced:
    session.obey(TraceNumber(5, quantity))
    (answer,) = finished(session)
    return answer.letter


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
@pytest.mark.parametrize("unit_in", [0, None])
def test_a_parameter_was_made_of_the_gradient_to_which_rows_gave_their_parts(optimizer, unit_in):
    session = at(3 * STEPS_PER_BATCH, Spec(optimizer=OptimizerSpec(kind=optimizer)))
    arrays, part = session.timeline.state().arrays, "b" if unit_in is None else "w"
    place = 1 if unit_in is None else (unit_in, 1)

    told = traced(session, ParameterQuantity(2, unit_in, 1))

    making = told.making
    assert making.step == arrays[f"step_{part}", 2][place]
    assert making.gradient == arrays[f"grad_{part}", 2][place]
    assert making.eta == arrays["eta", 2]
    assert told.made.before + making.step == pytest.approx(told.made.now, rel=1e-12)
    assert sum(each.value for each in making.parts) == pytest.approx(making.gradient, rel=1e-9)
    sizes = [abs(each.value) for each in making.parts]
    assert sizes == sorted(sizes, reverse=True)
    assert {each.row for each in making.parts} == set(range(making.rows)) == set(range(10))


def test_of_a_row_the_numbers_are_told_that_one_step_takes():
    session = at(9)
    arrays = session.timeline.state().arrays

    activation = traced(session, UnitQuantity("a", 1, 2, 4))
    delta = traced(session, UnitQuantity("delta", 1, 2, 4))
    mean = traced(session, UnitQuantity("delta", 1, 2))

    assert activation.making.z == arrays["z", 1][4, 2]
    assert delta.making.blame * delta.making.slope == pytest.approx(delta.made.now, rel=1e-12)
    assert sum(each.value for each in mean.making.parts) == pytest.approx(mean.made.now, rel=1e-9)
    assert delta.making.parts == []


def test_the_loss_has_its_rows_and_a_score_no_step():
    session = at(2 * STEPS_PER_BATCH)

    loss, score = traced(session, BatchLossQuantity()), traced(session, ScoreQuantity("train_loss"))

    assert loss.making.parts[0].value == session.timeline.state().arrays["loss", 3].max() / 10
    assert score.making is None


def test_a_parameter_set_by_hand_was_made_by_no_step_and_others_are_as_they_were():
    session = at(2 * STEPS_PER_BATCH)
    before = {unit: traced(session, ParameterQuantity(3, unit, 0)).made for unit in (0, 1)}

    session.obey(SetParameter(2, Parameter(3, 0, 0, 1.5)))

    changed, other = (traced(session, ParameterQuantity(3, unit, 0)) for unit in (0, 1))
    assert (changed.made.now, changed.making) == (1.5, None)
    assert other.made.now == before[1].now
    assert traced(session, ParameterQuantity(1, 0, 0)).made.index == STEPS_PER_BATCH + 9


@pytest.mark.parametrize("index", [0, 1, 5, 6, 11, 12])
def test_rows_are_listed_as_the_mini_batch_on_screen_will_have_them(index):
    session, later = at(index), at(6 if index < 12 else 17)
    arrays = later.timeline.state().arrays

    session.obey(ListRows(7, "delta", 4))
    (answer,) = finished(session)

    listed = answer.letter
    assert isinstance(listed, RowsListed)
    assert (listed.id, listed.index, listed.count, len(listed.rows)) == (7, index, 10, 4)
    for row in listed.rows:
        assert row.of == arrays["rows", 0][row.row]
        assert row.loss == arrays["loss", 3][row.row]
        assert row.delta == abs(arrays["delta", 3][row.row, 0])
    most = np.sort(np.abs(arrays["delta", 3][:, 0]))[::-1][:4]
    assert [row.delta for row in listed.rows] == list(most)
    assert session.index == index


def test_a_search_says_how_long_it_took():
    session = at(2000)
    rises = Condition(ScoreQuantity("train_loss"), "above", 1e6)

    session.obey(Search(3, (rises,), backward=True))
    finished(session)
    session.obey(Find(4, (rises,)))
    (found,) = finished(session)

    assert session.playback().stopped.took_s >= 0.01
    assert found.letter.took_s >= 0.01
