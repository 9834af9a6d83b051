"""Dead and saturated units are found by what the engine computes on all training rows."""

import numpy as np
import pytest

from app.engine.activations import ACTIVATIONS
from app.results.units import FLAT, FLAT_SHARE, flat_below
from tests.results.reading import read

ROWS = 40


def units(activation: str, z: list[list[float]]) -> list[tuple[int, str, int]]:
    """Give the troubled ones among units with these pre-activations: a list of rows for each."""
    x = np.array(z).T
    weights = {"w": np.eye(len(z)).tolist(), "b": [0.0] * len(z)}
    reading, _ = read(
        {
            "data": {"kind": "table", "x": x.tolist(), "y": [[float(row)] for row in range(len(x))]},
            "hidden": [{"units": len(z), "activation": activation}],
            "output_activation": "linear",
            "parameters": [weights, {"w": [[1.0]] * len(z), "b": [0.0]}],
        }
    )
    assert all(unit.layer == 1 for unit in reading.units)
    return [(unit.unit, unit.trouble, unit.rows) for unit in reading.units]


def rows(*parts: tuple[float, int]) -> list[float]:
    """Give a value so often, and so on."""
    return [value for value, count in parts for _ in range(count)]


def test_a_relu_that_is_0_on_every_row_is_dead_and_one_that_fires_once_is_neither():
    found = units("relu", [rows((-1.0, ROWS)), rows((-1.0, ROWS - 1), (2.0, 1)), rows((0.0, ROWS))])

    assert found == [(0, "dead", ROWS), (2, "dead", ROWS)]


def test_a_leaky_relu_never_dies():
    assert units("leaky_relu", [rows((-1.0, ROWS))]) == []


@pytest.mark.parametrize(("activation", "flat"), [("tanh", 3.0), ("sigmoid", 6.0), ("hard_tanh", 1.0)])
def test_a_unit_is_saturated_when_it_is_flat_on_so_large_a_share_of_the_rows(activation, flat):
    enough = int(FLAT_SHARE * ROWS)

    found = units(
        activation,
        [
            rows((flat, ROWS)),
            rows((flat, enough - 5), (-flat, 5), (0.1, ROWS - enough)),
            rows((flat, enough - 1), (0.1, ROWS - enough + 1)),
            rows((0.5, ROWS)),
        ],
    )

    assert found == [(0, "saturated", ROWS), (1, "saturated", enough)]


def test_a_tanh_comes_under_the_bound_near_99_hundredths():
    beyond, before = np.arctanh(0.9901), np.arctanh(0.9898)

    assert units("tanh", [rows((beyond, ROWS)), rows((before, ROWS))]) == [(0, "saturated", ROWS)]


def test_a_unit_pressed_to_zero_says_nothing_and_is_dead():
    assert units("sigmoid", [rows((-30.0, ROWS))]) == [(0, "dead", ROWS)]
    assert units("gelu", [rows((-9.0, ROWS))]) == [(0, "dead", ROWS)]


def test_units_that_share_have_no_slope_of_their_own_and_are_never_named():
    assert units("softmax", [rows((-50.0, ROWS)), rows((50.0, ROWS))]) == []


def test_all_rows_count_however_few_go_through_at_a_time():
    many = 1100

    assert units("relu", [rows((-1.0, many)), rows((-1.0, many - 1), (1.0, 1))]) == [(0, "dead", many)]


def test_what_counts_as_flat_is_a_share_of_the_steepest_slope_and_nothing_where_there_is_no_flat_end():
    steepest = {name: flat_below(name) / FLAT for name, each in ACTIVATIONS.items() if each.slope}

    assert {name for name, slope in steepest.items() if not slope} == {"linear", "leaky_relu", "sine"}
    assert steepest["sigmoid"] == pytest.approx(0.25)
    assert [steepest[name] for name in ("tanh", "relu", "hard_tanh", "elu")] == pytest.approx([1.0] * 4)
    assert steepest["gelu"] == pytest.approx(1.1289, abs=1e-4)
