/** What is on screen: one sample's numbers, or the mini-batch's mean. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  gradientAt,
  gradients,
  lossOf,
  ofUnit,
  penaltyOf,
  perOutput,
  perUnit,
  sampleOf,
  samplesOf,
  steadied,
} from "../../../static/js/state/select.js";

const tensor = (data, ...shape) => ({ data: Float64Array.from(data), shape });

test("one sample's numbers, or the mean over the mini-batch, as the scope says", () => {
  const layers = [{ a: tensor([1, 10, 3, 30], 2, 2) }];

  assert.deepEqual(perUnit({ layers, scope: "sample", sample: 1 }, "a", 0), [3, 30]);
  assert.deepEqual(perUnit({ layers, scope: "batch", sample: 1 }, "a", 0), [2, 20]);
  assert.equal(perUnit({ layers, scope: "sample", sample: 0 }, "z", 0), null);
});

test("a sample beyond a smaller mini-batch is its last one", () => {
  const layers = [{ a: tensor([1, 2], 2, 1) }];

  assert.deepEqual(perUnit({ layers, scope: "sample", sample: 9 }, "a", 0), [2]);
});

test("a loss has one number a sample", () => {
  const layers = [{ loss: tensor([1, 5], 2) }];

  assert.deepEqual(perUnit({ layers, scope: "sample", sample: 1 }, "loss", 0), [5]);
  assert.deepEqual(perUnit({ layers, scope: "batch", sample: 1 }, "loss", 0), [3]);
});

test("the loss on screen is this sample's, or what the mini-batch's is of all", () => {
  const layers = [{}, { loss: tensor([1, 5], 2) }];
  const run = (batch_reduction) => ({ layers: [{}, {}], spec: { batch_reduction } });

  assert.equal(lossOf({ layers, scope: "sample", sample: 1 }, run("sum")), 5);
  assert.equal(lossOf({ layers, scope: "sample", sample: 9 }, run("sum")), 5);
  assert.equal(lossOf({ layers, scope: "batch", sample: 1 }, run("sum")), 6);
  assert.equal(lossOf({ layers, scope: "batch", sample: 1 }, run("mean")), 3);
  assert.equal(lossOf({ layers: [], scope: "batch", sample: 1 }, run("mean")), null);
});

test("a penalty is known once the loss is, where there is one", () => {
  const run = { layers: [{}, {}] };

  assert.equal(penaltyOf({ layers: [{}, { penalty: tensor([0.25]) }] }, run), 0.25);
  assert.equal(penaltyOf({ layers: [{}, { loss: tensor([1], 1) }] }, run), null);
});

test("one unit's number is that of all units' numbers", () => {
  const layers = [{ a: tensor([1, 10, 3, 30], 2, 2), y: tensor([5, 7], 2, 1) }];

  for (const scope of ["sample", "batch"]) {
    const state = { layers, scope, sample: 1 };
    assert.equal(ofUnit(state, "a", 0, 1), perUnit(state, "a", 0)[1]);
    assert.equal(ofUnit(state, "y", 0, 0), perOutput(state)[0]);
    assert.ok(Number.isNaN(ofUnit(state, "z", 0, 1)));
  }
});

test("targets come with the mini-batch", () => {
  const layers = [{ y: tensor([0, 1], 1, 2) }, {}, {}];

  assert.deepEqual(perOutput({ layers, scope: "sample", sample: 0 }), [0, 1]);
});

test("the sample on screen is held inside a smaller mini-batch", () => {
  const layers = [{ a: tensor([1, 2, 3, 4], 2, 2) }];

  assert.equal(samplesOf({ layers }), 2);
  assert.equal(sampleOf({ layers, sample: 1 }), 1);
  assert.equal(sampleOf({ layers, sample: 9 }), 1);
  assert.deepEqual([samplesOf({ layers: [] }), sampleOf({ layers: [], sample: 9 })], [0, 0]);
});

const BACKWARD = {
  sample: 1,
  layers: [
    { a: tensor([1, 2, 3, 4], 2, 2) },
    {
      w: tensor([1, 1, 1, 1, 1, 1], 2, 3),
      delta: tensor([1, 1, 1, 10, 100, -1], 2, 3),
      grad_w: tensor([7, 8, 9, 7, 8, 9], 2, 3),
    },
  ],
};

test("a gradient is this sample's a·δ, or the mean over the mini-batch, as the scope says", () => {
  const one = { ...BACKWARD, scope: "sample" };
  const all = { ...BACKWARD, scope: "batch" };
  const edge = { layer: 1, from: 1, to: 2 };

  assert.equal(gradientAt(one, edge), -4);
  assert.equal(gradientAt(all, edge), 9);
  assert.deepEqual(gradients(one, 1), tensor([30, 300, -3, 40, 400, -4], 2, 3));
  assert.equal(gradients(all, 1), BACKWARD.layers[1].grad_w);
});

test("there is no gradient before the layer's own step back", () => {
  const layers = [BACKWARD.layers[0], { w: BACKWARD.layers[1].w }];

  for (const scope of ["sample", "batch"]) {
    const state = { ...BACKWARD, layers, scope };
    assert.equal(gradients(state, 1), undefined);
    assert.equal(gradientAt(state, { layer: 1, from: 0, to: 0 }), undefined);
  }
});

test("while pictures are only exchanged, what is not computed yet stands as it was", () => {
  const before = {
    run: { id: 1 },
    layers: [{ a: "old a" }, { a: "old h", delta: "old d", w: "old w" }],
  };
  const now = { run: { id: 1 }, layers: [{ a: "new a" }, { w: "new w" }] };

  assert.deepEqual(steadied(now, before).layers, [{ a: "new a" }, { a: "old h", w: "new w" }]);
  assert.equal(steadied(now, { ...before, run: { id: 2 } }), now, "never of another run");
});
