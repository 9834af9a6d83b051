/** Every rule of the build rail: what an edit makes of a specification, and how edits travel. */

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  boundsOf,
  dataLabel,
  inputsOnOffer,
  summary,
  takesFormulas,
  withBiases,
  withData,
  withDataset,
  withFrozenToggled,
  withInputToggled,
  withInputTyped,
  withKept,
  withLayer,
  withLayerAdded,
  withLayerRemoved,
  withLoss,
  withOptimizer,
  withOutputActivation,
  withPenalty,
  withStart,
} from "../../../static/js/run/spec-edits.js";
import { pretty } from "../../../static/js/words/names.js";

const SPEC = Object.freeze({
  data: { kind: "circle", samples: 300, noise: 0.1, train_fraction: 0.5 },
  inputs: ["x1", "x2"],
  hidden: [
    { units: 4, activation: "tanh" },
    { units: 2, activation: "tanh" },
  ],
  output_activation: "tanh",
  loss: "squared_error",
  optimizer: { kind: "sgd", learning_rate: 0.03 },
  regularization: { kind: "none", rate: 0 },
  initializer: "glorot_uniform",
  batch_size: 10,
  shuffle: true,
  seed: 7,
});
const GIVEN = { ...SPEC, parameters: [{ w: [[1]], b: [0] }] };
const LOSSES = [
  { name: "squared_error", output_activation: null },
  { name: "binary_cross_entropy", output_activation: "sigmoid" },
  { name: "categorical_cross_entropy", output_activation: "softmax" },
];
const IRIS = {
  name: "iris",
  label: "Irises",
  generated: false,
  train_fraction: 0.8,
  default_inputs: ["sepal length", "petal length"],
  suggested: {
    data: { kind: "iris" },
    hidden: [{ units: 8, activation: "tanh" }],
    output_activation: "softmax",
    loss: "categorical_cross_entropy",
    optimizer: { kind: "adam", learning_rate: 0.01 },
  },
};

const SLOPE = { ...IRIS, name: "plane", suggested: { data: { kind: "plane", samples: 1200 } } };
const CIRCLE = { ...IRIS, name: "circle", suggested: { data: { kind: "circle" } } };
const CATALOG = {
  datasets: [CIRCLE, SLOPE, IRIS],
  schema: {
    properties: { data: { properties: { samples: { type: "integer", default: 500 } } } },
  },
};

test("a data set brings its inputs, its split and the settings that suit it", () => {
  const picked = withDataset(SPEC, IRIS, CATALOG);

  assert.deepEqual(picked.inputs, IRIS.default_inputs);
  assert.deepEqual(picked.data, {
    kind: "iris",
    samples: 300,
    noise: 0.1,
    train_fraction: 0.8,
    standardize: false,
    standardize_y: false,
  });
  assert.equal(picked.loss, "categorical_cross_entropy");
  assert.deepEqual(picked.hidden, [{ units: 8, activation: "tanh" }]);
});

test("a data set leaves the seed, the penalty and the initialisation alone", () => {
  const picked = withDataset(
    { ...SPEC, seed: 99, regularization: { kind: "l2", rate: 0.01 } },
    IRIS,
    CATALOG,
  );

  assert.equal(picked.seed, 99);
  assert.deepEqual(picked.regularization, { kind: "l2", rate: 0.01 });
  assert.equal(picked.initializer, "glorot_uniform");
});

test("a data set may suggest inputs and a number of samples of its own", () => {
  const suggested = { inputs: ["petal length"], data: { kind: "iris", samples: 1200 } };

  const picked = withDataset(SPEC, { ...IRIS, suggested }, CATALOG);

  assert.deepEqual(picked.inputs, ["petal length"]);
  assert.equal(picked.data.samples, 1200);
});

