/** Who looks about beside a class is sent back to it when there is nothing more to look at. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore } from "../../../../static/js/state/store.js";
import { makeLook } from "../../../../static/js/views/classroom/follow-look.js";
import { fakeDocument } from "../../document.js";

fakeDocument();
globalThis.window = Object.assign(new EventTarget(), { document });

/** A follower's page that looks about, and the way it goes; it has come back when the test says so. */
function lookingAbout() {
  const store = createStore();
  const went = [];
  let place = "look";
  store.set({
    ...{ classroom: { code: "K7QX", pacing: "free" }, role: "follow", place },
    ...{ run: { id: 1 }, position: { index: 4 }, connection: "open" },
  });
  const line = {
    whereabouts: { place: () => place, goToClass: () => (place = "class") },
    go() {
      went.push(place);
      store.setConnection("connecting");
      return new Promise(() => {});
    },
  };
  const look = makeLook(store, async () => ({ type: "done" }), line);
  store.subscribe((state) => look.paint(state, true));
  return { store, went };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("it is sent back once, whatever is told while it is on its way", async () => {
  const { store, went } = lookingAbout();
  store.set({ classroom: { code: "K7QX", pacing: "follow" } });
  await settled();

  store.set({ people: 3 });
  await settled();

  assert.deepEqual(went, ["class"]);
});
