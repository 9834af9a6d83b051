/** Painted points, drawn curves and typed functions become specifications, of the run before as much as holds. */

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  csvOf,
  curveDataOf,
  expressionOf,
  pointDataOf,
  pointsOf,
  rowsOf,
  withCurve,
  withFunction,
  withPoints,
} from "../../../../static/js/views/paint/becoming.js";
import { blank, drawnOver } from "../../../../static/js/views/paint/curve.js";

const DOMAIN = [-6, 6];
const POINTS = [
  { x: 1, y: 2, value: 0 },
  { x: -1, y: 0.5, value: 2 },
];
const SPEC = {
  data: { kind: "circle", samples: 500, noise: 0.1, train_fraction: 0.5, standardize: false },
  inputs: ["x1", "x1*x2"],
  hidden: [{ units: 3, activation: "relu", frozen: false }],
  output_activation: "sigmoid",
  loss: "binary_cross_entropy",
  optimizer: { kind: "sgd", learning_rate: 0.1 },
  batch_size: 5,
};
/** A run as the page has it. */
const run = (more = {}) => ({
  spec: SPEC,
  task: "classification",
  classes: ["outside", "inside"],
  threshold: 0.5,
  plane: [-6, 6],
  axes: ["x1", "x2"],
  interval: null,
  layers: [{ units: 2 }, { units: 3 }, { units: 1 }],
  points: {
    train: [[1, 2, 0]],
    test: [[3, 4, 1]],
  },
  target_mean: [0],
  target_deviation: [1],
  ...more,
});
const IRIS = run({
  spec: { ...SPEC, inputs: ["petal length"], parameters: [{}], output_activation: "softmax" },
  classes: ["setosa", "versicolor", "virginica"],
  plane: null,
  axes: [],
});
const VALUES = { output_activation: "linear", loss: "squared_error" };
const endOf = ({ output_activation, loss }) => ({ output_activation, loss });

test("points become rows with their classes on the plane they were painted on", () => {
  const { data } = withPoints(POINTS, 3, DOMAIN, "mine", run());

  assert.deepEqual([data.kind, data.label, data.domain], ["table", "mine", DOMAIN]);
  assert.deepEqual(data.x, [
    [1, 2],
    [-1, 0.5],
  ]);
  assert.deepEqual(
    [data.y, data.classes],
    [
      [[0], [2]],
      ["A", "B", "C"],
    ],
  );
  assert.equal(data.train_fraction, 0.8);
});

test("a network on the plane stays as it is where its end tells as many classes apart", () => {
  const made = withPoints(POINTS, 2, DOMAIN, "mine", run());

  assert.deepEqual({ ...made, data: null }, { ...SPEC, data: null });
});

test("another kind of target brings the end that goes with it", () => {
  const many = { output_activation: "softmax", loss: "categorical_cross_entropy" };
  const two = { output_activation: "tanh", loss: "squared_error" };

  assert.deepEqual(endOf(withPoints(POINTS, 4, DOMAIN, "", run())), many);
  assert.deepEqual(endOf(withPoints(POINTS, 0, DOMAIN, "", run())), VALUES);
  assert.deepEqual(endOf(withPoints(POINTS, 2, DOMAIN, "", run({ task: "regression" }))), two);
});

test("values have no classes, and are scaled where they are large", () => {
  const large = withPoints(POINTS, 0, DOMAIN, "", run()).data;
  const small = withPoints([{ x: 0, y: 0, value: -1 }], 0, DOMAIN, "", run()).data;

  assert.equal("classes" in large, false);
  assert.deepEqual([large.standardize_y, small.standardize_y], [true, false]);
});

test("from other data the inputs are the coordinates, and exact starting weights go", () => {
  const made = withPoints(POINTS, 3, DOMAIN, "mine", IRIS);

  assert.deepEqual(made.inputs, ["x1", "x2"]);
  assert.equal("parameters" in made, false);
  assert.deepEqual(made.hidden, SPEC.hidden);
});

test("a split that was chosen for one's own points stays", () => {
  const own = {
    ...SPEC,
    data: { ...SPEC.data, kind: "table", domain: DOMAIN, train_fraction: 0.6 },
  };

  assert.equal(withPoints(POINTS, 2, DOMAIN, "", run({ spec: own })).data.train_fraction, 0.6);
});

test("a drawn curve becomes even rows for a network that can follow it", () => {
  const curve = drawnOver(blank(), { x: -6, y: -1 }, { x: 6, y: 1 }, DOMAIN);
  const made = withCurve(curve, DOMAIN, "drawn", run());

  assert.equal(made.data.x.length, 200);
  assert.deepEqual([made.data.x_names, made.data.y_names, made.inputs], [["x"], ["y"], ["x"]]);
  assert.deepEqual([made.data.standardize, made.data.standardize_y], [true, true]);
  assert.deepEqual(endOf(made), VALUES);
  assert.deepEqual(
    made.hidden.map(({ units }) => units),
    [8, 8],
  );
});

