import assert from "node:assert/strict";
import { test } from "node:test";
import { edgeSentence } from "../../../../static/js/views/stage/card.js";
import { drawnOf, makeGap, setEdges, strongest } from "../../../../static/js/views/stage/gaps.js";
import { layout } from "../../../../static/js/views/stage/layout/geometry.js";
import { lookOf } from "../../../../static/js/views/stage/look.js";
import { changeText } from "../../../../static/js/views/stage/marks.js";
import {
  caption,
  captions,
  edgeName,
  neuronSentence,
  outputName,
  targetClass,
} from "../../../../static/js/views/stage/names.js";
import {
  classOf,
  incomingTerms,
  outgoingTerms,
} from "../../../../static/js/views/stage/reading.js";
import { fakeDocument } from "../../document.js";

fakeDocument();

const tensor = (data, ...shape) => ({ data: Float64Array.from(data), shape });

const RUN = {
  id: 1,
  spec: { hidden: [{ frozen: false }], use_biases: true, train_biases: true },
  classes: ["no", "yes"],
  layers: [
    { units: 2, names: ["x1", "x2"] },
    { units: 3, names: ["h1", "h2", "h3"], activation: "tanh" },
    { units: 2, names: ["no", "yes"], activation: "softmax" },
  ],
};
const layer = (...names) => ({ units: names.length, names });
const PAUSED = { playing: false, speed: 2, unit: "propagation" };

const at = (phase, layer, playback = PAUSED) =>
  lookOf({ run: RUN, playback, position: { index: 1, epoch: 0, batch: 0, phase, layer } });

const BACKWARD = {
  run: RUN,
  sample: 1,
  layers: [
    { a: tensor([1, 2, 3, 4], 2, 2) },
    {
      w: tensor([1, 1, 1, 1, 1, 1], 2, 3),
      delta: tensor([1, 1, 1, 10, 100, -1], 2, 3),
      grad_w: tensor([7, 8, 9, 7, 8, 9], 2, 3),
    },
  ],
};

test("a connection says of what its gradient is", () => {
  const edge = { layer: 1, from: 1, to: 2 };

  assert.match(
    edgeSentence({ ...BACKWARD, scope: "sample" }, edge),
    /gradient of this sample −4\.00/,
  );
  assert.match(
    edgeSentence({ ...BACKWARD, scope: "batch" }, edge),
    /gradient mini-batch mean 9\.00/,
  );
  const run = { ...RUN, spec: { ...RUN.spec, batch_reduction: "sum" } };
  assert.match(
    edgeSentence({ ...BACKWARD, run, scope: "batch" }, edge),
    /gradient mini-batch sum 9\.00/,
  );
});

test("a change says its direction, and that it is a change when it is none", () => {
  assert.equal(changeText(0.5), "▲ 0.500");
  assert.equal(changeText(-0.5), "▼ −0.500");
  assert.equal(changeText(0), "Δ 0");
});

test("the terms of a sum are what each connection brings", () => {
  const w = tensor([1, 2, 3, 4, 5, 6], 2, 3);

  assert.deepEqual(incomingTerms([10, 100], w, 1), [20, 500]);
  assert.deepEqual(outgoingTerms([1, 10, 100], w, 1), [4, 50, 600]);
});

test("the class said is the largest output's, where outputs are classes", () => {
  assert.equal(classOf(RUN, [0.2, 0.8]), 1);
  assert.equal(classOf(RUN, null), null);
  assert.equal(classOf({ ...RUN, classes: ["no", "yes"] }, [0.3]), null, "one output has no rival");
});

test("each phase says which connections take part", () => {
  assert.deepEqual(at("forward", 1).edgesOf, 1);
  assert.deepEqual([at("backward", 1).edgesOf, at("backward", 1).barsOf], [2, 1]);
  assert.deepEqual([at("backward", 2).edgesOf, at("backward", 2).barsOf], [-1, 2]);
  assert.deepEqual([at("update", 2).edgesOf, at("update", 2).updateOf], [2, 2]);
  assert.deepEqual([at("input", 0).edgesOf, at("loss", 2).edgesOf], [-1, -1]);
});

test("nothing is in play before the first step, nor while steps go by too fast to follow", () => {
  const fast = at("backward", 1, { playing: true, speed: null, unit: "propagation" });

  for (const look of [at("start", 0), fast]) {
    assert.equal(look.layer, -1);
    assert.equal(look.edgesOf, 0, "all connections are shown alike");
    assert.equal(look.chip, "");
  }
});

test("the chip names phase and layer", () => {
  assert.equal(at("forward", 2).chip, "▶ FORWARD · layer 2");
  assert.equal(at("backward", 1).chip, "◀ BACKWARD · layer 1");
  assert.equal(at("update", 1).chip, "↻ UPDATE · layer 1");
});

test("neurons, layers and connections are called by their place, or by their data's names", () => {
  assert.equal(caption(RUN, 1), "hidden 1 · 3");
  assert.equal(neuronSentence(RUN, 0, 0, 0.62, undefined), "input x₁: 0.620");
  assert.equal(
    neuronSentence(RUN, 1, 1, 0.47, -0.012),
    "hidden 1, neuron 2: activation 0.470, delta −0.0120",
  );
  assert.equal(neuronSentence(RUN, 2, 1, undefined, undefined), "output yes: not computed yet");
  assert.equal(edgeName(RUN, { layer: 2, from: 0, to: 1 }), "hidden 1, neuron 1 → output yes");
});

