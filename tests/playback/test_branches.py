"""Branches: a change in the past begins one, the old line stays, and one can go back to either."""

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace

from app.engine import BadInput, Spec
from app.engine.edits import Edit, Parameter
from app.playback import run as runs
from app.playback.asking import Answer
from app.playback.hiding import Hidden
from app.playback.kept_branches import KeptBranches, Restoring, written
from app.playback.session import Session
from app.protocol import (
    MOST_BRANCH_POINTS,
    MOST_BRANCHES,
    Branch,
    Branches,
    BranchLine,
    BranchValue,
    Configure,
    DeleteBranch,
    Edited,
    GoToBranch,
    HistoryLetter,
    Pause,
    Play,
    ReadBranch,
    Redo,
    RenameBranch,
    Reset,
    Restore,
    Seek,
    SetParameter,
    SetSpeed,
    Step,
    UndeleteBranch,
    Undo,
    decode_command,
)
from tests.playback.talking import STEPS_PER_EPOCH, finished, kinds, the

FASTER = Spec().with_learning_rate(0.3)
EDIT = Edit(2 * STEPS_PER_EPOCH, learning_rate=0.3)


def train(session: Session, epochs: int) -> None:
    session.obey(Step(0, epochs, "epoch"))
    finished(session)


def tree(session: Session) -> Branches:
    return the(Branches, session.joining())


def branched(session: Session) -> Session:
    """A run of 4 epochs, and a branch from the end of the second of 3, on which it stands."""
    train(session, 4)
    session.obey(Seek(1, 2 * STEPS_PER_EPOCH))
    session.obey(Configure(2, FASTER))
    train(session, 1)
    return session


def test_a_change_in_the_past_begins_a_branch_and_the_old_line_stays(session):
    train(session, 4)
    before = session.timeline.history.points
    session.obey(Seek(1, 2 * STEPS_PER_EPOCH))

    told = session.obey(Configure(2, FASTER))

    letter = the(Branches, told)
    first, second = letter.branches
    assert (first.parent, first.recorded, first.epochs) == (None, 4 * STEPS_PER_EPOCH, 4)
    assert (second.parent, second.since, second.since_epoch, second.epochs) == (1, EDIT.index, 2, None)
    assert (second.edit, second.without, second.name, letter.current) == (EDIT, None, None, 2)
    assert the(Edited, told).edits == [EDIT]
    points = [(point.epoch, point.train_loss, point.test_loss) for point in before]
    assert the(BranchLine, told) == BranchLine(1, points)
    assert session.index == session.timeline.recorded == EDIT.index


def test_a_change_at_the_end_goes_on_with_the_branch(session):
    for steps in (30, 275):
        session.obey(Step(0, steps))
        told = session.obey(Configure(1, replace(FASTER, batch_size=10 + steps)))
        assert "Branches" not in kinds(told)

    assert "Branches" not in kinds(session.joining())


def test_a_change_that_changes_nothing_begins_no_branch(session):
    train(session, 4)
    session.obey(Seek(1, 300))

    told = session.obey(Configure(2, session.timeline.spec_here))

    assert "Branches" not in kinds(told)
    assert session.timeline.recorded == 4 * STEPS_PER_EPOCH


def test_a_movement_in_the_past_begins_one_branch_which_undo_takes_back_as_a_whole(session):
    train(session, 2)
    session.obey(Seek(1, STEPS_PER_EPOCH))

    for value in (1.0, 1.1, 1.2):
        session.obey(SetParameter(2, Parameter(1, 0, 0, value), goes_on=value > 1))

    assert len(tree(session).branches) == 2
    assert tree(session).branches[1].edit.parameter.value == 1.2
    session.obey(Undo(3))
    assert (session.timeline.edits, session.timeline.recorded) == ((), 2 * STEPS_PER_EPOCH)


