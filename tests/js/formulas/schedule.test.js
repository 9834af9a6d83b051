/** The learning rate of a schedule, as it stands in an update: reckoned from the rate that is set. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { formulaOf } from "../../../static/js/formulas/formula.js";
import { listing, programText } from "../../../static/js/formulas/listing.js";
import { recorded } from "../recorded.js";
import { CATALOG } from "./helpers.js";
import { numbersOf, reckonedAgain, shownOf, wordsOf } from "./reading.js";

const STEPS_PER_BATCH = 5;
const UPDATES = 25;
const RATE = 0.012;
const kinds = CATALOG.schedules.filter(({ varies }) => varies).map(({ name }) => name);
const CASES = kinds.flatMap((kind) =>
  ["sgd", "adam"].flatMap((optimizer) => [3, UPDATES].map((at) => ({ kind, optimizer, at }))),
);

const requested = (kind, optimizer, at, constants = {}) => ({
  spec: {
    data: { kind: "table", x: [[0.5], [1.5], [0], [-0.4]], y: [[0.2], [1], [-0.5], [0.4]] },
    hidden: [],
    output_activation: "tanh",
    optimizer: { kind: optimizer, learning_rate: RATE },
    schedule: { kind, ...constants },
    batch_size: 1,
  },
  from: STEPS_PER_BATCH * at - 1,
  to: STEPS_PER_BATCH * at,
});
const { runs } = recorded([
  ...CASES.map(({ kind, optimizer, at }) => requested(kind, optimizer, at)),
  requested("step", "sgd", UPDATES, { gamma: 0.25, every: 2 }),
  requested("constant", "sgd", UPDATES),
]);
const states = CASES.map((one, place) => ({ ...one, state: runs[place].at(-1) }));
const [halved, still] = runs.slice(-2).map((run) => run.at(-1));
const linesOf = (state) => formulaOf(state).sections[0].lines;
const rowsOf = (state) =>
  Object.fromEntries(formulaOf(state).sections[0].rows.map(({ name, parts }) => [name, parts]));

for (const { kind, optimizer, at, state } of states) {
  test(`a calculator agrees with the rate of ${kind} at update ${at} of ${optimizer}`, () => {
    const lines = linesOf(state).filter(
      ({ kind, parts }) => kind === "numbers" && shownOf(parts).lastIndexOf(" = ") > 1,
    );

    assert.ok(lines.length >= 1);
    for (const { parts } of lines) {
      const { again, result } = reckonedAgain(parts);
      assert.equal(again, result, shownOf(parts));
    }
    const { eta } = state.layers[1];
    const found = numbersOf(formulaOf(state)).some(
      (value) => Math.abs(value - eta.data[0]) <= 1e-12 * eta.data[0],
    );
    assert.ok(found, "the rate is the engine's");
  });
}

test("what the rate is reckoned of stands beside it, every letter with its words", () => {
  for (const { kind, state } of states) {
    const { sections, lines } = formulaOf(state);
    const rates = sections[0].lines.filter(({ kind }) => kind === "symbols");
    const named = [
      ...sections[0].rows.map(({ name, parts }) => (wordsOf(parts).trim() ? name : "")),
      ...rates.map(({ parts }) => wordsOf(parts).split(" = ")[0]),
    ];
    for (const { parts } of rates) assert.equal(parts.at(-1).kind, "note", shownOf(parts));
    for (const { parts } of [...rates, lines[0]]) {
      const [first] = parts;
      for (const letter of first.text.match(/η₀|[ητγsTfrk](?![\p{L}(⌊])/gu) ?? [])
        assert.ok(named.includes(letter), `${kind}: ${letter} in ${named}`);
    }
  }
});

test("constants that were chosen are those in the rate's line, and in the code", () => {
  const [symbols, filled] = linesOf(halved).map(({ parts }) => shownOf(parts));

  assert.match(symbols, /^η = η₀γ\^\(⌊τ \/ s⌋\) /);
  assert.match(filled, /^= 0\.012\s·\s0\.25³ = /);
  assert.equal(shownOf(rowsOf(halved).τ), "6.00 epochs since the schedule began");
  const code = listing(halved.run, halved.catalog, halved.position).map(({ text }) => text);
  assert.ok(
    code.some((text) => text.startsWith("eta = eta_0 * 0.25 ** np.floor(epochs / 2)")),
    code,
  );
});

test("a rate that stays as it is set has no line of its own", () => {
  assert.deepEqual(formulaOf(still).sections[0].title.length > 0, true);
  assert.doesNotMatch(wordsOf(formulaOf(still).lines.flatMap(({ parts }) => parts)), /η₀/);
  assert.doesNotMatch(programText(still.run, still.catalog), /eta_0/);
});
