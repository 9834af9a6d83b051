"""What is changed on the way by whoever looks on: settings, weights by hand, and taking both back."""

import numpy as np
import pytest
from msgspec.structs import replace

from app.engine import BadInput, Spec, decode
from app.engine.activations import ACTIVATIONS
from app.engine.edits import Edit, LayerActivation, Parameter
from app.engine.spec import OptimizerSpec
from app.playback.session import Session
from app.protocol import (
    Configure,
    Edited,
    Frame,
    Play,
    Redo,
    Reset,
    Restore,
    Run,
    Seek,
    SetParameter,
    SetSpeed,
    Step,
    Undo,
)
from tests.playback.talking import STEPS_PER_BATCH, STEPS_PER_EPOCH, finished, kinds, the

ADAM = OptimizerSpec("adam", 0.03)
WITH_ADAM = replace(Spec(), optimizer=ADAM)
WITH_RELU = replace(Spec(), hidden=(replace(Spec().hidden[0], activation="relu"), Spec().hidden[1]))


def weight(session: Session, layer: int = 1, unit_in: int = 0, unit: int = 0) -> float:
    return float(session.keyframe().arrays["w", layer][unit_in, unit])


def by_hand(session: Session, value: float, *, goes_on: bool = False, unit: int = 0) -> list:
    return session.obey(SetParameter(9, Parameter(1, 0, unit, value), goes_on))


def test_a_setting_that_can_change_goes_on_from_the_mini_batch_under_way(session):
    session.obey(Step(0, 30))

    told = session.obey(Configure(1, WITH_ADAM))

    assert session.index == 30
    assert the(Edited, told).edits == [Edit(22, optimizer=ADAM)]
    assert the(Frame, told).position.index == 30
    assert "Run" not in kinds(told)


def test_the_pass_under_way_is_made_again_with_another_activation(session):
    session.obey(Step(0, 24))

    session.obey(Configure(1, WITH_RELU))

    arrays = session.keyframe().arrays
    assert (arrays["a", 1] >= 0).all()
    assert (arrays["a", 1] == arrays["z", 1])[arrays["z", 1] > 0].all()
    assert session.timeline.edits == (Edit(22, activation=LayerActivation(1, "relu")),)


@pytest.mark.parametrize("text", ['{"seed": 8}', '{"use_biases": false}', '{"output_activation": "sigmoid"}'])
def test_a_setting_that_cannot_change_starts_anew(session, text):
    session.obey(Step(0, 30))

    told = session.obey(Configure(1, decode(text, Spec)))

    assert session.index == 0
    assert "Run" in kinds(told)


def test_an_output_activation_with_the_same_targets_goes_on_and_is_taken_back(session):
    session.obey(Step(0, 24))

    told = session.obey(Configure(1, replace(Spec(), output_activation="linear")))

    assert session.index == 24
    assert the(Edited, told).edits == [Edit(22, activation=LayerActivation(3, "linear"))]
    session.obey(Step(2, 4))
    arrays = session.keyframe().arrays
    assert np.array_equal(arrays["a", 3], arrays["z", 3])
    session.obey(Undo(3))
    finished(session)
    assert session.timeline.edits == ()
    assert session.timeline.spec_here.output_activation == "tanh"


def test_any_activation_can_put_out_values(session):
    values = decode('{"data": {"kind": "plane"}, "output_activation": "linear"}', Spec)
    session.obey(Configure(0, values))
    session.obey(Step(1, 30))

    told = session.obey(Configure(2, replace(values, output_activation="sigmoid")))

    assert session.index == 30
    assert "Run" not in kinds(told)
    assert set(the(Run, session.joining()).output_activations) == set(ACTIVATIONS)


def test_an_activation_of_which_nothing_can_come_is_refused_on_the_way_too(session):
    lone = decode('{"hidden": [{"units": 1}]}', Spec)
    session.obey(Configure(0, lone))
    session.obey(Step(1, 30))

    with pytest.raises(BadInput, match=r"spec.hidden.0.activation"):
        session.obey(Configure(2, replace(lone, hidden=(replace(lone.hidden[0], activation="softmax"),))))
    assert session.index == 30


