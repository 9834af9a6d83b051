/** What can be seen of a run that plays faster than can be read, on the frames that the engine makes. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { curvesOf } from "../../../../static/js/maps/maps.js";
import { graphInWords, planeInWords } from "../../../../static/js/views/output/in-words.js";
import { endsOf } from "../../../../static/js/views/output/legend.js";
import { marginOf, outputMapOf } from "../../../../static/js/views/output/plane.js";
import { pathOf, recentInWords, recentPoints } from "../../../../static/js/views/panel/recent.js";
import { makeScores } from "../../../../static/js/views/panel/scores.js";
import { fakeDocument } from "../../document.js";
import { recorded } from "../../recorded.js";

fakeDocument();

const EPOCH = 275;
const SIDE = 16;
const SOFTMAX = {
  output_activation: "softmax",
  loss: "categorical_cross_entropy",
  data: { kind: "circle" },
};
const SINE = { data: { kind: "sine" }, output_activation: "linear" };
const SLOPE = { data: { kind: "plane" }, output_activation: "linear", batch_size: 600 };
const [circle, shares, moons, sine, slope] = recorded([
  { spec: {}, from: 60 * EPOCH, to: 60 * EPOCH },
  { spec: SOFTMAX, from: 80 * EPOCH, to: 80 * EPOCH },
  { spec: { data: { kind: "moons" } }, from: 30 * EPOCH, to: 30 * EPOCH },
  { spec: SINE, from: 100, to: 100 },
  { spec: SLOPE, from: 11, to: 11 },
]).runs.map(([state]) => state);

/** What is shown of the only or first output. */
const output = ({ run }, more = {}) => ({
  ...{ layer: run.layers.length - 1, unit: 0, tests: false },
  ...more,
});

/** What a map has at a point of the plane. */
function valueAt({ side, values }, [low, high], [x, y]) {
  const cell = (at) =>
    Math.min(side - 1, Math.max(0, Math.floor((side * (at - low)) / (high - low))));
  return values[cell(y) * side + cell(x)];
}

/** Of how many points of a half the map says the class they have. */
function shareRight(state, unit, half) {
  const margin = marginOf(state, unit, SIDE);
  const { points, plane, threshold, layers } = state.run;
  const several = layers.at(-1).units > 1;
  const right = points[half].filter(([x, y, value]) => {
    const isOfIt = several ? value === unit : value >= threshold;
    return isOfIt === valueAt(margin, plane, [x, y]) >= 0;
  });
  return right.length / points[half].length;
}

test("the boundary divides the points as well as the engine says that it does", () => {
  for (const [state, unit] of [
    [circle, 0],
    [shares, 0],
    [shares, 1],
    [moons, 0],
  ]) {
    const { train_accuracy, test_accuracy } = state.history.at(-1);

    assert.ok(train_accuracy > 0.9);
    assert.ok(Math.abs(shareRight(state, unit, "train") - train_accuracy) < 0.05);
    assert.ok(Math.abs(shareRight(state, unit, "test") - test_accuracy) < 0.05);
  }
});

test("of two shares one is above the other where the other is below it", () => {
  const [outside, inside] = [0, 1].map((unit) => marginOf(shares, unit, SIDE).values);

  assert.ok(outside.every((value, cell) => Math.abs(value + inside[cell]) < 1e-9));
});

test("the map of an output is in the output's own unit", () => {
  const values = outputMapOf(shares, 0, SIDE).values;

  assert.ok(Math.max(...values) <= 1 && Math.max(...values) > 0.9);
  assert.ok(Math.min(...values) >= 0 && Math.min(...values) < 0.1);
});

test("what the picture of the plane shows is said in words", () => {
  const inside = marginOf(circle, 0, SIDE).values.filter((value) => value >= 0).length;
  const share = Math.round((100 * inside) / 256);

  assert.ok(share > 10 && share < 40);
  assert.equal(
    planeInWords(circle, output(circle, { tests: true })),
    `The output over the input plane from −6.00 to 6.00, inside on ${share} % of it; ` +
      "the points are the training and test data",
  );
  assert.match(planeInWords(shares, output(shares)), /outside on .*training data$/);
  assert.match(
    planeInWords(slope, output(slope, { tests: true })),
    /, between −?[\d.]+ and [\d.]+;/,
  );
});

test("of another neuron it is said which it is, and between what values it lies", () => {
  assert.match(
    planeInWords(circle, output(circle, { layer: 1, unit: 1 })),
    /^hidden 1, neuron 2 over the input plane .*, between −?[\d.]+ and −?[\d.]+; .* training data$/,
  );
});

