/** The line: to a server that speaks another version than the page, into a class, and elsewhere while the page stays. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../../static/js/line/connection.js";
import { createWhereabouts } from "../../../static/js/line/whereabouts.js";
import { createStore } from "../../../static/js/state/store.js";
import { en } from "../../../static/js/words/en.js";

const OWN = "propscope.v4";
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** The line of a page at an address, whose sockets a test speaks through. */
function aLine(t, address = "/") {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const sockets = [];
  globalThis.WebSocket = class {
    static OPEN = 1;
    constructor(url, offered) {
      this.search = decodeURIComponent(new URL(url).search);
      this.offered = offered;
      this.sent = [];
      sockets.push(this);
    }
    send(text) {
      this.sent.push(JSON.parse(text));
    }
    close() {
      this.readyState = 3;
      this.onclose?.();
    }
    open() {
      this.readyState = 1;
      this.onopen();
    }
    tell(letter) {
      this.onmessage({ data: JSON.stringify(letter) });
    }
  };
  const page = {
    location: new URL(address, "http://example.org"),
    history: {
      state: null,
      replaceState(_state, _, to) {
        page.location = new URL(to, page.location);
      },
    },
  };
  const kept = new Map();
  const whereabouts = createWhereabouts(page, {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => kept.set(name, text),
    removeItem: (name) => kept.delete(name),
  });
  const store = createStore();
  const { send, go } = connect(new URL("ws://example.org/ws"), store, whereabouts);
  const line = {
    ...{ sockets, store, send, go, whereabouts },
    now: () => sockets.at(-1),
    search: () => page.location.search,
    welcome(room, ...letters) {
      line.now().open();
      line.now().tell({ type: "welcome", room, protocol: OWN });
      for (const letter of letters) line.now().tell(letter);
    },
    letIn: (role) =>
      line.welcome("K7QX", { type: "admitted", role }, { type: "classroom", code: "K7QX" }),
    /** Whatever is to be tried again has been. */
    wait: () => t.mock.timers.tick(60_000),
  };
  return line;
}

/** Opens a page's line to a server that welcomes it so, and breaks; gives the sockets it opened, and its state. */
function broken(t, protocol) {
  const { sockets, store, wait } = aLine(t, "/?room=main");
  sockets[0].open();
  sockets[0].tell({ type: "welcome", room: "main", protocol });
  sockets[0].close();
  wait();
  return { sockets, state: store.get() };
}

test("a page offers its own version first, and to be told of another", (t) => {
  const { sockets } = broken(t, OWN);

  assert.deepEqual(sockets[0].offered, [OWN, "propscope"]);
});

test("a page that is older than its server says so, and asks no more", (t) => {
  const { sockets, state } = broken(t, "propscope.v9");

  assert.deepEqual(state.notice, { words: en.line.older, reload: true });
  assert.equal(state.connection, "refused");
  assert.equal(sockets.length, 1);
});

test("a line that broke is opened again where the version is the page's", (t) => {
  const { sockets, state } = broken(t, OWN);

  assert.equal(state.notice, null);
  assert.equal(state.connection, "lost");
  assert.ok(sockets.length > 1);
});

test("a server that comes back after however long is found within 1.5 seconds", (t) => {
  const line = aLine(t);
  line.welcome("own-1");
  for (let tries = 0; tries < 20; tries++) {
    line.now().close();
    line.wait();
  }
  line.now().close();
  const before = line.sockets.length;

  t.mock.timers.tick(1500);

  assert.equal(line.sockets.length, before + 1);
});

test("a line without a room comes back to the one it was given", (t) => {
  const line = aLine(t);
  line.welcome("own-1");
  line.now().close();
  line.wait();

  assert.deepEqual(
    line.sockets.slice(0, 2).map(({ search }) => search),
    ["", "?room=own-1"],
  );
});

test("a key is shown first on every line, and until it has been read the page is no follower", async (t) => {
  const line = aLine(t, "/?room=K7QX#key=abc");
  line.letIn("follow");
  assert.equal(line.store.get().role, null);
  const [enter] = line.now().sent;
  assert.deepEqual(enter, { type: "enter", key: "abc", id: 1 });
  line.now().tell({ type: "admitted", role: "drive" });
  line.now().tell({ type: "done", id: 1, index: 0 });
  await turn();
  assert.equal(line.store.get().role, "drive");

  line.now().close();
  line.wait();
  line.letIn("follow");
  assert.equal(line.now().sent[0].key, "abc");
  assert.equal(line.store.get().role, "drive");
});

test("a key that gives nothing is said to, and is not shown again", async (t) => {
  const line = aLine(t, "/?room=K7QX#key=abc");
  line.letIn("follow");
  line.now().tell({ type: "error", id: 1, code: "bad_key", field: "key", value: "", limit: null });
  await turn();

  assert.equal(line.store.get().failure.words, en.line.badKey);
  assert.equal(line.store.get().role, "follow");
  line.now().close();
  line.wait();
  line.letIn("follow");
  assert.deepEqual(line.now().sent, []);
});

