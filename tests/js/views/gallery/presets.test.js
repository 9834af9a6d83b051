/** What a preset's first action asks for, from wherever its run stands, and where its picture has its neurons. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { placed } from "../../../../static/js/views/gallery/picture.js";
import { firstOf, open } from "../../../../static/js/views/gallery/presets.js";

const RUN = { steps_per_batch: 11, batches_per_epoch: 25 };
const EPOCH = 11 * 25;

/** @param {number} index @param {number} [recorded] */
const at = (index, recorded = index) => ({ run: RUN, position: { index }, recorded });

test("epochs are played up to their number, a few a second", () => {
  const preset = { epochs: 60, steps: null };

  assert.deepEqual(firstOf(preset, at(0)), [
    { type: "set_speed", speed: 10, unit: "epoch" },
    { type: "play", until_epoch: 60 },
  ]);
  assert.deepEqual(firstOf(preset, at(10 * EPOCH)), firstOf(preset, at(0)));
});

test("few epochs are played slowly enough to be seen", () => {
  const [{ speed }] = firstOf({ epochs: 2, steps: null }, at(0));

  assert.equal(speed, 2);
});

test("where all epochs are played they are played from the start again", () => {
  const [first, ...rest] = firstOf({ epochs: 60, steps: null }, at(60 * EPOCH));

  assert.deepEqual(first, { type: "seek", index: 0 });
  assert.deepEqual(rest, firstOf({ epochs: 60, steps: null }, at(0)));
});

test("steps that are wanting are made, and those that are recorded are gone to", () => {
  const preset = { epochs: null, steps: 14 };

  assert.deepEqual(firstOf(preset, at(0)), [{ type: "step", count: 14, unit: "propagation" }]);
  assert.deepEqual(firstOf(preset, at(3)), [{ type: "step", count: 11, unit: "propagation" }]);
  assert.deepEqual(firstOf(preset, at(3, 20)), [{ type: "seek", index: 14 }]);
  assert.deepEqual(firstOf(preset, at(20)), [{ type: "seek", index: 14 }]);
});

test("steps behind what is recorded are counted from its end", () => {
  assert.deepEqual(firstOf({ epochs: null, steps: 14 }, at(3, 5)), [
    { type: "step", count: 11, unit: "propagation" },
  ]);
});

test("a small picture has few neurons of a large layer, all of a small one, in the middle", () => {
  const [inputs, hidden, output] = placed([64, 2, 1]);

  assert.equal(inputs.length, 6);
  assert.equal(hidden.length, 2);
  assert.deepEqual(output.length, 1);
  const middle = (layer) => layer.reduce((sum, [, y]) => sum + y, 0) / layer.length;
  assert.ok(Math.abs(middle(inputs) - output[0][1]) < 1e-9);
  assert.ok(Math.abs(middle(hidden) - output[0][1]) < 1e-9);
  assert.ok(inputs[0][0] < hidden[0][0] && hidden[0][0] < output[0][0]);
});

const PRESET = { spec: { version: 2 }, digest: "its own", layer: 1, unit: 2 };

/** A page in company, or alone, whose room comes to the preset's run when it is asked to. */
function page(people) {
  globalThis.location = { hash: "" };
  const heard = [];
  const sent = [];
  let state = { people, run: { digest: "before" }, position: { index: 3 } };
  const store = {
    get: () => state,
    subscribe(listener) {
      heard.push(listener);
      return () => heard.splice(heard.indexOf(listener), 1);
    },
    set: (change) => {
      state = { ...state, ...change };
    },
  };
  const arrive = () => {
    state = { ...state, run: { digest: PRESET.digest }, position: { index: 0 } };
    for (const listener of [...heard]) listener(state);
  };
  return { store, sent, arrive, send: async (command) => sent.push(command) };
}

test("alone it is opened by its address, and its neuron is chosen when its run has come", async () => {
  const { store, sent, arrive, send } = page(1);

  const opened = open(PRESET, store, send);
  assert.match(location.hash, /^#spec=.+&step=0&neuron=1\.3$/);
  assert.equal(store.get().selected, undefined);
  arrive();
  await opened;

  assert.deepEqual(store.get().selected, { layer: 1, unit: 2 });
  assert.deepEqual(sent, []);
});

test("in company it is opened for all who are here, whose addresses stay", async () => {
  const { store, sent, arrive, send } = page(2);

  const opened = open(PRESET, store, send);
  arrive();
  await opened;

  assert.equal(location.hash, "");
  assert.deepEqual(sent, [{ type: "restore", spec: PRESET.spec, edits: [], index: 0 }]);
  assert.deepEqual(store.get().selected, { layer: 1, unit: 2 });
});
