/** What a teacher may ask about what is selected, and what becomes of what was prepared. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fateOf,
  isSameQuestion,
  offered,
  revealedOf,
} from "../../../../static/js/views/classroom/poll-lead-offered.js";

const layers = [{ units: 2 }, { units: 6 }, { units: 3 }, { units: 1 }];
/** Weights into the third layer's neurons, of six each: the second neuron's grow, with changing signs. */
const w = { shape: [7, 3], data: new Float64Array(21).map((_, at) => (at % 2 ? -at : at)) };
const a = { shape: [10, 2], data: new Float64Array(20) };
const seen = (selected, more = {}) => ({
  ...{ run: { layers }, layers: [{ a }, {}, { w }, {}], picked: null, sample: 4, selected },
  ...more,
});
const kinds = (state) => offered(state).map(([{ kind }]) => kind);
const ofKind = (state, kind) => offered(state).find(([question]) => question.kind === kind);
const places = (questions) =>
  questions.map(({ marks }) => marks.map(({ layer, source, unit }) => [layer, source, unit]));

test("of a neuron all there is to predict is offered, of an input what it has, of nothing the loss", () => {
  assert.deepEqual(kinds(seen({ layer: 2, unit: 1 })), [
    "delta_sign",
    "moves_most",
    "up_or_down",
    "bigger",
    "loss_falls",
    "free",
  ]);
  assert.deepEqual(kinds(seen({ layer: 0, unit: 1 })), ["bigger", "loss_falls", "free"]);
  assert.deepEqual(kinds(seen(null)), ["loss_falls", "free"]);
  assert.deepEqual(kinds(seen({ layer: 9, unit: 0 })), ["loss_falls", "free"]);
});

test("the sample on screen is asked about where the answer is of one", () => {
  const state = seen({ layer: 2, unit: 1 });
  const few = [{ a: { ...a, shape: [3, 2] } }, {}, { w }, {}];
  const [[last]] = offered(seen({ layer: 2, unit: 1 }, { layers: few }));
  assert.equal(last.sample, 2);
  const samples = offered(state).map(([{ kind, sample }]) => [kind, sample]);

  assert.deepEqual(Object.fromEntries(samples), {
    delta_sign: 4,
    moves_most: 0,
    up_or_down: 0,
    bigger: 4,
    loss_falls: 0,
    free: 0,
  });
});

test("of many weights the five largest may move most, in the order of where they come from", () => {
  const [question] = ofKind(seen({ layer: 2, unit: 1 }), "moves_most");

  assert.deepEqual(
    question.marks.map(({ source }) => source),
    [1, 2, 3, 4, 5],
  );
});

test("which of the weights moves most is not asked where there is one", () => {
  const run = { layers: [{ units: 1 }, { units: 2 }] };

  assert.equal(ofKind(seen({ layer: 1, unit: 0 }, { run }), "moves_most"), undefined);
  assert.deepEqual(places(ofKind(seen({ layer: 1, unit: 0 }, { run }), "up_or_down")), [
    [[1, 0, 0]],
  ]);
});

test("the connection that was chosen comes first, then the others into the neuron", () => {
  const selected = { layer: 1, unit: 3 };
  const picked = { layer: 1, unit_in: 1, unit_out: 3, at: selected };

  assert.deepEqual(places(ofKind(seen(selected, { picked }), "up_or_down")), [
    [[1, 1, 3]],
    [[1, 0, 3]],
  ]);
});

test("a neuron may be bigger than any other: those of its layer come first", () => {
  const questions = ofKind(seen({ layer: 2, unit: 1 }), "bigger");

  assert.equal(questions.length, 2 + 6 + 3 + 1 - 1);
  assert.deepEqual(places(questions).slice(0, 3), [
    [
      [2, undefined, 1],
      [2, undefined, 0],
    ],
    [
      [2, undefined, 1],
      [2, undefined, 2],
    ],
    [
      [2, undefined, 1],
      [0, undefined, 0],
    ],
  ]);
});

const question = (more = {}) => ({
  ...{ kind: "delta_sign", marks: [{ layer: 2, unit: 1 }], sample: 0 },
  ...{ of: "mini-batch", text: "", options: [], ...more },
});
const truth = { choice: 1, values: [0] };
const none = { poll: null, pollResults: null, pastPolls: [] };

test("a question is the same as it comes back, and another of another sample or place", () => {
  const told = question({ marks: [{ layer: 2, unit: 1, tensor: "" }] });

  assert.ok(isSameQuestion(question(), told));
  assert.ok(!isSameQuestion(question(), question({ sample: 1 })));
  assert.ok(!isSameQuestion(question(), question({ marks: [{ layer: 2, unit: 1, source: 0 }] })));
});

test("what was prepared waits, runs, and once it is revealed says what part was right", () => {
  const poll = { question: question(), revealed: false };
  const pollResults = { rounds: [[1, 3, 0], [0, 4, 0], []], truth };

  assert.deepEqual(fateOf(question(), none), { is: "waiting" });
  assert.deepEqual(fateOf(question(), { ...none, poll }), { is: "running" });
  assert.deepEqual(
    fateOf(question(), { ...none, poll: { ...poll, revealed: true }, pollResults }),
    { is: "revealed", right: [0.75, 1, 0], answers: [4, 4, 0] },
  );
  assert.deepEqual(fateOf(question({ sample: 1 }), { ...none, poll }), { is: "waiting" });
});

test("of a question asked twice counts what became of it last", () => {
  const past = (revealed, rounds) => ({ question: question(), revealed, rounds, truth });
  const twice = [past(true, [[0, 1, 0]]), past(true, [[1, 0, 0]])];

  assert.deepEqual(fateOf(question(), { ...none, pastPolls: twice }).right, [0]);
  const ended = { ...none, pastPolls: [...twice, past(false, [[0, 0, 0]])] };
  assert.deepEqual(fateOf(question(), ended), { is: "ended" });
  assert.equal(revealedOf([question(), question({ sample: 1 })], { ...none, pastPolls: twice }), 1);
});

test("a question without a truth says how many answered", () => {
  const free = question({ kind: "free", marks: [], text: "Why?", options: ["a", "b"] });
  const past = { question: free, revealed: true, rounds: [[2, 1]], truth: null };

  assert.deepEqual(fateOf(free, { ...none, pastPolls: [past] }), {
    is: "revealed",
    right: null,
    answers: [3],
  });
});
