/** A brush sprinkles points along a stroke and wipes them off again, wherever the plane ends. */

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  atMost,
  MOST_POINTS,
  spacingOf,
  sprinkled,
  touches,
  wiped,
} from "../../../../static/js/views/paint/brush.js";

const DOMAIN = [-6, 6];

/** The same numbers every time. */
function counted() {
  let at = 0;
  return () => {
    at = (at * 1103515245 + 12345) % 2147483648;
    return at / 2147483648;
  };
}

test("a stroke touches at even distances, and not before it has gone so far", () => {
  assert.deepEqual(touches({ x: 0, y: 0 }, { x: 0.4, y: 0 }, 0.5), []);
  assert.deepEqual(touches({ x: 0, y: 1 }, { x: 0, y: 6 }, 2), [
    { x: 0, y: 3 },
    { x: 0, y: 5 },
  ]);
});

test("a fine brush touches often, a wide one as its width tells", () => {
  assert.equal(spacingOf({ radius: 0, density: 4, value: 0 }, DOMAIN), 0.36);
  assert.equal(spacingOf({ radius: 1, density: 4, value: 0 }, DOMAIN), 0.8);
});

test("a fine brush sets one point where it is", () => {
  const brush = { radius: 0, density: 16, value: 2 };

  assert.deepEqual(sprinkled({ x: 1.23456, y: -2 }, brush, DOMAIN, Math.random), [
    { x: 1.235, y: -2, value: 2 },
  ]);
});

test("a wide brush spreads its points evenly over its disc", () => {
  const brush = { radius: 2, density: 4000, value: 1 };
  const made = sprinkled({ x: 1, y: 1 }, brush, DOMAIN, counted());
  const distances = made.map(({ x, y }) => Math.hypot(x - 1, y - 1));

  assert.equal(made.length, 4000);
  assert.ok(distances.every((distance) => distance <= 2.001));
  const inner = distances.filter((distance) => distance <= 1).length / made.length;
  assert.ok(Math.abs(inner - 0.25) < 0.03, "a quarter of the area, a quarter of the points");
});

test("nothing is painted beside the plane", () => {
  const brush = { radius: 1, density: 500, value: 0 };
  const made = sprinkled({ x: 6, y: -6 }, brush, DOMAIN, counted());

  assert.ok(made.length > 60 && made.length < 190, "about the quarter that lies on it");
  assert.ok(made.every(({ x, y }) => x <= 6 && y >= -6));
});

test("an eraser takes what it touches and leaves the rest", () => {
  const points = [0, 1, 2, 3].map((x) => ({ x, y: 0, value: 1 }));
  const touched = [
    { x: 0, y: 0.4 },
    { x: 3, y: 0 },
  ];

  assert.deepEqual(
    wiped(points, touched, 0.5).map(({ x }) => x),
    [1, 2],
  );
});

test("there are no more points than may be", () => {
  const points = Array.from({ length: MOST_POINTS + 5 }, (_, x) => ({ x, y: 0, value: 0 }));

  assert.deepEqual(atMost(points), points.slice(0, MOST_POINTS));
});