def test_one_goes_back_to_either_at_the_same_step_where_it_came_so_far(session):
    branched(session)
    session.obey(Seek(0, EDIT.index + 30))

    told = session.obey(GoToBranch(1, 1))

    assert session.index == EDIT.index + 30
    assert the(Branches, told).current == 1
    assert session.timeline.recorded == 4 * STEPS_PER_EPOCH
    assert [point.epoch for point in session.timeline.history.points] == [0, 1, 2, 3, 4]
    assert the(BranchLine, told).branch == 2
    assert [point[0] for point in the(BranchLine, told).points] == [2, 3]
    session.obey(Seek(2, 4 * STEPS_PER_EPOCH))
    session.obey(GoToBranch(3, 2))
    assert session.index == 3 * STEPS_PER_EPOCH, "it came no further"


def test_who_stops_on_the_long_way_to_a_branch_sees_the_numbers_of_the_step_where_it_is(session, monkeypatch):
    branched(session)
    monkeypatch.setattr(runs, "_AT_ONCE_WORK", 1)

    session.obey(GoToBranch(1, 1))
    session.obey(Pause(2))

    here, straight = session.keyframe(), Session()
    straight.obey(Restore(0, Spec(), (), session.index))
    finished(straight)
    assert 0 < session.index < 3 * STEPS_PER_EPOCH
    assert all(np.array_equal(here.arrays[key], array) for key, array in straight.keyframe().arrays.items())


def test_the_curve_is_told_with_the_tree_and_not_only_once_one_is_there(session):
    branched(session)

    told = kinds(session.obey(GoToBranch(1, 1)))

    assert told.index("Branches") < told.index("HistoryLetter") < told.index("keyframe")


def test_who_comes_is_told_the_tree_and_all_other_lines(session):
    branched(session)

    told = session.joining()

    assert [info.id for info in the(Branches, told).branches] == [1, 2]
    assert the(BranchLine, told).branch == 1
    assert kinds(told)[-1] == "keyframe"


def test_play_goes_on_with_the_branch_one_goes_to(session):
    branched(session)
    session.obey(SetSpeed(0, None, "epoch"))
    session.obey(Play(1, until_epoch=900))

    session.obey(GoToBranch(2, 1))
    finished_going(session)
    session.tick(0.05, 5000)

    assert session.playback().playing
    assert (session.timeline.edits, session.index > 4 * STEPS_PER_EPOCH) == ((), True)


def finished_going(session: Session) -> None:
    while session.playback().busy:
        session.tick(0.01, 5000)


def test_a_branch_from_here_is_trained_for_itself_without_what_was_changed_ahead(session):
    train(session, 1)
    session.obey(Configure(0, FASTER))
    train(session, 3)
    session.obey(Seek(1, 150))

    told = session.obey(Branch(2, name="  without   haste "))

    assert the(Branches, told).branches[1].name == "without haste"
    assert (session.index, session.timeline.recorded, session.timeline.edits) == (150, 150, ())
    train(session, 2)
    session.obey(GoToBranch(3, 1))
    assert session.timeline.edits == (Edit(STEPS_PER_EPOCH, learning_rate=0.3),)
    assert session.timeline.recorded == 4 * STEPS_PER_EPOCH
    session.obey(GoToBranch(4, 2))
    assert session.timeline.recorded == 2 * STEPS_PER_EPOCH


def test_a_branch_from_the_end_is_changed_while_the_other_one_stays(session):
    train(session, 2)
    session.obey(Branch(0))
    train(session, 1)
    session.obey(Configure(1, FASTER))

    session.obey(GoToBranch(2, 1))

    assert (session.timeline.edits, session.timeline.recorded) == ((), 2 * STEPS_PER_EPOCH)
    assert the(BranchValue, answered(session, ReadBranch(3, 2))).edits == (
        Edit(3 * STEPS_PER_EPOCH, learning_rate=0.3),
    )


def answered(session: Session, command) -> list:
    return [told.letter for told in session.obey(command) if isinstance(told, Answer)]


