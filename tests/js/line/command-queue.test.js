/** What is asked reaches the server in the order it was asked; edits on the way add up to one. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { inOrder } from "../../../static/js/line/command-queue.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));
const edit = (seed) => ({ type: "configure", spec: { seed } });
const STEP = { type: "step", count: 1, unit: "epoch" };

/** A line that answers when told to. */
function setUp() {
  const line = [];
  const send = inOrder((command) => new Promise((answer) => line.push({ command, answer })));
  const heard = [];
  return {
    heard,
    sent: () => line.map(({ command }) => command.spec?.seed ?? command.type),
    ask: (command) => void send(command).then((answer) => heard.push(answer.id)),
    answer: async (place) => {
      line[place].answer({ type: "done", id: place });
      await turn();
    },
  };
}

test("nothing waits when no edit does", () => {
  const { ask, sent } = setUp();

  for (const command of [STEP, edit(1), STEP, STEP]) ask(command);

  assert.deepEqual(sent(), ["step", 1, "step", "step"]);
});

test("of edits made while one is on its way, only the last is sent after it", async () => {
  const { ask, sent, answer, heard } = setUp();

  for (const seed of [1, 2, 3]) ask(edit(seed));

  assert.deepEqual(sent(), [1]);
  await answer(0);
  assert.deepEqual(sent(), [1, 3]);
  await answer(1);
  assert.deepEqual(heard, [0, 1, 1], "who was replaced hears what became of the last");
});

test("nothing overtakes an edit that waits", async () => {
  const { ask, sent, answer } = setUp();

  for (const command of [edit(1), edit(2), STEP, edit(3), STEP]) ask(command);

  assert.deepEqual(sent(), [1]);
  await answer(0);
  assert.deepEqual(sent(), [1, 2, "step"]);
  await answer(1);
  assert.deepEqual(sent(), [1, 2, "step", 3, "step"]);
});
