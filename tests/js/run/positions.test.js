/** The steps of a mini-batch, counted and named. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  jumpTo,
  placeInBatch,
  positionAt,
  schedule,
  stepLetters,
  stepName,
  whereabouts,
} from "../../../static/js/run/positions.js";

const RUN = { steps_per_batch: 11, batches_per_epoch: 25 };
const BATCH = RUN.steps_per_batch;

test("three layers go through x F1 F2 F3 loss B3 B2 B1 U1 U2 U3", () => {
  const letters = schedule(3).map(stepLetters);

  assert.equal(letters.join(" "), "x F1 F2 F3 loss B3 B2 B1 U1 U2 U3");
});

for (const layers of [1, 2, 3, 8]) {
  test(`${layers} layers make 3L+2 steps, each with a name of its own`, () => {
    const names = schedule(layers).map(stepName);

    assert.equal(names.length, 3 * layers + 2);
    assert.equal(new Set(names).size, names.length);
  });
}

test("a step is named by its phase, and by its layer where it has one", () => {
  assert.equal(stepName({ phase: "forward", layer: 2 }), "Forward, layer 2");
  assert.equal(stepName({ phase: "loss", layer: 3 }), "Loss");
  assert.equal(stepName({ phase: "input", layer: 0 }), "Input");
});

test("at the start no step of the mini-batch is made; its last step is still its own", () => {
  assert.equal(placeInBatch(0, BATCH), -1);
  assert.equal(placeInBatch(1, BATCH), 0);
  assert.equal(placeInBatch(BATCH, BATCH), BATCH - 1);
  assert.equal(placeInBatch(BATCH + 1, BATCH), 0);
});

test("batch and step are counted from one, epochs by how many are finished", () => {
  const position = { index: 34 * 275 + 6 * BATCH + 7, epoch: 34, batch: 6, layer: 2 };

  const words = whereabouts({ ...position, phase: "backward" }, RUN).join(" · ");

  assert.equal(words, "epoch 34 · batch 7/25 · step 7/11");
});

test("a number of propagations is a place in the schedule", () => {
  const run = { ...RUN, layers: Array(4) };

  assert.deepEqual(positionAt(0, run), { index: 0, epoch: 0, batch: 0, phase: "start", layer: 0 });
  assert.deepEqual(positionAt(34 * 275 + 6 * BATCH + 7, run), {
    index: 34 * 275 + 6 * BATCH + 7,
    epoch: 34,
    batch: 6,
    phase: "backward",
    layer: 2,
  });
  assert.equal(positionAt(275, run).epoch, 0);
});

test("before the first step the words say so", () => {
  const start = { index: 0, epoch: 0, batch: 0, layer: 0 };

  const words = whereabouts({ ...start, phase: "start" }, RUN).join(" · ");

  assert.equal(words, "epoch 0 · not started");
});

test("a jump back in the mini-batch is a seek", () => {
  const at = { index: BATCH + 7, recorded: BATCH + 7, stepsPerBatch: BATCH };

  assert.deepEqual(jumpTo(1, at), { type: "seek", index: BATCH + 2 });
});

test("a jump to the next step is a step, so that it is animated", () => {
  const at = { index: 3, recorded: 200, stepsPerBatch: BATCH };

  assert.deepEqual(jumpTo(3, at), { type: "step", count: 1, unit: "propagation" });
});

test("a jump beyond what is recorded makes the propagations that are missing", () => {
  const at = { index: 3, recorded: 5, stepsPerBatch: BATCH };

  assert.deepEqual(jumpTo(4, at), { type: "seek", index: 5 });
  assert.deepEqual(jumpTo(5, at), { type: "step", count: 3, unit: "propagation" });
});

test("a jump from the start leads into the first mini-batch", () => {
  const at = { index: 0, recorded: 0, stepsPerBatch: BATCH };

  assert.deepEqual(jumpTo(10, at), { type: "step", count: 11, unit: "propagation" });
});

test("a jump from the last step of a mini-batch stays in that mini-batch", () => {
  const at = { index: 2 * BATCH, recorded: 2 * BATCH, stepsPerBatch: BATCH };

  assert.deepEqual(jumpTo(0, at), { type: "seek", index: BATCH + 1 });
  assert.equal(jumpTo(BATCH - 1, at), null);
});