test("a class that is not there is asked for once", (t) => {
  const line = aLine(t, "/?room=K7QX");
  line.now().open();
  line.now().tell({ type: "error", id: null, code: "no_such_room", field: "room", value: "K7QX" });
  line.now().close();
  line.wait();

  assert.equal(line.store.get().connection, "refused");
  assert.equal(line.store.get().failure.code, "no_such_room");
  assert.equal(line.sockets.length, 1);
});

const RUN = {
  type: "run",
  id: 1,
  spec: { hidden: [] },
  edits: [],
  layers: [{ units: 1, names: [] }],
};
const picture = (index) => ({ kind: "keyframe", index, phase: "start", tensors: [] });
const LAYOUT = { type: "layout", id: 1, tensors: [] };

/** A keyframe of a run at its start, without any numbers. */
function keyframe() {
  const header = new DataView(new ArrayBuffer(40));
  header.setUint8(0, 1);
  header.setFloat64(32, LAYOUT.id, true);
  return header.buffer;
}

test("the line goes elsewhere, and what was asked before is answered", async (t) => {
  const line = aLine(t, "/?room=K7QX");
  line.letIn("follow");
  const answer = line.send({ type: "step", count: 1, unit: "propagation" });
  const left = line.now();

  line.whereabouts.goToFork("K7QX");
  const gone = line.go({ type: "seek", index: 7 });
  assert.equal((await answer).code, "not_connected");
  assert.equal(left.readyState, 3);
  assert.equal(line.now().search, "?class=K7QX");
  line.welcome("own-2");
  const [asked] = line.now().sent;
  assert.deepEqual([asked.type, asked.index], ["seek", 7]);
  line.now().tell({ type: "done", id: asked.id, index: 7 });

  assert.equal((await gone).index, 7);
  assert.equal(line.sockets.length, 2);
});

test("where the line goes, nothing is shown before the run that was asked for", async (t) => {
  const line = aLine(t, "/?room=K7QX");
  line.letIn("follow");
  line.store.receive(RUN);
  line.store.receive(picture(41));

  line.whereabouts.goToFork("K7QX");
  void line.go({ type: "seek", index: 41 });
  line.welcome("own-2", { type: "people", count: 1 }, { ...RUN, id: 2 });
  line.store.receive(picture(0));
  const standing = () => {
    const { place, room, position } = line.store.get();
    return [place, room, position.index];
  };
  assert.deepEqual(standing(), ["class", "K7QX", 41]);
  line.now().tell({ ...RUN, id: 3 });
  line.store.receive(picture(41));
  const [{ id }] = line.now().sent;
  line.now().tell({ type: "done", id, index: 41 });
  await turn();

  assert.deepEqual(standing(), ["fork", "own-2", 41]);
  assert.equal(line.store.get().run.id, 3);
});

test("what was to be asked for first is asked for again where the line breaks on the way", (t) => {
  const line = aLine(t, "/?room=K7QX");
  line.letIn("follow");
  line.whereabouts.goToFork("K7QX");
  void line.go({ type: "seek", index: 7 });
  line.welcome("own-2");
  line.now().close();
  line.wait();

  line.welcome("own-2");
  assert.equal(line.now().search, "?room=own-2&class=K7QX");
  assert.equal(line.now().sent[0].index, 7);
});

test("a class that is over leaves a follower with what is on screen, and asks for it no more", (t) => {
  const line = aLine(t, "/?room=K7QX");
  line.letIn("follow");
  line.now().tell({ type: "closed", code: "K7QX" });
  line.wait();

  const { connection, closed, classroom } = line.store.get();
  assert.deepEqual([connection, closed, classroom], ["refused", "K7QX", null]);
  assert.equal(line.sockets.length, 1);
});

test("so does a class that is not there any more when a follower comes back", (t) => {
  const line = aLine(t, "/?room=K7QX");
  line.letIn("follow");
  line.now().close();
  line.wait();
  line.now().open();
  line.now().tell({ type: "error", id: null, code: "no_such_room", field: "room", value: "K7QX" });

  assert.equal(line.store.get().closed, "K7QX");
  assert.equal(line.store.get().failure, null);
  assert.equal(line.store.get().connection, "refused");
});

test("who led the class stays in its run", (t) => {
  const line = aLine(t, "/?room=K7QX");
  line.letIn("drive");
  line.now().tell({ type: "closed", code: "K7QX" });

  assert.equal(line.store.get().connection, "open");
  assert.equal(line.search(), "");
  line.now().close();
  line.wait();
  assert.equal(line.now().search, "");
});

test("a copy of the class's run goes on as an own one", (t) => {
  const line = aLine(t, "/?room=K7QX");
  line.letIn("follow");
  line.whereabouts.goToFork("K7QX");
  void line.go();
  line.welcome("own-2", { type: "admitted", role: "follow" }, { type: "classroom", code: "K7QX" });
  for (const letter of [RUN, LAYOUT]) line.now().tell(letter);
  line.now().onmessage({ data: keyframe() });
  assert.equal(line.store.get().position.index, 0);
  line.now().tell({ type: "closed", code: "K7QX" });

  assert.equal(line.store.get().connection, "open");
  assert.equal(line.store.get().place, "class");
  line.now().close();
  line.wait();
  assert.equal(line.now().search, "?room=own-2");
});
