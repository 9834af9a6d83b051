/** What is painted is learned at once: playing goes on, and while one run is on its way only the last waits. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { trainer } from "../../../../static/js/views/paint/training.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A room that answers when it is let. */
function room({ playing = false, refusal = null } = {}) {
  const sent = [];
  const answers = [];
  const told = [];
  const send = (command) => {
    sent.push(command);
    return new Promise((resolve) => answers.push(() => resolve(refusal ?? { type: "done" })));
  };
  const { train, isOwn } = trainer({ get: () => ({ playback: { playing } }) }, send, (words) =>
    told.push(words),
  );
  const answer = async () => {
    answers.shift()?.();
    await settled();
  };
  return { train, isOwn, sent, told, answer };
}

test("a run that plays plays on with what is painted", async () => {
  const { train, sent, answer } = room({ playing: true });

  train({ seed: 1 });
  await answer();

  assert.deepEqual(sent, [{ type: "configure", spec: { seed: 1 } }, { type: "play" }]);
});

test("a run that stands is not played", async () => {
  const { train, sent, answer } = room();

  train({ seed: 1 });
  await answer();

  assert.deepEqual(sent, [{ type: "configure", spec: { seed: 1 } }]);
});

test("of strokes made while one is on its way the last is learned", async () => {
  const { train, sent, answer } = room();

  for (const seed of [1, 2, 3]) train({ seed });
  await answer();
  await answer();

  assert.deepEqual(
    sent.map(({ spec }) => spec.seed),
    [1, 3],
  );
});

test("why something is refused is told, and the run that plays is left to play", async () => {
  const refusal = { type: "error", code: "too_long", field: "spec.data.x", value: "9", limit: 8 };
  const { train, sent, told, answer } = room({ playing: true, refusal });

  train({ seed: 1 });
  await answer();

  assert.equal(sent.length, 1);
  assert.match(told[0], /data\.x.*at most 8 long/);
});

test("a run that comes until the answer is there is its own", async () => {
  const { train, isOwn, answer } = room();
  assert.equal(isOwn(), false);

  train({ seed: 1 });
  assert.equal(isOwn(), true);
  await answer();

  assert.equal(isOwn(), false);
});
