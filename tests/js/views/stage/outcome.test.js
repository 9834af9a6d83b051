/** Where outputs are close, words stand beside those that are asked for, and are moved only when these are others. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { layout } from "../../../../static/js/views/stage/layout/geometry.js";
import { makeOutcome } from "../../../../static/js/views/stage/outcome.js";
import { all, fakeDocument } from "../../document.js";

fakeDocument();

const names = Array.from({ length: 40 }, (_, unit) => `c${unit}`);
const RUN = {
  classes: names,
  threshold: 0.5,
  spec: {},
  layers: [
    { units: 2, names: ["x1", "x2"] },
    { units: names.length, names },
  ],
};
const LAYOUT = layout(
  { units: [2, names.length], image: null, outputs: names },
  { width: 846, height: 668 },
);

/** One sample, its target and what is said of it. */
const stateOf = (wanted, said) => {
  const row = (unit) => ({
    shape: [1, names.length],
    data: Float64Array.from(names, (_, at) => Number(at === unit)),
  });
  const layers = [
    { a: { shape: [1, 2], data: new Float64Array(2) }, y: row(wanted) },
    { a: row(said) },
  ];
  return { run: RUN, layers, scope: "sample", sample: 0, own: null, selected: null };
};

test("words stand beside the target's class and the one that is said, and beside no other", () => {
  const { elements, paint } = makeOutcome(RUN, LAYOUT);
  const blocks = elements.slice(0, names.length);
  const seen = () => blocks.flatMap(({ hidden }, unit) => (hidden ? [] : [unit]));
  const top = (unit) => Number.parseFloat(blocks[unit].style.top);

  paint(stateOf(3, 4));
  assert.deepEqual(seen(), [3, 4]);
  assert.ok(top(4) - top(3) >= 34);

  paint(stateOf(4, 30));
  assert.deepEqual(seen(), [4, 30]);
  assert.equal(top(4), LAYOUT.columns[1].places[4].y, "back beside its own");
  assert.notEqual(all(blocks[30], "verdict")[0].textContent, "");
});

test("what stands where it should is not written again", () => {
  const { elements, paint } = makeOutcome(RUN, LAYOUT);
  paint(stateOf(3, 4));
  const written = [];
  for (const block of elements) {
    const watch = (object, name) => {
      const value = object[name];
      Object.defineProperty(object, name, { get: () => value, set: () => written.push(name) });
    };
    watch(block, "hidden");
    watch(block.style, "top");
  }

  paint(stateOf(3, 4));

  assert.deepEqual(written, []);
});
