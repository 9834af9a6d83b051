/** What who leads a class is told of others who come to lead it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore } from "../../../../static/js/state/store.js";
import { mount } from "../../../../static/js/views/classroom/lead-others.js";
import { isExpected, openWindow } from "../../../../static/js/views/classroom/lead-windows.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** The page of one who leads; `say` tells it how many lead by now, and how many screens show the class. */
async function leading(driving) {
  const store = createStore();
  const say = async (driving, presenting = 0) => {
    const link = (role, here) => ({ link: role, role, key: role, here });
    store.receive({
      type: "links",
      links: [link("present", presenting), link("drive", driving)],
    });
    await settled();
    return store.get().notice?.words ?? null;
  };
  mount(null, store);
  await say(driving);
  return { store, say };
}

test("who comes to lead as well is told of, until they go", async () => {
  const { say } = await leading(1);

  assert.match(await say(2), /^You and 1 other/);
  assert.match(await say(3), /^You and 2 others/);
  assert.equal(await say(2), null);
});

test("neither who was there before nor a big screen is told of", async () => {
  const { say } = await leading(2);

  assert.equal(await say(2), null);
  assert.equal(await say(2, 1), null);
});

test("what else is told is not taken back", async () => {
  const { store, say } = await leading(1);
  await say(2);
  store.set({ notice: { words: "Something else." } });

  assert.equal(await say(1), "Something else.");
});

test("who leads no more is told nothing", async () => {
  const { store, say } = await leading(2);
  store.receive({ type: "links", links: [] });
  await settled();

  assert.equal(await say(3), null);
});

test("who came while this was loading is told of as well", async () => {
  const store = createStore();
  const links = (here) => [{ link: "d", role: "drive", key: "d", here }];
  store.set({ links: links(2) });
  await settled();

  mount(null, store, null, null, { ...store.get(), links: links(1) });
  await settled();

  assert.match(store.get().notice?.words ?? "", /^You and 1 other/);
});

/** Asks for a window of one's own, which may be closed before it comes in. */
async function asks(role, closed = false) {
  const store = createStore();
  store.set({ classroom: { code: "K7QX" }, links: [{ link: role, role, key: role, here: 1 }] });
  const { window, document } = globalThis;
  globalThis.window = { open: () => ({ closed, location: {}, focus() {} }) };
  globalThis.document = { body: { dataset: {} }, baseURI: "http://localhost/" };
  await openWindow(store, async () => ({ type: "done" }), role);
  Object.assign(globalThis, { window, document });
}

test("a console that was asked for is no stranger, once", async () => {
  await asks("drive");

  assert.ok(isExpected());
  assert.ok(!isExpected());
});

test("a console that was closed on its way is waited for no longer", async () => {
  await asks("drive", true);

  assert.ok(!isExpected());
});

test("with a big screen nobody comes to lead", async () => {
  await asks("present");

  assert.ok(!isExpected());
});