def test_a_branch_without_an_edit_parts_there_and_is_trained_to_here(session):
    train(session, 1)
    session.obey(Configure(0, FASTER))
    train(session, 1)
    session.obey(SetParameter(1, Parameter(1, 0, 0, 1.0)))
    train(session, 1)

    session.obey(Branch(2, without=1))
    finished(session)

    info = tree(session).branches[1]
    assert (info.without, info.since, session.index) == (1, STEPS_PER_EPOCH, 3 * STEPS_PER_EPOCH)
    assert [edit.index for edit in session.timeline.edits] == [2 * STEPS_PER_EPOCH]


def test_undo_where_a_branch_begins_goes_back_to_its_parent_and_redo_to_it(session):
    branched(session)

    session.obey(Undo(0))

    assert (session.timeline.edits, session.index) == ((), 3 * STEPS_PER_EPOCH)
    assert [info.id for info in tree(session).branches] == [1]
    assert tree(session).deleted is None, "nobody deleted it"
    assert session.playback().can_redo
    session.obey(Redo(1))
    assert (session.timeline.edits, session.timeline.recorded) == ((EDIT,), 3 * STEPS_PER_EPOCH)
    assert tree(session).current == 2


def test_undo_on_a_branch_takes_back_what_was_changed_on_it_first(session):
    branched(session)
    session.obey(SetParameter(0, Parameter(1, 0, 0, 1.0)))

    session.obey(Undo(1))

    assert (session.timeline.edits, tree(session).current) == ((EDIT,), 2)


def test_what_undo_took_back_is_gone_once_something_else_is_changed(session):
    branched(session)
    session.obey(Undo(0))
    session.obey(Seek(1, session.timeline.recorded))

    session.obey(SetParameter(1, Parameter(1, 0, 0, 1.0)))

    assert not session.playback().can_redo
    with pytest.raises(BadInput):
        session.obey(UndeleteBranch(2))


def test_a_deleted_branch_is_had_back_with_all_that_was_trained_on_it(session):
    branched(session)
    session.obey(RenameBranch(0, 2, "fast"))
    session.obey(GoToBranch(1, 1))

    session.obey(DeleteBranch(2, 2))

    assert [info.id for info in tree(session).branches] == [1]
    assert tree(session).deleted.name == "fast"
    told = session.obey(UndeleteBranch(3))
    assert [info.name for info in the(Branches, told).branches] == [None, "fast"]
    assert the(BranchLine, told).branch == 2
    session.obey(GoToBranch(4, 2))
    assert (session.timeline.edits, session.timeline.recorded) == ((EDIT,), 3 * STEPS_PER_EPOCH)


def test_who_deletes_the_branch_that_is_followed_goes_to_its_parent(session):
    branched(session)

    session.obey(DeleteBranch(0, 2))

    assert (tree(session).current, session.timeline.edits, session.index) == (1, (), 3 * STEPS_PER_EPOCH)


def test_what_parts_from_a_deleted_branch_parts_from_its_parent_until_it_is_back(session):
    branched(session)
    session.obey(Seek(0, EDIT.index + 100))
    session.obey(Configure(1, Spec().with_learning_rate(0.1)))
    session.obey(DeleteBranch(2, 2))

    assert [(info.id, info.parent, info.since) for info in tree(session).branches] == [
        (1, None, 0),
        (3, 1, EDIT.index),
    ]
    session.obey(UndeleteBranch(3))
    assert [(info.id, info.parent, info.since) for info in tree(session).branches] == [
        (1, None, 0),
        (2, 1, EDIT.index),
        (3, 2, EDIT.index + 100),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"type": "go_to_branch", "branch": 7}', r"branch: should be one of 1, 2, got 7"),
        ('{"type": "delete_branch", "branch": 1}', r"branch: should be more than 1, got 1"),
        ('{"type": "read_branch", "branch": 9}', r"branch: should be one of 1, 2, got 9"),
        ('{"type": "branch", "without": 3}', r"without: should be at most 1, got 3"),
        ('{"type": "rename_branch", "branch": 5, "name": "a"}', r"branch: should be one of 1, 2, got 5"),
        ('{"type": "undelete_branch"}', r"type: should be asked where something was changed"),
        ('{"type": "branch", "name": ""}', r"name: should be at least 1 long, got"),
        ('{"type": "branch", "name": "%s"}' % ("a" * 41), r"name: should be at most 40 long, got"),
        ('{"type": "rename_branch", "branch": 2, "name": "  "}', r"name: should be valid .*letters"),
    ],
)
def test_what_cannot_be_is_refused_by_field_value_and_limit_and_nothing_changes(session, text, said):
    branched(session)
    before = session.joining()[:-1]

    with pytest.raises(BadInput, match=said):
        session.obey(decode_command(text.replace("{", '{"id": 1, ', 1)))

    assert session.joining()[:-1] == before