test("samples that a data set brought go with it", () => {
  const circle = withData(SPEC, { samples: 500 });

  const slope = withDataset(circle, SLOPE, CATALOG);

  assert.equal(slope.data.samples, 1200);
  assert.equal(withDataset(slope, CIRCLE, CATALOG).data.samples, 500);
  assert.equal(withDataset(withDataset(slope, IRIS, CATALOG), CIRCLE, CATALOG).data.samples, 500);
});

test("samples that were typed stay with a data set that suggests none", () => {
  const slope = withData(withDataset(SPEC, SLOPE, CATALOG), { samples: 800 });

  assert.equal(withDataset(slope, CIRCLE, CATALOG).data.samples, 800);
});

test("leaving an own table drops its numbers", () => {
  const own = withData(SPEC, { kind: "table", x: [[1, 2]], y: [[1]] });

  const { data } = withDataset(own, IRIS, CATALOG);

  assert.ok(!("x" in data) && !("y" in data));
});

test("inputs are switched on in the data set's order", () => {
  const available = ["x1", "x1^2", "x2"];

  assert.deepEqual(withInputToggled(SPEC, "x1^2", available).inputs, ["x1", "x1^2", "x2"]);
  assert.deepEqual(withInputToggled(SPEC, "x1", available).inputs, ["x2"]);
});

test("the last input stays", () => {
  const one = { ...SPEC, inputs: ["x1"] };

  assert.equal(withInputToggled(one, "x1", ["x1", "x2"]), one);
});

test("an added layer is like the last one, a removed one is the one named", () => {
  const added = { units: 2, activation: "tanh", frozen: false };
  assert.deepEqual(withLayerAdded(SPEC).hidden.at(-1), added);
  const frozen = { ...SPEC, hidden: [{ ...added, frozen: true }] };
  assert.deepEqual(withLayerAdded(frozen).hidden, [...frozen.hidden, added]);
  assert.deepEqual(withLayerRemoved(SPEC, 0).hidden, [{ units: 2, activation: "tanh" }]);
  assert.equal(withLayerAdded({ ...SPEC, hidden: [] }).hidden.length, 1);
});

test("a layer's change leaves the others as they are", () => {
  const changed = withLayer(SPEC, 1, { units: 3 });

  assert.deepEqual(
    changed.hidden.map(({ units }) => units),
    [4, 3],
  );
  assert.equal(changed.hidden[0], SPEC.hidden[0]);
});

test("a loss brings the output activation it is bound to", () => {
  assert.equal(withLoss(SPEC, "binary_cross_entropy", LOSSES).output_activation, "sigmoid");
  assert.equal(withLoss(SPEC, "categorical_cross_entropy", LOSSES).output_activation, "softmax");
});

test("leaving the loss of softmax leaves softmax too, leaving that of sigmoid does not", () => {
  const soft = withLoss(SPEC, "categorical_cross_entropy", LOSSES);
  const logistic = withLoss(SPEC, "binary_cross_entropy", LOSSES);

  assert.equal(withLoss(soft, "squared_error", LOSSES).output_activation, "linear");
  assert.equal(withLoss(logistic, "squared_error", LOSSES).output_activation, "sigmoid");
});

test("an output activation frees a loss that is bound to another", () => {
  const soft = withLoss(SPEC, "categorical_cross_entropy", LOSSES);

  const freed = withOutputActivation(soft, "tanh", LOSSES, ["softmax"]);

  assert.deepEqual([freed.output_activation, freed.loss], ["tanh", "squared_error"]);
  assert.equal(withOutputActivation(SPEC, "relu", LOSSES, []).loss, "squared_error");
});

test("exact starting values stay with another activation that a run can go on with", () => {
  const given = { ...SPEC, parameters: [{ w: [[1]], b: [0] }] };
  const linear = (goOn) => withOutputActivation(given, "linear", LOSSES, goOn);

  assert.equal(withKept(given, 0, { activation: "relu" }).parameters, given.parameters);
  assert.equal(linear(["tanh", "linear"]).parameters, given.parameters);
  assert.ok(!("parameters" in linear(["tanh"])));
});

