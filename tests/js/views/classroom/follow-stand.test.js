/** A follower's page tells its standing when that changes, and no more often. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { standingOf } from "../../../../static/js/run/following.js";
import { createStore } from "../../../../static/js/state/store.js";
import { keepStanding } from "../../../../static/js/views/classroom/follow-stand.js";

const CLASS = { type: "classroom", code: "K7QX", pacing: "follow", window: null, paused: false };

async function following() {
  const store = createStore();
  const page = Object.assign(new EventTarget(), { hidden: false });
  const told = [];
  store.setConnection("open");
  store.receive({ type: "admitted", role: "follow" });
  store.receive(CLASS);
  keepStanding(store, async ({ standing }) => told.push(standing), standingOf, page);
  await later();
  const hide = (hidden) => {
    page.hidden = hidden;
    page.dispatchEvent(new Event("visibilitychange"));
  };
  return { store, told, hide };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
async function later() {
  await settled();
  mock.timers.tick(1000);
  await settled();
}

describe("a page tells its standing", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
  afterEach(() => mock.timers.reset());

  test("who comes follows, which needs no telling", async () => {
    const { told } = await following();

    assert.deepEqual(told, []);
  });

  test("who leaves, looks away and comes back tells each once", async () => {
    const { store, told, hide } = await following();

    store.set({ apart: true });
    await later();
    hide(true);
    await later();
    hide(false);
    await later();
    store.set({ apart: false });
    await later();

    assert.deepEqual(told, ["own", "away", "own", "following"]);
  });

  test("what lasts but a moment is not told", async () => {
    const { store, told } = await following();

    store.set({ apart: true });
    await settled();
    store.set({ apart: false });
    await later();

    assert.deepEqual(told, []);
  });

  test("on another line it is told anew", async () => {
    const { store, told } = await following();
    store.set({ apart: true });
    await later();

    store.setConnection("lost");
    await later();
    store.setConnection("open");
    await later();

    assert.deepEqual(told, ["own", "own"]);
  });

  test("who leads, and who is in no class, tells nothing", async () => {
    const { store, told, hide } = await following();

    store.receive({ type: "admitted", role: "drive" });
    hide(true);
    await later();
    store.receive({ type: "closed", code: "K7QX" });
    await later();

    assert.deepEqual(told, []);
  });
});
