/** Marks of stops on the chart: one lane, a ring on the curve, words where there is room. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { marksOf } from "../../../../static/js/views/stops/marked.js";

const HISTORY = [0, 1, 2, 3].map((epoch) => ({ epoch, train_loss: 8 - 2 * epoch }));
const SCALE = {
  x: (epochs) => 50 + 100 * epochs,
  y: (loss) => 100 - 10 * loss,
  holds: (epochs) => epochs >= 0 && epochs <= 3,
};

function marks(...stops) {
  const places = stops.map((epochs) => ({
    count: epochs.length,
    hits: epochs.map((at) => ({ index: at })),
  }));
  return marksOf(places, ({ index }) => index, SCALE, HISTORY, 450);
}

test("a mark's ring lies on the curve, between two points of it as it is drawn", () => {
  const [{ x, left, y }] = marks([1.5]);

  assert.deepEqual([x, left, y], [200, 200, 50]);
});

test("of one stop what would overlap is one mark; of two they stand side by side", () => {
  const made = marks([1, 1.05, 2], [1]);

  assert.deepEqual(
    made.map(({ at, x, left }) => [at, x, left]),
    [
      [0, 150, 150],
      [1, 150, 168],
      [0, 250, 250],
    ],
  );
});

test("only the first of a stop has words, and only where they have room", () => {
  const rooms = marks([0, 2], [0.5]).map(({ room }) => room > 0);

  assert.deepEqual(rooms, [false, true, false]);
});

test("what lies out of sight has no mark, and beyond the curve no ring", () => {
  assert.deepEqual(marks([3.5]), []);
  assert.equal(marksOf([{ hits: [{ index: 1 }] }], () => 1, SCALE, [], 450)[0].y, null);
});
