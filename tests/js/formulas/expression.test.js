/** The engine's expressions, reckoned and written here: they make what the engine makes, and read as people write. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { after, evaluate, inlined, unheld } from "../../../static/js/formulas/expression.js";
import { inSymbols, lettersOf } from "../../../static/js/formulas/symbols.js";
import { treeAt } from "../../../static/js/formulas/tree.js";
import { written } from "../../../static/js/formulas/written.js";
import { recorded } from "../recorded.js";
import { shownOf } from "./reading.js";

const CLOSE = 1e-12;
const STEPS_PER_BATCH = 5;
const { catalog } = recorded([], "tests.novel");
const cases = [
  ...catalog.activations.map(({ name }) => ({ activation: name })),
  ...catalog.losses.map(({ name }) => ({ loss: name })),
  ...catalog.optimizers.map(({ name }) => ({ optimizer: name })),
  ...catalog.penalties.map(({ name }) => ({ penalty: name })),
];
const { runs } = recorded(cases.map(requestOf), "tests.novel");

/** One layer of three outputs after some mini-batches, and all steps of the next. */
function requestOf({
  activation = "tanh",
  loss = "squared_error",
  optimizer = "sgd",
  penalty = "none",
}) {
  const { output_activation } = catalog.losses.find(({ name }) => name === loss);
  const spec = {
    data: {
      kind: "table",
      x: [
        [0.5, -1.2],
        [2.5, 0.2],
        [0, 0.9],
        [-0.4, -3.1],
      ],
      y: [
        [0, 1, 0],
        [1, 0, 0],
        [0, 0, 1],
        [0, 1, 0],
      ],
    },
    hidden: [],
    output_activation: output_activation ?? activation,
    loss,
    optimizer: { kind: optimizer, learning_rate: 0.02 },
    regularization: { kind: penalty, rate: 0.01 },
    batch_size: 2,
  };
  return { spec, from: 2 * STEPS_PER_BATCH, to: 3 * STEPS_PER_BATCH };
}

const rowOf = ({ data, shape }, row) =>
  Array.from(data.slice(row * shape[1], (row + 1) * shape[1]));

/** What this layer's tensors hold of one row, and the layer's own. */
function knownAt(state, row) {
  const { z, a, d_a, slope, delta, loss } = state.layers[1];
  const rows = { z, a, d_a, slope, delta, y: state.layers[0].y };
  const known = Object.entries(rows).flatMap(([name, tensor]) =>
    tensor ? [[name, rowOf(tensor, row)]] : [],
  );
  return { ...Object.fromEntries(known), loss: loss.data[row], outputs: 3 };
}

function assertClose(made, expected, what) {
  const [all, wanted] = [made, expected].map((value) => [value].flat());
  for (const [place, value] of wanted.entries()) {
    const own = all.length === 1 ? all[0] : all[place];
    assert.ok(
      Math.abs(own - value) <= CLOSE * Math.max(1, Math.abs(value)),
      `${what}: ${own}, ${value}`,
    );
  }
}

test("what lines of activations and losses make is what the engine made", () => {
  for (const [place, one] of cases.entries()) {
    const state = runs[place].at(-1);
    const { spec, layers } = state.run;
    const activation = catalog.activations.find(({ name }) => name === layers[1].activation);
    const loss = catalog.losses.find(({ name }) => name === spec.loss);
    for (const row of [0, 1]) {
      const known = knownAt(state, row);
      const made = (record, lines) => evaluate(inlined(lines), { ...known, ...record.constants });
      const what = JSON.stringify(one);

      assertClose(made(activation, activation.lines), known.a, `a, ${what}`);
      assertClose(made(loss, loss.lines), known.loss, `loss, ${what}`);
      if (loss.textbook_lines) assertClose(made(loss, loss.textbook_lines), known.loss, what);
      if (loss.delta_lines) assertClose(made(loss, loss.delta_lines), known.delta, what);
      else assertClose(made(loss, loss.slope_lines), known.d_a, `d_a, ${what}`);
      if (activation.delta_lines && known.d_a)
        assertClose(made(activation, activation.delta_lines), known.delta, `delta, ${what}`);
      else if (known.slope)
        assertClose(made(activation, activation.slope_lines), known.slope, `slope, ${what}`);
    }
  }
});

test("what lines of optimizers and penalties make is what the engine made", () => {
  for (const [place, one] of cases.entries()) {
    const state = runs[place].at(-1);
    const { spec } = state.run;
    const held = state.layers[1];
    const optimizer = catalog.optimizers.find(({ name }) => name === spec.optimizer.kind);
    const penalty = catalog.penalties.find(({ name }) => name === spec.regularization.kind);
    for (const at of held.w.data.keys()) {
      const w = held.w.data[at] - held.step_w.data[at];
      const values = { w, rate: spec.regularization.rate };
      const own = penalty.lines ? evaluate(inlined(penalty.lines), values) : 0;
      const memory = optimizer.memory.map((name) => [name, held[`old_${name}_w`].data[at]]);
      const made = after(optimizer.lines, {
        ...optimizer.constants,
        ...{ w, g: held.grad_w.data[at] + own, eta: held.eta.data[0], t: held.t.data[0] },
        ...Object.fromEntries(memory),
      });

      if (penalty.lines)
        assertClose(own, held.penalty_w.data[at], `penalty, ${JSON.stringify(one)}`);
      assertClose(made.step, held.step_w.data[at], `step, ${JSON.stringify(one)}`);
      for (const name of optimizer.memory)
        assertClose(made[name], held[`${name}_w`].data[at], `${name}, ${JSON.stringify(one)}`);
    }
  }
});