const spaced = (units, way, frozen = false) => [
  { spec: { hidden: [{ frozen }] }, layers: units.map((count) => ({ units: count })) },
  units.map((_, layer) => ({ x: layer * way })),
];

test("captions get shorter together, before they touch", () => {
  assert.deepEqual(captions(...spaced([2, 8, 1], 120)), [
    "input · 2",
    "hidden 1 · 8",
    "output · 1",
  ]);
  assert.deepEqual(captions(...spaced([2, 8, 1], 54)), ["in · 2", "h1 · 8", "out · 1"]);
  assert.deepEqual(captions(...spaced([2, 8, 1], 30)), ["2", "8", "1"]);
  assert.deepEqual(captions(...spaced([2, 8, 1], 54, true)), ["2", "8", "1"], "beside a lock");
});

test("one output of two classes says which is 1, and what its target stands for", () => {
  const run = { classes: ["outside", "inside"], threshold: 0, layers: [{}, layer("inside")] };

  assert.equal(outputName(run, 0), "1 = inside");
  assert.deepEqual([targetClass(run, 1), targetClass(run, -1)], ["inside", "outside"]);
  assert.equal(targetClass({ ...run, threshold: 0.5 }, 0), "outside");
  assert.equal(targetClass(run, undefined), "", "not known yet");
});

test("other outputs keep their names, and their targets are numbers", () => {
  const value = { classes: [], threshold: 0, layers: [{}, layer("y")] };
  const gate = { classes: ["false", "true"], threshold: 0.5, layers: [{}, layer("XOR")] };

  assert.equal(outputName(value, 0), "y");
  assert.equal(targetClass(value, 1), "");
  assert.equal(outputName(gate, 0), "XOR");
  const table = { classes: ["0", "1"], threshold: 0.5, layers: [{}, layer("y1")] };
  assert.equal(outputName(table, 0), "y₁");
  assert.deepEqual([targetClass(table, 0), targetClass(table, 1)], ["", ""], "not said twice");
  assert.equal(targetClass(gate, 1), "true");
  assert.equal(outputName(RUN, 1), "yes");
  assert.equal(targetClass(RUN, 1), "");
});

test("from near the strongest connections into every neuron are drawn, until one is selected", () => {
  const w = tensor(
    Array.from({ length: 30 * 40 }, (_, k) => (k * 7919) % 1201),
    30,
    40,
  );
  const strongestInto = (to) =>
    Array.from({ length: 30 }, (_, from) => from)
      .sort((one, other) => w.data[other * 40 + to] - w.data[one * 40 + to])
      .slice(0, 2);

  const all = drawnOf(w, null, null, true);

  assert.deepEqual(drawnOf(w, null, null, false), []);
  assert.equal(all.length, 80);
  for (let to = 0; to < 40; to += 1)
    assert.deepEqual(
      all.filter((pair) => pair[1] === to).map(([from]) => from),
      strongestInto(to),
    );
  assert.deepEqual(drawnOf(w, { to: 3 }, null, true), strongest(w, { to: 3 }));
});

test("the connection that a hand has chosen is drawn however weak it is, and once", () => {
  const w = tensor(
    Array.from({ length: 100 }, (_, from) => from),
    100,
    1,
  );

  const weak = drawnOf(w, { to: 0 }, [0, 0], false);
  const strong = drawnOf(w, { to: 0 }, [99, 0], false);

  assert.deepEqual(weak, [...strongest(w, { to: 0 }), [0, 0]]);
  assert.deepEqual(strong, strongest(w, { to: 0 }));
});

test("a connection keeps its element when it is another's turn to be the strongest", () => {
  const { columns, ...rows } = layout(
    { units: [40, 40], image: null },
    { width: 800, height: 600 },
  );
  const gap = makeGap(1, columns[0], columns[1], true, rows, []);
  const elements = () => new Map(gap.edges.map(({ from, to, group }) => [`${from} ${to}`, group]));
  setEdges(gap, [
    [0, 1],
    [2, 1],
    [5, 1],
  ]);
  const before = elements();

  setEdges(gap, [
    [5, 1],
    [0, 1],
    [7, 1],
  ]);

  const now = elements();
  assert.deepEqual([...now.keys()], ["5 1", "0 1", "7 1"]);
  assert.equal(now.get("5 1"), before.get("5 1"));
  assert.equal(now.get("0 1"), before.get("0 1"));
  assert.equal(now.get("7 1"), before.get("2 1"), "elements are used again");
  assert.equal(now.get("7 1").dataset.edge, "1:7:1");
  setEdges(gap, []);
  assert.equal(gap.group.childElementCount, 0);
});

test("only the 64 strongest connections of a neuron are taken, the strongest first", () => {
  const w = tensor(
    Array.from({ length: 200 }, (_, k) => (k % 2 ? -k : k)),
    100,
    2,
  );

  const into = strongest(w, { to: 1 });
  const outOf = strongest(w, { from: 3 });

  assert.equal(into.length, 64);
  assert.deepEqual(into[0], [99, 1]);
  assert.deepEqual(into[63], [36, 1]);
  assert.deepEqual(outOf, [
    [3, 1],
    [3, 0],
  ]);
});
