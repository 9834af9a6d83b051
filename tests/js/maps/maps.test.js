/** What units say over the plane, worked out by the page from streamed weights, is what the engine says. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { compiled } from "../../../static/js/maps/compiled.js";
import { curvesOf, mapOf, overPlane } from "../../../static/js/maps/maps.js";
import { sideFor } from "../../../static/js/maps/sides.js";
import { recorded } from "../recorded.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const MOST_BYTES = 2 ** 28;
const CLOSE = 1e-6;
const SIDE = 9;

/** What the engine says, layer by layer and unit by unit: see tests/mapping.py. */
function said(requests) {
  const { stdout, stderr, status } = spawnSync(
    `${ROOT}/.venv/bin/python`,
    ["-m", "tests.mapping"],
    {
      cwd: ROOT,
      input: JSON.stringify(requests.map((request) => ({ side: SIDE, ...request }))),
      maxBuffer: MOST_BYTES,
    },
  );
  assert.equal(status, 0, String(stderr));
  return JSON.parse(stdout);
}

const { catalog } = recorded([]);
const ALL_INPUTS = ["x1", "x2", "x1^2", "x2^2", "x1*x2", "sin x1", "sin x2"];
/** After some mini-batches, and in the middle of an update: some layers are new, some are not. */
const SOME = 32;
const hidden = (activation) => [
  { units: 4, activation },
  { units: 3, activation },
];
const requests = [
  ...catalog.activations.map(({ name }) => ({
    spec: { data: { kind: "circle" }, inputs: ALL_INPUTS, hidden: hidden(name) },
    from: SOME,
  })),
  {
    spec: {
      data: { kind: "moons" },
      output_activation: "softmax",
      loss: "categorical_cross_entropy",
      use_biases: false,
    },
    from: SOME,
  },
  {
    spec: {
      data: { kind: "iris" },
      inputs: ["petal width (cm)", "sepal length (cm)"],
      output_activation: "softmax",
      loss: "categorical_cross_entropy",
      hidden: [{ units: 3, activation: "mish" }],
    },
    from: SOME,
  },
  { spec: { data: { kind: "sine" }, output_activation: "linear" }, from: SOME },
];
const states = recorded(requests.map((request) => ({ ...request, to: request.from }))).runs.map(
  ([state]) => state,
);
const truths = said(requests);
const curve = states.at(-1);

/** @param {ArrayLike<number>} made @param {number[]} wanted */
function areClose(made, wanted, what) {
  assert.equal(made.length, wanted.length, what);
  for (const [place, value] of wanted.entries())
    assert.ok(
      Math.abs(made[place] - value) <= CLOSE * Math.max(1, Math.abs(value)),
      `${what} at ${place}: ${made[place]} for ${value}`,
    );
}

for (const [at, state] of states.slice(0, -1).entries()) {
  const { spec } = state.run;
  const name = spec.hidden[0].activation;
  test(`${spec.data.kind}: ${name} in front of ${spec.output_activation} says over the plane what the engine says`, () => {
    assert.equal(overPlane(state, SIDE).length, state.run.layers.length);
    for (const [layer, units] of truths[at].entries())
      for (const [unit, wanted] of units.entries())
        areClose(mapOf(state, layer, unit, SIDE).values, wanted, `unit ${unit} of layer ${layer}`);
  });
}

test("the curve over a single input is the engine's", () => {
  const outputs = truths.at(-1).at(-1);

  const curves = curvesOf(curve);

  assert.equal(curves.length, 1);
  areClose(curves[0], outputs[0], "the output");
  assert.equal(overPlane(curve, SIDE).length, 0);
  assert.equal(mapOf(curve, 1, 0, SIDE), null);
});

test("data without a plane have neither", () => {
  const none = { ...states[0], run: { ...states[0].run, plane: null } };

  assert.deepEqual([overPlane(none, SIDE), curvesOf(none)], [[], []]);
});

test("before the weights have come, only the inputs are known", () => {
  const early = { ...states[0], run: { ...states[0].run }, layers: [] };

  assert.equal(overPlane(early, SIDE).length, 1);
  assert.equal(mapOf(early, 1, 0, SIDE), null);
});

test("an activation that the catalogue does not know is left out, and what comes behind it", () => {
  const { activations } = catalog;
  const without = { ...catalog, activations: activations.filter(({ name }) => name !== "relu") };
  const at = activations.findIndex(({ name }) => name === "relu");

  const passes = overPlane({ ...states[at], catalog: without }, SIDE);

  assert.equal(passes.length, 1);
});

test("what holds is kept: only layers with new weights, and those behind them, are worked out again", () => {
  const [state] = states;
  const layers = state.layers.slice();
  const { w } = layers[2];
  layers[2] = { ...layers[2], w: { ...w, data: w.data.map((value) => 2 * value) } };

  const before = overPlane(state, SIDE);
  const same = overPlane({ ...state }, SIDE);
  const after = overPlane({ ...state, layers }, SIDE);

  assert.deepEqual(
    before.map((pass, layer) => pass === same[layer]),
    [true, true, true, true],
  );
  assert.deepEqual(
    before.map((pass, layer) => pass === after[layer]),
    [true, true, false, false],
  );
  assert.equal(before[0], overPlane(state, SIDE)[0]);
});

test("formulas over arrays: a number for all places, one a place for all units, and units of their own", () => {
  const z = Float64Array.from([1, 2, 3, 4, 5, 6]);
  const work = (expr) => compiled([["a", expr]])({ z, leak: 0.5 }, 2);

  assert.deepEqual([...work(["multiply", "z", "leak"])], [0.5, 1, 1.5, 2, 2.5, 3]);
  assert.deepEqual([...work(["subtract", 1, "z"])], [0, -1, -2, -3, -4, -5]);
  assert.deepEqual([...work(["max", "z"])], [5, 6]);
  assert.deepEqual(
    [...work(["divide", "z", ["sum", "z"]])],
    [1, 2, 3, 4, 5, 6].map((v, i) => v / (i % 2 ? 12 : 9)),
  );
  assert.deepEqual([...work(["where", ["greater", "z", 3], "z", 0])], [0, 0, 0, 4, 5, 6]);
  assert.equal(work(["add", 1, 2]), 3);
  assert.ok(Number.isNaN(work(["no such operation", "z"])[0]));
});

test("a picture is the coarser the longer it takes, and coarser still at speed", () => {
  const run = (parameters, units) => ({ parameters, layers: [{ units }] });

  assert.equal(sideFor(run(33, 9), false), 64);
  assert.equal(sideFor(run(33, 9), true), 48);
  assert.equal(sideFor(run(500, 60), false), 64);
  assert.ok(sideFor(run(500, 60), true) < 48);
  assert.equal(sideFor(run(20_000, 300), true), 16);
});
