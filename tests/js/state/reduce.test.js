/** What messages make of the page's state: the same for whoever saw a run go and whoever comes later. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { runAt } from "../../../static/js/state/edited.js";
import { INITIAL, reduceFrame, reduceLetter } from "../../../static/js/state/reduce.js";
import { scenes, statesOf } from "../recorded.js";

const step = (count, unit = "propagation") => ({ type: "step", count, unit });
const speed = (speed, unit) => ({ type: "set_speed", speed, unit });
const seek = (index) => ({ type: "seek", index });
const tick = (s) => ({ type: "tick", s });
const PLAY = { type: "play" };
const PAUSE = { type: "pause" };

const ADAM = { kind: "adam", learning_rate: 0.01 };
const IRIS = {
  data: { kind: "iris" },
  output_activation: "softmax",
  loss: "categorical_cross_entropy",
  batch_size: 50, // the last mini-batch of an epoch is smaller
  regularization: { kind: "l2", rate: 0.01 },
};

/** Runs, and what is done with them. */
const RUNS = {
  "steps over two mini-batches": { spec: {}, acts: Array(23).fill(step(1)) },
  "steps of Adam with a penalty": {
    spec: { ...IRIS, optimizer: ADAM },
    acts: Array(35).fill(step(1)),
  },
  "steps back, and on again": {
    spec: { optimizer: { kind: "momentum" } },
    acts: [step(30), step(-1), step(-12), step(1), step(1), step(-40), step(1)],
  },
  "journeys over mini-batches and epochs": {
    spec: { batch_size: 100 },
    acts: [step(1, "epoch"), step(2, "mini-batch"), seek(5), step(1), seek(0), step(1, "epoch")],
  },
  "slow play": {
    spec: {},
    acts: [speed(10, "propagation"), PLAY, ...Array(25).fill(tick(0.1)), PAUSE, step(1)],
  },
  "fast play over a history that is thinned out": {
    spec: { data: { kind: "circle", samples: 20 }, batch_size: 20 },
    acts: [speed(null, "epoch"), PLAY, ...Array(12).fill(tick(0.04)), PAUSE, step(1)],
  },
  "a new learning rate in the past": {
    spec: {},
    acts: [
      step(40),
      seek(12),
      { type: "configure", spec: { optimizer: { learning_rate: 0.3 } } },
      step(1),
    ],
  },
  "settings changed on the way, weights by hand, and both taken back": {
    spec: {},
    acts: [
      step(26),
      { type: "configure", spec: { optimizer: ADAM } },
      step(4),
      { type: "set_parameter", parameter: { layer: 1, unit_in: 0, unit_out: 1, value: 2 } },
      seek(24),
      { type: "undo" },
      {
        type: "configure",
        spec: { optimizer: ADAM, hidden: [{ activation: "relu" }, { units: 2 }] },
      },
      ...[step(1, "epoch"), { type: "undo" }, { type: "redo" }],
      {
        type: "configure",
        spec: { optimizer: ADAM, hidden: [{}, { units: 2, activation: "relu" }] },
      },
      ...[seek(275), seek(270), step(10)],
    ],
  },
  "another network, and the same anew": {
    spec: {},
    acts: [step(3, "epoch"), { type: "configure", spec: IRIS }, step(14), { type: "reset" }],
  },
  "numbers that leave the range of doubles": {
    spec: {
      hidden: [{ units: 3, activation: "relu" }],
      output_activation: "linear",
      optimizer: { kind: "sgd", learning_rate: 500 },
    },
    acts: [speed(null, "epoch"), PLAY, ...Array(4).fill(tick(0.1)), step(-1), step(1)],
  },
};

const recordedRuns = scenes(Object.values(RUNS)).runs;
const [steps] = recordedRuns;

/** What both who watched and who joins must see: all but how the last frame came. */
function seen({ stepped, layers, ...state }, rounded) {
  return { ...state, layers: layers.map((layer) => sorted(layer, rounded)) };
}

