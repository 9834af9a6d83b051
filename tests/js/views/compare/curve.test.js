/** The other run over the chart: nothing of it lies on the words that stand there before the first epoch. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { all, fakeDocument } from "../../document.js";

fakeDocument();
const { makeCurve } = await import("../../../../static/js/views/compare/curve.js");

const point = (epoch) => ({ epoch, train_loss: 0.5, test_loss: null });
const scale = {
  ...{ box: { left: 50, top: 24, width: 400, height: 80 }, range: [0, 10] },
  ...{ x: (epochs) => 50 + 40 * epochs, y: (loss) => 104 - 80 * loss, holds: () => true },
};

for (const [when, epochs, shown] of [
  ["before the first epoch", [0], 0],
  ["after it", [0, 1], 3],
])
  test(`${shown} of both letters and the mark are there ${when}`, () => {
    const root = document.createElement("div");
    const history = epochs.map(point);

    makeCurve(root).paint({ history, beside: { history, parts: 0.5 } }, scale);

    const words = [...all(root, "compare-curve-end"), ...all(root, "compare-mark")];
    assert.equal(words.length, 3);
    assert.equal(words.filter(({ hidden }) => !hidden).length, shown);
  });
