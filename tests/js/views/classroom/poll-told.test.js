/** What a poll says: of the run's own numbers, and never of the one that is asked. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { linesOf } from "../../../../static/js/views/classroom/poll-formula.js";
import {
  badgesOf,
  cameOf,
  choicesOf,
  placeOf,
  saidOf,
  titleOf,
} from "../../../../static/js/views/classroom/poll-told.js";
import { classroom } from "../../../../static/js/words/en-classroom.js";
import { recorded } from "../../recorded.js";

const words = classroom.poll;
const BOUND = 0.1;
const neuron = (layer, unit) => ({ layer, unit, tensor: "" });
const weight = (layer, source, unit) => ({ layer, unit, source, tensor: "" });
const asked = (kind, marks = [], more = {}) => ({
  ...{ kind, marks, sample: 0, of: "mini-batch", text: "", options: [] },
  ...more,
});

/** Input, two hidden layers, output, loss, backward from the output: the 8th step is hidden 2's. */
const HIDDEN_2 = 7;
const SPEC = { hidden: [{ units: 4 }, { units: 3 }] };
const RELU = { hidden: [{ units: 4, activation: "relu" }, { units: 3 }] };
const { catalog, runs } = recorded([
  { spec: SPEC, to: 12 },
  { spec: RELU, to: 9 },
]);
const at = (index, run = 0) => ({
  catalog,
  ...runs[run].find(({ position }) => position?.index === index),
});

const read = (part) => {
  if (part.kind === "number") return `${part.value.toPrecision(2)}${part.power}`;
  return part.parts ? part.parts.map(read).join("") : `${part.text}${part.sub ?? ""}`;
};
const written = (question, state, truth, index = HIDDEN_2) =>
  linesOf({ question, index }, state, truth).map(({ parts }) => parts.map(read).join(""));

test("each kind of question asks in words, and has its choices in the wire's order", () => {
  const state = at(HIDDEN_2);
  const kinds = [
    [asked("delta_sign", [neuron(2, 1)]), ["negative", "close to zero", "positive"]],
    [
      asked("moves_most", [weight(2, 3, 1), weight(1, 0, 0)]),
      ["hidden 1 · 4 → hidden 2 · 2", "input · 1 → hidden 1 · 1"],
    ],
    [asked("up_or_down", [weight(3, 0, 0)]), ["up", "down", "not at all"]],
    [
      asked("bigger", [neuron(1, 1), neuron(2, 0)]),
      ["hidden 1 · 2", "hidden 2 · 1", "they are the same"],
    ],
    [asked("loss_falls"), ["it falls", "it does not fall"]],
    [asked("free", [], { text: "Cats?", options: ["yes", "no"] }), ["yes", "no"]],
  ];

  for (const [question, expected] of kinds) {
    const choices = choicesOf(question, state, BOUND);
    assert.deepEqual(
      choices.map(({ words }) => words),
      expected,
    );
    assert.deepEqual(choices.map(({ letter }) => letter).join(""), "ABC".slice(0, expected.length));
    assert.ok(titleOf(question, state.run).endsWith("?"), question.kind);
  }
  assert.equal(saidOf(choicesOf(kinds[0][0], state, BOUND)[1]), "B, close to zero");
});

test("a delta is near zero within the bound that the poll tells, and has its sign", () => {
  const choices = choicesOf(asked("delta_sign", [neuron(2, 1)]), at(HIDDEN_2), BOUND);

  assert.deepEqual(
    choices.map(({ range, sign }) => [range, sign]),
    [
      ["< −0.1", "minus"],
      ["±0.1", "zero"],
      ["> 0.1", "plus"],
    ],
  );
});

test("weights that may move most are told as they stand", () => {
  const state = at(HIDDEN_2);
  const mark = weight(2, 3, 1);
  const { w } = state.layers[2];
  const [{ range, mark: marked }] = choicesOf(asked("moves_most", [mark, weight(1, 0, 0)]), state);

  assert.equal(marked, mark);
  assert.match(range, /^w −?\d/);
  assert.ok(Math.abs(Number(range.slice(2).replace("−", "-")) - w.data[3 * 3 + 1]) < 0.01);
});

test("where it is asked is told with the sample, where it is of one", () => {
  const { run } = at(HIDDEN_2);

  assert.equal(
    placeOf(asked("delta_sign", [neuron(2, 1)], { sample: 3 }), run),
    "hidden 2 · 2, sample 4",
  );
  assert.equal(placeOf(asked("bigger", [neuron(1, 0), neuron(1, 1)]), run), "sample 1");
  assert.equal(placeOf(asked("up_or_down", [weight(1, 0, 1)]), run), "input · 1 → hidden 1 · 2");
  assert.equal(placeOf(asked("loss_falls"), run), "");
});

test("the loss of an epoch is the test data's, where there are any", () => {
  const question = asked("loss_falls", [], { of: "epoch" });

  assert.equal(titleOf(question, { test_rows: 0 }), words.questions.trainLoss);
  assert.equal(titleOf(question, { test_rows: 9 }), words.questions.testLoss);
  assert.equal(titleOf(asked("loss_falls"), { test_rows: 9 }), words.questions.loss);
});