function sorted(layer, rounded) {
  const numbers = ({ shape, data }) => ({ shape, data: Array.from(data, rounded) });
  const names = Object.keys(layer).sort();
  return Object.fromEntries(names.map((name) => [name, numbers(layer[name])]));
}

/** While it plays fast, what is watched comes in single precision. */
const roundedAs = ({ layers }) =>
  layers[1].w.data instanceof Float32Array ? Math.fround : (number) => number;

Object.keys(RUNS).forEach((name, place) => {
  test(`whoever watched sees what someone sees who joins: ${name}`, () => {
    let watching = INITIAL;
    for (const { told, joins } of recordedRuns[place]) {
      watching = statesOf(watching, told).at(-1) ?? watching;
      const joining = { ...statesOf(INITIAL, joins).at(-1), failure: watching.failure };
      const rounded = roundedAs(watching);

      assert.deepEqual(seen(watching, rounded), seen(joining, rounded));
    }
    assert.ok(watching.layers[1].w.data instanceof Float64Array, "where it stands still");
  });
});

test("a stream replayed gives the same states, and none that was given is changed", () => {
  const messages = steps.flatMap(({ told }) => told);

  const first = statesOf(INITIAL, messages);
  const copies = structuredClone(first);
  const second = statesOf(INITIAL, messages);

  assert.deepEqual(second, copies);
  assert.deepEqual(first, copies);
});

test("what a mini-batch made does not outlive it, what its updates left does", () => {
  const states = statesOf(
    INITIAL,
    steps.flatMap(({ told }) => told),
  );
  const ended = states.findLast(({ position }) => position?.index === 11);
  const begun = states.find(({ position }) => position?.index === 12);

  const names = ({ layers }) => Object.keys(layers[1]).sort();
  for (const name of ["a", "z", "delta", "grad_w", "grad_b"]) {
    assert.ok(names(ended).includes(name), name);
    assert.ok(!names(begun).includes(name), name);
  }
  for (const name of ["w", "b", "step_w", "step_b"])
    assert.equal(begun.layers[1][name], ended.layers[1][name], name);
  assert.equal(begun.layers.at(-1).loss, undefined);
});

test("a penalty comes with the history and with the loss of each mini-batch, and goes with it", () => {
  const regularization = { kind: "l2", rate: 0.1 };
  const [told] = scenes([{ spec: { regularization }, acts: Array(12).fill(step(1)) }]).runs;
  const states = statesOf(
    INITIAL,
    told.flatMap(({ told }) => told),
  );
  const at = (index) => states.findLast(({ position }) => position?.index === index);
  const penalty = (index) => at(index).layers.at(-1).penalty?.data[0];

  const [start] = at(1).history;
  assert.ok(start.penalty > 0);
  assert.equal(penalty(4), undefined, "before the loss");
  assert.ok(Math.abs(penalty(5) - start.penalty) < 1e-12, "of the weights that it begins with");
  assert.equal(penalty(11), penalty(5), "after the updates too");
  assert.equal(penalty(12), undefined, "in the next mini-batch");
});

test("only a step that follows what is on screen is animated", () => {
  const frames = steps.flatMap(({ told }) => told).filter((message) => "kind" in message);
  const [start, first, second, third] = frames;
  const animated = (messages) => statesOf(INITIAL, messages).at(-1).stepped;

  assert.ok(animated([start, first]));
  assert.ok(animated([start, first, second, third]));
  assert.ok(!animated([start, second]), "one was skipped");
  assert.ok(!animated([start, first, first]), "it was there already");
  assert.ok(!animated([start, first, { ...second, kind: "keyframe" }]), "it may be from anywhere");
  assert.ok(!animated([first]), "nothing was on screen");
});

