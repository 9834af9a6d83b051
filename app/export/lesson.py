"""A lesson as files: how often each answer was given, the forks that were shared, the challenge's board."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from ..playback.history import Point
from ..protocol import Mark, PastPoll, PollKind, PollQuestion, tag_of
from ..rooms.lesson import Lesson, TakenFork

_ANSWERS: Mapping[PollKind, Sequence[str]] = {
    "delta_sign": ("negative", "close to zero", "positive"),
    "up_or_down": ("up", "down", "not at all"),
    "loss_falls": ("it falls", "it does not fall"),
}
"""Of the kinds that always have the same."""
_POLLS = ("poll", "kind", "question", "on", "step", "revealed", "round", "answer", "count", "right")
_FORKS = ("fork", "layers", "step", "epoch", "edits", "file")
_CURVES = ("fork", "epoch", "train_loss", "test_loss", "train_accuracy", "test_accuracy")
_ENTRIES = ("place", "fork", "layers", "goal", "most_neurons", "result", "checked")


def files(lesson: Lesson) -> dict[str, Iterator[str]]:
    """Give the files of a lesson by name, each piece by piece.

    ``polls.csv``, ``forks.csv``, ``curves.csv`` and ``challenge.csv`` are for a spreadsheet; ``lesson.json``
    has the same as the page is told it, and ``forks/A.json`` what fork A is: its spec, edits and step.
    """
    tables = {
        "polls.csv": _table(_POLLS, _answers(lesson.polls)),
        "forks.csv": _table(_FORKS, map(_fork, lesson.forks)),
        "curves.csv": _table(_CURVES, _curves(lesson.forks)),
        "challenge.csv": _table(_ENTRIES, _entries(lesson)),
    }
    values = {_file(fork): _json(fork.value) for fork in lesson.forks if fork.whole}
    return tables | values | {"lesson.json": _json(_told(lesson))}


def answers_of(question: PollQuestion) -> list[str]:
    """Name what may be answered to a question, in the order that it is counted in."""
    match question.kind:
        case "free":
            return list(question.options)
        case "moves_most":
            return [_place(mark) for mark in question.marks]
        case "bigger":
            return [*(_place(mark) for mark in question.marks), "they are the same"]
        case kind:
            return list(_ANSWERS[kind])


def _answers(polls: Iterable[PastPoll]) -> Iterator[Sequence[object]]:
    for poll in polls:
        question, right = poll.question, poll.truth.choice if poll.truth else None
        on = "; ".join(map(_place, question.marks)) or (question.of if question.kind == "loss_falls" else "")
        for number, counts in enumerate(poll.rounds, 1):
            for choice, (answer, count) in enumerate(zip(answers_of(question), counts, strict=True)):
                is_right = "" if right is None else _yes(choice == right)
                asked = (poll.id, question.kind, question.text, on, poll.index, _yes(poll.revealed))
                yield (*asked, number, answer, count, is_right)


def _fork(fork: TakenFork) -> Sequence[object]:
    value = fork.value
    epoch = fork.points[-1].epoch if fork.points else ""
    file = _file(fork) if fork.whole else ""
    return (value.name, _layers(fork.layers), value.index, epoch, len(value.edits), file)


def _curves(forks: Iterable[TakenFork]) -> Iterator[Sequence[object]]:
    for fork in forks:
        for point in fork.points:
            yield (fork.value.name, *_numbers(point))


def _entries(lesson: Lesson) -> Iterator[Sequence[object]]:
    if challenge := lesson.challenge:
        goal = tag_of(challenge.goal)
        for place, entry in enumerate(challenge.entries, 1):
            tried = (place, entry.name, _layers(entry.layers), goal, challenge.most_neurons)
            yield (*tried, entry.result, _yes(entry.checked))


def _told(lesson: Lesson) -> dict[str, object]:
    forks = [
        {
            "name": fork.value.name,
            "layers": fork.layers,
            "index": fork.value.index,
            "points": [dict(zip(_CURVES[1:], _numbers(point), strict=True)) for point in fork.points],
        }
        for fork in lesson.forks
    ]
    return {"polls": lesson.polls, "forks": forks, "late": lesson.late, "challenge": lesson.challenge}


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    for row in (head, *rows):
        line = io.StringIO()
        csv.writer(line).writerow(row)
        yield line.getvalue()


def _json(told: object) -> Iterator[str]:
    yield msgspec.json.encode(told).decode()


def _numbers(point: Point) -> tuple[object, ...]:
    return point.told[: len(_CURVES) - 1]


def _place(mark: Mark) -> str:
    """Name a neuron or a connection as it is counted on the page, from 1; layer 0 are the inputs."""
    source = "" if mark.source is None else f"{mark.source + 1} → "
    return f"layer {mark.layer}: {source}{mark.unit + 1}"


def _file(fork: TakenFork) -> str:
    return f"forks/{fork.value.name}.json"


def _layers(units: Sequence[int]) -> str:
    return "–".join(map(str, units))


def _yes(true: bool) -> str:
    return "yes" if true else "no"
