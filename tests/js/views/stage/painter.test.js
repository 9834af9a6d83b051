/** What a step puts on the stage, on the engine's own numbers. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { magnifier, ramp, symlog, widthOf } from "../../../../static/js/draw/scales.js";
import { edgeSentence } from "../../../../static/js/views/stage/card.js";
import { lookOf } from "../../../../static/js/views/stage/look.js";
import { changeText } from "../../../../static/js/views/stage/marks.js";
import { paintScene } from "../../../../static/js/views/stage/painter.js";
import { makeScene } from "../../../../static/js/views/stage/scene.js";
import { number } from "../../../../static/js/words/numbers.js";
import { words } from "../../../../static/js/words/words.js";
import { all, fakeDocument } from "../../document.js";
import { recorded } from "../../recorded.js";

fakeDocument();

const PALETTE = { plus: [0, 0, 255], minus: [255, 0, 0], blank: [255, 255, 255], ink: [0, 0, 0] };
const SIZE = { width: 1200, height: 700 };
const LARGEST = 2;
/** The steps of the default network's first mini-batch, and of one a hundred epochs on. */
const MINI_BATCH = 11;
const LATE = 100 * 25 * MINI_BATCH;
const { runs } = recorded([
  { spec: {}, to: 2 * MINI_BATCH },
  { spec: {}, from: LATE, to: LATE + 1 },
  { spec: { hidden: [{ units: 4, frozen: true }, { units: 2 }] }, to: MINI_BATCH },
  { spec: { train_biases: false }, to: MINI_BATCH },
  { spec: { use_biases: false }, to: MINI_BATCH },
  { spec: { hidden: [{ units: 6, dropout: 0.5 }] }, to: 2 },
]);
const [steps, [late], frozen, fixed, none, [, , dropping]] = runs;

/** The state after a step of the second mini-batch, when all tensors have been made before. */
const after = (phase, layer) =>
  steps.findLast(({ position }) => position.phase === phase && position.layer === layer);

function painted(state, brush = brushOf(), scene = makeScene(state.run, SIZE)) {
  const look = lookOf(state);
  paintScene(scene, state, look, brush);
  return { scene, brush, look, marks: all(scene.marks.labels, "mark") };
}

function brushOf() {
  return { ink: { palette: PALETTE, pixels: ramp(PALETTE) }, largest: LARGEST, maps: [] };
}

/** How many locks an element holds itself. */
const locksIn = ({ children }) =>
  children.filter((child) => child.attributes?.get("data-icon") === "lock").length;
const texts = (marks) => marks.map(({ textContent }) => textContent);
const row = ({ data, shape }, sample = 0) => data.subarray(sample * shape[1]).slice(0, shape[1]);
const weight = (w, from, to) => w.data[from * w.shape[1] + to];
const bySize = (numbers) => [...numbers].sort((a, b) => Math.abs(b) - Math.abs(a));

test("a selected neuron's connections are labelled with what each brings: a·w", () => {
  const state = { ...after("forward", 2), selected: { layer: 2, unit: 1 } };
  const [a, { w }] = [row(state.layers[1].a), state.layers[2]];

  const { marks } = painted(state);

  const terms = Array.from(a, (value, from) => value * weight(w, from, 1));
  assert.equal(new Set(terms.map(number)).size, 4, "told apart");
  assert.deepEqual(
    texts(marks),
    bySize(terms).map((term) => `a·w ${number(term)}`),
  );
});

test("a selected neuron's connections are labelled with what each brings back: w·δ", () => {
  const state = { ...after("backward", 1), selected: { layer: 1, unit: 3 } };
  const [delta, { w }] = [row(state.layers[2].delta), state.layers[2]];

  const { marks } = painted(state);

  const terms = Array.from(delta, (value, to) => value * weight(w, 3, to));
  assert.deepEqual(
    texts(marks),
    bySize(terms).map((term) => `w·δ ${number(term)}`),
  );
});

test("every label is on the connection whose number it is", () => {
  const state = { ...after("forward", 2), selected: { layer: 2, unit: 1 } };
  const [a, { w }] = [row(state.layers[1].a), state.layers[2]];

  const { scene, marks } = painted(state);

  for (const { textContent, style } of marks) {
    const x = Number.parseFloat(style.left);
    const y = Number.parseFloat(style.top);
    const [from] = scene.gaps[2].edges
      .filter(({ to }) => to === 1)
      .map(({ from, curve: { x0, y0, x1, y1 } }) => ({
        from,
        away: Math.abs(y - straightest(y0, y1, (x - x0) / (x1 - x0))),
      }))
      .sort((one, other) => one.away - other.away);
    assert.equal(textContent, `a·w ${number(a[from.from] * weight(w, from.from, 1))}`);
  }
});

/** How high a connection is at a share of its way; between its ends it is nearly an S. */
function straightest(y0, y1, t) {
  return y0 + (y1 - y0) * (3 * t ** 2 - 2 * t ** 3);
}

test("without a selection the largest changes of an update are labelled", () => {
  const state = after("update", 1);
  const changes = bySize(state.layers[1].step_w.data);

  const { marks } = painted(state);

  assert.ok(marks.length > 0 && marks.length < changes.length);
  assert.deepEqual(texts(marks), changes.slice(0, marks.length).map(changeText));
});

