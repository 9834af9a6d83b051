"""The shipped tables are what their manifest says."""

import hashlib
from importlib.resources import files

import numpy as np
import pytest

from app.data import DATASETS, tables

SHIPPED = [file.name.removesuffix(".csv") for file in files(tables).iterdir() if file.name.endswith(".csv")]
SENTENCES = ("sentiment", "language")
OURS = ("spoken", *SENTENCES)
NUMBERS = [kind for kind in SHIPPED if kind not in SENTENCES]
CLASS_SIZES = {
    "iris": {"setosa": 50, "versicolor": 50, "virginica": 50},
    "penguins": {"Adelie": 151, "Gentoo": 123, "Chinstrap": 68},
    "wine": {"cultivar 1": 59, "cultivar 2": 71, "cultivar 3": 48},
    "digits": dict(zip("0123456789", [178, 182, 177, 183, 181, 182, 181, 179, 174, 180], strict=True)),
    "spoken": dict.fromkeys(["yes", "no", "up", "down", "left", "right", "stop", "go", "open", "close"], 54),
}


def test_the_manifest_names_every_shipped_table_and_no_other():
    assert sorted(tables.manifest()) == sorted(SHIPPED)


@pytest.mark.parametrize("kind", SHIPPED)
def test_a_shipped_table_is_the_one_its_manifest_vouches_for(kind):
    entry = tables.manifest()[kind]

    assert hashlib.sha256(tables.content(f"{kind}.csv")).hexdigest() == entry["sha256"]
    assert len((tables.sentences if kind in SENTENCES else tables.rows)(kind)[0]) == entry["rows"]


def test_the_shipped_sounds_are_those_their_manifest_vouches_for():
    sounds = hashlib.sha256(tables.content("spoken.adpcm")).hexdigest()

    assert sounds == tables.manifest()["spoken"]["sounds_sha256"]


@pytest.mark.parametrize("kind", SHIPPED)
def test_a_shipped_table_says_where_it_comes_from_and_its_licence(kind):
    record = DATASETS[kind]

    if kind in OURS:
        assert record.source
        assert record.licence == "MIT, as propscope"
        return

    assert "https://doi.org/" in record.source
    assert record.licence.startswith(("CC BY 4.0, https://", "CC0 1.0, https://"))


@pytest.mark.parametrize("kind", NUMBERS)
def test_a_shipped_table_has_the_known_number_of_rows_of_each_class(kind):
    names, counts = np.unique(tables.rows(kind)[1], return_counts=True)

    assert dict(zip(names.tolist(), counts.tolist(), strict=True)) == CLASS_SIZES[kind]
    assert set(names) == set(DATASETS[kind].classes)


@pytest.mark.parametrize("kind", NUMBERS)
def test_a_shipped_table_names_every_column_once_and_misses_no_number(kind):
    numbers, _ = tables.rows(kind)

    assert len(set(tables.header(kind))) == numbers.shape[1]
    assert np.isfinite(numbers).all()


def test_a_known_row_of_each_table_is_as_published():
    assert tables.rows("iris")[0][34].tolist() == [4.9, 3.1, 1.5, 0.2]
    assert tables.rows("penguins")[0][0].tolist() == [39.1, 18.7, 181, 3750]
    assert tables.rows("wine")[0][0, [0, 1, 12]].tolist() == [14.23, 1.71, 1065]
    assert tables.rows("digits")[0][0, :8].tolist() == [0, 0, 5, 13, 9, 1, 0, 0]


def test_digits_are_whole_numbers_from_0_to_16():
    pixels, _ = tables.rows("digits")

    assert set(np.unique(pixels)) == set(range(17))