@pytest.mark.parametrize(
    ("layer", "activation", "said"),
    [
        (3, "sigmoid", r"edits.0.activation.activation: should be one of linear, tanh"),
        (3, "softmax", r"edits.0.activation.activation: should be one of linear, tanh"),
        (4, "tanh", r"edits.0.activation.layer: should be at most 3"),
    ],
)
def test_a_link_with_an_activation_that_cannot_come_in_is_refused(session, layer, activation, said):
    edit = Edit(11, activation=LayerActivation(layer, activation))

    with pytest.raises(BadInput, match=said):
        session.obey(Restore(1, Spec(), (edit,), 20))


def test_a_weight_set_by_hand_has_that_value_wherever_its_update_is_still_to_come(session):
    for index in (0, 1, 6, STEPS_PER_BATCH, STEPS_PER_EPOCH):
        session.obey(Step(0, index - session.index))

        by_hand(session, 1.25)

        assert session.index == index
        assert weight(session) == 1.25


def test_a_weight_set_by_hand_is_trained_on(session):
    by_hand(session, 1.25)

    session.obey(Step(0, 1, "mini-batch"))

    assert weight(session) != 1.25
    assert abs(weight(session) - 1.25) < 0.1


def test_the_loss_where_a_weight_is_set_is_told(session):
    session.obey(Step(0, 2, "epoch"))
    before = session.timeline.history.at(2)

    by_hand(session, 5.0)

    visited = session.playback().visited
    assert visited[0] == 2
    assert visited[1] != before.train_loss
    assert session.timeline.history.at(2) == before, "the curve came here as it did"


def test_what_a_network_has_not_is_refused_by_field_value_and_limit(session):
    session.obey(Step(0, 30))

    with pytest.raises(BadInput, match=r"parameter\.unit_out: should be at most 3, got 4"):
        by_hand(session, 1.0, unit=4)

    assert (session.index, session.timeline.edits) == (30, ())


def test_a_run_plays_on_while_it_is_changed(session):
    session.obey(SetSpeed(0, None, "epoch"))
    session.obey(Play(1))
    session.tick(0.05, 5000)
    here = session.index

    by_hand(session, 1.0)
    assert session.playback().playing
    assert session.index == here
    session.tick(0.05, 5000)

    assert session.index > here
    assert session.timeline.edits == (Edit(here, parameter=Parameter(1, 0, 0, 1.0)),)


def test_a_change_with_which_the_numbers_end_stops_play_where_they_are_still_finite(session):
    session.obey(Configure(0, decode('{"output_activation": "linear", "hidden": []}', Spec)))
    session.obey(Step(1, 6))
    session.obey(Play(2))

    by_hand(session, 1e12)
    session.obey(Configure(3, session.timeline.spec_here.with_learning_rate(1e6)))
    finished(session)

    assert not session.playback().playing
    assert session.playback().diverged


def test_undo_and_redo_go_from_line_to_line_at_the_same_step(session):
    session.obey(Step(0, 30))
    plain = weight(session)
    by_hand(session, 1.0)
    by_hand(session, 2.0)
    values = []

    for command in (Undo(1), Undo(2), Redo(3), Redo(4)):
        session.obey(command)
        values.append(weight(session))
        assert session.index == 30

    assert values[1] == plain
    assert (values[0], values[3]) == (values[2], weight(session))
    assert len(set(values)) == 3


def test_a_movement_is_taken_back_as_a_whole(session):
    plain = weight(session)
    by_hand(session, 1.0)
    for value in (1.1, 1.2, 1.3):
        by_hand(session, value, goes_on=True)

    session.obey(Undo(1))

    assert weight(session) == plain
    assert not session.playback().can_undo
    session.obey(Redo(2))
    assert weight(session) == 1.3


def test_a_movement_with_another_weight_is_one_of_its_own(session):
    by_hand(session, 1.0)
    by_hand(session, 1.1, goes_on=True, unit=1)

    session.obey(Undo(1))

    assert weight(session) == 1.0


