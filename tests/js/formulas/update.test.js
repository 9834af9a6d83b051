/** Updates: what every optimizer did to a weight, so that a reader can reckon it again. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { formulaOf } from "../../../static/js/formulas/formula.js";
import { precise } from "../../../static/js/words/numbers.js";
import { recorded } from "../recorded.js";
import { CATALOG, MAZUR_LAYERS, MAZUR_RUN, runOf, stateOf, tensor, vector } from "./helpers.js";
import { close, has, numbersOf, reckoned, reckonedAgain, shownOf, wordsOf } from "./reading.js";

/** One step of each optimizer, as the engine makes it: new memories, and what η is multiplied by. */
const ENGINE = {
  sgd: (_, g) => ({ push: g }),
  momentum: ({ velocity = 0 }, g) => ({ velocity: 0.9 * velocity + g, push: 0.9 * velocity + g }),
  adam,
};

function adam({ m = 0, v = 0 }, g, t) {
  const [mean, square] = [0.9 * m + (1 - 0.9) * g, 0.999 * v + (1 - 0.999) * g * g];
  const push = mean / (1 - 0.9 ** t) / (Math.sqrt(square / (1 - 0.999 ** t)) + 1e-8);
  return { m: mean, v: square, push };
}

/** The state after the t-th update of one neuron with these weights, and a bias at the end. */
function trained(
  kind,
  { t = 3, rate = 0.01, penalised = "none", gradients, start, chosen = rate },
) {
  const lambda = penalised === "none" ? 0 : 0.003;
  const pull = { none: () => 0, l1: Math.sign, l2: (w) => w }[penalised];
  const run = {
    ...runOf([start.length - 1, 1], ["tanh"], {
      optimizer: { kind, learning_rate: chosen },
      regularization: { kind: penalised, rate: lambda },
    }),
    batches_per_epoch: 2,
  };
  const parameters = start.map((from, place) => {
    let [w, memory, old, step, penalty] = [from, {}, {}, 0, 0];
    for (let at = 1; at <= t; at += 1) {
      penalty = place < start.length - 1 ? lambda * pull(w) : 0;
      const { push, ...next } = ENGINE[kind](memory, gradients(at, place) + penalty, at, w);
      step = -rate * push;
      [w, old, memory] = [w + step, memory, next];
    }
    return { w, step, penalty, g: gradients(t, place), memory, old };
  });
  const [weights, [bias]] = [parameters.slice(0, -1), parameters.slice(-1)];
  const column = (read) => tensor(weights.map((one) => [read(one)]));
  const memories = Object.keys(bias.memory).flatMap((name) => [
    [`${name}_w`, column(({ memory }) => memory[name])],
    [`${name}_b`, vector([bias.memory[name]])],
    [`old_${name}_w`, column(({ old }) => old[name] ?? 0)],
    [`old_${name}_b`, vector([bias.old[name] ?? 0])],
  ]);
  const layer = {
    a: tensor([[0.5]]),
    w: column(({ w }) => w),
    b: vector([bias.w]),
    step_w: column(({ step }) => step),
    step_b: vector([bias.step]),
    grad_w: column(({ g }) => g),
    grad_b: vector([bias.g]),
    ...(lambda ? { penalty_w: column(({ penalty }) => penalty) } : {}),
    ...Object.fromEntries(memories),
    eta: vector([rate]),
    t: vector([t]),
  };
  const position = {
    index: 1,
    epoch: Math.floor((t - 1) / 2),
    batch: (t - 1) % 2,
    phase: "update",
    layer: 1,
  };
  const inputs = { a: tensor([start.slice(0, -1).map(() => 1)]) };
  return stateOf(run, [inputs, layer], "update", 1, { position });
}

const START = [1.40123, -0.05432, 0.6];
const wavy = (t, place) => 0.2 * Math.sin(3 * t + place) + 0.01 * (place + 1);
const rowsOf = ({ sections }) => sections.at(-1).rows;
const shownRows = (formula) => rowsOf(formula).map(({ parts }) => shownOf(parts));