test("history keeps as many points as it is told to, then appends", () => {
  const point = (epoch) => [epoch, epoch / 10, null, null, null];
  const told = (...letters) =>
    letters
      .map(([keep, ...epochs]) => ({ type: "history", keep, points: epochs.map(point) }))
      .reduce(reduceLetter, INITIAL)
      .history.map(({ epoch }) => epoch);

  assert.deepEqual(told([0, 0, 1, 2]), [0, 1, 2]);
  assert.deepEqual(told([0, 0, 1, 2], [3, 3]), [0, 1, 2, 3]);
  assert.deepEqual(told([0, 0, 1, 2], [1, 5]), [0, 5]);
  assert.deepEqual(told([0, 0, 1, 2], [2]), [0, 1]);
  assert.deepEqual(told([0, 0, 1, 2], [0, 0, 2]), [0, 2]);
});

test("how far the run is recorded follows the frames, down as well as up", () => {
  const frame = (index, recorded) => ({
    ...{ kind: "keyframe", index, recorded, epoch: 0, batch: 0, phase: "start", layer: 0 },
    tensors: [],
  });
  const after = (...frames) => frames.reduce(reduceFrame, INITIAL).recorded;

  assert.equal(after(frame(7, 7)), 7);
  assert.equal(after(frame(7, 7), frame(3, 7)), 7);
  assert.equal(after(frame(7, 7), frame(3, 7), frame(3, 3)), 3);
});

test("a step leaves the layers it says nothing of as they were", () => {
  const states = statesOf(
    INITIAL,
    steps.flatMap(({ told }) => told),
  );
  const before = states.findLast(({ position }) => position?.index === 2);
  const after = states.find(({ position }) => position?.index === 3);

  assert.deepEqual([after.position.phase, after.position.layer], ["forward", 2]);
  assert.deepEqual(
    after.layers.map((layer, place) => layer === before.layers[place]),
    [true, true, false, true],
  );
});

const NETWORK = [{ names: ["x1", "x2"] }, { names: ["h1", "h2"] }, { names: ["y"] }];
const BEGUN = { spec: { hidden: [] }, edits: [] };
const run = (id, layers = NETWORK) => ({ type: "run", id, layers, ...BEGUN });

test("a new run forgets what was seen of the one before, its setting anew does not", () => {
  const here = runAt(run(1), 0);
  const before = { ...INITIAL, run: here, history: ["a point"], layers: ["a layer"], sample: 3 };

  const sameRun = reduceLetter(before, run(1));
  const another = reduceLetter(before, run(2));
  const anew = reduceLetter(before, run(1, [{ names: ["x1"] }, ...NETWORK.slice(1)]));

  assert.deepEqual(sameRun, before);
  for (const { history, layers, sample, position } of [another, anew])
    assert.deepEqual({ history, layers, sample, position }, { ...EMPTY });
});

const EMPTY = { history: [], layers: [], sample: 0, position: null };

const hidden = (units) => ({ units, names: Array.from({ length: units }, (_, k) => `h${k + 1}`) });
const layer = (...names) => ({ units: names.length, names });
const CIRCLE = [layer("x1", "x2"), hidden(4), hidden(2), layer("inside")];

