"""Formulas bound to buffers compute what they compute when called, whatever they are bound together with."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.binding import Binding, bind, bind_together
from app.engine.operations import run
from app.engine.recorded import recorded
from app.engine.scalars import Scalars

UNITS, ROWS = 3, 4


def arrays(count, seed=0):
    return np.random.default_rng(seed).normal(size=(count, UNITS, ROWS))


def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def log_sum(z, y):
    shifted = z - z.max(axis=0)
    return (y * (np.log(np.exp(shifted).sum(axis=0)) - shifted)).sum(axis=0)


def swapped(x, y, z):
    return y - x, x, x * y + z


def test_a_formula_computes_with_ordinary_arrays_and_bound_to_buffers_alike():
    z, y = arrays(2)
    a, loss = np.empty((UNITS, ROWS)), np.empty(ROWS)

    run(bind(softmax, {"z": z}, a))
    run(bind(log_sum, {"z": z, "y": y}, loss))

    assert a == pytest.approx(softmax(z), rel=1e-14)
    assert loss == pytest.approx(log_sum(z, y), rel=1e-14)


def test_what_two_formulas_have_in_common_is_made_once():
    z, y = arrays(2)
    a, loss = np.empty((UNITS, ROWS)), np.empty(ROWS)

    together = bind_together(Binding(softmax, {"z": z}, (a,)), Binding(log_sum, {"z": z, "y": y}, (loss,)))

    alone = len(bind(log_sum, {"z": z, "y": y}, loss))
    assert len(together[1]) < alone
    for operations in together:
        run(operations)
    assert a == pytest.approx(softmax(z), rel=1e-14)
    assert loss == pytest.approx(log_sum(z, y), rel=1e-14)


def test_a_formula_bound_together_with_others_can_be_run_again_alone():
    z, y = arrays(2)
    a, loss = np.empty((UNITS, ROWS)), np.empty(ROWS)
    first, second = bind_together(
        Binding(softmax, {"z": z}, (a,)), Binding(log_sum, {"z": z, "y": y}, (loss,))
    )
    run(first)
    run(second)
    once = loss.copy()

    run(second)

    assert np.array_equal(loss, once)


def test_results_may_go_where_what_is_read_lies():
    x, y, z = arrays(3)
    expected = swapped(x.copy(), y.copy(), z.copy())

    run(bind(swapped, {"x": x, "y": y, "z": z}, x, y, z))

    for found, wanted in zip((x, y, z), expected, strict=True):
        assert np.array_equal(found, wanted)


def test_what_a_formula_reads_is_left_alone():
    z, y = arrays(2)
    before = z.copy(), y.copy()

    run(bind(log_sum, {"z": z, "y": y}, np.empty(ROWS)))

    assert np.array_equal(z, before[0])
    assert np.array_equal(y, before[1])


def test_scalars_are_worked_out_anew_for_every_update_and_constants_once():
    def decayed(g, eta, t, *, share=0.5):
        return -eta / (1.0 - share**t) * g + np.minimum(g, eta)

    scalars, (g,) = Scalars(), arrays(1)
    step = np.empty_like(g)
    operations = bind(decayed, {"g": g, "eta": scalars.eta, "t": scalars.t}, step)

    for t, eta in enumerate((0.1, 0.3, 0.2), start=1):
        scalars.set(eta, t)
        run(operations)
        assert step == pytest.approx(decayed(g, eta, t), rel=1e-14)


def test_scalars_may_use_any_function_and_leave_the_range_of_doubles():
    def risky(g, eta, t):
        grown = 1e200**t
        return g * np.where(t > 2.0, np.clip(eta, 0.0, 0.5), 1.0) + 1.0 / grown + 0.0 * np.sqrt(3.0 - t)

    scalars, (g,) = Scalars(), arrays(1)
    step = np.empty_like(g)
    operations = bind(risky, {"g": g, "eta": scalars.eta, "t": scalars.t}, step)

    for t in (1, 2, 3, 4):
        scalars.set(0.7, t)
        run(operations)
        with np.errstate(all="ignore"):
            expected = risky(g, np.float64(0.7), np.float64(t))
        assert step == pytest.approx(expected, rel=1e-14, nan_ok=True)


def test_choices_and_comparisons_are_made_number_by_number():
    def chosen(x, y):
        return np.where(x > y, x * 2.0, -y) + np.where(x < 0.0, 1.0, 0.0) * np.clip(x, -0.5, 0.5)

    x, y = arrays(2)
    found = np.empty_like(x)

    run(bind(chosen, {"x": x, "y": y}, found))

    assert found == pytest.approx(chosen(x, y), rel=1e-14)


@given(
    st.lists(
        st.tuples(st.sampled_from(["+", "*", "-", "max", "sum"]), st.integers(0, 9), st.integers(0, 9)),
        min_size=1,
        max_size=12,
    )
)
def test_any_chain_of_operations_keeps_every_number_until_it_is_read(chain):
    """Buffers are shared among what lies between: nothing is overwritten that is still wanted."""
    combine = {
        "+": lambda p, q: p + q,
        "*": lambda p, q: p * q,
        "-": lambda p, q: p - q,
        "max": lambda p, q: np.maximum(p, q),
        "sum": lambda p, q: p + np.exp(-(q**2)).sum(axis=0),
    }

    def formula(x, y):
        known = [x, y]
        for name, one, other in chain:
            known.append(combine[name](known[one % len(known)], known[other % len(known)]))
        return known[-1], x + known[len(known) // 2]

    x, y = arrays(2)
    with np.errstate(all="ignore"):
        expected = formula(x.copy(), y.copy())
        run(bind(formula, {"x": x, "y": y}, x, y))
    recorded.cache_clear()

    assert np.allclose(x, expected[0], rtol=1e-9, equal_nan=True)
    assert np.allclose(y, expected[1], rtol=1e-9, equal_nan=True)


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        (lambda z: z if z > 0 else -z, "may not branch"),
        (lambda z: z + np.ones(3), "works on what it is given"),
        (lambda z: z.sum(axis=1), "over the units"),
        (lambda z: np.add.reduce(z), "cannot be written down"),
        (lambda z: np.linalg.norm(z), "cannot be written down"),
    ],
)
def test_what_cannot_be_written_down_is_refused_with_the_reason(formula, why):
    with pytest.raises(TypeError, match=why):
        recorded(formula)


def test_a_name_that_nothing_is_known_of_is_refused():
    with pytest.raises(KeyError, match="nothing called y is known here, only z"):
        bind(log_sum, {"z": np.ones((2, 2))}, np.ones(2))
