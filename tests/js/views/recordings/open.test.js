/** A recording is read by the server, then the run is its run; what it is refused for is said. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { bring, isRecording } from "../../../../static/js/line/recording.js";
import { openRecording } from "../../../../static/js/views/recordings/open.js";
import { recordings as words } from "../../../../static/js/words/en-recordings.js";

const FILE = /** @type {any} */ ({ name: "lesson.propscope" });
const CAME = { uploaded: "abc", steps: 1200, keyframes: 5, differences: {} };
const REFUSED = {
  type: "error",
  id: null,
  code: "unreadable",
  field: "recording",
  limit: "cut short",
};

/** A page on which a file is opened. @param {any} came @param {any} reply */
async function opened(came, reply = { type: "done", id: 1, index: 3 }) {
  /** @type {any} */
  let state = { notice: null, failure: { code: "old" } };
  /** @type {any[]} */
  const seen = [];
  /** @type {any[]} */
  const sent = [];
  const store = /** @type {any} */ ({
    set: (/** @type {any} */ change) => {
      state = { ...state, ...change };
      seen.push(state);
    },
  });
  const send = async (/** @type {any} */ command) => {
    sent.push(command);
    return reply;
  };
  await openRecording(FILE, store, send, async () => came);
  return { state, seen, sent };
}

test("a recording goes by the end of its name", () => {
  assert.equal(isRecording({ name: "Run.PropScope" }), true);
  assert.equal(isRecording({ name: "propscope.csv" }), false);
});

test("the run becomes the one in the file, and it is said that it is computed as it was", async () => {
  const { state, seen, sent } = await opened(CAME);

  assert.deepEqual(sent, [{ type: "replay", uploaded: "abc" }]);
  assert.equal(seen[0].notice.words, words.coming("lesson.propscope"));
  assert.equal(seen[0].failure, null);
  assert.equal(state.notice.words, `${words.opened("lesson.propscope", 1200)} ${words.here}`);
});

test("of one from elsewhere it is said what is another there, and what is played", async () => {
  const { state } = await opened({ ...CAME, differences: { numpy: ["0.9", "2.4"] } });

  assert.match(state.notice.words, /numpy 0\.9, here 2\.4/);
  assert.match(state.notice.words, /parameters of 5 steps are played as they are/);
});

test("what the server does not take is said, and nothing is asked of the run", async () => {
  const { state, sent } = await opened(REFUSED);

  assert.deepEqual(sent, []);
  assert.deepEqual([state.notice, state.failure], [null, REFUSED]);
});

test("where the run may not be changed the refusal stands alone", async () => {
  const { state } = await opened(CAME, { type: "error", code: "not_allowed" });

  assert.equal(state.notice, null);
});

test("the file goes as it is to where everything of the server's is", async () => {
  globalThis.document = /** @type {any} */ ({
    body: { dataset: { base: "/nets/" } },
    baseURI: "https://learn.example.org/nets/",
  });
  const file = new Blob(["PK"]);
  /** @type {any[]} */
  const asked = [];

  const came = await bring(file, async (...request) => {
    asked.push(request);
    return Response.json(CAME);
  });

  assert.deepEqual(came, CAME);
  assert.equal(String(asked[0][0]), "https://learn.example.org/nets/recordings");
  assert.equal(asked[0][1].body, file);
});

test("where nothing answers it says that it did not come", async () => {
  const came = await bring(new Blob([]), async () => {
    throw new TypeError("failed to fetch");
  });

  assert.equal(/** @type {any} */ (came).code, "not_connected");
});
