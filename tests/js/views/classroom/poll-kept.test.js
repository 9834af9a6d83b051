/** Who a page is to polls, and what it remembers to have answered. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { keepAnswers } from "../../../../static/js/views/classroom/poll-kept.js";

function memory() {
  const kept = new Map();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
  };
}
const question = { kind: "free", text: "Cats?", options: ["yes", "no"] };
const poll = (id, round = 1, more = question) => ({ id, round, question: more });

test("a device is drawn once for each class, and is another one in the next", () => {
  const [lasting, ofTab] = [memory(), memory()];
  const { device } = keepAnswers("K7QX", lasting, ofTab);

  assert.match(device, /^[0-9a-f]{32}$/);
  assert.equal(keepAnswers("K7QX", lasting, memory()).device, device);
  assert.notEqual(keepAnswers("M2PW", lasting, ofTab).device, device);
});

test("each round's answer is remembered, over a reload too, until another poll", () => {
  const [lasting, ofTab] = [memory(), memory()];
  keepAnswers("K7QX", lasting, ofTab).answer(poll(1), 0);
  keepAnswers("K7QX", lasting, ofTab).answer(poll(1, 2), 1);
  const { answer, answerOf } = keepAnswers("K7QX", lasting, ofTab);

  const answers = [1, 2, 3].map((round) => answerOf(poll(1), round));
  assert.deepEqual(answers, [0, 1, undefined]);
  assert.equal(answerOf(poll(2), 1), undefined);
  answer(poll(2), 1);
  assert.equal(answerOf(poll(1), 1), undefined, "only of the poll that is on");
});

test("the same number is another poll where it asks something else", () => {
  const { answer, answerOf } = keepAnswers("K7QX", memory(), memory());
  answer(poll(1), 0);

  assert.equal(answerOf(poll(1, 1, { ...question, text: "Dogs?" }), 1), undefined);
});

test("an answer that was not taken is forgotten", () => {
  const { answer, answerOf } = keepAnswers("K7QX", memory(), memory());
  answer(poll(1), 0);
  answer(poll(1), undefined);

  assert.equal(answerOf(poll(1), 1), undefined);
});

test("where nothing can be kept, and what is kept is nonsense, it works as long as the page is open", () => {
  const refusing = keepAnswers("K7QX");
  refusing.answer(poll(1), 1);
  const broken = memory();
  broken.kept.set("propscope.answers.K7QX", "{");

  assert.equal(refusing.answerOf(poll(1), 1), 1);
  assert.equal(keepAnswers("K7QX", memory(), broken).answerOf(poll(1), 1), undefined);
});
