import assert from "node:assert/strict";
import { test } from "node:test";
import { INITIAL, reduceLetter } from "../../../../static/js/state/reduce.js";
import { edgeSentence } from "../../../../static/js/views/stage/card.js";
import { strongest } from "../../../../static/js/views/stage/gaps.js";
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
  blameTerms,
  classOf,
  forwardTerms,
  gradientAt,
  gradients,
  perUnit,
  steadied,
  targets,
} from "../../../../static/js/views/stage/reading.js";

const tensor = (data, ...shape) => ({ data: Float64Array.from(data), shape });

const RUN = {
  id: 1,
  classes: ["no", "yes"],
  layers: [
    { units: 2, names: ["x1", "x2"] },
    { units: 3, names: ["h1", "h2", "h3"], activation: "tanh" },
    { units: 2, names: ["no", "yes"], activation: "softmax" },
  ],
};
const PAUSED = { playing: false, rate: 2, unit: "propagation" };

const at = (phase, layer, playback = PAUSED) =>
  lookOf({ run: RUN, playback, position: { index: 1, epoch: 0, batch: 0, phase, layer } });

test("one sample's numbers, or the mean over the mini-batch, as the scope says", () => {
  const layers = [{ a: tensor([1, 10, 3, 30], 2, 2) }];

  assert.deepEqual(perUnit({ layers, scope: "sample", sample: 1 }, "a", 0), [3, 30]);
  assert.deepEqual(perUnit({ layers, scope: "batch", sample: 1 }, "a", 0), [2, 20]);
  assert.equal(perUnit({ layers, scope: "sample", sample: 0 }, "z", 0), null);
});

test("a sample beyond a smaller mini-batch is its last one", () => {
  const layers = [{ a: tensor([1, 2], 2, 1) }];

  assert.deepEqual(perUnit({ layers, scope: "sample", sample: 9 }, "a", 0), [2]);
});

test("a loss has one number a sample", () => {
  const layers = [{ loss: tensor([1, 5], 2) }];

  assert.deepEqual(perUnit({ layers, scope: "sample", sample: 1 }, "loss", 0), [5]);
  assert.deepEqual(perUnit({ layers, scope: "batch", sample: 1 }, "loss", 0), [3]);
});

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

test("a gradient is this sample's a·δ, or the mean over the mini-batch, as the scope says", () => {
  const one = { ...BACKWARD, scope: "sample" };
  const all = { ...BACKWARD, scope: "batch" };
  const edge = { layer: 1, from: 1, to: 2 };

  assert.equal(gradientAt(one, edge), -4);
  assert.equal(gradientAt(all, edge), 9);
  assert.deepEqual(gradients(one, 1), tensor([30, 300, -3, 40, 400, -4], 2, 3));
  assert.equal(gradients(all, 1), BACKWARD.layers[1].grad_w);
});

test("there is no gradient before the layer's own step back", () => {
  const layers = [BACKWARD.layers[0], { w: BACKWARD.layers[1].w }];

  for (const scope of ["sample", "batch"]) {
    const state = { ...BACKWARD, layers, scope };
    assert.equal(gradients(state, 1), undefined);
    assert.equal(gradientAt(state, { layer: 1, from: 0, to: 0 }), undefined);
  }
});

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
});

test("a change says its direction, and that it is a change when it is none", () => {
  assert.equal(changeText(0.5), "▲ 0.500");
  assert.equal(changeText(-0.5), "▼ −0.500");
  assert.equal(changeText(0), "Δ 0");
});

const hidden = (units) => ({ units, names: Array.from({ length: units }, (_, k) => `h${k + 1}`) });
const layer = (...names) => ({ units: names.length, names });
const CIRCLE = [layer("x1", "x2"), hidden(4), hidden(2), layer("inside")];

const selectedAfter = (selected, id, ...layers) => {
  const before = { ...INITIAL, run: { type: "run", id: 1, layers: CIRCLE }, selected };
  return reduceLetter(before, { type: "run", id, layers }).selected;
};

