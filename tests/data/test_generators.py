"""The generators make TensorFlow Playground's data, formula by formula."""

import numpy as np
import pytest

from app.data import generators
from app.data.built_in import DATASETS

GENERATED = [kind for kind, record in DATASETS.items() if "samples" in record.takes]
MOVES_ONLY_ANSWERS = ["circle", "xor", "plane", "multi-gauss", "sine"]
MOVES_ONLY_POINTS = ["gauss", "spiral", "moons"]


def made(kind, count=400, noise=0.0, seed=3):
    return DATASETS[kind].make(count, noise, np.random.default_rng(seed))


def test_circle_labels_a_point_by_its_radius():
    points, labels = made("circle")

    radius = np.hypot(*points.T)

    assert (radius[labels == 1] < 2.5).all()
    assert ((radius[labels == 0] >= 3.5) & (radius[labels == 0] <= 5)).all()


def test_circle_is_uniform_in_the_radius_not_in_the_area():
    points, labels = made("circle", count=4000)

    radius = np.hypot(*points[labels == 1].T)

    assert np.quantile(radius, [0.25, 0.5, 0.75]) == pytest.approx([0.625, 1.25, 1.875], abs=0.1)


def test_xor_labels_a_point_by_its_signs_and_keeps_off_the_axes():
    points, labels = made("xor")

    assert (labels == (points[:, 0] * points[:, 1] >= 0)).all()
    assert np.abs(points).min() >= 0.3
    assert np.abs(points).max() <= 5.3


@pytest.mark.parametrize(("noise", "variance"), [(0.0, 0.5), (0.5, 4.0)])
def test_gauss_clouds_have_their_centres_and_variance(noise, variance):
    points, labels = made("gauss", count=8000, noise=noise)

    for label, centre in ((1, 2.0), (0, -2.0)):
        assert points[labels == label].mean(axis=0) == pytest.approx(centre, abs=0.1)
        assert points[labels == label].var(axis=0) == pytest.approx(variance, rel=0.1)


def test_spiral_points_lie_on_two_arms_half_a_turn_apart():
    points, labels = made("spiral", count=500)

    i = np.arange(250)
    r, t = 5 * i / 250, 1.75 * i / 250 * 2 * np.pi

    assert points[labels == 1] == pytest.approx(np.stack([r * np.sin(t), r * np.cos(t)], axis=1))
    assert points[labels == 0] == pytest.approx(-points[labels == 1])


def test_moons_are_two_half_circles_that_reach_into_each_other():
    points, labels = made("moons")

    for label, sign in ((1, 1), (0, -1)):
        moon = sign * points[labels == label] + np.array([1.5, 0.75])
        assert np.hypot(*moon.T) == pytest.approx(3.0)
        assert (moon[:, 1] >= 0).all()


def test_plane_is_a_tenth_of_the_sum():
    points, values = made("plane")

    assert values[:, 0] == pytest.approx((points[:, 0] + points[:, 1]) / 10)
    assert np.abs(points).max() <= 6


def test_multi_gauss_takes_the_largest_of_six_bumps():
    points, values = made("multi-gauss", count=1000)

    bumps = [(-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1)]
    for (x1, x2), value in zip(points, values[:, 0], strict=True):
        heights = [sign * max(0.0, 1 - np.hypot(x1 - a, x2 - b) / 2) for a, b, sign in bumps]
        assert value == pytest.approx(max(heights, key=abs))


def test_sine_is_one_period_of_the_sine():
    x, y = made("sine")

    assert y == pytest.approx(np.sin(x))
    assert -np.pi <= x.min() < -3
    assert 3 < x.max() <= np.pi


@pytest.mark.parametrize(
    ("kind", "answers"), [("and", [0, 0, 0, 1]), ("or", [0, 1, 1, 1]), ("xor4", [0, 1, 1, 0])]
)
def test_a_truth_table_has_its_four_rows_in_order(kind, answers):
    rows, labels = made(kind, noise=0.5)

    assert rows.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert labels.tolist() == answers


@pytest.mark.parametrize("kind", GENERATED)
@pytest.mark.parametrize("count", [4, 7, 500])
def test_the_number_of_samples_is_exact_even_when_odd(kind, count):
    points, answers = made(kind, count=count)

    assert len(points) == len(answers) == count


@pytest.mark.parametrize("kind", [kind for kind in GENERATED if DATASETS[kind].classes and kind != "xor"])
def test_both_classes_have_half_of_the_samples(kind):
    labels = made(kind, count=501)[1]

    assert np.bincount(labels).tolist() == [250, 251]


@pytest.mark.parametrize("kind", MOVES_ONLY_ANSWERS)
def test_noise_moves_the_answers_and_leaves_the_points(kind):
    quiet, loud = made(kind), made(kind, noise=0.4)

    assert np.array_equal(quiet[0], loud[0])
    assert not np.array_equal(quiet[1], loud[1])


@pytest.mark.parametrize("kind", MOVES_ONLY_POINTS)
def test_noise_moves_the_points_and_leaves_the_labels(kind):
    quiet, loud = made(kind), made(kind, noise=0.4)

    assert not np.array_equal(quiet[0], loud[0])
    assert np.array_equal(quiet[1], loud[1])


def test_noise_asks_a_point_beside_the_circle_for_its_label():
    points, labels = generators.circle(2000, 0.2, np.random.default_rng(1))

    wrong = labels != (np.hypot(*points.T) < 2.5)

    assert 0.02 < wrong.mean() < 0.2
    assert np.hypot(*points[wrong].T).min() > 2.5 - np.sqrt(2)


def test_spiral_noise_moves_a_point_by_at_most_itself():
    quiet, loud = made("spiral")[0], made("spiral", noise=0.3)[0]

    assert 0.25 < np.abs(loud - quiet).max() <= 0.3


@pytest.mark.parametrize("kind", GENERATED)
def test_every_generator_is_covered_by_a_noise_test(kind):
    assert kind in MOVES_ONLY_ANSWERS + MOVES_ONLY_POINTS
