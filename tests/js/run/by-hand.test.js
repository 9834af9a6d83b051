/** Weights and biases set by hand: which, and what keys and drags make of them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  dragged,
  moved,
  pickedOf,
  rangeOf,
  setting,
  shareOf,
  told,
  valueNow,
} from "../../../static/js/run/by-hand.js";
import { latest } from "../../../static/js/views/by-hand/by-hand.js";

const setter = (send, tell = () => {}) => latest(send, () => null, tell);
const RUN = { spec: { use_biases: true } };
const SELECTED = { layer: 1, unit: 2 };
const WEIGHT = { layer: 1, unit_in: 0, unit_out: 2, at: SELECTED };
const LAYERS = [{}, { w: { data: [1, 2, 3, 4, 5, 6], shape: [2, 3] }, b: { data: [7, 8, 9] } }];

test("of the selected neuron the bias is set by hand, until another parameter is chosen", () => {
  const selected = SELECTED;

  assert.deepEqual(pickedOf({ picked: null, selected, run: RUN }), { ...WEIGHT, unit_in: null });
  assert.equal(pickedOf({ picked: WEIGHT, selected, run: RUN }), WEIGHT);
  const other = { layer: 1, unit: 1 };
  assert.equal(pickedOf({ picked: WEIGHT, selected: other, run: RUN }).unit_in, null);
  assert.equal(pickedOf({ picked: null, selected: { layer: 0, unit: 1 }, run: RUN }), null);
  const alone = { ...WEIGHT, at: null };
  assert.equal(pickedOf({ picked: alone, selected: null, run: RUN }), alone);
});

test("where a run has no biases the first weight is", () => {
  const run = { spec: { use_biases: false } };

  assert.equal(pickedOf({ picked: null, selected: { layer: 1, unit: 2 }, run }).unit_in, 0);
});

test("a weight and a bias are read where they stand", () => {
  assert.equal(valueNow({ layers: LAYERS }, { ...WEIGHT, unit_in: 1 }), 6);
  assert.equal(valueNow({ layers: LAYERS }, { ...WEIGHT, unit_in: null }), 9);
  assert.equal(valueNow({ layers: [] }, WEIGHT), undefined);
});

for (const [value, direction, big, next] of [
  [0.53249, 1, false, 0.533],
  [0.53249, -1, true, 0.522],
  [-1.236, 1, false, -1.23],
  [0, -1, false, -0.1],
  [25, 1, true, 35],
]) {
  test(`a key takes ${value} to ${next}`, () => {
    assert.equal(moved(value, direction, big), next);
  });
}

test("a connection shows from −2 to 2, and further where its weight is", () => {
  assert.deepEqual([0, -2, 2.1, 7, -11, 30].map(rangeOf), [2, 2, 5, 10, 20, 50]);
  assert.deepEqual(
    [-2, 0, 1, 9].map((value) => shareOf(value, 2)),
    [0, 0.5, 0.75, 1],
  );
});

test("a drag over a quarter of the connection adds a quarter of its range", () => {
  assert.equal(dragged(0.5, 0.25, 2), 1.5);
  assert.equal(told(dragged(0.123456, 0, 2)), 0.123);
});

test("of values that come while one is under way the last is sent, as part of the movement", async () => {
  const sent = [];
  const set = setter(async (command) => {
    sent.push(command);
    await null;
  });

  set(WEIGHT, 1, false);
  set(WEIGHT, 2, true);
  await set(WEIGHT, 3, true);
  await set(WEIGHT, 4, true);

  assert.deepEqual(sent, [
    setting(WEIGHT, 1, false),
    setting(WEIGHT, 3, true),
    setting(WEIGHT, 4, true),
  ]);
});

test("a movement whose beginning still waits is not joined to the one before", async () => {
  const sent = [];
  const set = setter(async (command) => {
    sent.push(command.goes_on);
    await null;
  });

  set(WEIGHT, 1, false);
  set(WEIGHT, 2, false);
  await set(WEIGHT, 3, true);

  assert.deepEqual(sent, [false, false]);
});

test("from the first value until the last has come through it is told that some are under way", async () => {
  const happened = [];
  const set = setter(
    async ({ parameter }) => {
      await null;
      happened.push(parameter.value);
    },
    (isUnderWay) => happened.push(isUnderWay),
  );

  set(WEIGHT, 1, false);
  await set(WEIGHT, 2, true);
  await set(WEIGHT, 3, false);

  assert.deepEqual(happened, [true, 1, 2, false, true, 3, false]);
});
