"""Sentences become counts of what a fixed vocabulary names."""

import numpy as np
import pytest

from app.data import DATASETS, load, tables, text
from app.engine.spec import DataSpec, Spec

SENTENCES = ("sentiment", "language")
SIZES = {
    "sentiment": {"complaint": 203, "praise": 203},
    "language": dict.fromkeys(DATASETS["language"].classes, 75),
}


def test_words_are_read_without_capitals_marks_and_what_only_frames_them():
    assert text.words("The tea is COLD, and it isn’t sweet – 3 times!") == [
        "tea",
        "cold",
        "isn't",
        "sweet",
        "times",
    ]


def test_pairs_are_read_with_the_edges_of_words_and_with_accents():
    assert text.pairs("Où, l'œuf?") == ["·o", "où", "ù·", "·l", "l·", "·œ", "œu", "uf", "f·"]


@pytest.mark.parametrize(
    "read", [text.words, lambda sentence: text.counts([sentence], ["tea"], "pairs").tolist()[0][1:]]
)
def test_nothing_is_read_where_nothing_is_written(read):
    assert read(" 12 … ") == []


def test_a_vocabulary_has_what_most_sentences_have_in_alphabetical_order(monkeypatch):
    monkeypatch.setattr(text, "MOST_INPUTS", 2)

    assert text.vocabulary(["red red red", "blue tea", "blue cat", "tea"], "words") == ("blue", "tea")
    assert text.vocabulary(["b c", "c a", "a b"], "words") == ("b", "c")


def test_parts_are_counted_as_often_as_they_are_there():
    assert text.counts(["tea, tea and cake", "coal"], ("cake", "tea"), "words").tolist() == [[1, 2], [0, 0]]


@pytest.mark.parametrize("kind", SENTENCES)
def test_a_table_of_sentences_has_each_sentence_once_and_all_its_classes(kind):
    sentences, classes = tables.sentences(kind)
    names, counts = np.unique(classes, return_counts=True)

    assert len(set(sentences)) == len(sentences) == tables.manifest()[kind]["rows"]
    assert dict(zip(names.tolist(), counts.tolist(), strict=True)) == SIZES[kind]
    assert max(map(len, sentences)) <= 70


@pytest.mark.parametrize("kind", SENTENCES)
def test_a_row_counts_the_sentence_that_its_number_names(kind):
    data = load(Spec(data=DataSpec(kind=kind)))
    sentences = DATASETS[kind].said.texts()

    for x, rows in ((data.x_train, data.rows_train), (data.x_test, data.rows_test)):
        chosen = [sentences[row] for row in rows]
        assert (x == text.counts(chosen, data.inputs, data.way)).all()
    assert sorted([*data.rows_train, *data.rows_test]) == list(range(len(sentences)))


@pytest.mark.parametrize("kind", SENTENCES)
def test_the_inputs_are_the_same_whichever_rows_are_for_training(kind):
    names = [load(Spec(data=DataSpec(kind=kind), seed=seed)).inputs for seed in (0, 1)]

    assert names[0] == names[1] == DATASETS[kind].inputs
    assert len(names[0]) == text.MOST_INPUTS


@pytest.mark.parametrize("kind", SENTENCES)
def test_hardly_a_sentence_says_nothing_of_the_vocabulary(kind):
    counts, _ = DATASETS[kind].make()

    assert (counts.sum(axis=1) == 0).mean() < 0.02
