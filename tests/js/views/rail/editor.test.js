/** How the rail's edits travel: they add up, the answer to the last one counts, a refusal undoes them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { createEditor } from "../../../../static/js/views/rail/editor.js";

/** A run of one number, a line that answers when told to. */
function setUp() {
  let state = { run: { spec: { seed: 7 }, edits: [] }, failure: null };
  const store = {
    get: () => state,
    set: (change) => {
      state = { ...state, ...change };
    },
  };
  const sent = [];
  const send = ({ spec }) => new Promise((answer) => sent.push({ spec, answer }));
  let paints = 0;
  const editor = createEditor(store, send, () => {
    paints += 1;
  });
  return { store, sent, editor, paints: () => paints };
}

const more = (spec) => ({ ...spec, seed: spec.seed + 1 });
const turn = () => new Promise((resolve) => setImmediate(resolve));

test("edits add up, and the form is busy until the last of them is answered", async () => {
  const { sent, editor } = setUp();

  editor.edit(more);
  editor.edit(more);
  editor.edit(more);

  assert.deepEqual(
    sent.map(({ spec }) => spec.seed),
    [8, 9, 10],
  );
  sent[0].answer({ type: "done" });
  sent[1].answer({ type: "done" });
  await turn();
  assert.equal(editor.spec().seed, 10);
  assert.equal(editor.busy(), true);
  sent[2].answer({ type: "done" });
  await turn();
  assert.equal(editor.busy(), false);
});

test("an answered edit leaves the form to the run", async () => {
  const { store, sent, editor } = setUp();

  editor.edit(more);
  store.set({ run: { spec: { seed: 8 }, edits: [] } });
  sent[0].answer({ type: "done" });
  await turn();

  assert.equal(editor.spec(), store.get().run.spec);
});

test("a refusal brings the old value back and says why until it is dismissed", async () => {
  const { store, sent, editor } = setUp();
  const failure = { type: "error", field: "seed", code: "too_small", limit: 0 };

  editor.edit(() => ({ seed: -1 }));
  store.set({ failure });
  sent[0].answer(failure);
  await turn();

  assert.equal(editor.spec().seed, 7);
  assert.equal(editor.refusal(), failure);
  store.set({ failure: null });
  assert.equal(editor.refusal(), null);
});

test("the next edit takes the old refusal away", async () => {
  const { store, sent, editor } = setUp();
  const failure = { type: "error", field: "seed" };
  editor.edit(() => ({ seed: -1 }));
  store.set({ failure });
  sent[0].answer(failure);
  await turn();

  editor.edit(more);

  assert.equal(editor.refusal(), null);
  assert.equal(store.get().failure, null);
});

test("the same value again sends nothing, but is painted as it is", () => {
  const { sent, editor, paints } = setUp();

  editor.edit((spec) => ({ ...spec }));

  assert.equal(sent.length, 0);
  assert.equal(paints(), 1);
});

test("the value that holds, typed again, takes the old refusal away", async () => {
  const { store, sent, editor } = setUp();
  const failure = { type: "error", field: "seed" };
  editor.edit(() => ({ seed: -1 }));
  sent[0].answer(failure);
  await turn();
  assert.equal(editor.refusal(), failure);

  editor.edit((spec) => ({ ...spec }));

  assert.equal(editor.refusal(), null);
  assert.equal(store.get().failure, null);
});