test("an update's changes are magnified until the largest can be seen, and it is said how much", () => {
  const state = after("update", 1);
  const { w, step_w } = state.layers[1];
  const times = magnifier(Math.abs(bySize(step_w.data)[0]), LARGEST);

  const { scene } = painted(state);

  assert.ok(times > 1);
  const [said] = all(scene.world, "magnified");
  assert.equal(said.hidden, false);
  assert.match(said.textContent, new RegExp(`×${times}$`));
  for (const { from, to, width } of scene.gaps[1].edges) {
    const [now, step] = [weight(w, from, to), weight(step_w, from, to)];
    const old = widthOf(now - step, LARGEST);
    const wished = old + (widthOf(now, LARGEST) - old) * times;
    assert.ok(Math.abs(width - Math.min(11, Math.max(0.5, wished))) <= 0.05);
  }
});

test("a neuron's map is painted whenever it has another, and only then", () => {
  const [first] = steps;
  const { scene, brush } = painted(first);
  const pictures = () => scene.neurons.flat().map(({ canvas }) => canvas.pixels);
  const before = pictures();

  painted({ ...first, sample: 1 }, brush, scene);
  assert.ok(pictures().every((pixels, place) => pixels === before[place]));

  painted(late, brush, scene);
  const now = pictures();
  const anew = painted(late);
  assert.deepEqual(
    now,
    anew.scene.neurons.flat().map(({ canvas }) => canvas.pixels),
  );
  const inputs = first.run.layers[0].units;
  for (const place of now.keys())
    assert.equal(String(now[place]) !== String(before[place]), place >= inputs);
});

test("of the ground that neurons have until the maps come, nothing is left behind these", () => {
  const [, state] = steps;
  const { scene, brush } = painted({ ...state, catalog: null });
  const grounds = () => scene.neurons.flat().map(({ tile }) => tile.style.backgroundColor ?? "");
  assert.ok(grounds().every(Boolean));

  painted(state, brush, scene);

  assert.ok(!grounds().some(Boolean));
});

test("a diamond is the larger the more a neuron is blamed", () => {
  const state = after("backward", 1);
  const deltas = [1, 2, 3].map((layer) => row(state.layers[layer].delta));
  const largest = Math.abs(bySize(deltas.flatMap((delta) => Array.from(delta)))[0]);

  const { scene } = painted(state);

  const sizes = new Set();
  for (const [place, delta] of deltas.entries()) {
    for (const { unit, delta: diamond } of scene.neurons[place + 1]) {
      const size = Number.parseFloat(diamond.style["--size"]);
      assert.ok(Math.abs(size - (6 + 5 * symlog(delta[unit], largest))) < 1e-9);
      sizes.add(size);
    }
  }
  assert.equal(Math.max(...sizes), 11);
  assert.equal(sizes.size, 7);
});

test("a frozen layer has a lock, and its update says that it stays", () => {
  const update = frozen.find(({ position }) => position.phase === "update");

  const { scene, look, marks } = painted(update);

  const captions = all(scene.world, "frozen");
  assert.equal(update.position.layer, 1);
  assert.equal(captions.length, 1);
  assert.equal(captions[0].getAttribute("aria-label"), words.stage.frozen("hidden 1 · 4"));
  assert.equal(look.chip, words.stage.chips.frozen(1));
  assert.deepEqual(marks, []);
  assert.equal(all(scene.world, "magnified")[0].hidden, true);
  assert.match(edgeSentence(update, { layer: 1, from: 0, to: 0 }), /last change 0: frozen$/);
  assert.doesNotMatch(edgeSentence(update, { layer: 2, from: 0, to: 0 }), /frozen/);
});

test("the other layers of a run with a frozen one are updated as ever", () => {
  const update = frozen.findLast(({ position }) => position.phase === "update");

  const { look, marks } = painted(update);

  assert.equal(look.chip, words.stage.chips.update(3));
  assert.ok(marks.length > 0);
});

test("a bias that is not trained has a lock and is said to be; where there are none, none is drawn", () => {
  const biases = (state) =>
    painted(state)
      .scene.neurons.slice(1)
      .flatMap((layer) => layer.map(({ button, said }) => [all(button, "neuron-bias")[0], said]));
  const locks = (state) => biases(state).map(([bias]) => locksIn(bias));

  assert.deepEqual(locks(steps[1]), Array(7).fill(0));
  assert.deepEqual(locks(fixed[1]), Array(7).fill(1));
  assert.deepEqual(locks(frozen[1]), [1, 1, 1, 1, 0, 0, 0]);
  for (const [, said] of biases(fixed[1])) assert.match(said.textContent, /, bias not trained$/);
  for (const [bias, said] of biases(none[1])) {
    assert.equal(bias, undefined);
    assert.doesNotMatch(said.textContent, /bias/);
  }
});

test("neurons that dropout leaves out of the sample are struck through, and said to be", () => {
  const { mask } = dropping.layers[1];
  for (const sample of [0, 1, 2]) {
    const { scene } = painted({ ...dropping, sample });
    const out = Array.from(row(mask, sample), (kept) => kept === 0);

    const [inputs, hidden, outputs] = scene.neurons;
    assert.deepEqual(
      hidden.map(({ button }) => button.classList.contains("dropped")),
      out,
    );
    assert.deepEqual(
      hidden.map(({ said }) => said.textContent.endsWith(words.stage.dropped(""))),
      out,
    );
    for (const { button } of [...inputs, ...outputs])
      assert.ok(!button.classList.contains("dropped"));
  }
});