test("a network that learns a curve already is kept for the next", () => {
  const line = run({ task: "regression", plane: null, interval: [-1, 1], axes: [] });

  assert.deepEqual(withCurve(blank(), DOMAIN, "", line).hidden, SPEC.hidden);
});

test("a typed function says what it needs by its variables", () => {
  const curve = { variables: ["x"], compares: false, domain: DOMAIN, values: [] };
  const rule = { variables: ["x1", "x2"], compares: true, domain: DOMAIN, values: [] };
  const one = withFunction("sin(x)*x", curve, run());
  const two = withFunction("x1 < x2", rule, run());

  assert.deepEqual(
    [one.data.kind, one.data.expression, one.inputs, one.data.standardize, one.data.standardize_y],
    ["function", "sin(x)*x", ["x"], true, true],
  );
  assert.deepEqual(
    [two.inputs, two.data.standardize, two.data.standardize_y],
    [SPEC.inputs, false, false],
  );
  assert.deepEqual(endOf(two), endOf(SPEC));
});

test("painting goes on from the points of a plane, in classes or in values of their own", () => {
  const values = run({
    task: "regression",
    points: { train: [[1, 2, 0.5]], test: [] },
    target_mean: [10],
    target_deviation: [4],
  });

  assert.deepEqual(pointsOf(run()), [
    { x: 1, y: 2, value: 0 },
    { x: 3, y: 4, value: 1 },
  ]);
  assert.deepEqual(pointsOf(values), [{ x: 1, y: 2, value: 12 }]);
  assert.deepEqual(pointsOf(IRIS), []);
  assert.deepEqual(pointsOf(null), []);
});

test("painted points are saved with the letters of their classes, or their values", () => {
  assert.equal(csvOf(POINTS, 3), "x1,x2,y\n1,2,A\n-1,0.5,C\n");
  assert.equal(csvOf(POINTS, 0), "x1,x2,y\n1,2,0\n-1,0.5,2\n");
});

test("a drawn curve is gone on with in its own units, and a typed function by its expression", () => {
  const line = run({
    interval: [-2, 2],
    spec: { ...SPEC, data: { ...SPEC.data, kind: "table", domain: DOMAIN } },
    mean: [1],
    deviation: [3],
    target_mean: [0.5],
    target_deviation: [2],
    points: { train: [[-1, 0.25]], test: [[1, -1]] },
  });
  const typed = { ...line, spec: { ...SPEC, data: { kind: "function", expression: "x^2" } } };

  assert.deepEqual(rowsOf(line), [
    [-2, 1],
    [4, -1.5],
  ]);
  assert.equal(expressionOf(line), "");
  assert.deepEqual(rowsOf(typed), []);
  assert.equal(expressionOf(typed), "x^2");
  assert.equal(expressionOf({ ...typed, interval: null }), "");
  assert.deepEqual(rowsOf(run()), []);
});

test("points are others by their rows and the seed these are drawn by, not by split, scale or weights", () => {
  const own = { ...SPEC, data: { ...SPEC.data, kind: "table", x: [[1, 2]], y: [[0]] } };
  const withData = (spec, more) => pointDataOf({ ...spec, data: { ...spec.data, ...more } });

  for (const spec of [SPEC, own]) {
    const same = pointDataOf({ ...spec, seed: 7 });
    assert.deepEqual(withData({ ...spec, seed: 7 }, { standardize: true }), same);
    assert.deepEqual(withData({ ...spec, seed: 7 }, { train_fraction: 0.9 }), same);
    assert.deepEqual(withData({ ...spec, seed: 9 }, { seed: 7 }), same);
    assert.notDeepEqual(withData({ ...spec, seed: 7 }, { kind: "spiral" }), same);
  }
  assert.deepEqual(pointDataOf({ ...own, seed: 9 }), pointDataOf({ ...own, seed: 7 }));
  assert.notDeepEqual(pointDataOf({ ...SPEC, seed: 9 }), pointDataOf({ ...SPEC, seed: 7 }));
  assert.notDeepEqual(withData(own, { x: [[1, 3]] }), pointDataOf(own));
});

test("a curve is another by its rows or its function on its line, not by the seed", () => {
  const typed = { data: { kind: "function", expression: "x^2", domain: DOMAIN, samples: 9 } };
  const withData = (more) => curveDataOf({ data: { ...typed.data, ...more } });

  assert.deepEqual(withData({ seed: 3, samples: 20 }), curveDataOf(typed));
  assert.notDeepEqual(withData({ expression: "x^3" }), curveDataOf(typed));
  assert.notDeepEqual(withData({ domain: [0, 1] }), curveDataOf(typed));
});
