/** What is pressed while there is no line is refused in words, and nothing of it is done later. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { isStale, refusedWhenLost, sayLost } from "../../../static/js/line/lost.js";
import { createStore } from "../../../static/js/state/store.js";
import { en } from "../../../static/js/words/en.js";

const NOT_SENT = /** @type {any} */ ({ type: "error", code: "not_connected" });
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A page that stands somewhere. @param {"open" | "lost"} connection */
function aPage(connection) {
  const store = createStore();
  store.set({ position: /** @type {any} */ ({ index: 3 }), connection });
  return store;
}

test("what was told on a line that is lost is stale; a page that has shown nothing yet has nothing stale", () => {
  const { get } = aPage("lost");

  assert.equal(isStale(get()), true);
  assert.equal(isStale({ ...get(), connection: "refused" }), true);
  assert.equal(isStale({ ...get(), connection: "open" }), false);
  assert.equal(isStale({ ...get(), connection: "connecting" }), false);
  assert.equal(isStale({ ...get(), position: null }), false);
});

test("a command without a line is answered and said not to be done, until the line is back", async () => {
  const store = aPage("lost");
  const asked = [];
  const send = refusedWhenLost(store, async (command) => {
    asked.push(command.type);
    return NOT_SENT;
  });
  await turn();

  assert.equal(await send({ type: "step", count: 1 }), NOT_SENT);

  assert.deepEqual(store.get().notice, { words: en.line.offline });
  store.set({ connection: "open" });
  await turn();
  assert.equal(store.get().notice, null);
  assert.deepEqual(asked, ["step"], "and is not asked again");
});

test("a command whose answer never came is told apart: it may have been done", async () => {
  const store = aPage("open");
  await turn();
  const send = refusedWhenLost(store, async () => {
    store.set({ connection: "lost" });
    return NOT_SENT;
  });

  await send({ type: "reset" });

  assert.deepEqual(store.get().notice, { words: en.line.unanswered });
});

test("of what the page asks by itself nothing is said", async () => {
  const store = aPage("lost");
  const send = refusedWhenLost(store, async () => NOT_SENT);

  await send(/** @type {any} */ ({ type: "probe" }));
  await send(/** @type {any} */ ({ type: "watch_forks" }));

  assert.equal(store.get().notice, null);
});

test("a button that has nothing to ask says so only where that is for want of a line", () => {
  const open = aPage("open");
  const lost = aPage("lost");

  sayLost(open);
  sayLost(lost);

  assert.equal(open.get().notice, null);
  assert.deepEqual(lost.get().notice, { words: en.line.offline });
});
