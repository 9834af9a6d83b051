/** What is painted is learned at once, one at a time, and playing goes on; a run on other data is told of. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { onOtherData, trainer } from "../../../../static/js/views/paint/training.js";

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

/** A sheet that goes on from a run's rows, and the runs that come to it. */
function sheet() {
  let listener = null;
  const taken = [];
  const gone = new AbortController();
  const store = {
    subscribe(each) {
      listener = each;
      return () => {
        listener = null;
      };
    },
  };
  onOtherData(
    store,
    gone.signal,
    ({ data }) => data.x,
    ({ id }) => taken.push(id),
  );
  let before = null;
  const come = (id, x, more = {}) => {
    const run = { id, spec: { data: { x, ...more } } };
    listener?.({ run }, { run: before });
    before = run;
  };
  return { come, taken, close: () => gone.abort() };
}

test("a run on other data is told of, not one of the same with another network, nor the same run", () => {
  const { come, taken } = sheet();

  come(1, [[1, 2]]);
  come(1, [[3, 4]]);
  come(2, [[3, 4]]);
  come(3, [[3, 4]], { train_fraction: 0.5 });
  come(4, [[3, 5]]);

  assert.deepEqual(taken, [1, 4]);
});

test("a sheet that is closed is told of nothing", () => {
  const { come, taken, close } = sheet();

  close();
  come(1, [[1, 2]]);

  assert.deepEqual(taken, []);
});
