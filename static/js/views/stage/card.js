/** The card of the connection pointed at: its weight, its gradient and its last change. */

/** @import { EdgeRef, State, Tensor } from "../../types" */
/** @import { Layout } from "../../geometry.js" */

import { el } from "../../dom.js";
import { full, number } from "../../format.js";
import { edgeName } from "./names.js";
import { put, UNKNOWN } from "./neurons.js";

const EDGE = 4;
const AWAY = 10;

/** @param {Layout} layout */
export function makeCard(layout) {
  const title = el("p", { class: "card-title" });
  const rows = ["w", "∂L/∂w", "last Δw"].map((word) => ({
    word,
    value: el("dd", { attrs: { "data-what": word } }),
  }));
  const list = el(
    "dl",
    {},
    ...rows.flatMap(({ word, value }) => [el("dt", { text: word }), value]),
  );
  const card = el(
    "div",
    { class: "edge-card", attrs: { role: "tooltip", hidden: true } },
    title,
    list,
  );

  return {
    card,
    hide: () => {
      card.hidden = true;
    },
    /** @param {State} state @param {EdgeRef} edge @param {{x: number, y: number}} at */
    show(state, edge, at) {
      if (!state.run) return;
      card.hidden = false;
      put(title, edgeName(state.run, edge));
      for (const [index, value] of numbersOf(state, edge).entries()) show(rows[index].value, value);
      card.style.left = `${Math.max(EDGE, Math.min(at.x + AWAY, layout.width - card.offsetWidth - EDGE))}px`;
      card.style.top = `${Math.max(EDGE, Math.min(at.y + AWAY, layout.height - card.offsetHeight - EDGE))}px`;
    },
  };
}

/** @param {State} state @param {EdgeRef} edge */
export function numbersOf(state, { layer, from, to }) {
  const at = (/** @type {Tensor | undefined} */ tensor) =>
    tensor?.data[from * tensor.shape[1] + to];
  const { w, grad_w, step_w } = state.layers[layer] ?? {};
  return [at(w), at(grad_w), at(step_w)];
}

/** @param {State} state @param {EdgeRef} edge */
export function edgeSentence(state, edge) {
  if (!state.run) return "";
  const [w, gradient, step] = numbersOf(state, edge);
  const say = (/** @type {number | undefined} */ value) =>
    value === undefined ? "not computed yet" : number(value);
  return `${edgeName(state.run, edge)}: weight ${say(w)}, gradient ${say(gradient)}, last change ${say(step)}`;
}

/** @param {HTMLElement} cell @param {number | undefined} value */
function show(cell, value) {
  put(cell, value === undefined ? UNKNOWN : number(value));
  cell.title = value === undefined ? "not computed yet" : full(value);
  cell.classList.toggle("plus", value !== undefined && value > 0);
  cell.classList.toggle("minus", value !== undefined && value < 0);
}
