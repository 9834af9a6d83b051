/** How each step moves: what is on screen at progress p between the press and the painted step. */

/** @import { State } from "../../state/types" */
/** @import { Look } from "./look.js" */
/** @import { Change } from "./marks.js" */
/** @import { Neuron } from "./neurons.js" */
/** @import { Ink } from "./paint.js" */
/** @import { Scene } from "./scene.js" */

/** @typedef {(p: number) => void} Draw */

import { arrivedSum, ease, firstArrival, secondBeat, within } from "../../draw/motion.js";
import { fillShares } from "../../draw/scales.js";
import { perUnit } from "../../state/select.js";
import { number } from "../../words/numbers.js";
import { paintEdge } from "./gaps.js";
import { light, showDelta, showValue, UNKNOWN } from "./neurons.js";
import { circles, diamonds, drops } from "./packets.js";
import { incomingTerms, outgoingTerms } from "./reading.js";
import { paintSheet } from "./sheet.js";

const HALFWAY = 0.5;

/**
 * @param {Scene} scene
 * @param {State} state
 * @param {Look} look
 * @param {Ink} ink
 * @param {readonly Change[]} changes
 * @returns {Draw | null} null when there is nothing to move
 */
export function animationOf(scene, state, look, ink, changes) {
  switch (look.phase) {
    case "input":
      return fillIn(scene, state, 0, ink);
    case "forward":
      return forward(scene, state, look.layer, ink);
    case "loss":
      return loss(scene);
    case "backward":
      return withBars(scene, backward(scene, state, look.layer));
    case "update":
      return update(changes);
    default:
      return null;
  }
}

/**
 * Neurons light up one after the other.
 * @param {Scene} scene
 * @param {State} state
 * @param {number} layer
 * @param {Ink} ink
 * @returns {Draw | null}
 */
function fillIn({ neurons, sheets }, state, layer, ink) {
  const a = perUnit(state, "a", layer);
  if (!a) return null;
  const shares = fillShares(a);
  const sheet = sheets[layer];
  const count = neurons[layer].length;
  return (p) => {
    if (sheet) paintSheet(sheet, a, null, ink, p);
    neurons[layer].forEach((neuron, unit) => {
      const lit = within(p, unit / (count + 1), (unit + 2) / (count + 1));
      light(neuron, lit, shares[unit], ink);
      showValue(neuron, lit >= HALFWAY ? number(a[unit]) : UNKNOWN);
    });
  };
}

/**
 * First beat: circles bring a·w and z adds up. Second beat: f turns z into a, and the tile fills.
 * @param {Scene} scene
 * @param {State} state
 * @param {number} layer
 * @param {Ink} ink
 * @returns {Draw | null}
 */
function forward(scene, state, layer, ink) {
  const { w, b } = state.layers[layer];
  const before = perUnit(state, "a", layer - 1);
  const z = perUnit(state, "z", layer);
  const a = perUnit(state, "a", layer);
  if (!w || !b || !before || !z || !a) return null;
  const shares = fillShares(a);
  const sheet = scene.sheets[layer];
  const terms = scene.neurons[layer].map(({ unit }) => incomingTerms(before, w, unit));
  const fly = circles(
    scene,
    layer,
    (edge) => before[edge.from] * w.data[edge.from * w.shape[1] + edge.to],
  );
  return (p) => {
    fly(p);
    const second = secondBeat(p);
    if (sheet) paintSheet(sheet, a, null, ink, p);
    scene.neurons[layer].forEach((neuron, unit) => {
      light(neuron, second, shares[unit], ink);
      if (second === 0) showValue(neuron, number(arrivedSum(b.data[unit], terms[unit], p)), "z");
      else if (second < HALFWAY) showValue(neuron, number(z[unit]), "z");
      else showValue(neuron, number(a[unit]));
    });
  };
}

/** @param {Scene} scene @returns {Draw} */
function loss({ outcome, neurons }) {
  const last = neurons[neurons.length - 1];
  return (p) => {
    outcome.loss.style.opacity = String(ease(within(p, 0.3, 1)));
    for (const { button } of last) button.classList.toggle("compared", p < 1);
    if (p >= 1) outcome.loss.style.opacity = "";
  };
}

/**
 * First beat: diamonds bring w·δ back and the blame adds up. Second beat: the slope scales it.
 * @param {Scene} scene
 * @param {State} state
 * @param {number} layer
 * @returns {Draw | null}
 */
function backward(scene, state, layer) {
  const delta = perUnit(state, "delta", layer);
  if (!delta) return null;
  const after = layer + 1 < scene.neurons.length ? perUnit(state, "delta", layer + 1) : null;
  const w = state.layers[layer + 1]?.w;
  if (!after || !w) return fromLoss(scene, layer, delta);
  const terms = scene.neurons[layer].map(({ unit }) => outgoingTerms(after, w, unit));
  const fly = diamonds(
    scene,
    layer + 1,
    state.selected,
    (edge) => after[edge.to] * w.data[edge.from * w.shape[1] + edge.to],
  );
  return (p) => {
    fly(p);
    scene.neurons[layer].forEach((neuron, unit) => {
      const blame = terms[unit].reduce((sum, term) => sum + term, 0);
      blameBeat(neuron, p, terms[unit], slopeText(state, blame, delta[unit]), delta[unit]);
    });
  };
}

/**
 * A gradient is made of its neuron's delta: the bars come when that has come.
 * @param {Scene} scene
 * @param {Draw | null} draw
 * @returns {Draw | null}
 */
function withBars({ marks }, draw) {
  return (
    draw &&
    ((p) => {
      draw(p);
      marks.over.setAttribute("opacity", String(within(secondBeat(p), HALFWAY, 1)));
    })
  );
}

/**
 * @param {Neuron} neuron
 * @param {number} p
 * @param {readonly number[]} terms
 * @param {string} slope
 * @param {number} delta
 */
function blameBeat(neuron, p, terms, slope, delta) {
  const second = secondBeat(p);
  const sum = arrivedSum(0, terms, p);
  if (second >= HALFWAY) showDelta(neuron, number(delta), delta);
  else if (second > 0) showDelta(neuron, slope, undefined);
  else if (p < firstArrival(terms.length)) showDelta(neuron, "", undefined);
  else showDelta(neuron, `Σ ${number(sum)}`, sum);
}

/**
 * The slope is what the engine's delta is of the blame; a mean over samples has no single one.
 * @param {State} state
 * @param {number} blame
 * @param {number} delta
 */
function slopeText({ scope }, blame, delta) {
  return scope === "sample" && blame !== 0 ? `× ${number(delta / blame)}` : "× f′";
}

/**
 * At the output the blame comes from the loss itself.
 * @param {Scene} scene
 * @param {number} layer
 * @param {readonly number[]} delta
 * @returns {Draw}
 */
function fromLoss(scene, layer, delta) {
  const fly = drops(scene, layer, delta);
  return (p) => {
    fly(p);
    for (const neuron of scene.neurons[layer]) {
      const there = secondBeat(p) > 0;
      showDelta(neuron, there ? number(delta[neuron.unit]) : "", delta[neuron.unit]);
    }
  };
}

/** Nothing travels: widths go from old to new together. @param {readonly Change[]} changes @returns {Draw} */
function update(changes) {
  return (p) => {
    const amount = ease(p);
    for (const { edge, old, now } of changes) paintEdge(edge, edge.w, old + (now - old) * amount);
  };
}
