/** What was done on a drawing, one act after another. */

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  begun,
  grown,
  pixelsOf,
  strokesOf,
  toggled,
  undone,
} from "../../../../static/js/views/drawing/acts.js";
import { placeAfter } from "../../../../static/js/views/drawing/grid.js";
import { imageOf } from "../../../../static/js/views/drawing/preprocess.js";

const INK = 300;
const FROM = { x: 0.2, y: 0.1 };
const TO = { x: 0.6, y: 0.9 };
const drawn = grown(begun([], FROM), TO);

test("a stroke grows from where it began, and the next begins anew", () => {
  assert.deepEqual(strokesOf(drawn), [[FROM, TO]]);
  assert.deepEqual(strokesOf(begun(drawn, TO)), [[FROM, TO], [TO]]);
  assert.deepEqual(pixelsOf(drawn, INK), imageOf([[FROM, TO]], INK));
});

test("a pixel is set on top of what is drawn, and taken back by the next press", () => {
  const before = pixelsOf(drawn, INK);
  const [empty, full] = [before.indexOf(0), before.findIndex((pixel) => pixel > 0)];

  const set = toggled(toggled(drawn, empty, before), full, before);
  const after = pixelsOf(set, INK);

  assert.deepEqual([after[empty], after[full]], [16, 0]);
  assert.deepEqual(pixelsOf(toggled(set, empty, after), INK)[empty], 0);
});

test("undo takes the last act back, a whole stroke or a pixel", () => {
  const set = toggled(drawn, 0, pixelsOf(drawn, INK));

  assert.deepEqual(undone(set), drawn);
  assert.deepEqual(undone(drawn), []);
  assert.deepEqual(undone([]), []);
});

test("a stroke does not go on in a pixel", () => {
  const set = toggled([], 3, pixelsOf([], INK));

  assert.equal(grown(set, TO), set);
});

test("arrows lead from pixel to pixel, and stop at the edges", () => {
  assert.deepEqual(
    ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"].map((key) => placeAfter(key, 0)),
    [1, 8, 0, 0],
  );
  assert.deepEqual([placeAfter("ArrowRight", 7), placeAfter("ArrowDown", 63)], [7, 63]);
  assert.equal(placeAfter(" ", 5), null);
});
