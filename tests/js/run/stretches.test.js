/** Mini-batches whose size changes on the way stand where the engine has them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { epochsAt, positionAt, stepAt, whereabouts } from "../../../static/js/run/positions.js";
import { batchesIn, beginOf, placeOf } from "../../../static/js/run/stretches.js";
import { INITIAL } from "../../../static/js/state/reduce.js";
import { indexByKey, indexNear } from "../../../static/js/views/chart/travel.js";
import { scenes, statesOf } from "../recorded.js";

const EACH = 8;
const ROWS = 20;
const SPEC = { data: { kind: "circle", samples: 40 }, hidden: [{ units: 2 }], batch_size: 6 };
const resized = (batch_size) => ({ type: "configure", spec: { ...SPEC, batch_size } });
const steps = (count) => ({ type: "step", count, unit: "mini-batch" });
/** 6 6 | 5 3 → 5 3 of what is left, then 7 7 6, then from the epoch after 3 in 1 and 1 in 19, then 20. */
const { runs } = scenes([
  {
    spec: SPEC,
    to: 2 * EACH,
    acts: [
      resized(5),
      steps(2),
      resized(7),
      steps(4),
      resized(19),
      steps(3),
      resized(100),
      steps(2),
    ],
  },
]);
const messages = runs[0].flatMap(({ told }) => told);
const state = statesOf(INITIAL, messages).at(-1);
const { run } = state;

test("every frame of the engine stands where the page counts it", () => {
  const frames = messages.filter((message) => "kind" in message && message.phase !== "start");

  assert.ok(frames.length > 10);
  for (const { index, epoch, batch, phase, layer } of frames)
    assert.deepEqual(positionAt(index, run), { index, epoch, batch, phase, layer });
});

test("an epoch has as many mini-batches as its rows make", () => {
  const sizes = run.edits.map(({ index, batch_size }) => [index / EACH, batch_size]);
  const counted = [];
  let [number, size] = [0, SPEC.batch_size];
  for (let epoch = 0; epoch < 8; epoch += 1) {
    const first = number;
    for (let gone = 0; gone < ROWS; number += 1) {
      size = sizes.findLast(([from]) => from <= number)?.[1] ?? size;
      assert.deepEqual(placeOf(number, run), { epoch, batch: number - first });
      gone += size;
    }
    counted.push(number - first);
    assert.equal(beginOf(epoch, run), first);
    assert.equal(batchesIn(epoch, run), number - first);
  }
  assert.ok(new Set(counted).size > 2, counted.join());
});

test("epochs and steps are each other's, in fractions too", () => {
  for (let index = 0; index < 20 * EACH; index += 1)
    assert.ok(Math.abs(stepAt(epochsAt(index, run), run) - index) < 1e-9);
  for (let epoch = 0; epoch < 8; epoch += 1) assert.equal(epochsAt(stepAt(epoch, run), run), epoch);
});

test("the chart's places and keys lead to whole mini-batches and epochs", () => {
  const last = 30 * EACH;

  for (const epochs of [0.2, 0.5, 1.3, 2.6, 3, 4.4]) {
    assert.equal(indexNear(epochs, run, last, 500) % EACH, 0);
    assert.equal(indexNear(epochs, run, last, 0.5), stepAt(Math.round(epochs), run));
  }
  const index = stepAt(2, run) + 3;
  assert.equal(indexByKey("ArrowLeft", index, run, last), stepAt(2, run));
  assert.equal(indexByKey("ArrowRight", index, run, last), stepAt(3, run));
  assert.equal(indexByKey("End", index, run, last), last);
  assert.equal(indexByKey("PageUp", index, run, last), 0);
});

test("the words count the mini-batches of this very epoch", () => {
  const at = (number) => positionAt(number * EACH + 1, run);
  const said = [1, 4].map((number) => whereabouts(at(number), run)[1]);

  assert.deepEqual(said, ["batch 2/4 · step 1/8", "batch 1/3 · step 1/8"]);
});

test("a run that only learns otherwise is counted as it began", () => {
  const plain = { ...run, edits: [{ index: 3, learning_rate: 1 }] };

  assert.equal(beginOf(5, plain), 5 * run.batches_per_epoch);
  assert.deepEqual(placeOf(9, plain), { epoch: 2, batch: 1 });
});
