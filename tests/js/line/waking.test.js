/** A page may have slept, or lost its line unheard: what tells it so, and what it does then. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../../static/js/line/connection.js";
import { whenWoken } from "../../../static/js/line/waking.js";
import { createStore } from "../../../static/js/state/store.js";

const WELCOME = JSON.stringify({ type: "welcome", room: "own-1", protocol: "propscope.v4" });

/** A page with a line that is open, and a clock on the wall that a test sets on. */
function anOpenLine(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const clock = { ms: 1_000_000 };
  t.mock.method(Date, "now", () => clock.ms);
  const sockets = [];
  globalThis.WebSocket = class {
    static OPEN = 1;
    readyState = 0;
    constructor() {
      sockets.push(this);
    }
    close() {
      this.readyState = 3;
      this.onclose?.();
    }
    open() {
      this.readyState = 1;
      this.onopen?.();
      this.onmessage?.({ data: WELCOME });
    }
  };
  const whereabouts = /** @type {any} */ ({
    search: () => "",
    place: () => "class",
    welcomed() {},
    key: () => null,
    lookNoMore() {},
  });
  const store = createStore();
  const { wake } = connect(new URL("ws://example.org/ws"), store, whereabouts);
  sockets[0].open();
  return { sockets, store, wake, clock };
}

test("a page that slept takes a new line at once, and does not wait for a beat on the old one", (t) => {
  const { sockets, store, wake, clock } = anOpenLine(t);
  clock.ms += 8_500;

  wake();

  assert.equal(sockets.length, 2);
  assert.equal(store.get().connection, "lost", "until the new one is open");
  sockets[1].open();
  assert.equal(store.get().connection, "open");
});

test("a page that was out of sight for a moment, or heard beats there, keeps its line", (t) => {
  const { sockets, wake, clock } = anOpenLine(t);
  clock.ms += 7_400;
  wake();
  sockets[0].onmessage({ data: '{"type":"beat"}' });
  clock.ms += 7_400;
  wake();

  assert.equal(sockets.length, 1);
});

test("a page that waits to try again tries when it is woken", (t) => {
  const { sockets, wake } = anOpenLine(t);
  sockets[0].close();
  assert.equal(sockets.length, 1);

  wake();
  assert.equal(sockets.length, 2);
  t.mock.timers.tick(1400);
  assert.equal(sockets.length, 2, "and not once more by the clock");
});

test("a line that breaks unheard is told to be lost within twelve seconds", (t) => {
  const { store } = anOpenLine(t);

  t.mock.timers.tick(10_000);
  t.mock.timers.tick(999);
  assert.equal(store.get().connection, "open");
  t.mock.timers.tick(1);

  assert.equal(store.get().connection, "lost");
});

test("a new line that does not open is tried anew, as soon as one that opened quickly would have", (t) => {
  const { sockets } = anOpenLine(t);
  sockets[0].close();
  t.mock.timers.tick(250);
  assert.equal(sockets.length, 2);

  t.mock.timers.tick(1_500);
  t.mock.timers.tick(500);

  assert.equal(sockets.length, 3);
  sockets[1].onopen?.();
  assert.equal(sockets[1].onmessage, null, "the one that was given up says nothing more");
});

test("a page is woken when it comes into sight, on line, from the cache, and when it goes on", () => {
  const heard = /** @type {Record<string, (event?: any) => void>} */ ({});
  const listens = { addEventListener: (name, call) => (heard[name] = call) };
  const document = { visibilityState: "hidden", ...listens };
  let woken = 0;
  whenWoken(() => (woken += 1), /** @type {any} */ ({ document, ...listens }));

  heard.visibilitychange();
  heard.pageshow({ persisted: false });
  assert.equal(woken, 0);
  document.visibilityState = "visible";
  heard.visibilitychange();
  heard.pageshow({ persisted: true });
  heard.resume();
  heard.online();
  assert.equal(woken, 4);
});
