/** What a page that drives shows its class, and what it takes from another such page. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { createStore } from "../../../../static/js/state/store.js";
import { mount } from "../../../../static/js/views/classroom/sight.js";

const CLASS = { type: "classroom", code: "K7QX", pacing: "follow", window: null, paused: false };
const RUN = { type: "run", id: 1, edits: [], spec: {}, layers: [{ names: ["x", "y"], units: 2 }] };
const FRAME = { kind: "keyframe", index: 0, epoch: 0, batch: 0, phase: "start", layer: 0 };
const NEURON = { layer: 0, unit: 1 };
const seen = (sight) => ({ sample: 0, scope: "sample", ...sight });

/** A page that drives, and what it has shown; `answer` lets what is under way arrive, `chosen` is chosen before it is loaded. */
async function driving(sight = null, chosen = {}) {
  const store = createStore();
  const shown = [];
  let answer = () => {};
  for (const message of [
    RUN,
    { ...FRAME, recorded: 0, tensors: [] },
    { type: "admitted", role: "drive" },
    { ...CLASS, sight },
  ])
    store.receive(message);
  await settled();
  const since = store.get();
  const send = ({ sight }) => {
    shown.push(sight);
    return new Promise((resolve) => (answer = resolve));
  };
  store.set(chosen);
  await settled();
  mount(null, store, send, null, since);
  await later();
  return { store, shown, answer: () => answer({ type: "done" }) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
async function later() {
  await settled();
  mock.timers.tick(1000);
  await settled();
}

describe("what a page that drives shows", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
  afterEach(() => mock.timers.reset());

  test("a class that was shown nothing is shown what the page looks at", async () => {
    const { shown } = await driving();

    assert.deepEqual(shown, [seen()]);
  });

  test("who comes to lead a class as well looks where it does, and shows it nothing else", async () => {
    const { store, shown } = await driving(seen({ selected: NEURON }));

    assert.deepEqual([store.get().selected, shown], [NEURON, []]);
  });

  test("who has chosen something before all of this was loaded shows that", async () => {
    const { store, shown } = await driving(seen(), { selected: NEURON });

    assert.deepEqual(
      [store.get().selected, shown],
      [NEURON, [seen({ selected: { ...NEURON, tensor: "" } })]],
    );
  });

  test("what is passed by on the way to something else is not shown", async () => {
    const { store, shown } = await driving(seen());

    for (const sample of [1, 2, 3]) {
      store.set({ sample });
      await settled();
      mock.timers.tick(100);
    }
    await later();

    assert.deepEqual(shown, [seen({ sample: 3 })]);
  });

  test("nothing is shown twice, and what is no sight not at all", async () => {
    const { store, shown } = await driving(seen());

    store.set({ tab: "data", sample: 1 });
    store.set({ sample: 0 });
    await later();

    assert.deepEqual(shown, []);
  });

  test("what another page that drives has shown is looked at here too, and not shown again", async () => {
    const { store, shown } = await driving(seen());

    store.receive({ ...CLASS, sight: seen({ selected: NEURON }) });
    await later();

    assert.deepEqual(store.get().selected, NEURON);
    assert.deepEqual(shown, []);
  });

  test("who looks on meanwhile is not taken back to what was shown before", async () => {
    const { store, shown, answer } = await driving(seen());
    store.set({ sample: 1 });
    await later();
    assert.deepEqual(shown, [seen({ sample: 1 })]);

    store.set({ sample: 2 });
    await settled();
    store.receive({ ...CLASS, sight: seen({ sample: 1 }) });
    answer();
    await later();

    assert.equal(store.get().sample, 2);
    assert.deepEqual(shown.at(-1), seen({ sample: 2 }));
  });
});
