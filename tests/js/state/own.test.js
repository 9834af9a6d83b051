/** A sample of the visitor's own, seen in place of the mini-batch: what the engine said, and nothing else. */

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { formulaOf } from "../../../static/js/formulas/formula.js";
import { createOwn, seeingOwn } from "../../../static/js/state/own.js";
import { INITIAL } from "../../../static/js/state/reduce.js";
import {
  layerOf,
  perUnit,
  samplesOf,
  steadied,
  targetsOf,
} from "../../../static/js/state/select.js";
import { createStore } from "../../../static/js/state/store.js";
import { scenes, statesOf } from "../recorded.js";

const VALUES = [1.5, -2];
const STEP = 8;
/** A run that goes back through its layers, with a sample of the visitor's own that the engine has answered. */
let state;
let answer;

before(() => {
  const acts = [
    { type: "step", count: STEP },
    { type: "probe", values: VALUES },
  ];
  const { catalog, runs } = scenes([{ spec: {}, acts }]);
  const told = runs[0].flatMap(({ told }) => told);
  answer = told.find(({ letter }) => letter?.type === "probed").letter;
  const last = statesOf({ ...INITIAL, catalog }, told).at(-1);
  state = { ...last, scope: "batch", sample: 3, own: sample() };
});

function sample(change) {
  return { values: VALUES, neighbours: 0, answer, layer: null, steppedAt: null, ...change };
}

function shown(change) {
  return createOwn()({ ...state, own: sample(change) });
}

test("without one, and before it is answered, the mini-batch is seen", () => {
  for (const own of [null, sample({ answer: null })]) {
    const before = { ...state, own };
    assert.equal(createOwn()(before), before);
  }
});

test("it is a mini-batch of one, with what the engine made of it in every layer", () => {
  const seen = shown();

  assert.equal(samplesOf(seen), 1);
  assert.deepEqual(perUnit(seen, "a", 0), VALUES);
  answer.layers.forEach(({ z, a }, place) => {
    assert.deepEqual(perUnit(seen, "z", place + 1), z);
    assert.deepEqual(perUnit(seen, "a", place + 1), a);
  });
});

test("it has no target, no loss and goes not back, and the weights are those of the run", () => {
  const seen = shown();

  assert.ok(layerOf(state, 3).delta, "the run has gone back");
  assert.equal(targetsOf(seen), undefined);
  for (const layer of seen.layers)
    for (const name of ["loss", "delta", "grad_w", "rows"]) assert.equal(layer[name], undefined);
  for (const layer of [1, 2, 3]) assert.equal(layerOf(seen, layer).w, layerOf(state, layer).w);
});

test("the formula of a neuron has its numbers", () => {
  const seen = { ...shown(), selected: { layer: 2, unit: 1 } };

  const { phase, result, lines } = formulaOf(seen);

  assert.equal(phase, "forward");
  assert.equal(result, answer.layers[1].a[1]);
  assert.ok(lines.length > 2);
});

test("on its way it is unknown in layers that it has not come to", () => {
  const seen = shown({ layer: 1 });

  assert.deepEqual([seen.position.phase, seen.position.layer], ["forward", 1]);
  assert.ok(layerOf(seen, 1).a);
  assert.equal(layerOf(seen, 2).a, undefined);
  assert.equal(shown({ layer: 0 }).position.phase, "input");
});

test("a layer is moved into once, where the run stood when it was gone to", () => {
  assert.equal(shown({ layer: 1, steppedAt: state.position }).stepped, true);
  assert.equal(shown({ layer: 1, steppedAt: { ...state.position } }).stepped, false);
});

test("what did not change keeps its identity", () => {
  const see = createOwn();
  const seen = see(state);
  const hovered = see({ ...state, hoveredUnit: { layer: 1, unit: 0 } });

  assert.equal(see(state).layers, seen.layers);
  assert.equal(hovered.position, seen.position);
  assert.equal(hovered.layers, seen.layers);
});

test("an answer of a network that is no more is not shown", () => {
  const [input, hidden, ...rest] = state.run.layers;
  const run = { ...state.run, layers: [input, { ...hidden, units: 9 }, ...rest] };
  const before = { ...state, run };

  assert.equal(createOwn()(before), before);
});

test("at speed it takes nothing from the mini-batch seen before", () => {
  assert.equal(targetsOf(steadied(shown(), { ...state, own: null })), undefined);
});

test("a run on other data is seen without it, one on data like these has still to answer", async () => {
  const seenAfter = (change) => {
    const store = createStore();
    const run = (id, more) => ({
      ...{ type: "run", id, edits: [], spec: { hidden: [], data: { kind: "iris" } } },
      layers: [{ names: ["width"] }],
      ...more,
    });
    const frame = { kind: "keyframe", index: 0, tensors: [] };
    for (const message of [run(6), frame]) store.receive(message);
    store.set({ own: sample({ layer: 1 }) });
    for (const message of [run(7, change), frame]) store.receive(message);
    return seeingOwn(store).get().own;
  };

  assert.equal(seenAfter({ layers: [{ names: ["height"] }] }), null);
  assert.equal(seenAfter({ spec: { hidden: [], data: { kind: "wine" } } }), null);
  assert.deepEqual(seenAfter({}), sample({ answer: null }));
});