const STEPS_PER_BATCH = 5;
const RATE = 0.012;
const kinds = CATALOG.optimizers.filter(({ lines }) => lines).map(({ name }) => name);
const UPDATES = kinds.flatMap((kind) =>
  CATALOG.penalties.flatMap(({ name: penalty }) =>
    [1, 2, 3, 40].map((t) => ({ kind, penalty, t })),
  ),
);

/** One neuron's t-th update, as the engine makes it. */
const { runs } = recorded(
  UPDATES.map(({ kind, penalty, t }) => ({
    spec: {
      data: {
        kind: "table",
        x: [
          [0.5, -1.2],
          [1.5, 0.2],
          [0, 0.9],
          [-0.4, -0.1],
        ],
        y: [[0.2], [1], [-0.5], [0.4]],
      },
      hidden: [],
      output_activation: "tanh",
      optimizer: { kind, learning_rate: RATE },
      regularization: { kind: penalty, rate: 0.003 },
      batch_size: 2,
    },
    from: STEPS_PER_BATCH * t - 1,
    to: STEPS_PER_BATCH * t,
  })),
);
const updated = UPDATES.map((update, place) => ({ ...update, state: runs[place].at(-1) }));

for (const { kind, penalty, t, state } of updated) {
  test(`a calculator agrees with ${kind} at update ${t}, penalty ${penalty}`, () => {
    const formula = formulaOf(state);
    const reckoned = [...formula.lines, ...formula.sections.flatMap(({ lines }) => lines)].filter(
      ({ kind, parts }) => kind === "numbers" && shownOf(parts).lastIndexOf(" = ") > 1,
    );

    assert.ok(reckoned.length >= 1);
    for (const { parts } of reckoned) {
      const { again, result } = reckonedAgain(parts);
      assert.equal(again, result, shownOf(parts));
    }
    const move = numbersOf({ ...formula, words: [], sections: [] });
    assert.ok(move.includes(RATE), "the move is spelled out by the rule");
  });
}

test("what Lion takes the sign of is written with its numbers, then as the number it comes to", () => {
  for (const { state } of updated.filter(({ kind }) => kind === "lion")) {
    const lines = formulaOf(state).sections[0].lines.map(({ parts }) => shownOf(parts));
    const [line] = lines.filter((shown) => shown.startsWith("= sign("));

    const [, filled, inner, sign] = line.match(/^= sign\((.*)\) = sign\((.*)\) = (−?1)$/);
    assert.equal(precise(reckoned(filled), 3), inner, line);
    assert.equal(inner.startsWith("−"), sign === "−1", line);
    assert.match(filled, /^0\.9\s·\s.* \(1 − 0\.9\)\s·\s/, line);
  }
});

test("the sign that an L1 penalty takes is written with its weight", () => {
  const [{ state }] = updated.filter((one) => one.kind === "sgd" && one.penalty === "l1");
  const gradients = (_, place) => (place === 0 ? 0.9 : 0.1);
  const weight = trained("sgd", { penalised: "l1", gradients, start: START });

  const shown = (formula) => shownOf(formula.lines.at(-1).parts);
  assert.match(shown(formulaOf(weight)), /^w1,1 = .*0\.003\s·\ssign\(1\.\d*\)\) = /);
  assert.doesNotMatch(shown(formulaOf(state)), /sign/, "a bias has no penalty");
});

test("every letter of a rule is given words, a number, or both", () => {
  for (const { kind, penalty, t, state } of updated) {
    if (penalty !== "l2" || t !== 3) continue;
    const { words, lines, sections } = formulaOf(state);
    const told = [
      wordsOf(words),
      ...sections[0].lines.map(({ parts }) => wordsOf(parts).split(" = ")[0]),
      ...sections[0].rows.map(({ name }) => name),
    ].join(" ");
    const rules = [lines[0], ...sections[0].lines].filter(({ kind }) => kind === "symbols");

    for (const { parts } of rules) {
      for (const letter of parts[0].text.match(/[ηλμρκεgt]|β[₁₂]|ᵗ|[mv]\u0302?/g) ?? [])
        assert.ok(told.includes(letter === "ᵗ" ? "t" : letter), `${kind}: ${letter} in ${told}`);
    }
  }
});

