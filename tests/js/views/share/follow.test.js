/** The address follows the page: another run is a place in the history, all else is written over. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { toHash } from "../../../../static/js/run/link.js";
import { createTrail, WRITTEN_HERE } from "../../../../static/js/run/trail.js";
import { createStore } from "../../../../static/js/state/store.js";
import { followInAddress } from "../../../../static/js/views/share/follow.js";

const runOf = (seed) => ({
  id: seed,
  began: { data: { kind: "circle" }, seed, version: 2 },
  digest: String(seed),
  edits: [],
});
const STANDING = { connection: "open", run: runOf(7), position: { index: 0 }, people: 1 };
const A_WHILE_MS = 2000;

/** A page whose clock stands still until it is told; `done` is what was made of its history. */
function aPage() {
  const done = [];
  const timers = new Set();
  let clock = 0;
  const location = { hash: "", pathname: "/", search: "?room=a" };
  const write = (how) => (state, _, address) => {
    assert.equal(state, WRITTEN_HERE);
    location.hash = address.startsWith("#") ? address : "";
    done.push([how, address]);
  };
  return {
    done,
    location,
    history: { pushState: write("push"), replaceState: write("replace") },
    performance: { now: () => clock },
    setTimeout(act, ms) {
      const timer = { act, at: clock + ms };
      timers.add(timer);
      return timer;
    },
    clearTimeout: (timer) => timers.delete(timer),
    async pass(ms) {
      await Promise.resolve();
      clock += ms;
      for (const timer of [...timers].filter(({ at }) => at <= clock)) {
        timers.delete(timer);
        timer.act();
      }
      await Promise.resolve();
    },
  };
}

function begin(state = STANDING, embedded = false) {
  const page = aPage();
  const store = createStore();
  const follower = followInAddress(store, createTrail(), page, embedded);
  store.set(state);
  return { page, store, follower };
}

test("a page that nobody has used has no address of its own", async () => {
  const { page } = begin();
  await page.pass(A_WHILE_MS);

  assert.deepEqual(page.done, []);
});

test("what is stepped and chosen is written over, once for many", async () => {
  const { page, store } = begin();
  for (const index of [1, 2, 3]) {
    await page.pass(10);
    store.set({ position: { index }, recorded: index, tab: "data" });
  }
  await page.pass(A_WHILE_MS);

  assert.deepEqual(page.done, [["replace", `${toHash(runOf(7).began, 3)}&tab=data`]]);
});

test("a choice before there is a run to speak of stands alone, and goes again", async () => {
  const { page, store } = begin();
  await page.pass(A_WHILE_MS);
  store.set({ discrete: true });
  await page.pass(A_WHILE_MS);
  store.set({ discrete: false });
  await page.pass(A_WHILE_MS);

  assert.deepEqual(page.done, [
    ["replace", "#discrete=1"],
    ["replace", "/?room=a"],
  ]);
});

test("another run is another place, and the one that is left keeps its last state", async () => {
  const { page, store } = begin();
  await page.pass(A_WHILE_MS);
  store.set({ position: { index: 5 }, recorded: 5 });
  await page.pass(10);
  store.set({ run: runOf(8), position: { index: 0 }, recorded: 0 });
  await page.pass(A_WHILE_MS);

  assert.deepEqual(page.done, [
    ["replace", toHash(runOf(7).began, 5)],
    ["push", toHash(runOf(8).began, 0)],
  ]);
});

test("runs in quick succession are one place", async () => {
  const { page, store } = begin();
  await page.pass(A_WHILE_MS);
  for (const seed of [8, 9, 10]) {
    store.set({ run: runOf(seed) });
    await page.pass(100);
  }
  await page.pass(A_WHILE_MS);

  assert.deepEqual(
    page.done.map(([how]) => how),
    ["replace", "push", "replace", "replace"],
  );
});

for (const [where, state, embedded] of [
  ["where others are", { ...STANDING, people: 2 }, false],
  ["in a page of another site", STANDING, true],
]) {
  test(`${where} nothing is a place to come back to`, async () => {
    const { page, store } = begin(state, embedded);
    await page.pass(A_WHILE_MS);
    store.set({ run: runOf(8) });
    await page.pass(A_WHILE_MS);

    assert.deepEqual(page.done, [["replace", toHash(runOf(8).began, 0)]]);
  });
}

for (const role of ["follow", "present"])
  test(`whose role is to ${role} has nothing of the class's run in the address`, async () => {
    const { page, store } = begin({ ...STANDING, people: 30, role });
    page.location.hash = "";
    await page.pass(A_WHILE_MS);
    store.set({ run: runOf(8), recorded: 5, tab: "data" });
    await page.pass(A_WHILE_MS);

    assert.deepEqual(page.done, []);
  });

test("who leads a class has it, and the way back, as someone alone", async () => {
  const { page, store } = begin({ ...STANDING, people: 30, role: "drive" });
  await page.pass(A_WHILE_MS);
  store.set({ run: runOf(8) });
  await page.pass(A_WHILE_MS);

  assert.deepEqual(page.done, [
    ["replace", toHash(runOf(7).began, 0)],
    ["push", toHash(runOf(8).began, 0)],
  ]);
});

test("a copy of the class's run is in the address, is no place to come back to, and goes with it", async () => {
  const { page, store } = begin({ ...STANDING, people: 30, role: "follow" });
  await page.pass(A_WHILE_MS);
  store.set({ place: "fork", run: runOf(8) });
  await page.pass(A_WHILE_MS);
  store.set({ place: "class", run: runOf(7) });
  await page.pass(A_WHILE_MS);

  assert.deepEqual(page.done, [
    ["replace", toHash(runOf(8).began, 0)],
    ["replace", "/?room=a"],
  ]);
});

test("while an address is opened it is left alone, and its run is no other", async () => {
  const { page, store, follower } = begin();
  await page.pass(A_WHILE_MS);
  store.set({ tab: "data" });
  await page.pass(10);
  follower.hold();
  page.location.hash = "#spec=asked";
  store.set({ run: runOf(8), position: { index: 2 }, recorded: 2 });
  await page.pass(A_WHILE_MS);
  assert.deepEqual(page.done, []);
  follower.release();
  await page.pass(A_WHILE_MS);

  assert.deepEqual(page.done, [["replace", `${toHash(runOf(8).began, 2)}&tab=data`]]);
});

test("a place that was gone back to is not written over before it is opened", async () => {
  const { page, store, follower } = begin();
  await page.pass(A_WHILE_MS);
  store.set({ position: { index: 1 }, recorded: 1 });
  page.location.hash = "#spec=before";
  await page.pass(A_WHILE_MS);
  assert.deepEqual(page.done, []);
  follower.hold();
  follower.release();
  await page.pass(A_WHILE_MS);

  assert.deepEqual(page.done, [["replace", toHash(runOf(7).began, 1)]]);
});
