/** A curve is drawn piece by piece, over what was there, and becomes even rows. */

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  blank,
  columnOf,
  curveOf,
  drawnOver,
  isBlank,
  PLACES,
  placeOf,
  resampled,
} from "../../../../static/js/views/paint/curve.js";

const DOMAIN = [-6, 6];
const whole = (from, to) => drawnOver(blank(), { x: -6, y: from }, { x: 6, y: to }, DOMAIN);

test("a stroke goes straight from one place to the next, whichever way it is drawn", () => {
  const curve = whole(-1, 1);
  const back = drawnOver(blank(), { x: 6, y: 1 }, { x: -6, y: -1 }, DOMAIN);

  assert.equal(curve.length, PLACES);
  assert.deepEqual([curve[0], curve[120], curve[240]], [-1, 0, 1]);
  assert.ok(back.every((height, at) => Math.abs(height - curve[at]) < 1e-12));
});

test("another piece is drawn over the first, and nothing beside it changes", () => {
  const curve = drawnOver(whole(0, 0), { x: 0, y: 1 }, { x: 3, y: 1 }, DOMAIN);

  assert.deepEqual(
    [119, 120, 180, 181].map((at) => curve[at]),
    [0, 1, 1, 0],
  );
});

test("a dot is a height at one place", () => {
  const curve = drawnOver(blank(), { x: 1, y: 0.5 }, { x: 1, y: 0.5 }, DOMAIN);

  assert.equal(curve.filter((height) => !Number.isNaN(height)).length, 1);
  assert.equal(isBlank(curve), false);
  assert.equal(isBlank(blank()), true);
  assert.deepEqual(resampled(curve, DOMAIN, 200), { x: [[1]], y: [[0.5]] });
});

test("a curve becomes rows evenly apart, from its first place to its last", () => {
  const { x, y } = resampled(whole(-1, 1), DOMAIN, 5);

  assert.deepEqual(x, [[-6], [-3], [0], [3], [6]]);
  assert.deepEqual(y, [[-1], [-0.5], [0], [0.5], [1]]);
});

test("where nothing is drawn there are no rows, and the pieces share them by their length", () => {
  const one = drawnOver(blank(), { x: -6, y: 1 }, { x: -3, y: 1 }, DOMAIN);
  const two = drawnOver(one, { x: 0, y: 2 }, { x: 6, y: 2 }, DOMAIN);
  const { x, y } = resampled(two, DOMAIN, 91);

  assert.ok(Math.abs(x.length - 91) <= 1);
  assert.ok(x.every(([place]) => place <= -3 || place >= 0));
  assert.ok(Math.abs(y.filter(([height]) => height === 1).length - 31) <= 1);
});

test("places and columns are each other's", () => {
  assert.deepEqual(
    [-9, -6, 0.01, 6, 9].map((x) => columnOf(x, DOMAIN)),
    [0, 0, 120, 240, 240],
  );
  assert.equal(placeOf(columnOf(2.5, DOMAIN), DOMAIN), 2.5);
});

test("what a curve became is a curve again, with its gaps, whatever the order of the rows", () => {
  const one = drawnOver(blank(), { x: -6, y: 1 }, { x: -3, y: -1 }, DOMAIN);
  const two = drawnOver(one, { x: 0, y: 0 }, { x: 6, y: 0.5 }, DOMAIN);
  const { x, y } = resampled(two, DOMAIN, 200);
  const rows = x.map(([place], at) => [place, y[at][0]]).reverse();

  const again = curveOf(rows, DOMAIN);

  const drawnAt = (curve) => curve.flatMap((height, at) => (Number.isNaN(height) ? [] : [at]));
  // The row nearest to a gap may lie one place from it.
  assert.ok(drawnAt(two).length - drawnAt(again).length <= 2);
  for (const at of drawnAt(again)) assert.ok(Math.abs(two[at] - again[at]) < 0.02, `place ${at}`);
  assert.ok(isBlank(curveOf([], DOMAIN)));
});
