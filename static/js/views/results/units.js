/** Units that no longer learn: a list that says why, and leads to each of them on the stage. */

/** @import { Results, Store, TroubledUnit } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { results } from "../../words/en-results.js";
import { spoken } from "../../words/words.js";
import { sign } from "./marks.js";

const words = spoken(results);
const MOST_LISTED = 12;

/**
 * @param {Store} store
 * @param {(unit: TroubledUnit) => void} lead to where a unit is
 */
export function makeUnits(store, lead) {
  const root = el("div", { class: "result-units" });
  let made = "";

  /** @param {TroubledUnit} of */
  function go(of) {
    store.set({ selected: { layer: of.layer, unit: of.unit } });
    lead(of);
  }

  return {
    root,
    /** @param {Results} told */
    paint({ units, train }) {
      const key = JSON.stringify([units, train.rows]);
      if (key === made) return;
      made = key;
      root.replaceChildren(...contentOf(units, train.rows, go));
    },
  };
}

/** @param {readonly TroubledUnit[]} units @param {number} rows @param {(unit: TroubledUnit) => void} go */
function contentOf(units, rows, go) {
  if (!units.length) return [el("p", { class: "small-print", text: words.allLearn })];
  const listed = units.slice(0, MOST_LISTED).map((unit) => item(unit, rows, go));
  const left = units.length - listed.length;
  const kinds = new Set(units.map(({ trouble }) => trouble));
  return [
    el("ul", {}, ...listed),
    ...(left ? [el("p", { class: "small-print", text: words.moreUnits(left) })] : []),
    ...Array.from(kinds, (kind) => el("p", { class: "small-print", text: words.rules[kind] })),
  ];
}

/** @param {TroubledUnit} of @param {number} rows @param {(unit: TroubledUnit) => void} go */
function item(of, rows, go) {
  const { layer, unit, trouble, rows: on } = of;
  return el(
    "li",
    {},
    el(
      "button",
      { attrs: { type: "button" }, on: { click: () => go(of) } },
      sign(trouble),
      el("span", { text: `${words.unit(layer, unit + 1)} ${words.troubles[trouble]}` }),
      el("span", { class: "small-print", text: words.reasons[trouble](on, rows) }),
    ),
  );
}
