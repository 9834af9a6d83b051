/** Where a page is: a run of its own or a class, what it asks for to come back there, and what its address gives away. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  codeIn,
  createWhereabouts,
  keepKeys,
  withoutKey,
} from "../../../static/js/line/whereabouts.js";
import { WRITTEN_HERE } from "../../../static/js/run/trail.js";
import { createStore } from "../../../static/js/state/store.js";

/** A tab, in which pages are opened one after the other. */
function aTab() {
  const kept = new Map();
  const memory = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => kept.set(name, text),
    removeItem: (name) => kept.delete(name),
  };
  return (address, state = null) => {
    const page = {
      location: new URL(address, "http://example.org"),
      history: {
        state,
        replaceState(state, _, address) {
          page.history.state = state;
          page.location = new URL(address, page.location);
        },
      },
    };
    const whereabouts = createWhereabouts(page, memory);
    return { ...whereabouts, address: () => page.location.href.slice("http://example.org".length) };
  };
}

test("a page without a room is given one of its own, and the tab comes back to it", () => {
  const open = aTab();
  const page = open("/");
  assert.equal(page.search(), "");
  page.welcomed("own-1");

  assert.equal(page.search(), "?room=own-1");
  assert.equal(open("/").search(), "?room=own-1");
  assert.equal(open("/#spec=e30&step=4", WRITTEN_HERE).search(), "?room=own-1");
  assert.equal(aTab()("/").search(), "");
});

test("the name of the own room is never in the address", () => {
  const page = aTab()("/?lang=en");
  page.welcomed("own-1");

  assert.equal(page.address(), "/?lang=en");
});

test("a link that somebody made gets a run to itself", () => {
  const open = aTab();
  open("/").welcomed("own-1");

  assert.equal(open("/#spec=e30&step=4").search(), "");
});

test("a room that is named is asked for as ever, and remembered by its address alone", () => {
  const open = aTab();
  const page = open("/?room=test-abc");
  page.welcomed("test-abc");

  assert.equal(page.search(), "?room=test-abc");
  assert.equal(open("/").search(), "");
});

for (const [typed, code] of [
  ["k7qx", "K7QX"],
  [" k7 q x ", "K7QX"],
  ["ABC234", "ABC234"],
  ["K7Q", null],
  ["K7QXK7Q", null],
  ["KOQX", null],
  ["K1QX", null],
  ["", null],
])
  test(`“${typed}” ${code ? `is the code ${code}` : "is no code"}`, () => {
    assert.equal(codeIn(typed), code);
  });

test("a key is taken out of the address before anybody sees it, and shown on every line of the tab", () => {
  const open = aTab();
  const page = open("/?room=k7qx#key=abc.D-_e&neuron=1.2");

  assert.equal(page.address(), "/?room=K7QX#neuron=1.2");
  assert.equal(page.key(), "abc.D-_e");
  assert.equal(open("/?room=K7QX").key(), "abc.D-_e");
  assert.equal(open("/?room=QQQQ").key(), null);
});

test("a key is not shown at a copy of the class's run, and again back in the class", () => {
  const page = aTab()("/?room=K7QX#key=abc");

  page.goToFork("K7QX");
  assert.equal(page.key(), null);
  page.goToClass();
  assert.equal(page.key(), "abc");
});

test("a key without a room opens nothing, and is not left in the address either", () => {
  const page = aTab()("/#key=abc");

  assert.equal(page.address(), "/");
  assert.equal(page.key(), null);
});

test("a key that is void is forgotten", () => {
  const open = aTab();
  open("/?room=K7QX#key=abc").forgetKey();

  assert.equal(open("/?room=K7QX").key(), null);
});

test("only a key is taken out of an address", () => {
  assert.equal(withoutKey("#spec=e30&step=4"), "#spec=e30&step=4");
  assert.equal(withoutKey("#spec=e30&key=abc&step=4"), "#spec=e30&step=4");
  assert.equal(withoutKey("#stage"), "#stage");
});

