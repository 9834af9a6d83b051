/** A step with other numbers than where its link was made is said to have them, and no other is. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { tellIfOther } from "../../../static/js/line/weighed.js";
import { createStore } from "../../../static/js/state/store.js";
import { opening } from "../../../static/js/words/en-opening.js";

const HERE = { type: "weighed", id: 1, index: 40, sum: "here----" };

/** What is said where the link's step came to a sum. */
async function told(sum, { answer = HERE, state = {}, step = 40 } = {}) {
  const store = createStore();
  store.set(state);
  const asked = [];
  const send = async ({ type }) => {
    asked.push(type);
    return answer;
  };
  await tellIfOther(store, send, step, sum);
  return { notice: store.get().notice, asked };
}

test("other numbers are told, with the step that has them", async () => {
  const { notice, asked } = await told("there---");

  assert.deepEqual(notice, { words: opening.differs(40) });
  assert.deepEqual(asked, ["weigh"]);
});

test("the same numbers need no words", async () => {
  assert.equal((await told("here----")).notice, null);
});

test("a link that does not say what its step came to, or a page without a server, asks nothing", async () => {
  assert.deepEqual(await told(null), { notice: null, asked: [] });
  const state = { saved: { said: "", hint: "" } };
  assert.deepEqual((await told("there---", { state })).asked, []);
});

for (const [why, answer] of [
  ["a run that has gone on", { ...HERE, index: 41 }],
  ["a run that somebody else leads", { type: "error", code: "not_allowed" }],
])
  test(`of ${why} nothing is said`, async () => {
    assert.equal((await told("there---", { answer })).notice, null);
  });

test("what was said of the link already stays", async () => {
  const yours = ["Z2", "1.1", "0.5", "0.25"];
  const { notice } = await told("there---", { state: { notice: { words: "Yours.", yours } } });

  assert.deepEqual(notice, { words: `Yours. ${opening.differs(40)}`, yours });
});