def test_no_more_than_so_many_are_begun(session):
    train(session, 1)
    for _ in range(MOST_BRANCHES - 1):
        session.obey(Branch(0))
    session.obey(GoToBranch(2, 1))
    session.obey(Seek(3, 100))
    before = kinds(session.joining())

    for command in (Branch(4), Branch(5, without=1), Configure(6, FASTER)):
        with pytest.raises(BadInput, match=r"branches: should be one of the 12 branches of a run.*got 13"):
            session.obey(command)

    assert (session.index, session.timeline.edits, kinds(session.joining())) == (100, (), before)
    session.obey(DeleteBranch(7, 5))
    session.obey(Configure(8, FASTER))
    with pytest.raises(BadInput, match="branches: should be one of"):
        session.obey(UndeleteBranch(9))


def test_a_value_that_a_branch_has_is_stood_in_on_it_and_another_on_one_of_its_own(session):
    branched(session)

    session.obey(Restore(0, Spec(), (), 300))
    assert tree(session).current == 1
    session.obey(Restore(1, Spec(), (Edit(100, learning_rate=0.1),), 300))

    assert (tree(session).current, session.index) == (3, 300)
    assert tree(session).branches[2].edit == Edit(100, learning_rate=0.1)


def test_another_run_begins_with_one_branch(session):
    branched(session)

    session.obey(Reset(0))

    assert "Branches" not in kinds(session.joining())


def test_a_long_branch_is_told_by_few_points_and_its_last(session):
    session.obey(Configure(0, replace(Spec(), data=replace(Spec().data, samples=20), batch_size=20)))
    train(session, 700)
    session.obey(Seek(0, 0))

    points = the(BranchLine, session.obey(Branch(1))).points

    assert len(points) <= MOST_BRANCH_POINTS
    assert (points[0][0], points[-1][0]) == (0, 700)


def test_what_is_to_be_predicted_is_not_told_of_a_branch_either():
    line = BranchLine(2, [(1, 0.5, None), (2, 0.25, None)])

    assert Hidden({}, after_epoch=1).told(line) == BranchLine(2, [(1, 0.5, None)])


def kept_and_taken_up(session: Session) -> Session:
    """What another process makes of what this one writes down with a command."""
    stands = session.restoring()
    kept = written(session.branches)
    if kept:
        kept = msgspec.json.decode(msgspec.json.encode(kept), type=KeptBranches)
    other = Session()
    first = replace(stands, index=session.timeline.recorded, playing=False)
    for command in (Restoring(first, kept), stands):
        other.obey(command)
        finished_going(other)
    return other


def test_another_process_goes_on_with_the_tree(session):
    branched(session)
    session.obey(RenameBranch(0, 1, "slow"))
    before = session.joining()

    other = kept_and_taken_up(session)

    assert [told for told in other.joining() if isinstance(told, Branches | BranchLine | HistoryLetter)] == [
        told for told in before if isinstance(told, Branches | BranchLine | HistoryLetter)
    ]
    other.obey(Undo(1))
    assert (tree(other).current, other.timeline.edits) == (1, ())
    assert other.timeline.recorded == 4 * STEPS_PER_EPOCH, "known, and not trained anew"