test("a delta's formula has all numbers but the one that is asked", () => {
  const question = asked("delta_sign", [neuron(2, 1)]);
  const state = at(HIDDEN_2);
  const { d_a, a } = state.layers[2];
  const [blame, activation] = [d_a.data[1], a.data[1]].map((value) => value.toPrecision(2));

  const [symbolic, numeric] = written(question, state);

  assert.equal(symbolic, "δ = blame × (1 − a²)");
  const filled = activation.startsWith("-") ? `(${activation})²` : `${activation}²`;
  assert.equal(numeric, `δ = ${blame} × (1 − ${filled}) = ?`);
  const truth = { choice: 1, values: [-0.0148] };
  assert.ok(written(question, state, truth)[1].endsWith(" = -0.015"));
});

test("where the run does not show its numbers, it is asked in symbols", () => {
  const question = asked("delta_sign", [neuron(2, 1)]);
  const symbolic = ["δ = blame × (1 − a²) = ?"];

  assert.deepEqual(written(question, at(4)), symbolic);
  assert.deepEqual(written(question, at(12)), symbolic, "another mini-batch");
  assert.deepEqual(written(question, at(10), null, HIDDEN_2 + 11), symbolic, "the next one's");
  assert.equal(written(question, at(10)).length, 2);
});

test("a slope that is no formula of a number stays a function of one", () => {
  const [, numeric] = written(asked("delta_sign", [neuron(1, 1)]), at(8, 1), null, 8);

  assert.match(numeric, /× f′\(-?[\d.]+\) = \?$/);
});

test("at an output whose loss is made for it, delta is what the loss says", () => {
  const [symbolic, numeric] = written(asked("delta_sign", [neuron(3, 0)]), at(6), null, 6);

  assert.match(symbolic, /^δ = /);
  assert.match(numeric, /= \?$/);
});

test("other questions are asked in one line, or in words alone", () => {
  const state = at(HIDDEN_2);
  const mark = weight(2, 3, 1);

  assert.deepEqual(written(asked("up_or_down", [mark]), state), ["Δw = −η·g = ?"]);
  assert.deepEqual(written(asked("moves_most", [mark, weight(1, 0, 0)]), state), ["Δw = −η·g"]);
  assert.deepEqual(written(asked("bigger", [neuron(1, 0), neuron(1, 1)]), state), ["aA − aB = ?"]);
  assert.deepEqual(written(asked("loss_falls"), state), [`${words.lossChange} = ?`]);
  assert.deepEqual(written(asked("free"), state), []);
  const bigger = written(asked("bigger", [neuron(1, 0), neuron(1, 1)]), state, {
    choice: 1,
    values: [0.25, 0.5],
  });
  assert.deepEqual(bigger, ["aA − aB = -0.25"]);
});

test("what is not on the network any more has a name, and no formula", () => {
  const state = at(HIDDEN_2);
  const gone = neuron(9, 1);

  assert.equal(choicesOf(asked("bigger", [gone, neuron(1, 0)]), state)[0].words, "layer 9 · 2");
  assert.deepEqual(written(asked("delta_sign", [gone]), state), []);
  assert.deepEqual(written(asked("delta_sign", [neuron(1, 1)]), { ...state, run: null }), []);
});

test("what came out stands beside each choice that has a number, else beside the right one", () => {
  assert.deepEqual(cameOf(asked("delta_sign"), { choice: 1, values: [-0.0148] }), [
    "",
    "δ = −0.0148",
  ]);
  assert.deepEqual(cameOf(asked("up_or_down"), { choice: 0, values: [0.02] }), ["Δw = +0.0200"]);
  assert.deepEqual(cameOf(asked("moves_most"), { choice: 1, values: [0.01, -0.2] }), [
    "Δw = +0.0100",
    "Δw = −0.200",
  ]);
  assert.deepEqual(cameOf(asked("bigger"), { choice: 0, values: [0.5, 0.25] }), [
    "a = 0.500",
    "a = 0.250",
    "",
  ]);
  assert.deepEqual(cameOf(asked("loss_falls"), { choice: 0, values: [0.386, 0.371] }), [
    "0.386 → 0.371",
  ]);
});

test("one place has a question mark, several have the letters of their choices", () => {
  const badges = (question) => badgesOf(question).map(({ badge }) => badge);

  assert.deepEqual(badges(asked("delta_sign", [neuron(2, 1)])), ["?"]);
  assert.deepEqual(badges(asked("up_or_down", [weight(2, 0, 1)])), ["?"]);
  assert.deepEqual(badges(asked("bigger", [neuron(1, 0), neuron(1, 1)])), ["A", "B"]);
  assert.deepEqual(badges(asked("moves_most", [weight(1, 0, 0), weight(1, 1, 0)])), ["A", "B"]);
  assert.deepEqual(badges(asked("free")), []);
});
