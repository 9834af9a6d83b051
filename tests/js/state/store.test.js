/** The page's state: told once a turn, and a new run only together with its first frame. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { createStore } from "../../../static/js/state/store.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));
const run = (id) => ({
  type: "run",
  id,
  spec: { hidden: [] },
  edits: [],
  layers: [{ units: 1, names: ["x"] }],
});
const keyframe = (index) => ({
  ...{ kind: "keyframe", index, epoch: 0, batch: 0, phase: "start", layer: 0 },
  tensors: [],
});

/** A store, and what its listener was told. */
function setUp() {
  const store = createStore();
  const told = [];
  store.subscribe(({ run, position, failure }) =>
    told.push([run?.id ?? null, position?.index ?? null, failure]),
  );
  return { store, told };
}

test("many changes in one turn are told once", async () => {
  const { store, told } = setUp();

  store.receive(run(1));
  store.receive(keyframe(5));
  store.receive(keyframe(6));
  await turn();

  assert.deepEqual(told, [[1, 6, null]]);
});

test("a run that has no frame yet leaves what was shown before it", async () => {
  const { store, told } = setUp();
  store.receive(run(1));
  store.receive(keyframe(5));
  await turn();

  store.receive(run(2));
  await turn();
  assert.deepEqual([store.get().run.id, store.get().position.index], [1, 5]);
  store.receive(keyframe(0));
  await turn();

  assert.deepEqual(told, [
    [1, 5, null],
    [2, 0, null],
  ]);
});

test("what comes while it is held is shown all at once when it is released", async () => {
  const { store, told } = setUp();
  store.receive(run(1));
  store.receive(keyframe(5));
  await turn();

  store.hold();
  store.receive(run(2));
  store.receive(keyframe(0));
  store.receive(run(3));
  store.release();
  await turn();
  assert.equal(store.get().run.id, 1);
  store.receive(keyframe(7));
  await turn();

  assert.deepEqual(told, [
    [1, 5, null],
    [3, 7, null],
  ]);
});

test("what the page itself sets meanwhile is shown at once, and kept", async () => {
  const { store, told } = setUp();
  store.receive(run(1));
  store.receive(keyframe(5));
  store.receive(run(2));
  store.set({ failure: "refused" });
  await turn();
  store.receive(keyframe(0));
  await turn();

  assert.deepEqual(told, [
    [1, 5, "refused"],
    [2, 0, "refused"],
  ]);
});