test("what a line of a known rule is stands beside it", () => {
  for (const { kind, state } of updated)
    for (const { parts } of formulaOf(state).sections[0].lines.filter(isNamed))
      assert.equal(parts.at(-1).kind, "note", `${kind}: ${shownOf(parts)}`);
});

const isNamed = ({ kind }) => kind === "symbols";

test("the rate of a penalty is called λ and given words, whichever parameter is written out", () => {
  for (const largest of [0, 2]) {
    const gradients = (_, place) => (place === largest ? 0.9 : 0.1);
    const { sections } = formulaOf(trained("sgd", { penalised: "l2", gradients, start: START }));
    const rate = sections[0].rows.find(({ name }) => name === "λ");

    assert.equal(shownOf(rate.parts), "0.003 regularisation rate, once a mini-batch");
  }
});

test("the number of the update is counted from 1 through all epochs", () => {
  const formula = formulaOf(trained("adam", { t: 5, gradients: wavy, start: START }));

  const t = formula.sections[0].rows.find(({ name }) => name === "t");
  assert.equal(shownOf(t.parts), "5 number of this update");
});

test("the learning rate is the one that was used, not one chosen since", () => {
  for (const kind of Object.keys(ENGINE)) {
    const state = trained(kind, { rate: 0.01, chosen: 0.5, gradients: wavy, start: START });
    const formula = formulaOf(state);

    assert.ok(numbersOf(formula).includes(0.01), kind);
    assert.ok(!numbersOf(formula).includes(0.5), kind);
  }
});

test("where nothing moved that is said, of every parameter", () => {
  const formula = formulaOf(trained("adam", { gradients: () => 0, start: START }));

  assert.equal(shownOf(formula.lines[1].parts), "w1,1 = 1.40 unchanged");
  assert.deepEqual(shownRows(formula), ["1.40 unchanged", "−0.0543 unchanged", "0.600 unchanged"]);
});

test("an optimizer without a rule here shows its formula and what it remembers of the parameter", () => {
  const state = trained("momentum", { gradients: wavy, start: START });
  const { run } = state;
  const optimizer = { kind: "novel", learning_rate: 0.01 };
  const formula = formulaOf({ ...state, run: { ...run, spec: { ...run.spec, optimizer } } });

  assert.deepEqual(
    formula.lines.slice(0, 2).map(({ parts }) => wordsOf(parts)),
    ["v ← μv + g", "w ← w − η·v"],
  );
  has(formula, state.layers[1].velocity_b.data[0]);
  assert.ok(!numbersOf(formula).includes(0.01), "a rate that cannot be known is not shown");
});

test("what is not trained is said to be, a frozen layer and a bias alone", () => {
  const still = (spec) => {
    const state = trained("sgd", { gradients: () => 0, start: START });
    const settings = { ...state.run.spec, ...spec };
    return formulaOf({ ...state, run: { ...state.run, spec: settings } });
  };
  const frozen = still({ hidden: [{ units: 1, activation: "tanh", frozen: true }] });
  const fixed = still({ train_biases: false });
  const none = still({ use_biases: false });

  assert.match(wordsOf(frozen.words), /^This layer is frozen/);
  assert.deepEqual(
    frozen.lines.map(({ parts }) => shownOf(parts)),
    ["w1,1 = 1.40 not trained"],
  );
  assert.equal(
    shownRows(none)
      .at(-1)
      .replace(/^[^ ]+ /, ""),
    "this run has no biases",
  );
  assert.ok(shownRows(frozen).every((row) => row.endsWith(" not trained")));
  assert.deepEqual(
    shownRows(fixed).map((row) => row.replace(/.* /, "")),
    ["unchanged", "unchanged", "trained"],
  );
});