const SYMBOLS = [
  [["divide", 1, ["add", 1, ["exp", ["minimum", ["negative", "z"], 709]]]], "1 / (1 + e⁻ᶻ)"],
  [["subtract", 1, ["square", "a"]], "1 − a²"],
  [["multiply", "a", ["subtract", 1, "a"]], "a(1 − a)"],
  [["maximum", "z", 0], "max(0, z)"],
  [["maximum", "z", ["multiply", "leak", "z"]], "max(z, leak\u202f·\u202fz)"],
  [["where", ["greater", "z", 0], 1, 0], "1 if z > 0, else 0"],
  [["logaddexp", 0, "z"], "ln(1 + eᶻ)"],
  [["multiply", "z", ["tanh", ["logaddexp", 0, "z"]]], "z\u202f·\u202ftanh(ln(1 + eᶻ))"],
  [["multiply", 0.5, ["sum", ["square", ["subtract", "a", "y"]]]], "½Σ (a − y)²"],
  [["subtract", "a", ["subtract", "y", 1]], "a − y + 1"],
  [["negative", ["add", "a", "y"]], "−a − y"],
  [["divide", "m", ["multiply", "v", "g"]], "m / (vg)"],
  [["power", ["add", "a", 1], 2], "(a + 1)²"],
  [["divide", "m", ["subtract", 1, ["power", "beta_1", "t"]]], "m / (1 − β₁ᵗ)"],
  [
    ["divide", ["multiply", ["negative", "eta"], "m_hat"], ["add", ["sqrt", "v_hat"], "epsilon"]],
    "−η\u202f·\u202fm̂ / (√v̂ + ε)",
  ],
];

test("an expression in symbols has the brackets, powers and signs that people write", () => {
  for (const [expr, shown] of SYMBOLS) assert.equal(inSymbols(expr, lettersOf(catalog)), shown);
});

/** An expression with these numbers, three digits each. */
function filled(expr, values, constants = {}) {
  const kindOf = (name) => (name in constants ? "constant" : "amount");
  const tree = treeAt(expr, { values: { ...values, ...constants }, unit: 0, kindOf });
  const { operands, write } = written(tree);
  return shownOf(write(...operands));
}

const dot = "\u202f·\u202f";
const FILLED = [
  [["multiply", ["multiply", 0.5, "a"], "a"], { a: -2 }, {}, "½(−2.00)²"],
  [["expm1", ["minimum", "z", 0]], { z: -0.3 }, {}, "e^−0.300 − 1"],
  [["add", ["maximum", "z", 0], ["expm1", ["minimum", "z", 0]]], { z: 0.3 }, {}, "0.300"],
  [["multiply", "z", ["multiply", 0.5, ["erfc", "z"]]], { z: 0 }, {}, `0${dot}0.500`],
  [["multiply", "leak", "z"], { z: 2 }, { leak: 0.01 }, `0.01${dot}2.00`],
  [["multiply", "limit", "z"], { z: 2 }, { limit: 1 }, "2.00"],
  [["where", ["less", "z", 0], ["exp", "z"], 7], { z: -1 }, {}, "e^−1.00"],
  [
    [
      "divide",
      ["exp", ["subtract", "z", ["max", "z"]]],
      ["sum", ["exp", ["subtract", "z", ["max", "z"]]]],
    ],
    { z: [1, 2, 3] },
    {},
    "e^1.00 / 30.2",
  ],
];

test("an expression with numbers has its branch taken and what is there for safety left out", () => {
  for (const [expr, values, constants, shown] of FILLED)
    assert.equal(filled(expr, values, constants), shown);
});

test("powers beyond the range of doubles stay shifted by the largest", () => {
  const shifted = ["subtract", "z", ["max", "z"]];

  assert.equal(
    filled(["divide", ["exp", shifted], ["sum", ["exp", shifted]]], { z: [999, 1000] }),
    "0.368 / 1.37",
  );
});

test("what is held between bounds is found in whatever way it is held", () => {
  const distance = ["subtract", "a", "y"];

  assert.equal(unheld(["clip", distance, ["negative", "limit"], "limit"]), distance);
  assert.equal(unheld(["maximum", ["minimum", distance, 1], -1]), distance);
  assert.equal(unheld(distance), distance);
});

test("an operation or a name that is not known here makes no number", () => {
  assert.ok(Number.isNaN(evaluate(["bessel", "z"], { z: 1 })));
  assert.ok(Number.isNaN(evaluate(["add", "z", "other"], { z: 1 })));
});
