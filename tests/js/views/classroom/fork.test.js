/** A copy of a class's run is that run at that step; one that was left is gone back to as it is. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore } from "../../../../static/js/state/store.js";
import {
  backToClass,
  fork,
  forkButton,
  keepAsOwn,
} from "../../../../static/js/views/classroom/fork.js";
import { all, fakeDocument } from "../../document.js";

const EDITS = [{ index: 3, learning_rate: 0.3 }];
const RUN = { id: 3, began: { seed: 7 }, spec: { seed: 7 }, edits: EDITS };
const COPY = {
  ...{ type: "restore", spec: { seed: 7 }, edits: EDITS, index: 42 },
  ...{ speed: 5, unit: "epoch" },
};
const REFUSAL = { type: "error", code: "internal", field: "", message: "no memory" };

/** A follower's page, and the way it goes. */
function aPage({ wasLeft = false, answer = null } = {}) {
  const store = createStore();
  const went = [];
  store.set({
    ...{ classroom: { code: "K7QX" }, role: "follow", run: RUN, position: { index: 42 } },
    playback: { playing: true, speed: 5, unit: "epoch" },
  });
  const line = {
    whereabouts: {
      hasFork: () => wasLeft,
      goToFork: (code, anew) => went.push([code, anew ? "anew" : "as left"]),
      goToClass: () => went.push("class"),
      goToOwn: () => went.push("own"),
    },
    async go(first) {
      went.push(first);
      return first ? answer : null;
    },
  };
  return { store, line, went };
}

test("a copy is the class's run where it stands on screen, at rest", async () => {
  const { store, line, went } = aPage();

  await fork(store, line);

  assert.deepEqual(went, [["K7QX", "anew"], COPY]);
});

test("a copy that was left is as it was, unless a new one is wished for", async () => {
  const { store, line, went } = aPage({ wasLeft: true });

  await fork(store, line);
  await fork(store, line, true);

  assert.deepEqual(went, [["K7QX", "as left"], undefined, ["K7QX", "anew"], COPY]);
});

test("who is refused a copy is back in the class, and told why", async () => {
  const { store, line, went } = aPage({ answer: REFUSAL });

  await fork(store, line);

  assert.deepEqual(went.slice(2), ["class", undefined]);
  assert.match(store.get().notice.words, /no memory/);
});

test("outside a class there is nothing to copy", async () => {
  const { store, line, went } = aPage();
  store.set({ classroom: null });

  await fork(store, line);

  assert.deepEqual(went, []);
});

test("back in the class nothing is asked for", async () => {
  const { line, went } = aPage();

  await backToClass(line);

  assert.deepEqual(went, ["class", undefined]);
});

test("what is on screen when the class is over can be kept", async () => {
  const { store, line, went } = aPage();
  store.set({ classroom: null, closed: "K7QX" });

  await keepAsOwn(store, line);

  assert.deepEqual(went, ["own", COPY]);
});

test("the sign on the button stays as steps come in: a click between two of them is one", () => {
  fakeDocument();
  document.getElementById = () => null;
  globalThis.matchMedia = () => Object.assign(new EventTarget(), { matches: false });
  const { store, line } = aPage();
  const head = document.createElement("div");
  const { paint } = forkButton(store, line, head, document.createElement("div"));
  const sign = () => all(head, "fork-go")[0].elements[0];

  paint(true);
  const before = sign();
  paint(true);

  assert.ok(before);
  assert.equal(sign(), before);
});
