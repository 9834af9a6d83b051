/** The output over the input plane: its picture, what its colours stand for, and which output it is of. */

/** @import { State, Store } from "../../state/types" */
/** @import { Shown } from "./map.js" */

import { el } from "../../draw/dom.js";
import { overPlane } from "../../maps/maps.js";
import { sideFor } from "../../maps/sides.js";
import { sampleOf } from "../../state/select.js";
import { words } from "../../words/words.js";
import { look, nameAs, pixelOf, widthOf } from "./canvas.js";
import { planeInWords } from "./in-words.js";
import { makeLegend } from "./legend.js";
import { drawPlane, projectionOf } from "./map.js";
import { nearest, placesOf } from "./plane.js";

/** @typedef {{unit: number, tests: boolean}} Chosen what is shown, at whichever picture it was chosen */

const REACH_PX = 14;

/**
 * @param {Store} store
 * @param {AbortSignal} gone
 * @param {Chosen} chosen
 * @param {boolean} calm with all points, and without the mini-batch, which changes faster than can be seen
 */
export function makePlane(store, gone, chosen, calm) {
  const canvas = el("canvas", { class: "plane-map", attrs: { role: "img" } });
  const legend = makeLegend();
  const output = el("select", { attrs: { "aria-label": words.panel.outputShown } });
  const tests = el("input", { attrs: { type: "checkbox" } });
  const explained = el("p", { class: "small-print" });
  const root = el(
    "section",
    { class: "plane" },
    canvas,
    legend.root,
    el(
      "div",
      { class: "plane-options" },
      ...(calm ? [] : [el("label", {}, tests, words.panel.showTests)]),
      output,
    ),
    ...(calm ? [] : [explained]),
  );
  /** What the last picture was made of: an equal list needs no new one. @type {unknown[]} */
  let made = [];
  const again = () => paint(store.get());
  const width = widthOf(canvas, again, gone);

  /** @param {State} state */
  function paint(state) {
    if (!state.run?.plane) return;
    offerOutputs(output, state);
    const unit = Math.min(chosen.unit, output.options.length - 1);
    const side = sideFor(state.run, calm);
    const shown = { unit, side, tests: calm || chosen.tests, samples: !calm, width: width() };
    const of = [...partsOf(state, shown), ...Object.values(shown), look(canvas)];
    if (of.every((part, place) => part === made[place])) return;
    made = of;
    drawPlane(canvas, state, shown);
    nameAs(canvas, planeInWords(state, shown));
    legend.paint(state.run, unit);
    output.value = String(unit);
    tests.checked = chosen.tests;
    explained.textContent = state.layers[0]?.a ? words.panel.points : words.panel.pointsBefore;
  }

  /** @param {Partial<Chosen>} change */
  function choose(change) {
    Object.assign(chosen, change);
    again();
  }
  const options = { signal: gone };
  tests.addEventListener("change", () => choose({ tests: tests.checked }), options);
  output.addEventListener("change", () => choose({ unit: Number(output.value) }), options);
  if (!calm) canvas.addEventListener("click", (event) => chooseAt(store, event, width()), options);
  return { root, paint };
}

/** What of the state is in the picture. @param {State} state @param {Shown} shown */
function partsOf(state, { samples, side }) {
  const batch = samples ? [state.layers[0]?.rows, sampleOf(state)] : [];
  return [state.run, overPlane(state, side).at(-1), ...batch];
}

/** Several outputs: which one's map is drawn. @param {HTMLSelectElement} select @param {State} state */
function offerOutputs(select, state) {
  const { names } = state.run?.layers.at(-1) ?? { names: [] };
  select.hidden = names.length < 2;
  const offered = Array.from(select.options, ({ text }) => text);
  if (names.join("\n") === offered.join("\n")) return;
  select.replaceChildren(...names.map((text, value) => el("option", { text, attrs: { value } })));
}

/**
 * A click on a point of the mini-batch chooses that sample.
 * @param {Store} store
 * @param {MouseEvent} event
 * @param {number} width
 */
function chooseAt(store, event, width) {
  const state = store.get();
  const to = projectionOf(state.run, width);
  const sample = nearest(placesOf(state), to, pixelOf(event), REACH_PX);
  if (sample !== null) store.set({ sample });
}
