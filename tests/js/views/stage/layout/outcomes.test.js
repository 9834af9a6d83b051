/** What stands beside the outputs has room, and none of it touches. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { layout, rightOf } from "../../../../../static/js/views/stage/layout/geometry.js";
import { spaced } from "../../../../../static/js/views/stage/layout/outcomes.js";
import { DESKTOP, LAPTOP } from "./networks.js";

test("beside several outputs there is room for the longest name and the verdict on it, and a rim", () => {
  const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
  const words = ["yes", "right", "close"];
  const verdict = 48;
  for (const [units, outputs, image] of [
    [[64, 128, 64, 10], digits, [8, 8]],
    [[120, 128, 64, 3], words, [10, 12]],
    [[4, 6, 3], ["setosa", "versicolor", "virginica"], null],
  ]) {
    for (const room of [DESKTOP, LAPTOP]) {
      const { columns, width } = layout({ units, image, outputs }, room);
      const column = columns[columns.length - 1];
      const from = column.beside > 0 ? rightOf(column) + 22 : column.x + 66;
      const longest = Math.max(...outputs.map((name) => Math.min(72, name.length * 7)));

      assert.ok(from + longest + verdict <= width - 12, `${units} in ${room.width}`);
    }
  }
});

test("where outputs are close, words are beside few of them, and none of these touch", () => {
  const outputs = Array.from({ length: 64 }, (_, place) => `place ${place}`);
  const made = layout({ units: [2, 32, 64], image: null, outputs }, DESKTOP);
  const { places } = made.columns[2];

  assert.equal(made.fewOutcomes, true);
  assert.equal(layout({ units: [64, 32, 10], image: null }, DESKTOP).fewOutcomes, false);
  assert.deepEqual(spaced(made, [40, 3]), [places[40].y, places[3].y]);
  assert.deepEqual(spaced(made, []), []);
  for (const units of [
    [3, 4],
    [4, 3, 5],
    [62, 63, 61],
    [31, 63],
    [0, 32],
  ]) {
    const middles = spaced(made, units).sort((one, other) => one - other);
    for (const [at, middle] of middles.entries()) {
      if (at) assert.ok(middle - middles[at - 1] >= 34, `${units}: ${middles}`);
      assert.ok(middle >= made.top && middle <= made.bottom);
    }
  }
});