for (const [what, change] of Object.entries({
  "a layer's units": (spec) => withLayer(spec, 0, { units: 3 }),
  "an input": (spec) => withInputToggled(spec, "x2", ["x1", "x2"]),
  "the data set": (spec) => withDataset(spec, IRIS, CATALOG),
  "the seed": (spec) => withStart(spec, { seed: 8 }),
  "the loss": (spec) => withLoss(spec, "binary_cross_entropy", LOSSES),
})) {
  test(`given starting values do not outlive a change of ${what}`, () => {
    assert.ok(!("parameters" in change(GIVEN)));
  });
}

test("given starting values outlive another learning rate", () => {
  const changed = withOptimizer(GIVEN, { learning_rate: 0.1 });

  assert.equal(changed.parameters, GIVEN.parameters);
  assert.deepEqual(changed.optimizer, { kind: "sgd", learning_rate: 0.1 });
});

test("a layer is frozen and let go again; given starting values outlive it", () => {
  const frozen = withFrozenToggled(GIVEN, 1);

  assert.deepEqual(
    frozen.hidden.map((layer) => layer.frozen),
    [undefined, true],
  );
  assert.equal(frozen.parameters, GIVEN.parameters);
  assert.deepEqual(withFrozenToggled(frozen, 1).hidden[1].frozen, false);
});

test("biases are trained, fixed or none; given ones outlive all but none", () => {
  const [trained, fixed, none] = ["trained", "fixed", "none"].map((are) => withBiases(GIVEN, are));

  assert.deepEqual([trained.use_biases, trained.train_biases], [true, true]);
  assert.deepEqual([fixed.use_biases, fixed.train_biases], [true, false]);
  assert.equal(none.use_biases, false);
  assert.equal(fixed.parameters, GIVEN.parameters);
  assert.equal(none.parameters, undefined);
});

test("another optimizer has constants of its own", () => {
  const adam = { kind: "adam", learning_rate: 0.1, beta_1: 0.5 };
  const spec = { ...SPEC, optimizer: adam };

  assert.deepEqual(withOptimizer(spec, { kind: "sgd" }).optimizer, {
    kind: "sgd",
    learning_rate: 0.1,
  });
  assert.deepEqual(withOptimizer(spec, { learning_rate: 1 }).optimizer, {
    ...adam,
    learning_rate: 1,
  });
});

test("a penalty that is switched on costs something", () => {
  assert.deepEqual(withPenalty(SPEC, { kind: "l2" }).regularization, { kind: "l2", rate: 0.001 });
  assert.deepEqual(withPenalty(SPEC, { rate: 0 }).regularization, { kind: "none", rate: 0 });
});

test("the summary names the data, the shape and the activations", () => {
  const layers = [{ units: 2 }, { units: 4 }, { units: 2 }, { units: 1 }];
  const catalog = {
    datasets: [{ name: "circle", label: "Circle" }],
    activations: [{ name: "relu", label: "ReLU" }],
  };
  const mixed = withLayer(SPEC, 1, { activation: "relu" });

  assert.equal(summary({ spec: SPEC, layers }, catalog), "Circle · 2–4–2–1 · tanh");
  assert.equal(summary({ spec: mixed, layers }, catalog), "Circle · 2–4–2–1 · tanh, ReLU");
  assert.equal(summary({ spec: { ...SPEC, hidden: [] }, layers }, null), "circle · 2–4–2–1 · tanh");
});

test("a table of one's own is called by its file, where it came from one", () => {
  const catalog = { datasets: [{ name: "circle", label: "Circle" }] };
  const own = { ...SPEC, data: { kind: "table", x: [[1]] } };

  assert.equal(dataLabel(SPEC, catalog), "Circle");
  assert.equal(dataLabel(own, catalog), "Own table");
  assert.equal(dataLabel({ ...own, data: { ...own.data, label: "flats.csv" } }, null), "flats.csv");
});