test("the largest change is marked, be it a weight's or the bias's, and spelled out", () => {
  const moved = (place) =>
    formulaOf(trained("sgd", { gradients: (_, at) => (at === place ? 0.9 : 0.1), start: START }));

  for (const [place, name] of [
    [1, "w2,1 = "],
    [2, "b1 = "],
  ]) {
    const formula = moved(place);
    assert.deepEqual(
      rowsOf(formula).map(({ marked }) => marked),
      [0, 1, 2].map((at) => at === place),
    );
    assert.equal(formula.sections.at(-1).more, "Bold: the largest change");
    assert.ok(shownOf(formula.lines[1].parts).startsWith(name));
  }
});

test("no change is called the largest where all moved as far, or nothing moved", () => {
  const first = formulaOf(trained("adam", { t: 1, gradients: wavy, start: START }));
  const none = formulaOf(trained("sgd", { gradients: () => 0, start: START }));

  for (const formula of [first, none]) {
    assert.equal(formula.sections.at(-1).more, "");
    assert.ok(rowsOf(formula).every(({ marked }) => !marked));
  }
});

test("old and new are shown in so many digits that they differ", () => {
  const formula = formulaOf(
    trained("sgd", {
      t: 1,
      gradients: (_, place) => [0.0354, -0.0354, 1e-5][place],
      start: [-0.81679, 0.9999, 1.4],
    }),
  );

  assert.deepEqual(shownRows(formula), [
    "−0.8168 → −0.8171 ▼ −3.54e−4",
    "0.9999 → 1.0003 ▲ 3.54e−4",
    "1.400000 ▼ −1.00e−7",
  ]);
});

test("a change too small for seven digits is said without an arrow between equal numbers", () => {
  const formula = formulaOf(trained("sgd", { gradients: () => 1e-9, start: [1.4, 0.7, 0.6] }));

  assert.equal(shownRows(formula)[0], "1.400000 ▼ −1.00e−11");
});

test("a step that is lost in the last digit of a weight is no change", () => {
  const formula = formulaOf(trained("sgd", { gradients: () => 1e-160, start: [-300, -300, 5] }));

  assert.deepEqual(shownRows(formula), ["−300 unchanged", "−300 unchanged", "5.00 unchanged"]);
});

test("of many weights those that did not move are counted in one line", () => {
  const start = Array(33).fill(0.5);
  const gradients = (_, place) => (place < 2 ? 0.3 : 0);
  const rows = shownRows(formulaOf(trained("sgd", { gradients, start })));

  assert.equal(rows.length, 4);
  assert.equal(rows[2], "+ 30 more, all unchanged");
});

test("an update spells out the weight that moved most, old minus rate times gradient", () => {
  const layers = [
    MAZUR_LAYERS[0],
    {
      ...MAZUR_LAYERS[1],
      grad_w: tensor([
        [0.000438568, 0.000497713],
        [0.000877135, 0.000995425],
      ]),
      w: tensor([
        [0.149780716, 0.249751144],
        [0.199561432, 0.299502287],
      ]),
      step_w: tensor([
        [-0.000219284, -0.0002488565],
        [-0.0004385675, -0.0004977125],
      ]),
      step_b: vector([0, 0]),
      eta: vector([0.5]),
    },
    MAZUR_LAYERS[2],
  ];

  const formula = formulaOf(stateOf(MAZUR_RUN, layers, "update", 1));

  close(formula.result, 0.199561432);
  for (const value of [0.5, 0.000877135, 0.2]) has(formula, value);
  const marked = formula.sections.at(-1).rows.filter((row) => row.marked);
  assert.deepEqual(
    marked.map(({ edge }) => edge),
    [{ layer: 1, from: 1, to: 0 }],
  );
});

test("a weight that the penalty carried across zero is shown to end there", () => {
  const run = runOf([1, 1], ["tanh"], { regularization: { kind: "l1", rate: 0.5 } });
  const layers = [
    { a: tensor([[1]]) },
    {
      a: tensor([[0.5]]),
      w: tensor([[0]]),
      b: vector([0]),
      step_w: tensor([[-0.01]]),
      step_b: vector([0]),
      grad_w: tensor([[0.2]]),
      penalty_w: tensor([[0.5]]),
    },
  ];

  const formula = formulaOf(stateOf(run, layers, "update", 1));

  assert.equal(formula.result, 0);
  assert.match(formula.reasons[0].text, /carried across zero/);
});
