/** A page that comes back to a server that has begun anew has its run made again; a link's run is made, or it is said why not. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { bringTo } from "../../../static/js/line/bring.js";
import { resumeRuns } from "../../../static/js/line/resume.js";
import { INITIAL } from "../../../static/js/state/reduce.js";
import { en } from "../../../static/js/words/en.js";
import { opening } from "../../../static/js/words/en-opening.js";

const EDITS = [{ index: 30, learning_rate: 0.3 }];
const RUN = {
  id: 3,
  began: { seed: 7 },
  digest: "7",
  edits: EDITS,
  steps_per_batch: 11,
  batches_per_epoch: 25,
};
const FRESH = { ...RUN, id: 1, began: { seed: 8 }, digest: "8", edits: [] };
const PLAYBACK = {
  playing: true,
  busy: false,
  speed: 50,
  unit: "epoch",
  until_epoch: 9,
  until_accuracy: null,
  diverged: null,
  stops: [{ quantity: { of: "epochs" }, test: "at_least", value: 9 }],
  backward: true,
  loop: { first: 275, last: 550 },
};
const RESTORE = {
  type: "restore",
  spec: RUN.began,
  edits: EDITS,
  index: 557,
  playing: true,
  speed: 50,
  unit: "epoch",
  until_epoch: 9,
  until_accuracy: null,
  stops: PLAYBACK.stops,
  backward: true,
  loop: PLAYBACK.loop,
  if_unused: true,
};
const turn = () => new Promise((resolve) => setImmediate(resolve));

function storeOf() {
  let state = INITIAL;
  let listener = () => {};
  return {
    get: () => state,
    subscribe: (heard) => {
      listener = heard;
      return () => {};
    },
    set: (change) => {
      const previous = state;
      state = { ...state, ...change };
      listener(state, previous);
    },
  };
}

/** A page that stood somewhere, lost its line, and came back to a room with this run; then the room answered. */
async function comeBack({
  run = FRESH,
  recorded = 0,
  answer = { type: "done" },
  later = RUN,
  playback = PLAYBACK,
}) {
  const store = storeOf();
  const sent = [];
  resumeRuns(store, async (command) => {
    sent.push(command);
    store.set({ run: later });
    return { index: 557, ...answer };
  });
  store.set({ connection: "open", run: RUN, position: { index: 557 }, playback });
  store.set({ recorded: 600 });
  store.set({ connection: "lost" });
  store.set({ connection: "open" });
  store.set({ run, recorded, playback: { ...PLAYBACK, playing: false } });
  store.set({ position: { index: 0 } });
  await turn();
  return { sent, words: store.get().notice?.words };
}

test("the whole value of the run is brought back, and how it was played", async () => {
  const { sent } = await comeBack({});

  assert.deepEqual(sent, [RESTORE]);
});

test("how it was played is left to the room where it was never told", async () => {
  const { sent } = await comeBack({ playback: null });

  const { spec, edits, index } = RESTORE;
  const told = JSON.parse(JSON.stringify(sent));
  assert.deepEqual(told, [{ type: "restore", spec, edits, index, if_unused: true }]);
});

test("what was made again is said, and what was not", async () => {
  const { words } = await comeBack({});

  assert.equal(words, en.line.madeAgain(557, 600));
});

test("a run that came less far is said to have come less far", async () => {
  const { words } = await comeBack({ answer: { type: "done", index: 40 } });

  assert.match(words, /up to step 40; what came after/);
});

test("a page that comes back second follows, and is told the same", async () => {
  const { words } = await comeBack({ run: FRESH, later: { ...RUN, id: 2 } });

  assert.match(words, /was made again/);
});

test("where the room has another run by then, it is said that this one was not made again", async () => {
  const { words } = await comeBack({ later: { ...FRESH, id: 2 } });

  assert.equal(words, en.line.notMadeAgain);
});

test("where the room refuses, it is said why", async () => {
  const answer = { type: "error", code: "internal", field: "", message: "no memory" };

  const { words } = await comeBack({ answer, later: FRESH });

  assert.equal(words, en.line.cannot("no memory"));
});

for (const [name, room] of Object.entries({
  "a room that still has its run": { run: RUN, recorded: 600 },
  "a room where somebody began another run meanwhile": { run: { ...FRESH, id: 4 }, recorded: 7 },
})) {
  test(`${name} is left alone`, async () => {
    const { sent, words } = await comeBack(room);

    assert.deepEqual(sent, []);
    assert.equal(words, undefined);
  });
}

test("a page that went elsewhere brings nothing there", async () => {
  const store = storeOf();
  resumeRuns(store, assert.fail);
  store.set({ connection: "open", run: RUN, position: { index: 557 } });
  store.set({ connection: "lost" });
  store.set({ connection: "connecting" });
  store.set({ connection: "open" });
  store.set({ run: FRESH, position: { index: 0 } });
  await turn();

  assert.equal(store.get().notice, null);
});

test("a follower leaves it to the teacher to bring the class's run back", async () => {
  const store = storeOf();
  resumeRuns(store, assert.fail);
  store.set({ connection: "open", role: "follow", run: RUN, position: { index: 557 } });
  store.set({ connection: "lost" });
  store.set({ connection: "open" });
  store.set({ run: FRESH, position: { index: 0 } });
  await turn();

  assert.equal(store.get().notice, null);
});

const SHARED = { spec: { seed: 7 }, edits: EDITS, step: 12 };

test("a link's run is made with its edits, up to its step", async () => {
  const sent = [];

  await bringTo(
    storeOf(),
    async (command) => {
      sent.push(command);
      return { type: "done", index: 12 };
    },
    SHARED,
  );

  assert.deepEqual(sent, [{ type: "restore", spec: { seed: 7 }, edits: EDITS, index: 12 }]);
});

test("a link to a step past the run's last says what was asked and what is possible", async () => {
  const store = storeOf();
  const sent = [];
  const refusal = {
    type: "error",
    field: "index",
    code: "too_large",
    limit: 275_000_000,
  };

  await bringTo(
    store,
    async (command) => {
      sent.push(command.index);
      return command.index > 275e6 ? refusal : { type: "done", index: command.index };
    },
    { ...SHARED, step: 999_999_999_999 },
  );

  assert.deepEqual(sent, [999_999_999_999, 0]);
  assert.match(
    store.get().notice.words,
    /asks for step 999.999.999.999, .* after step 275.000.000\./,
  );
  assert.equal(store.get().failure, null);
});

test("a link to a step past the last finite one says where the run ends", async () => {
  const store = storeOf();
  store.set({ playback: { ...PLAYBACK, diverged: { index: 8 } } });

  await bringTo(store, async () => ({ type: "done", index: 7 }), SHARED);

  assert.match(store.get().notice.words, /asks for step 12, but this run ends at step 7/);
});

test("a link's table that the server keeps is found before its run is made", async () => {
  const store = storeOf();
  const sent = [];
  const send = async (command) => {
    sent.push(command);
    return { type: "done", id: 1, index: 5 };
  };
  const shared = { spec: null, step: 5, edits: [], kept: "abc" };

  await bringTo(store, send, shared, async (digest) => ({ seed: 1, digest }));

  assert.deepEqual(sent, [
    { type: "restore", spec: { seed: 1, digest: "abc" }, edits: [], index: 5 },
  ]);
});

test("a link's table that is not kept any more is said, and nothing is asked", async () => {
  const store = storeOf();
  const shared = { spec: null, step: 5, edits: [], kept: "abc" };

  await bringTo(store, assert.fail, shared, async () => null);

  assert.equal(store.get().notice.words, opening.notKept);
});
