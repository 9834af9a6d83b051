/** One line of plain words for each step. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { describe, narrate } from "../../../static/js/run/narration.js";

const tensor = (shape, values) => ({
  shape,
  data: values ?? new Float64Array(shape.reduce((product, size) => product * size, 1)),
});
const LAYERS = [
  { a: tensor([10, 2]) },
  { a: tensor([10, 4]), delta: tensor([10, 4]), w: tensor([2, 4]), b: tensor([4]) },
  {
    a: tensor([10, 1]),
    loss: tensor([4], [0.5, 0.25, 0.125, 0.125]),
    delta: tensor([10, 1]),
    w: tensor([4, 1]),
    b: tensor([1]),
  },
];

const SPEC = { hidden: [{ frozen: false }], use_biases: true, train_biases: true };
const UPDATE = { index: 1, epoch: 0, batch: 0, phase: "update", layer: 1 };

const LINES = [
  ["start", 0, "At the start: no propagation has been made yet."],
  ["input", 0, "Epoch 0, mini-batch 1: input: 10 samples of 2 values."],
  ["forward", 1, "Epoch 0, mini-batch 1: forward, layer 1: 4 activations."],
  ["forward", 2, "Epoch 0, mini-batch 1: forward, layer 2: 1 activation."],
  ["loss", 2, "Epoch 0, mini-batch 1: loss: 0.250 on average."],
  ["backward", 1, "Epoch 0, mini-batch 1: backward, layer 1: 4 deltas."],
  ["update", 2, "Epoch 0, mini-batch 1: update, layer 2: 4 weights and 1 bias moved."],
];
for (const [phase, layer, line] of LINES) {
  test(`the step ${phase} ${layer} is told as it is`, () => {
    const index = phase === "start" ? 0 : 1;
    assert.equal(describe({ index, epoch: 0, batch: 0, phase, layer }, LAYERS, SPEC), line);
  });
}

test("where something was changed between two mini-batches, that is told", () => {
  const position = { index: 11, epoch: 0, batch: 0, phase: "start", layer: 0 };

  assert.equal(describe(position, LAYERS, SPEC), "Changed here, between two mini-batches.");
});

test("a loss that is a sum is told as one", () => {
  const loss = { index: 1, epoch: 0, batch: 0, phase: "loss", layer: 2 };

  const told = describe(loss, LAYERS, { ...SPEC, batch_reduction: "sum" });

  assert.match(told, /: loss: 1\.00 in all\.$/);
});

test("the penalty is told with the loss, where there is one", () => {
  const layers = [LAYERS[0], LAYERS[1], { ...LAYERS[2], penalty: tensor([], [0.5]) }];

  const told = describe({ index: 1, epoch: 0, batch: 0, phase: "loss", layer: 2 }, layers, SPEC);

  assert.match(told, /: loss: 0\.250 on average, 0\.750 with the penalty\.$/);
});

test("what is not trained is not told to have moved", () => {
  const told = (fields) => describe(UPDATE, LAYERS, { ...SPEC, ...fields });

  assert.match(told({}), /: 8 weights and 4 biases moved\.$/);
  assert.match(told({ train_biases: false }), /: 8 weights moved\.$/);
  assert.match(told({ use_biases: false }), /: 8 weights moved\.$/);
  assert.match(told({ hidden: [{ frozen: true }] }), /: frozen, its weights and biases stay\.$/);
});

function state({ index = 1, playing = false, speed = 2, unit = "propagation", run = 1 } = {}) {
  const position = { index, epoch: 0, batch: 0, phase: "forward", layer: 1 };
  return {
    position,
    layers: LAYERS,
    run: { id: run, spec: SPEC },
    playback: { playing, speed, unit },
  };
}

test("each new step is told once", () => {
  assert.notEqual(narrate(state({ index: 2 }), state({ index: 1 })), null);
  assert.equal(narrate(state({ index: 2 }), state({ index: 2 })), null);
});

test("slow play is told, fast play and whole mini-batches are not", () => {
  const told = (playback) =>
    narrate(state({ index: 2, playing: true, ...playback }), state()) !== null;

  assert.equal(told({ speed: 2 }), true);
  assert.equal(told({ speed: 3 }), false);
  assert.equal(told({ speed: null }), false);
  assert.equal(told({ speed: 1, unit: "mini-batch" }), false);
});

test("where fast play ends is told, though no step comes after it", () => {
  const fast = state({ index: 2, playing: true, speed: null });

  assert.notEqual(narrate(state({ index: 2, speed: null }), fast), null);
});

test("steps taken by hand are told whatever the speed of play", () => {
  assert.notEqual(narrate(state({ index: 2, speed: null }), state()), null);
});

test("opening the page or starting another run is not a step", () => {
  assert.equal(narrate(state(), { ...state(), position: null }), null);
  assert.equal(narrate(state({ index: 0, run: 2 }), state({ run: 1 })), null);
});

test("a setting changed on the way is told, a weight set by hand only where the hand is", () => {
  const edits = [
    { index: 11, learning_rate: 0.3 },
    { index: 11, parameter: { layer: 1, unit_in: 0, unit_out: 0, value: 1 } },
  ];
  const run = (...made) => ({ id: 1, spec: SPEC, began: SPEC, layers: [], edits: made });
  const state = {
    position: { ...UPDATE, index: 11 },
    layers: LAYERS,
    playback: null,
    catalog: null,
  };
  const told = (before, now) => narrate({ ...state, run: now }, { ...state, run: before });

  assert.equal(told(run(), run(edits[0])), "learning rate 0.3");
  assert.equal(told(run(edits[0]), run(...edits)), null);
  assert.equal(told(run(...edits), run()), null);
});