const selectedAfter = (selected, id, ...layers) => {
  const before = { ...INITIAL, run: run(1, CIRCLE), selected };
  return reduceLetter(before, run(id, layers)).selected;
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

test("in another room nothing is known of the class that was held in the one before", () => {
  const before = [
    { type: "welcome", room: "K7QX" },
    { type: "admitted", role: "drive" },
    { type: "classroom", code: "K7QX" },
    { type: "links", links: [{ role: "drive" }] },
  ].reduce(reduceLetter, INITIAL);

  const same = reduceLetter(before, { type: "welcome", room: "K7QX" });
  assert.deepEqual([same.role, same.classroom.code, same.links.length], ["drive", "K7QX", 1]);
  const other = reduceLetter(before, { type: "welcome", room: "own-1" });
  assert.deepEqual([other.role, other.classroom, other.links], [null, null, []]);
});

const question = { kind: "free", marks: [], options: ["one", "two"] };
const poll = (id, revealed = false) => ({ type: "poll", poll: { id, question, revealed } });
const results = (id) => ({ type: "poll_results", id, rounds: [[3, 1]], truth: null });
const past = { type: "past_polls", polls: [{ id: 1 }] };
const pollsAfter = (...letters) => {
  const told = letters.reduce(reduceLetter, INITIAL);
  return [told.poll?.id ?? null, told.pollResults?.id ?? null, told.pastPolls.length];
};

test("a poll is known with its results until another one begins, or it is put away", () => {
  assert.deepEqual(pollsAfter(poll(2), results(2)), [2, 2, 0]);
  assert.deepEqual(pollsAfter(results(2), poll(2), poll(2)), [2, 2, 0]);
  assert.deepEqual(pollsAfter(poll(2), results(2), poll(3)), [3, null, 0]);
  const away = { type: "poll", poll: null };
  assert.deepEqual(pollsAfter(poll(2), results(2), away, past), [null, null, 1]);
});

test("who leads no longer knows of a poll what everybody does", () => {
  const led = [{ type: "admitted", role: "drive" }, past, poll(2), results(2)];
  const follows = { type: "admitted", role: "follow" };

  assert.deepEqual(pollsAfter(...led, { type: "admitted", role: "drive" }), [2, 2, 1]);
  assert.deepEqual(pollsAfter(...led, follows), [2, null, 0]);
  assert.deepEqual(pollsAfter(...led, poll(2, true), follows), [2, 2, 0]);
});

test("nothing is known of polls on another line, and after the class", () => {
  const led = [{ type: "admitted", role: "drive" }, past, poll(2), results(2)];

  assert.deepEqual(pollsAfter(...led, { type: "welcome", room: "" }), [null, null, 0]);
  assert.deepEqual(pollsAfter(...led, { type: "closed", code: "K7QX" }), [null, null, 0]);
});

const SWEEP = { type: "sweep_begun", sweep: 5, vary: "seed", values: [1, 2], epochs: 9 };
const SWEPT = { type: "swept", sweep: 5, number: 1, points: [], diverged: null, refused: false };
const ENDED = { type: "sweep_ended", sweep: 5, stopped: false, bands: [] };

test("a sweep's runs come in one after the other until it has ended", () => {
  const { sweep } = [SWEEP, SWEPT, ENDED].reduce(reduceLetter, INITIAL);

  assert.deepEqual(sweep, { begun: SWEEP, runs: [null, SWEPT], ended: ENDED });
});

test("what is told of an earlier sweep, or after it has ended, is left alone", () => {
  const late = { ...SWEPT, number: 0 };
  const next = { ...SWEEP, sweep: 6 };

  assert.deepEqual([SWEEP, ENDED, late].reduce(reduceLetter, INITIAL).sweep.runs, [null, null]);
  assert.deepEqual([SWEEP, next, SWEPT].reduce(reduceLetter, INITIAL).sweep.runs, [null, null]);
  assert.equal(reduceLetter(INITIAL, SWEPT).sweep, null);
});

test("on another line a sweep goes no further", () => {
  const welcome = { type: "welcome", room: "" };

  const broken = [SWEEP, SWEPT, welcome].reduce(reduceLetter, INITIAL).sweep;
  const whole = [SWEEP, ENDED, welcome].reduce(reduceLetter, INITIAL).sweep;

  assert.deepEqual([broken.ended.stopped, broken.runs[1]], [true, SWEPT]);
  assert.equal(whole.ended, ENDED);
});

test("another run has no branches, and no lines of any", () => {
  const [{ told, joins }] = scenes([
    { spec: {}, acts: [step(4, "epoch"), seek(300), { type: "branch" }] },
  ]).runs.map((acts) => ({ told: acts.flatMap(({ told }) => told), joins: acts.at(-1).joins }));

  const branched = statesOf(INITIAL, told).at(-1);
  const begun = reduceLetter(branched, { ...branched.run, type: "run", id: branched.run.id + 1 });

  assert.equal(branched.branches.branches.length, 2);
  assert.deepEqual(
    branched.branchLines[1].map(([epoch]) => epoch),
    [0, 1, 2, 3, 4],
  );
  assert.deepEqual(statesOf(INITIAL, joins).at(-1).branchLines, branched.branchLines);
  assert.deepEqual([begun.branches, begun.branchLines], [null, {}]);
});
