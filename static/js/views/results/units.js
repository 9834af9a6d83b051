/** Units that no longer learn: a list that says why, and a mark on each of them on the stage. */

/** @import { Results, RunHere, Store, TroubledUnit } from "../../state/types" */

import { el, svg } from "../../draw/dom.js";
import { results } from "../../words/en-results.js";
import { spoken } from "../../words/words.js";

const words = spoken(results);
const MOST_LISTED = 12;
/** A ring struck through, and a curve with flat ends. On a grid of 16 × 16. */
const SIGNS = {
  dead: "M8 3a5 5 0 1 0 0 10a5 5 0 0 0 0-10zM4.5 11.5l7-7",
  saturated: "M2.5 12h2.5c3 0 3-8 6-8h2.5",
};

/** @param {Store} store */
export function makeUnits(store) {
  const root = el("div", { class: "result-units" });
  let made = "";
  return {
    root,
    /** @param {Results} told */
    paint({ units, train }) {
      const key = JSON.stringify([units, train.rows]);
      if (key === made) return;
      made = key;
      root.replaceChildren(...contentOf(units, train.rows, store));
    },
  };
}

/** @param {readonly TroubledUnit[]} units @param {number} rows @param {Store} store */
function contentOf(units, rows, store) {
  if (!units.length) return [el("p", { class: "small-print", text: words.allLearn })];
  const listed = units.slice(0, MOST_LISTED).map((unit) => item(unit, rows, store));
  const left = units.length - listed.length;
  const kinds = new Set(units.map(({ trouble }) => trouble));
  return [
    el("ul", {}, ...listed),
    ...(left ? [el("p", { class: "small-print", text: words.moreUnits(left) })] : []),
    ...Array.from(kinds, (kind) => el("p", { class: "small-print", text: words.rules[kind] })),
  ];
}

/** @param {TroubledUnit} unit @param {number} rows @param {Store} store */
function item({ layer, unit, trouble, rows: on }, rows, store) {
  return el(
    "li",
    {},
    el(
      "button",
      {
        attrs: { type: "button" },
        on: { click: () => store.set({ selected: { layer, unit } }) },
      },
      sign(trouble),
      el("span", { text: `${words.unit(layer, unit + 1)} ${words.troubles[trouble]}` }),
      el("span", { class: "small-print", text: words.reasons[trouble](on, rows) }),
    ),
  );
}

/** @param {TroubledUnit["trouble"]} trouble */
function sign(trouble) {
  const attrs = { viewBox: "0 0 16 16", "aria-hidden": "true" };
  return svg("svg", { class: "unit-sign", attrs }, svg("path", { attrs: { d: SIGNS[trouble] } }));
}

/** @param {HTMLElement} stage */
export function makeMarks(stage) {
  /** @type {{unit: TroubledUnit, mark: HTMLElement, neuron: Element | null}[]} */
  let marks = [];
  let made = "";

  function clear() {
    for (const { mark, neuron } of marks) {
      neuron?.classList.remove("dead");
      mark.remove();
    }
    marks = [];
    made = "";
  }

  return {
    clear,
    /** @param {Results} told @param {RunHere} run */
    show({ units, train, run: id }, run) {
      const key = id === run.id ? JSON.stringify(units) : "";
      if (key !== made) {
        clear();
        made = key;
        marks = key
          ? units.map((unit) => ({ unit, mark: markOf(unit, train.rows), neuron: null }))
          : [];
      }
      // The stage makes its neurons anew whenever it has another size.
      for (const each of marks)
        if (!each.mark.isConnected) each.neuron = put(stage, each.unit, each.mark);
    },
  };
}

/** @param {TroubledUnit} unit @param {number} rows */
function markOf({ trouble, rows: on }, rows) {
  const why = `${words.troubles[trouble]}: ${words.reasons[trouble](on, rows)}`;
  return el(
    "span",
    { class: "unit-mark", attrs: { role: "img", "aria-label": why, title: why } },
    sign(trouble),
  );
}

/** @param {HTMLElement} stage @param {TroubledUnit} unit @param {HTMLElement} mark */
function put(stage, { layer, unit, trouble }, mark) {
  const neuron = stage.querySelector(`.neuron[data-layer="${layer}"][data-unit="${unit}"]`);
  neuron?.append(mark);
  neuron?.classList.toggle("dead", trouble === "dead");
  return neuron;
}
