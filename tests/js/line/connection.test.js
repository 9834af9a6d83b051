/** The line to a server that speaks another version than the page. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../../static/js/line/connection.js";
import { INITIAL } from "../../../static/js/state/reduce.js";
import { en } from "../../../static/js/words/en.js";

const OWN = "propscope.v4";

/** Opens a page's line to a server that welcomes it so; gives the sockets it opened, and its state. */
function open(t, welcome) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const sockets = [];
  globalThis.WebSocket = class {
    constructor(_, offered) {
      this.offered = offered;
      sockets.push(this);
    }
  };
  let state = INITIAL;
  const store = {
    get: () => state,
    set: (change) => {
      state = { ...state, ...change };
    },
    setConnection: (connection) => store.set({ connection }),
    receive: () => {},
  };
  connect(new URL("ws://example.org/ws"), store);
  const [socket] = sockets;
  socket.onopen();
  socket.onmessage({ data: JSON.stringify({ type: "welcome", ...welcome }) });
  socket.onclose();
  t.mock.timers.tick(60_000);
  return { sockets, state };
}

test("a page offers its own version first, and to be told of another", (t) => {
  const { sockets } = open(t, { room: "main", protocol: OWN });

  assert.deepEqual(sockets[0].offered, [OWN, "propscope"]);
});

test("a page that is older than its server says so, and asks no more", (t) => {
  const { sockets, state } = open(t, { room: "", protocol: "propscope.v9" });

  assert.deepEqual(state.notice, { words: en.line.older, reload: true });
  assert.equal(state.connection, "refused");
  assert.equal(sockets.length, 1);
});

test("a line that broke is opened again where the version is the page's", (t) => {
  const { sockets, state } = open(t, { room: "main", protocol: OWN });

  assert.equal(state.notice, null);
  assert.equal(state.connection, "lost");
  assert.ok(sockets.length > 1);
});