def test_after_a_new_change_there_is_nothing_to_redo(session):
    by_hand(session, 1.0)
    session.obey(Undo(1))

    by_hand(session, 2.0)

    assert not session.playback().can_redo
    with pytest.raises(BadInput, match="asked where something was changed"):
        session.obey(Redo(2))


def test_undo_trains_what_was_never_trained_without_the_change_and_plays_on(session):
    by_hand(session, 1.0)
    session.obey(SetSpeed(0, None, "epoch"))
    session.obey(Play(1))
    session.tick(0.05, 5000)
    here = session.index

    session.obey(Undo(2))
    while session.playback().busy:
        session.tick(0.01, 5000)

    assert session.index == here
    assert session.playback().playing
    assert session.timeline.edits == ()


def test_who_undoes_twice_before_the_first_has_come_there_plays_on_from_the_same_step(session):
    by_hand(session, 1.0)
    by_hand(session, 2.0)
    session.obey(SetSpeed(0, None, "epoch"))
    session.obey(Play(1, until_epoch=1000))
    session.tick(0.05, 5000)
    here = session.index

    for command in (Undo(2), Undo(3), Redo(4)):
        session.obey(command)
        assert session.playback().busy
    while session.playback().busy:
        session.tick(0.01, 500)

    assert session.index == here
    assert session.playback().playing
    assert [edit.parameter.value for edit in session.timeline.edits] == [1.0]


def test_of_a_restored_run_the_last_in_order_is_taken_back_first(session):
    edits = (Edit(11, learning_rate=0.2), Edit(22, optimizer=ADAM))
    session.obey(Restore(0, Spec(), edits, 40))

    session.obey(Undo(1))
    assert session.timeline.edits == edits[:1]
    session.obey(Undo(2))

    assert session.timeline.edits == ()
    assert session.index == 40


def test_a_value_with_edits_of_every_kind_is_restored_exactly(session):
    for what in (WITH_ADAM, replace(WITH_ADAM, hidden=WITH_RELU.hidden)):
        session.obey(Step(0, 17))
        session.obey(Configure(1, what))
    session.obey(Step(2, 17))
    by_hand(session, 0.5)
    session.obey(Step(3, 40))
    letter, frame = the(Run, session.joining()), session.keyframe()

    other = Session()
    other.obey(Restore(0, Spec(), tuple(letter.edits), session.index))

    again = other.keyframe()
    assert again.position == frame.position
    assert all((again.arrays[key] == frame.arrays[key]).all() for key in frame.arrays)


def test_edits_that_a_run_cannot_have_are_refused_and_nothing_changes(session):
    session.obey(Step(0, 30))

    with pytest.raises(BadInput, match=r"edits\.0\.index: should be a multiple of 11, got 12"):
        session.obey(Restore(1, Spec(), (Edit(12, optimizer=ADAM),), 20))

    assert session.index == 30


def test_a_setting_changed_before_anything_is_trained_is_one_the_run_begins_with(session):
    told = session.obey(Configure(0, WITH_ADAM))

    assert the(Run, told).spec["optimizer"]["kind"] == "adam"
    assert the(Run, told).edits == []
    by_hand(session, 2.0)
    session.obey(Configure(1, replace(WITH_RELU, optimizer=ADAM)))
    assert len(session.timeline.edits) == 2, "a weight set by hand is not lost"
    assert weight(session) == 2.0


def test_a_reset_keeps_the_settings_in_force(session):
    session.obey(Step(0, 30))
    session.obey(Configure(1, WITH_ADAM))
    by_hand(session, 3.0)

    session.obey(Reset(2))

    assert session.view.spec == replace(session.view.spec, optimizer=ADAM)
    assert session.timeline.edits == ()
    assert weight(session) != 3.0


def test_an_edit_in_the_past_is_made_where_one_stands(session):
    session.obey(Step(0, 4, "epoch"))
    session.obey(Seek(1, 2 * STEPS_PER_EPOCH))

    by_hand(session, 1.0)

    assert session.timeline.recorded == 2 * STEPS_PER_EPOCH
    session.obey(Undo(2))
    assert session.timeline.recorded == 4 * STEPS_PER_EPOCH
