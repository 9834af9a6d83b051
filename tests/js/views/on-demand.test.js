/** What is loaded on demand: once, told when it does not come, and asked for again. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { createStore } from "../../../static/js/state/store.js";
import { onDemand } from "../../../static/js/views/on-demand.js";
import { words } from "../../../static/js/words/words.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** @type {ReturnType<typeof createStore>} */
let store;
let asked = 0;
let isThere = true;
/** What comes, or not. */
const load = async () => {
  asked += 1;
  if (!isThere) throw new Error("not there");
  return { answer: 42 };
};

beforeEach((test) => {
  store = createStore();
  store.setConnection("open");
  asked = 0;
  isThere = true;
  test.mock.method(console, "warn", () => {});
});

test("it is loaded once, however often it is asked for", async () => {
  const part = onDemand(store, load);
  assert.equal(asked, 0);

  const came = await Promise.all([part.ask(), part.ask()]);

  assert.deepEqual(came, [{ answer: 42 }, { answer: 42 }]);
  assert.equal(await part.ask(), came[0]);
  assert.equal(asked, 1);
});

test("what did not come is told, and tried again by who asks again", async () => {
  const part = onDemand(store, load);
  isThere = false;

  assert.equal(await part.ask(), null);
  assert.deepEqual(store.get().notice, { words: words.notices.notLoaded, reload: true });
  isThere = true;

  assert.deepEqual(await part.ask(), { answer: 42 });
  assert.equal(store.get().notice, null);
});

test("coming at last withdraws no other notice", async () => {
  const part = onDemand(store, load);
  store.set({ notice: { words: "another" } });

  await part.ask();

  assert.deepEqual(store.get().notice, { words: "another" });
});

test("a view paints without it, and again when it has come", async () => {
  const part = onDemand(store, load);
  const painted = [];
  const paint = () => painted.push(part.now(paint)?.answer ?? null);

  paint();
  paint();
  await turn();

  assert.deepEqual(painted, [null, null, 42]);
  assert.equal(asked, 1);
});

test("a view asks again on the next line to the server, not with every painting", async () => {
  const part = onDemand(store, load);
  const painted = [];
  const paint = () => painted.push(part.now(paint)?.answer ?? null);
  isThere = false;

  paint();
  await turn();
  paint();
  await turn();
  assert.equal(asked, 1);
  isThere = true;
  store.setConnection("lost");
  await turn();
  store.setConnection("open");
  await turn();
  paint();
  await turn();

  assert.equal(painted.at(-1), 42);
  assert.equal(asked, 2);
});
