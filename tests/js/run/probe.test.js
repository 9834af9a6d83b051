/** A sample of the visitor's own is asked about again when there is something new to say of it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { goTo, leave, probe } from "../../../static/js/run/probe.js";
import { seeingOwn } from "../../../static/js/state/own.js";
import { createStore } from "../../../static/js/state/store.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));
const RUN = {
  ...{ type: "run", id: 1, edits: [], spec: { hidden: [], data: { kind: "sine" } } },
  layers: [{ names: ["x"] }],
};
const frame = (index) => ({
  ...{ kind: "keyframe", index, epoch: 0, batch: 0, phase: "start", layer: 0, recorded: index },
  tensors: [],
});

/** A store with a run, a line that keeps what is sent until it is answered, and a clock that is wound by hand. */
function setUp() {
  const store = createStore();
  store.setConnection("open");
  store.receive(RUN);
  store.receive(frame(0));
  const sent = [];
  const ring = [];
  const send = (command) =>
    new Promise((resolve) => {
      const answer = (reply) => {
        resolve(reply);
        return turn();
      };
      sent.push({ ...command, answer });
    });
  const wait = () => new Promise((resolve) => ring.push(resolve));
  const tick = async () => {
    for (const each of ring.splice(0)) each();
    await turn();
  };
  const show = (values, options) => probe(store, send, values, { wait, ...options });
  return { store, sent, tick, show };
}

const probed = (index) => ({
  type: "probed",
  id: 1,
  index,
  inputs: [1],
  layers: [],
  neighbours: [],
});
const values = (sent) => sent.map((command) => command.values);

test("it is asked about at once, and shown with the answer", async () => {
  const { store, sent, show } = setUp();

  show([3], { neighbours: 5 });
  assert.deepEqual([sent[0].type, sent[0].values, sent[0].neighbours], ["probe", [3], 5]);
  assert.equal(store.get().own.answer, null);
  await sent[0].answer(probed(0));

  assert.equal(store.get().own.answer.index, 0);
});

test("while one is under way, and for a moment after, only the last of many is remembered", async () => {
  const { sent, tick, show } = setUp();

  for (const value of [1, 2, 3]) show([value]);
  await sent[0].answer(probed(0));
  show([4]);
  assert.deepEqual(values(sent), [[1]]);
  await tick();

  assert.deepEqual(values(sent), [[1], [4]]);
});

test("it is asked about again when the run has moved, and not otherwise", async () => {
  const { store, sent, tick, show } = setUp();
  show([1]);
  await sent[0].answer(probed(0));
  await tick();

  store.set({ hoveredUnit: { layer: 0, unit: 0 } });
  await turn();
  assert.equal(sent.length, 1);
  store.receive(frame(11));
  await turn();

  assert.equal(sent.length, 2);
});

test("it is asked about again when an edit has changed the run where it stands", async () => {
  const { store, sent, tick, show } = setUp();
  show([1]);
  await sent[0].answer(probed(0));
  await tick();

  store.receive({ type: "edited", edits: [{ index: 0, learning_rate: 1 }], lessons: [] });
  await turn();

  assert.equal(sent.length, 2);
});

test("nobody asks about one that is left", async () => {
  const { store, sent, tick, show } = setUp();
  show([1]);
  leave(store);
  await sent[0].answer(probed(0));
  await tick();
  store.receive(frame(11));
  await turn();

  assert.equal(store.get().own, null);
  assert.equal(sent.length, 1);
});

test("what was asked over a line that broke is asked over the next", async () => {
  const { store, sent, tick, show } = setUp();
  show([1]);
  store.setConnection("lost");
  await sent[0].answer({ type: "error", code: "not_connected" });
  await tick();
  assert.equal(sent.length, 1);
  store.setConnection("open");
  await turn();

  assert.equal(sent.length, 2);
});

test("a refusal is told, but not of a sample that another run has put away", async () => {
  const refusal = { type: "error", id: 1, code: "wrong_length", field: "values" };
  for (const isOver of [false, true]) {
    const { store, sent, show } = setUp();
    show([1]);
    if (isOver) store.receive({ ...RUN, id: 2, layers: [{ names: ["y"] }] });
    if (isOver) store.receive(frame(0));
    store.receive(refusal);
    await sent[0].answer(refusal);

    assert.equal(store.get().failure, isOver ? null : refusal);
  }
});

test("whichever view asks, there is one who follows", async () => {
  const { store, sent, show } = setUp();
  show([1]);
  probe(seeingOwn(store), () => assert.fail("asked twice"), [1]);
  await sent[0].answer(probed(0));

  assert.equal(sent.length, 1);
});

test("a layer is gone to from where the run stands, and new values stay at that layer", async () => {
  const { store, show } = setUp();
  show([1]);

  goTo(seeingOwn(store), 1);
  assert.deepEqual([store.get().own.layer, store.get().own.steppedAt], [1, store.get().position]);
  show([2]);
  assert.equal(store.get().own.layer, 1);
  goTo(store, null);

  assert.deepEqual([store.get().own.layer, store.get().own.steppedAt], [null, null]);
});
