/** Holding and dragging never have more than one command under way. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createHold,
  createLatest,
  FIRST_REPEAT_MS,
  inTurn,
  REPEAT_MS,
} from "../../../static/js/line/pacing.js";

/** Promises that the test settles, in the order they were asked for. */
function promises() {
  const asked = [];
  return {
    asked,
    make(value) {
      return new Promise((resolve) => asked.push({ value, resolve }));
    },
  };
}

/** Lets everything that is settled take its effect. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test("a press acts at once, repeats after a while and then steadily", async () => {
  const waits = promises();
  const hold = createHold(waits.make);
  let acted = 0;

  hold.press(async () => (acted += 1));
  assert.equal(acted, 1);
  for (const wait of [0, 1, 2]) {
    waits.asked[wait].resolve();
    await settle();
  }

  assert.equal(acted, 4);
  assert.deepEqual(
    waits.asked.map(({ value }) => value),
    [FIRST_REPEAT_MS, REPEAT_MS, REPEAT_MS, REPEAT_MS],
  );
});

test("a repeat waits for the answer to the one before", async () => {
  const waits = promises();
  const answers = promises();
  const hold = createHold(waits.make);

  hold.press(() => answers.make("step"));
  waits.asked[0].resolve();
  await settle();
  assert.equal(answers.asked.length, 1);
  answers.asked[0].resolve();
  await settle();

  assert.equal(answers.asked.length, 2);
});

test("after letting go nothing repeats", async () => {
  const waits = promises();
  const hold = createHold(waits.make);
  let acted = 0;

  hold.press(async () => (acted += 1));
  hold.release();
  waits.asked[0].resolve();
  await settle();

  assert.equal(acted, 1);
});

test("pressing anew acts at once, and only the new press repeats", async () => {
  const waits = promises();
  const hold = createHold(waits.make);
  const acted = [];

  hold.press(async () => acted.push("first"));
  hold.press(async () => acted.push("second"));
  for (const { resolve } of waits.asked.slice()) resolve();
  await settle();

  assert.deepEqual(acted, ["first", "second", "second"]);
});

test("letting go of an earlier press leaves the one that is held", async () => {
  const waits = promises();
  const hold = createHold(waits.make);
  const acted = [];

  const letGo = hold.press(async () => acted.push("first"));
  hold.press(async () => acted.push("second"));
  letGo();
  for (const { resolve } of waits.asked.slice()) resolve();
  await settle();

  assert.deepEqual(acted, ["first", "second", "second"]);
});

test("letting go of the press that is held ends it", async () => {
  const waits = promises();
  const hold = createHold(waits.make);
  let acted = 0;

  const letGo = hold.press(async () => (acted += 1));
  letGo();
  waits.asked[0].resolve();
  await settle();

  assert.equal(acted, 1);
});

test("with nothing more to do the repeating ends by itself", async () => {
  const waits = promises();
  const hold = createHold(waits.make);

  hold.press(() => null);
  await settle();

  assert.equal(waits.asked.length, 0);
});

test("of many wishes the first is sent at once and of the rest only the last", async () => {
  const answers = promises();
  const sendLatest = createLatest(answers.make);

  const done = [1, 2, 3].map((index) => sendLatest({ type: "seek", index }));
  assert.deepEqual(
    answers.asked.map(({ value }) => value.index),
    [1],
  );
  answers.asked[0].resolve();
  await settle();
  answers.asked[1].resolve();
  await Promise.all(done);

  assert.deepEqual(
    answers.asked.map(({ value }) => value.index),
    [1, 3],
  );
});

test("wishes that wait become one: what only an earlier one named is not lost", async () => {
  const answers = promises();
  const sendLatest = createLatest(answers.make);

  const wishes = [{ speed: 1 }, { speed: 5 }, { unit: "epoch" }, { speed: null }];
  for (const wish of wishes) sendLatest({ type: "set_speed", ...wish });
  answers.asked[0].resolve();
  await settle();

  assert.deepEqual(
    answers.asked.map(({ value }) => value),
    [
      { type: "set_speed", speed: 1 },
      { type: "set_speed", speed: null, unit: "epoch" },
    ],
  );
});

test("a wish after the others have arrived is sent again", async () => {
  const sent = [];
  const sendLatest = createLatest(async (command) => sent.push(command.index));

  await sendLatest({ type: "seek", index: 1 });
  await sendLatest({ type: "seek", index: 2 });

  assert.deepEqual(sent, [1, 2]);
});

test("what is pressed while another is under way begins from where that has led", async () => {
  const answers = promises();
  const begun = [];
  const look = inTurn((by) => {
    begun.push(by);
    return answers.make(by);
  });

  look(-1);
  look(-2);
  look(-3);
  assert.deepEqual(begun, [-1]);
  answers.asked[0].resolve(null);
  await settle();
  assert.deepEqual(begun, [-1, -2]);
  answers.asked[1].resolve({ type: "done" });
  await settle();

  assert.deepEqual(begun, [-1, -2, -3]);
});

test("what waits for something that is refused, or leads nowhere, is not begun", async () => {
  const answers = promises();
  const begun = [];
  const look = inTurn((by) => {
    begun.push(by);
    return by ? answers.make(by) : null;
  });

  assert.equal(look(0), null);
  look(-1);
  const behind = look(-2);
  answers.asked[0].resolve({ type: "error", code: "not_connected" });

  assert.equal((await behind).code, "not_connected");
  assert.deepEqual(begun, [0, -1]);
});
