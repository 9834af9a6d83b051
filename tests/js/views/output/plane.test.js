/** The picture of the input plane: how strongly its points are tinted. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  litOf,
  placesOf,
  projection,
  shareFor,
  ticksOf,
} from "../../../../static/js/views/output/plane.js";

test("lit are the points of the rows asked for, of their half", () => {
  const points = {
    train: [
      [0, 1, 1],
      [2, 3, -1],
    ],
    test: [[4, 5, 1]],
  };

  assert.deepEqual(litOf({ points }, { half: "train", rows: [1], name: "" }), [points.train[1]]);
  assert.deepEqual(litOf({ points }, { half: "test", rows: [0, 7], name: "" }), [points.test[0]]);
});

test("ticks are round, and few, whatever the range", () => {
  assert.deepEqual(ticksOf([-6, 6]), [-6, -4, -2, 0, 2, 4, 6]);
  assert.deepEqual(ticksOf([-0.5, 1.5]), [-0.5, 0, 0.5, 1, 1.5]);
  assert.deepEqual(ticksOf([-1.9, 1.1]), [-1.5, -1, -0.5, 0, 0.5, 1]);
  assert.deepEqual(ticksOf([120, 1080]), [200, 400, 600, 800, 1000]);
  assert.deepEqual(ticksOf([0.05, 0.38]), [0.1, 0.2, 0.3]);
});

/** @param {object} of */
const run = ({ units = 1, activation = "tanh", task = "classification", train = [] }) => ({
  layers: [{ units: 2 }, { units, activation }],
  points: { train, test: [] },
  threshold: 0,
  task,
});
const SLOPE = run({
  task: "regression",
  train: [
    [0, 0, -0.8],
    [0, 0, 0.4],
    [0, 0, 0.001],
  ],
});

test("a target of a regression is tinted by its value, as the map is", () => {
  const share = shareFor(SLOPE, 0);

  assert.equal(share(-0.8), -1);
  assert.equal(share(0.4), 0.5);
});

test("a point near nought stays visible, and none is more than full", () => {
  const share = shareFor(SLOPE, 0);

  assert.equal(share(0.001), 0.2);
  assert.equal(share(-0.001), -0.2);
  assert.equal(share(2), 1);
});

test("a class is tinted wholly one way or the other", () => {
  const share = shareFor(run({ train: [[0, 0, 1]] }), 0);

  assert.equal(share(1), 1);
  assert.equal(share(-1), -1);
});

test("of several outputs the one on show has its own class against all others", () => {
  const share = shareFor(run({ units: 3, activation: "softmax" }), 2);

  assert.deepEqual([0, 1, 2].map(share), [-1, -1, 1]);
});

test("a pixel is the point that is drawn there, and none beside the plane", () => {
  const to = projection([-6, 6], 32, 8, 240);

  const point = to.at({ x: to.x(1.5), y: to.y(-2.25) });

  assert.deepEqual(
    point.map((each) => Number(each.toPrecision(12))),
    [1.5, -2.25],
  );
  assert.equal(to.at({ x: 31, y: 100 }), null);
  assert.equal(to.at({ x: 100, y: 249 }), null);
});

test("a sample of the visitor's own is the only one on the plane", () => {
  const state = { own: { values: [1, 2] }, layers: [{ rows: { data: [0] } }], run: { points: {} } };

  assert.deepEqual(placesOf(state), [{ sample: 0, x: 1, y: 2, value: Number.NaN }]);
});