test("a selection outlives a change of the network where its neuron does", () => {
  const [inputs, first, second, output] = CIRCLE;
  const chosen = { layer: 2, unit: 1 };

  assert.equal(selectedAfter(chosen, 2, inputs, first, second, output), chosen);
  assert.equal(selectedAfter(chosen, 2, layer("x1", "x2", "x1^2"), first, second, output), chosen);
  assert.equal(selectedAfter(chosen, 2, inputs, first, hidden(1), output), null, "no such unit");
  assert.equal(selectedAfter(chosen, 2, inputs, first, output), null, "no such layer");
  const lastHidden = { layer: 2, unit: 0 };
  assert.equal(selectedAfter(lastHidden, 2, inputs, first, output), null, "now the output");
});

test("a selection does not outlive its data", () => {
  const wines = [layer("ash", "hue"), hidden(4), layer("cultivar 1", "cultivar 2", "cultivar 3")];

  assert.equal(selectedAfter({ layer: 2, unit: 1 }, 2, ...wines), null);
  assert.equal(selectedAfter({ layer: 1, unit: 1 }, 2, ...wines), null);
  assert.equal(
    selectedAfter({ layer: 1, unit: 1 }, 1, ...wines),
    null,
    "a server that started again",
  );
  assert.deepEqual(selectedAfter({ layer: 1, unit: 1 }, 1, ...CIRCLE), { layer: 1, unit: 1 });
});

test("targets come with the mini-batch", () => {
  const layers = [{ y: tensor([0, 1], 1, 2) }, {}, {}];

  assert.deepEqual(targets({ layers, scope: "sample", sample: 0 }), [0, 1]);
});

test("the terms of a sum are what each connection brings", () => {
  const w = tensor([1, 2, 3, 4, 5, 6], 2, 3);

  assert.deepEqual(forwardTerms([10, 100], w, 1), [20, 500]);
  assert.deepEqual(blameTerms([1, 10, 100], w, 1), [4, 50, 600]);
});

test("the class said is the largest output's, where outputs are classes", () => {
  assert.equal(classOf(RUN, [0.2, 0.8]), 1);
  assert.equal(classOf(RUN, null), null);
  assert.equal(classOf({ ...RUN, classes: ["no", "yes"] }, [0.3]), null, "one output has no rival");
});

test("while pictures are only exchanged, what is not computed yet stands as it was", () => {
  const before = { run: RUN, layers: [{ a: "old a" }, { a: "old h", delta: "old d", w: "old w" }] };
  const now = { run: RUN, layers: [{ a: "new a" }, { w: "new w" }] };

  assert.deepEqual(steadied(now, before).layers, [{ a: "new a" }, { a: "old h", w: "new w" }]);
  assert.equal(steadied(now, { ...before, run: { ...RUN, id: 2 } }), now, "never of another run");
});

test("each phase says which connections take part", () => {
  assert.deepEqual(at("forward", 1).linesOf, 1);
  assert.deepEqual([at("backward", 1).linesOf, at("backward", 1).barsOf], [2, 1]);
  assert.deepEqual([at("backward", 2).linesOf, at("backward", 2).barsOf], [-1, 2]);
  assert.deepEqual([at("update", 2).linesOf, at("update", 2).changesOf], [2, 2]);
  assert.deepEqual([at("input", 0).linesOf, at("loss", 2).linesOf], [-1, -1]);
});

test("nothing is in play before the first step, nor while steps go by too fast to follow", () => {
  const fast = at("backward", 1, { playing: true, rate: null, unit: "propagation" });

  for (const look of [at("start", 0), fast]) {
    assert.equal(look.layer, -1);
    assert.equal(look.linesOf, 0, "all connections are shown alike");
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

const spaced = (units, way) => [
  { layers: units.map((count) => ({ units: count })) },
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
  assert.equal(targetClass(gate, 1), "true");
  assert.equal(outputName(RUN, 1), "yes");
  assert.equal(targetClass(RUN, 1), "");
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
