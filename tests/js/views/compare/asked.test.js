/** Where two runs part is asked once of every two, and no longer than somebody waits for it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeAsked } from "../../../../static/js/views/compare/asked.js";

const two = (name, recorded = 100) => ({ name, recorded, command: { type: "find_parting", name } });
const parted = (index, looked_at) => ({ type: "parted", index, looked_at });

/** Something that asks, and what it has sent: each is answered by hand. */
function asking() {
  const sent = [];
  const send = (command) => new Promise((answer) => sent.push({ ...command, answer }));
  return { asked: makeAsked(send, () => {}), sent, types: () => sent.map(({ type }) => type) };
}

test("of two runs it is asked once", async () => {
  const { asked, sent } = asking();
  void asked.look(two("one"));
  void asked.look(two("one"));
  await sent[0].answer(parted(9, 8));

  void asked.look(two("one"));

  assert.equal(sent.length, 1);
  assert.equal(asked.found().index, 9);
});

test("what was the same is looked at again once there is twice as much", async () => {
  const { asked, sent } = asking();
  void asked.look(two("one"));
  await sent[0].answer(parted(null, 100));

  void asked.look(two("one", 199));
  assert.equal(sent.length, 1);
  void asked.look(two("one", 200));

  assert.equal(sent.length, 2);
});

test("who waits no longer has it cancelled, and is not asked for again until it is to go on", async () => {
  const { asked, sent, types } = asking();
  void asked.look(two("one"));
  asked.leave();
  asked.leave();
  assert.deepEqual(types(), ["find_parting", "cancel"]);
  assert.equal(sent[1].what, "find_parting");
  await sent[0].answer(parted(null, 40));

  void asked.look(two("one", 1000));
  assert.equal(sent.length, 2);
  assert.ok(asked.isLeft());
  assert.equal(asked.found().looked_at, 40);
  asked.lookOn();
  void asked.look(two("one", 1000));

  assert.equal(types().at(-1), "find_parting");
  assert.equal(asked.isLeft(), false);
});

test("what is asked of two runs that are others by now is cancelled, and then asked of those", async () => {
  const { asked, sent, types } = asking();
  void asked.look(two("one"));

  void asked.look(two("other"));
  assert.deepEqual(types(), ["find_parting", "cancel"]);
  await sent[0].answer(parted(null, 7));
  void asked.look(two("other"));

  assert.equal(asked.found(), null);
  assert.equal(sent[2].name, "other");
});

test("what ends is cancelled, and what is refused is not asked for again", async () => {
  const { asked, sent, types } = asking();
  void asked.look(two("one"));
  await sent[0].answer({ type: "error", code: "full" });
  void asked.look(two("one"));
  assert.equal(sent.length, 1);
  void asked.look(two("other"));

  asked.end();

  assert.deepEqual(types(), ["find_parting", "find_parting", "cancel"]);
});