test("before a frame has brought the map, nothing is said of it", () => {
  const empty = { ...circle, layers: [] };

  assert.equal(outputMapOf(empty, 0, SIDE), null);
  assert.match(planeInWords(empty, output(empty)), /from −6.00 to 6.00; the points/);
});

test("what the curve shows is said in words", () => {
  assert.equal(curvesOf(sine)[0].length, 101);
  assert.match(graphInWords(sine, true), /over the input .*, between .* and .*training and test/);
});

test("the ends of the colours are named by value and class", () => {
  assert.deepEqual(endsOf(circle.run, 0), ["−1 outside", "inside 1"]);
  assert.deepEqual(endsOf(shares.run, 0), ["0", "outside 1"]);
  const most = Math.max(...slope.run.points.train.map(([, , value]) => Math.abs(value)));
  assert.deepEqual(endsOf(slope.run, 0), [`−${most.toPrecision(3)}`, most.toPrecision(3)]);
});

test("a regression has no boundary", () => {
  assert.equal(marginOf(slope, 0, SIDE), null);
  assert.notEqual(outputMapOf(slope, 0, SIDE), null);
});

test("the recent losses end where the run stands, and are the last fifty", () => {
  const points = recentPoints(circle);
  const back = recentPoints({ ...circle, position: { ...circle.position, index: 5 * EPOCH } });

  assert.deepEqual([points.length, points[0].epoch, points.at(-1).epoch], [50, 11, 60]);
  assert.deepEqual([back.length, back.at(-1).epoch], [6, 5]);
});

test("both losses share a range: the highest is at the top, the lowest at the bottom", () => {
  const points = recentPoints(circle).slice(-2);
  const { train_loss, test_loss } = points[0];
  assert.ok(train_loss < test_loss);

  const heights = ["train_loss", "test_loss"].map((column) =>
    [...pathOf(points, column).matchAll(/ ([\d.]+)/g)].map(([, y]) => Number(y)),
  );

  assert.match(pathOf(points, "train_loss"), /^M0\.0 [\d.]+L100\.0 [\d.]+$/);
  assert.equal(Math.min(...heights.flat()), 0);
  assert.equal(Math.max(...heights.flat()), 40);
  assert.ok(heights[0].every((height, place) => height > heights[1][place]));
});

test("a loss that hardly changes is not drawn as if it did", () => {
  const flat = [1, 0.999].map((train_loss, epoch) => ({ epoch, train_loss, test_loss: null }));

  assert.equal(pathOf(flat, "train_loss"), "M0.0 0.0L100.0 0.8");
  assert.equal(pathOf(flat, "test_loss"), "");
});

test("the recent losses are said in words", () => {
  const points = [
    { epoch: 10, train_loss: 0.5, test_loss: 0.6 },
    { epoch: 60, train_loss: 0.25, test_loss: 0.3 },
  ];
  const untested = points.map((point) => ({ ...point, test_loss: null }));
  const training = "Losses since epoch 10: training from 0.500 to 0.250";

  assert.equal(recentInWords(points), `${training}, test from 0.600 to 0.300`);
  assert.equal(recentInWords(untested), training);
});

test("the scores are those of the last evaluation where the run stands", () => {
  const scores = makeScores();
  const last = { epoch: 60, train_loss: 0.0123, test_loss: 0.0456, train_accuracy: 1 };
  const point = { ...last, test_accuracy: 0.976, penalty: 0 };

  scores.paint({ ...circle, history: [...circle.history.slice(0, 60), point] });

  const [caption, , body] = scores.root.children;
  assert.equal(caption.textContent, "After epoch 60 · all rows");
  assert.deepEqual(
    body.children.flatMap(({ hidden, textContent }) => (hidden ? [] : [textContent])),
    ["loss0.01230.0456", "accuracy100 %98 %"],
  );
  const { position } = circle;
  scores.paint({ ...circle, position: { ...position, index: 0 }, visited: null });
  assert.equal(caption.textContent, "After epoch 0 · all rows");
  assert.match(body.textContent, /^loss0\.620/);
});

test("a regression has no accuracy, and without test rows there are no test scores", () => {
  const scores = makeScores();
  const point = { epoch: 0, train_loss: 0.5, test_loss: null, train_accuracy: null, penalty: 0 };

  scores.paint({ ...slope, history: [{ ...point, test_accuracy: null }], visited: null });

  const [, head, body] = scores.root.children;
  assert.equal(head.children[0].children[2].hidden, true);
  assert.deepEqual(
    body.children.map(({ hidden, textContent }) => [hidden, textContent]),
    [
      [false, "loss0.500"],
      [true, "penalty"],
      [true, "with it"],
      [true, "accuracy"],
      [true, "R²"],
    ],
  );
});
