/** An address of TensorFlow Playground is the same network on the same data; what differs is said. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromPlayground } from "../../../../static/js/views/share/playground.js";
import { share } from "../../../../static/js/words/en-share.js";

/** As it writes its address when it opens. */
const OPENS =
  "#activation=tanh&batchSize=10&dataset=circle&regDataset=reg-plane&learningRate=0.03&regularizationRate=0" +
  "&noise=0&networkShape=4,2&seed=0.59704&showTestData=false&discretize=false&percTrainData=50&x=true&y=true" +
  "&xTimesY=false&xSquared=false&ySquared=false&cosX=false&sinX=false&cosY=false&sinY=false&collectStats=false" +
  "&problem=classification&initZero=false&hideText=false";

test("as it opens it is its own data, start, loss and rate, in an order that stays", () => {
  const { shared, choices, notice } = fromPlayground(OPENS);

  assert.deepEqual(shared, {
    spec: {
      data: { kind: "circle", samples: 500, noise: 0, train_fraction: 0.5 },
      inputs: ["x1", "x2"],
      hidden: [
        { units: 4, activation: "tanh" },
        { units: 2, activation: "tanh" },
      ],
      output_activation: "tanh",
      loss: "squared_error",
      optimizer: { kind: "sgd", learning_rate: 0.03 },
      regularization: { kind: "none", rate: 0 },
      initializer: "playground",
      batch_size: 10,
      shuffle: false,
      seed: 59704,
      version: 2,
    },
    step: 0,
    edits: [],
  });
  assert.deepEqual([choices.tests, choices.discrete, choices.hide], [false, false, []]);
  assert.ok(notice.includes(share.playground.draws));
});

test("what is left out is as it is there", () => {
  assert.deepEqual(
    { ...fromPlayground("#dataset=circle").shared.spec, seed: 59704 },
    fromPlayground(OPENS).shared.spec,
  );
});

test("a regression has its data, its number of points and a linear output", () => {
  const { spec } = fromPlayground("#problem=regression&regDataset=reg-gauss&dataset=spiral").shared;

  assert.deepEqual(spec.data, {
    kind: "multi-gauss",
    samples: 1200,
    noise: 0,
    train_fraction: 0.5,
  });
  assert.equal(spec.output_activation, "linear");
});

test("features, layers, penalty, noise and split are read", () => {
  const { spec } = fromPlayground(
    "#x=false&xSquared=true&sinY=true&networkShape=8,8,8&activation=relu&regularization=L1" +
      "&regularizationRate=0.003&noise=25&percTrainData=70&batchSize=1&initZero=true",
  ).shared;

  assert.deepEqual(spec.inputs, ["x2", "x1^2", "sin x2"]);
  assert.deepEqual(spec.hidden, Array(3).fill({ units: 8, activation: "relu" }));
  assert.deepEqual(spec.regularization, { kind: "l1", rate: 0.003 });
  assert.deepEqual([spec.data.noise, spec.data.train_fraction], [0.25, 0.7]);
  assert.deepEqual([spec.batch_size, spec.initializer], [1, "zeros"]);
});

test("a network without hidden layers has none", () => {
  assert.deepEqual(fromPlayground("#networkShape=").shared.spec.hidden, []);
});

test("each of its hidden controls is hidden here", () => {
  const names =
    "showTestData discretize playButton stepButton resetButton learningRate activation regularization " +
    "regularizationRate problem dataset percTrainData noise batchSize numHiddenLayers";
  const hash = `#${names
    .split(" ")
    .map((name) => `${name}_hide=true`)
    .join("&")}&seed_hide=false&hideText=true`;

  assert.deepEqual(
    fromPlayground(hash).choices.hide.sort(),
    [
      ...["activation", "batch", "dataset", "discretize", "header", "layers", "noise", "penalty"],
      ...["penalty-rate", "play", "rate", "reset", "split", "step", "test-data"],
    ].sort(),
  );
});

for (const [hash, said] of Object.entries({
  "#networkShape=4,200": share.playground.bounded("networkShape", "4,200"),
  "#networkShape=4,x": share.playground.unread("networkShape", "4,x"),
  "#noise=90": share.playground.bounded("noise", "90"),
  "#learningRate=fast": share.playground.unread("learningRate", "fast"),
  "#dataset=moon": share.playground.unread("dataset", "moon"),
  "#batchSize=30": share.playground.remainder,
})) {
  test(`${hash} opens, and says what is another`, () => {
    const { shared, notice } = fromPlayground(hash);

    assert.ok(shared.spec.hidden.length > 0);
    assert.ok(notice.includes(said), notice);
  });
}