test("all columns of a table are told, those that are no inputs too", () => {
  const data = { kind: "table", x: [[1, 2, 3]] };

  const named = { ...data, x_names: ["a", "b", "c"] };
  assert.deepEqual(inputsOnOffer({ data, inputs: ["x3"] }, []), ["x1", "x2", "x3"]);
  assert.deepEqual(inputsOnOffer({ data: named, inputs: ["b"] }, []), ["a", "b", "c"]);
});

test("points of a plane have the inputs of the built-in ones, and what is typed besides", () => {
  const datasets = [{ name: "circle", inputs: ["x1", "x2", "x1*x2"] }];
  const offered = (data) => inputsOnOffer({ data, inputs: ["x1", "sin(3x1)"] }, datasets);

  for (const data of [
    { kind: "circle" },
    { kind: "table", x: [[1, 2]], domain: [-6, 6] },
    { kind: "function", expression: "x1 < x2" },
  ]) {
    assert.deepEqual(offered(data), ["x1", "x2", "x1*x2", "sin(3x1)"]);
  }
  assert.deepEqual(
    inputsOnOffer({ data: { kind: "table", x: [[1, 2]] }, inputs: ["x1"] }, datasets),
    ["x1", "x2"],
  );
});

test("a typed input comes after the others, once, and exact weights for fewer inputs go", () => {
  const given = { ...SPEC, parameters: [{}] };
  const typed = withInputTyped(given, "sin(x1*x2)");

  assert.deepEqual(typed.inputs, ["x1", "x2", "sin(x1*x2)"]);
  assert.equal("parameters" in typed, false);
  assert.equal(withInputTyped(typed, "sin(x1*x2)"), typed);
});

test("only points of a plane take formulas", () => {
  const inputs = ["x1", "x2", "x1*x2"];
  const datasets = [
    { name: "circle", inputs },
    { name: "spiral", inputs },
    { name: "iris", inputs: ["petal"] },
  ];
  const takes = (data) => takesFormulas({ data }, datasets);

  assert.equal(takes({ kind: "spiral" }), true);
  assert.equal(takes({ kind: "table", x: [[1, 2]], domain: [0, 1] }), true);
  assert.equal(takes({ kind: "iris" }), false);
  assert.equal(takes({ kind: "table", x: [[1, 2]] }), false);
  assert.equal(takes({ kind: "function", expression: "sin(x)" }), false);
});

test("a typed function is called as it is written", () => {
  const data = { kind: "function", expression: "sin(x)*x" };

  assert.equal(dataLabel({ data, inputs: ["x"] }, null), "sin(x)*x");
});

test("bounds are found through references, lists and optional fields", () => {
  const schema = {
    $ref: "#/$defs/Spec",
    $defs: {
      Spec: {
        properties: {
          hidden: { type: "array", maxItems: 8, items: { $ref: "#/$defs/Hidden" } },
          rate: { anyOf: [{ type: "null" }, { type: "number", exclusiveMinimum: 0, maximum: 1 }] },
        },
      },
      Hidden: { properties: { units: { type: "integer", minimum: 1, maximum: 128 } } },
    },
  };

  assert.equal(boundsOf(schema, "hidden").longest, 8);
  assert.deepEqual(boundsOf(schema, "hidden.*.units"), {
    whole: true,
    low: 1,
    openLow: false,
    high: 128,
    longest: null,
  });
  assert.deepEqual(boundsOf(schema, "rate"), {
    whole: false,
    low: 0,
    openLow: true,
    high: 1,
    longest: null,
  });
});

test("names are shown with their index below and their power above", () => {
  assert.deepEqual(["x1", "x2^2", "x1*x2", "sin x1", "sepal length"].map(pretty), [
    "x₁",
    "x₂²",
    "x₁x₂",
    "sin x₁",
    "sepal length",
  ]);
});
