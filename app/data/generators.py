"""Data sets made from a seed: rows (n, columns) with each row's class number (n,) or value (n, 1).

Where TensorFlow Playground has the data set, the formula is its own. The same seed draws the same
points whatever the noise, so that moving the noise slider moves points and labels, not the picture.
"""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from .features import Floats

Labels = NDArray[np.int64]
Made = tuple[Floats, Labels | Floats]
Make = Callable[[int, float, Generator], Made]

DOMAIN = 6.0
"""The plane is the square from −6 to 6."""

_SPREAD = 5.0
"""Circle, xor and spiral reach this far from the middle."""

_XOR_GAP = 0.3
_BUMPS = ((-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1))
_BUMP_RADIUS = 2.0
_MOON_RADIUS = 3.0
_CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def circle(count: int, noise: float, rng: Generator) -> Made:
    """A disc within a ring; noise moves the point that is asked for its label, not the point."""
    inside = _positives(count)
    near = rng.uniform(0.0, _SPREAD * 0.5, inside)
    far = rng.uniform(_SPREAD * 0.7, _SPREAD, count - inside)
    points = _on_circle(np.concatenate([near, far]), rng.uniform(0.0, 2 * np.pi, count))
    asked = points + noise * rng.uniform(-_SPREAD, _SPREAD, points.shape)
    return points, _labels(np.hypot(asked[:, 0], asked[:, 1]) < _SPREAD * 0.5)


def xor(count: int, noise: float, rng: Generator) -> Made:
    """Four quadrants, opposite ones alike; noise moves the point that is asked for its label."""
    points = rng.uniform(-_SPREAD, _SPREAD, (count, 2))
    points += np.where(points > 0, _XOR_GAP, -_XOR_GAP)
    asked = points + noise * rng.uniform(-_SPREAD, _SPREAD, points.shape)
    return points, _labels(asked[:, 0] * asked[:, 1] >= 0)


def gauss(count: int, noise: float, rng: Generator) -> Made:
    """Two clouds, at (2, 2) and (−2, −2); noise widens them."""
    labels = _positives_first(count)
    variance = 0.5 + 7.0 * noise
    centres = np.where(labels == 1, 2.0, -2.0)[:, None]
    return centres + np.sqrt(variance) * rng.standard_normal((count, 2)), labels


def spiral(count: int, noise: float, rng: Generator) -> Made:
    """Two arms, half a turn apart; noise moves the points."""
    labels = _positives_first(count)
    along = _along(count)
    turned = 1.75 * along * 2 * np.pi + np.where(labels == 1, 0.0, np.pi)
    points = _on_circle(_SPREAD * along, turned)
    return points + noise * rng.uniform(-1.0, 1.0, points.shape), labels


def moons(count: int, noise: float, rng: Generator) -> Made:
    """Two half circles, each reaching into the other; noise moves the points."""
    labels = _positives_first(count)
    sign = np.where(labels == 1, 1.0, -1.0)[:, None]
    angle = rng.uniform(0.0, np.pi, count)
    arc = _MOON_RADIUS * np.stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25], axis=1)
    return sign * arc + noise * rng.uniform(-2.0, 2.0, arc.shape), labels


def plane(count: int, noise: float, rng: Generator) -> Made:
    """A slope along the diagonal; noise moves the point that is asked for its value."""
    points = rng.uniform(-DOMAIN, DOMAIN, (count, 2))
    asked = points + noise * rng.uniform(-DOMAIN, DOMAIN, points.shape)
    return points, asked.sum(axis=1, keepdims=True) / 10.0


def multi_gauss(count: int, noise: float, rng: Generator) -> Made:
    """Three hills and three hollows; noise moves the point that is asked for its height."""
    points = rng.uniform(-DOMAIN, DOMAIN, (count, 2))
    asked = points + noise * rng.uniform(-DOMAIN, DOMAIN, points.shape)
    heights = np.stack([_bump(asked, *bump) for bump in _BUMPS], axis=1)
    highest = np.abs(heights).argmax(axis=1, keepdims=True)
    return points, np.take_along_axis(heights, highest, axis=1)


def sine(count: int, noise: float, rng: Generator) -> Made:
    """One period of the sine curve; noise moves the value up or down."""
    x = rng.uniform(-np.pi, np.pi, (count, 1))
    return x, np.sin(x) + noise * rng.uniform(-1.0, 1.0, x.shape)


def fixed(rows: Floats, answers: Labels | Floats) -> Make:
    """Make these very rows, whatever the number of samples, the noise and the seed."""
    return lambda *_: (rows, answers)


def _positives(count: int) -> int:
    return (count + 1) // 2


def _positives_first(count: int) -> Labels:
    return _labels(np.arange(count) < _positives(count))


def _along(count: int) -> Floats:
    """Give how far along its own arm each point of two arms is, from 0 up to but without 1."""
    arms = (_positives(count), count - _positives(count))
    return np.concatenate([np.arange(length) / length for length in arms])


def _on_circle(radius: Floats, angle: Floats) -> Floats:
    return np.stack([radius * np.sin(angle), radius * np.cos(angle)], axis=1)


def _bump(points: Floats, x1: float, x2: float, sign: float) -> Floats:
    distance = np.hypot(points[:, 0] - x1, points[:, 1] - x2)
    return sign * np.maximum(0.0, 1.0 - distance / _BUMP_RADIUS)


def _labels(positive: NDArray[np.bool_]) -> Labels:
    return positive.astype(np.int64)


_TRUE_INPUTS = _CORNERS.sum(axis=1)
logical_and = fixed(_CORNERS, _labels(_TRUE_INPUTS == 2))
logical_or = fixed(_CORNERS, _labels(_TRUE_INPUTS >= 1))
logical_xor = fixed(_CORNERS, _labels(_TRUE_INPUTS == 1))