test("who opens a class comes back to it as its teacher, and after it to the run it was opened in", () => {
  const open = aTab();
  const page = open("/#spec=e30&step=4", WRITTEN_HERE);
  page.welcomed("own-1");

  page.leads("K7QX", "abc");
  assert.equal(page.address(), "/?room=K7QX#spec=e30&step=4");
  const reloaded = open(page.address(), WRITTEN_HERE);
  assert.deepEqual([reloaded.search(), reloaded.key()], ["?room=K7QX", "abc"]);
  reloaded.outlive();

  assert.deepEqual([reloaded.search(), reloaded.key()], ["?room=own-1", null]);
  assert.equal(reloaded.address(), "/#spec=e30&step=4");
  assert.equal(open("/").search(), "?room=own-1");
});

test("a class that was opened in a room with a name leaves its teacher there", () => {
  const page = aTab()("/?room=test-abc");
  page.welcomed("test-abc");
  page.leads("K7QX", "abc");
  page.outlive();

  assert.equal(page.address(), "/?room=test-abc");
});

test("who led a class that was opened elsewhere goes on in a room that is new", () => {
  const open = aTab();
  open("/").welcomed("own-1");
  const page = open("/?room=K7QX#key=abc");
  page.outlive();

  assert.deepEqual([page.search(), page.address()], ["", "/"]);
});

test("a copy of the class's run is come back to, by itself and by choice, and shows no key", () => {
  const open = aTab();
  const page = open("/?room=K7QX");
  page.goToFork("K7QX");
  assert.equal(page.search(), "?class=K7QX");
  page.welcomed("own-2");
  assert.equal(page.search(), "?room=own-2&class=K7QX");
  assert.equal(open("/?room=K7QX").search(), "?room=own-2&class=K7QX");
  assert.equal(open("/").search(), "");

  page.goToClass();
  assert.equal(page.search(), "?room=K7QX");
  assert.ok(page.hasFork());
  page.goToFork("K7QX");
  assert.equal(page.search(), "?room=own-2&class=K7QX");
  page.goToFork("K7QX", true);
  assert.equal(page.search(), "?class=K7QX");
});

test("a copy outlives its class, as the tab's own run", () => {
  const open = aTab();
  const page = open("/?room=K7QX");
  page.goToFork("K7QX");
  page.welcomed("own-2");
  page.outlive();

  assert.equal(page.address(), "/");
  assert.equal(page.search(), "?room=own-2");
  assert.equal(open("/").search(), "?room=own-2");
});

test("the page takes the key of a class that it has opened, and gives up one that is taken from it", async () => {
  const page = aTab()("/");
  page.welcomed("own-1");
  const store = createStore();
  keepKeys(store, page);
  const link = (link, role) => ({ link, role, key: `key of ${link}`, here: 0 });
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  store.receive({ type: "admitted", role: "drive" });
  store.receive({ type: "classroom", code: "K7QX" });
  store.receive({ type: "links", links: [link("one", "present"), link("two", "drive")] });
  await turn();
  assert.deepEqual([page.address(), page.key()], ["/?room=K7QX", "key of two"]);
  store.receive({ type: "admitted", role: "follow" });
  await turn();

  assert.equal(page.key(), null);
});

test("who looks about is beside the class, in one run, for as long as the line holds", () => {
  const open = aTab();
  const page = open("/?room=K7QX");

  page.goToLook("K7QX");
  assert.equal(page.search(), "?class=K7QX&look=");
  assert.equal(page.place(), "look");
  page.welcomed("own-2");
  page.goToClass();
  assert.equal(page.search(), "?room=K7QX");
  page.goToLook("K7QX");
  assert.equal(page.search(), "?room=own-2&class=K7QX&look=");
  page.lookNoMore();

  assert.equal(page.place(), "class");
  assert.equal(open("/?room=K7QX").search(), "?room=K7QX");
});

test("a copy that was left stays when its owner looks about", () => {
  const page = aTab()("/?room=K7QX");
  page.goToFork("K7QX");
  page.welcomed("own-1");
  page.goToClass();

  page.goToLook("K7QX");
  page.welcomed("own-2");
  page.goToFork("K7QX");

  assert.equal(page.search(), "?room=own-1&class=K7QX");
  assert.equal(page.place(), "fork");
});
