/** The card of the connection pointed at: its weight, its gradient and its last change. */

/** @import { EdgeRef, State, Tensor } from "../../state/types" */
/** @import { Layout } from "./layout/geometry.js" */

import { el, put } from "../../draw/dom.js";
import { gradientAt } from "../../state/select.js";
import { full, number } from "../../words/numbers.js";
import { words } from "../../words/words.js";
import { edgeName, isFrozen } from "./names.js";
import { UNKNOWN } from "./neurons.js";
import { gradientWords } from "./reading.js";

const EDGE = 4;
const AWAY = 10;

/** @param {Layout} layout */
export function makeCard(layout) {
  const title = el("p", { class: "card-title" });
  const rows = ["w", "gradient", "step"].map((what) => ({
    word: el("dt"),
    value: el("dd", { attrs: { "data-what": what } }),
  }));
  const list = el("dl", {}, ...rows.flatMap(({ word, value }) => [word, value]));
  const card = el(
    "div",
    { class: "edge-card", attrs: { role: "tooltip", hidden: true } },
    title,
    list,
  );
  /** @type {EdgeRef | null} */
  let shown = null;

  /** @param {State} state */
  function paint(state) {
    if (!state.run || !shown) return;
    const { symbol, of } = gradientWords(state);
    const { lastChange, frozenChange } = words.stage;
    const change = isFrozen(state.run, shown.layer) ? frozenChange(lastChange) : lastChange;
    const names = ["w", `${symbol} ${of}`, change];
    put(title, edgeName(state.run, shown));
    for (const [index, value] of edgeNumbers(state, shown).entries()) {
      put(rows[index].word, names[index]);
      show(rows[index].value, value);
    }
  }

  return {
    card,
    hide: () => {
      card.hidden = true;
      shown = null;
    },
    /** @param {State} state @param {EdgeRef} edge @param {{x: number, y: number}} at */
    show(state, edge, at) {
      shown = edge;
      paint(state);
      card.hidden = false;
      card.style.left = `${Math.max(EDGE, Math.min(at.x + AWAY, layout.width - card.offsetWidth - EDGE))}px`;
      card.style.top = `${Math.max(EDGE, Math.min(at.y + AWAY, layout.height - card.offsetHeight - EDGE))}px`;
    },
    /** What it says goes with the step and the scope. */
    paint,
  };
}

/** Weight, gradient and last change. @param {State} state @param {EdgeRef} edge */
function edgeNumbers(state, edge) {
  const at = (/** @type {Tensor | undefined} */ tensor) =>
    tensor?.data[edge.from * tensor.shape[1] + edge.to];
  const { w, step_w } = state.layers[edge.layer] ?? {};
  return [at(w), gradientAt(state, edge), at(step_w)];
}

/** @param {State} state @param {EdgeRef} edge */
export function edgeSentence(state, edge) {
  if (!state.run) return "";
  const [w, gradient, step] = edgeNumbers(state, edge);
  const say = (/** @type {number | undefined} */ value) =>
    value === undefined ? words.stage.notComputed : number(value);
  const { of } = gradientWords(state);
  const name = edgeName(state.run, edge);
  const change = isFrozen(state.run, edge.layer) ? words.stage.frozenChange(say(step)) : say(step);
  return words.stage.connectionNumbers(name, say(w), of, say(gradient), change);
}

/** @param {HTMLElement} cell @param {number | undefined} value */
function show(cell, value) {
  put(cell, value === undefined ? UNKNOWN : number(value));
  cell.title = value === undefined ? words.stage.notComputed : full(value);
  cell.classList.toggle("plus", value !== undefined && value > 0);
  cell.classList.toggle("minus", value !== undefined && value < 0);
}
