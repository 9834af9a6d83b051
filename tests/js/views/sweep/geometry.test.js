/** Losses of a sweep become lines on one scale, whatever they are and however many are missing. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  area,
  bestOf,
  columns,
  curve,
  finalOf,
  heights,
  isTest,
  medians,
  places,
} from "../../../../static/js/views/sweep/geometry.js";

/** @param {number[]} losses @param {{ diverged?: number | null, test?: boolean }} [how] */
function run(losses, { diverged = null, test = true } = {}) {
  const points = losses.map((loss, epoch) => [epoch, 2 * loss, test ? loss : null, null, null, 0]);
  return { points, diverged, refused: false };
}

const band = (epoch, numbers) => {
  const [least, lower, median, upper, most] = numbers;
  return { epoch, least, lower, median, upper, most };
};

test("the test rows' loss is shown where there are test rows, and else the training rows'", () => {
  assert.equal(finalOf(run([1, 0.5])), 0.5);
  assert.equal(finalOf(run([1, 0.5], { test: false })), 1);
  assert.deepEqual([isTest([null, run([1])]), isTest([run([1], { test: false })])], [true, false]);
});

test("a run that diverged, or is still to come, has no loss at its end", () => {
  assert.equal(finalOf(run([1], { diverged: 0 })), null);
  assert.equal(finalOf(null), null);
  assert.equal(finalOf(run([])), null);
});

test("the best is the lowest at its end, and none where none has ended well", () => {
  assert.equal(bestOf([run([1, 0.5]), run([0.1, 0.2]), run([0.01], { diverged: 1 })]), 1);
  assert.equal(bestOf([null, run([1], { diverged: 0 })]), -1);
  assert.equal(bestOf([]), -1);
});

test("heights are those of logarithms, from the largest loss at the top to the smallest", () => {
  const y = heights([run([1, 0.1]), run([1, 0.01])], 100);

  assert.deepEqual(
    [1, 0.1, 0.01].map((loss) => Math.round(y(loss))),
    [0, 50, 100],
  );
});

test("a loss that grows far beyond those at the beginning is at the top, and squashes no other", () => {
  const y = heights([run([1, 1e9]), run([1, 0.1])], 100);

  assert.equal(y(1e9), 0);
  assert.ok(y(1) < 50);
  assert.equal(y(0.1), 100);
});

test("losses that are all the same, or 0, have a place as well", () => {
  for (const runs of [[run([0.5, 0.5])], [run([0, 0])], [null]]) {
    const y = heights(runs, 100);
    for (const loss of [0, 0.5]) assert.ok(y(loss) >= 0 && y(loss) <= 100);
  }
});

test("a curve goes from the first epoch to the last that the run came to", () => {
  const x = places(4, 200);
  const y = (loss) => 10 * loss;

  assert.equal(curve(run([1, 0.5, 0.2]), x, y), "M0.0 10.0L50.0 5.0L100.0 2.0");
  assert.equal(curve(null, x, y), "");
});

test("rates stand as far apart as each other, each in the middle of its column", () => {
  const x = columns(4, 200);

  assert.deepEqual([0, 1, 3].map(x), [25, 75, 175]);
});

test("a band goes along its upper numbers and back along its lower ones; what has none is above", () => {
  const bands = [band(0, [1, 2, 3, 4, 5]), band(1, [1, 2, null, null, null])];
  const x = (epoch) => 10 * epoch;
  const y = (loss) => 10 - loss;

  assert.equal(area(bands, "lower", "upper", x, y), "M0.0 6.0L10.0 0.0L10.0 8.0L0.0 8.0Z");
  assert.equal(medians(bands, x, y), "M0.0 7.0");
  assert.equal(area([], "lower", "upper", x, y), "");
});
