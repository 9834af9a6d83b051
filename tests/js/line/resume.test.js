/** A page that comes back to a server that has begun anew brings its run there again. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { resumeRuns } from "../../../static/js/line/resume.js";
import { INITIAL } from "../../../static/js/state/reduce.js";
import { en } from "../../../static/js/words/en.js";

const RUN = { id: 1, spec: { seed: 7 }, digest: "7", steps_per_batch: 11, batches_per_epoch: 25 };
const OTHER = { ...RUN, spec: { seed: 8 }, digest: "8" };
const EPOCH = 275;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A page that stood somewhere, lost its line, and came back to this. */
async function comeBack({ index, run = RUN, recorded = 0, people = 1, answer = "done" }) {
  let state = INITIAL;
  let listener = () => {};
  const store = {
    get: () => state,
    subscribe: (heard) => {
      listener = heard;
      return () => {};
    },
    set: (change) => become(change),
  };
  const become = (change) => {
    const previous = state;
    state = { ...state, ...change };
    listener(state, previous);
  };
  const sent = [];
  resumeRuns(store, async (command) => {
    sent.push(command);
    return { type: answer };
  });
  become({ connection: "open", run: RUN, position: { index }, recorded: index });
  become({ connection: "lost" });
  become({ connection: "open", people });
  become({ run });
  become({ position: { index: 0 }, recorded });
  await turn();
  return { sent, notice: state.notice };
}

test("the run is made again, whole epochs first, and that is said", async () => {
  const { sent, notice } = await comeBack({ index: 2 * EPOCH + 7, run: OTHER });

  assert.deepEqual(sent, [
    { type: "configure", spec: { seed: 7 } },
    { type: "step", count: 2, unit: "epoch" },
    { type: "step", count: 7, unit: "propagation" },
  ]);
  assert.deepEqual(notice, { words: en.line.begunAnew });
});

test("a specification is brought back even where nothing was computed", async () => {
  const { sent } = await comeBack({ index: 0, run: OTHER });

  assert.deepEqual(sent, [{ type: "configure", spec: { seed: 7 } }]);
});

for (const [name, room] of Object.entries({
  "a room that still has its run": { index: 7, recorded: 7 },
  "a room where somebody else is": { index: 7, people: 2 },
  "a room that is as this page left it": { index: 0 },
})) {
  test(`${name} is left alone`, async () => {
    const { sent, notice } = await comeBack(room);

    assert.deepEqual(sent, []);
    assert.equal(notice, null);
  });
}

test("nothing is said to be made again where the room refuses", async () => {
  const { sent, notice } = await comeBack({ index: 7, answer: "error" });

  assert.equal(sent.length, 1);
  assert.equal(notice, null);
});
