/** A hand over the picture of a line is somewhere on it, and a cursor goes where its keys say. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { movedBy } from "../../../../static/js/views/paint/controls.js";
import { frameOfLine, heightsOf } from "../../../../static/js/views/paint/line.js";

const frame = frameOfLine(400, [-6, 6], [-1, 1]);

test("a place is found again at its pixel", () => {
  const place = { x: 1.5, y: -0.25 };
  const found = frame.at({ x: frame.x(place.x), y: frame.y(place.y) });

  assert.ok(Math.abs(found.x - place.x) < 1e-12);
  assert.ok(Math.abs(found.y - place.y) < 1e-12);
  assert.ok(frame.y(1) < frame.y(-1), "up is up");
});

test("a hand beside the picture draws at its edge", () => {
  assert.deepEqual(frame.at({ x: -50, y: -50 }), { x: -6, y: 1 });
  assert.deepEqual(frame.at({ x: 900, y: 900 }), { x: 6, y: -1 });
});

test("all of a curve is seen with some air, a constant one too", () => {
  const [low, high] = heightsOf([-2, 3]);

  assert.ok(low < -2 && low > -3 && high > 3 && high < 4);
  assert.deepEqual(heightsOf([5, 5]), [4, 6]);
});

test("arrow keys move a cursor by a share of what is seen, as far as it goes", () => {
  const at = { x: 0, y: 0.95 };

  assert.deepEqual(movedBy("ArrowLeft", at, 0.1, [-5, 5], [-1, 1]), { x: -1, y: 0.95 });
  assert.deepEqual(movedBy("ArrowUp", at, 0.1, [-6, 6], [-1, 1]), { x: 0, y: 1 });
  assert.deepEqual(movedBy("ArrowDown", { x: 0, y: 0 }, 0.1, [-5, 5]), { x: 0, y: -1 });
  assert.equal(movedBy("Enter", at, 0.1, [-6, 6]), null);
});
