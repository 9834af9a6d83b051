"""Every built-in data set can be shown and picked."""

import json

import numpy as np
import pytest

from app.data import DATASETS, described, thumbnail
from app.engine.checking import decode
from app.engine.spec import Spec

EVERY = pytest.mark.parametrize("record", DATASETS.values(), ids=DATASETS)


@EVERY
def test_a_record_agrees_with_itself(record):
    assert set(record.default_inputs) <= set(record.inputs)
    assert (record.task == "classification") == bool(record.classes)
    assert record.outputs
    assert 0 < record.train_fraction <= 1


@EVERY
def test_a_suggestion_is_a_spec_of_its_own_data_set(record):
    assert decode(json.dumps(record.suggested), Spec).data.kind == record.kind


@EVERY
def test_a_description_is_json_and_tells_source_and_licence(record):
    told = json.loads(json.dumps(described(record)))

    assert told["kind"] == record.kind
    assert told["source"]
    assert told["licence"]


@EVERY
def test_a_thumbnail_is_small_and_the_same_every_time(record):
    text = json.dumps(thumbnail(record.kind))

    assert len(text) < 3000
    assert text == json.dumps(thumbnail(record.kind))


@EVERY
def test_a_thumbnail_stays_within_its_frame(record):
    drawn = thumbnail(record.kind)
    if "parts" in drawn:
        assert set(drawn["parts"]) <= set(record.inputs)
        assert len(set(drawn["parts"])) == len(record.classes)
        return

    values = np.array(drawn.get("points") or drawn["image"])
    if "image" in drawn:
        assert values.shape == record.image
        assert (values.min(), values.max()) == (0, 1)
    else:
        assert np.abs(values[:, :2]).max() <= 1
        assert values[:, 2].max() <= drawn.get("classes", 2) - 1


def test_a_thumbnail_of_two_classes_has_points_of_both_signs():
    values = [value for _, _, value in thumbnail("circle")["points"]]

    assert len(values) == 120
    assert set(values) == {-1, 1}


def test_a_thumbnail_of_a_table_shows_every_class():
    assert {value for _, _, value in thumbnail("penguins")["points"]} == {0, 1, 2}
