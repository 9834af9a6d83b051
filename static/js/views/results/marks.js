/** The mark on each unit that no longer learns: at its tile's corner, or in its cell of a layer drawn as a strip. */

/** @import { Results, RunHere, TroubledUnit } from "../../state/types" */

import { el, put, svg } from "../../draw/dom.js";
import { results } from "../../words/en-results.js";
import { spoken } from "../../words/words.js";

const words = spoken(results);
/** A ring struck through, and a curve with flat ends. On a grid of 16 × 16. */
const SIGNS = {
  dead: "M8 3a5 5 0 1 0 0 10a5 5 0 0 0 0-10zM4.5 11.5l7-7",
  saturated: "M2.5 12h2.5c3 0 3-8 6-8h2.5",
};

/**
 * @typedef {object} Mark
 * @property {HTMLElement} root
 * @property {(why: string) => void} say
 * @property {() => void} undo what it did to the stage beside standing there
 */

/** @param {TroubledUnit["trouble"]} trouble */
export function sign(trouble) {
  const attrs = { viewBox: "0 0 16 16", "aria-hidden": "true" };
  return svg("svg", { class: "unit-sign", attrs }, svg("path", { attrs: { d: SIGNS[trouble] } }));
}

/** @param {HTMLElement} stage */
export function makeMarks(stage) {
  /** By layer, unit and trouble. @type {Map<string, Mark>} */
  const marks = new Map();

  /** @param {string} key @param {Mark} mark */
  function take(key, { root, undo }) {
    undo();
    root.remove();
    marks.delete(key);
  }

  function clear() {
    for (const [key, mark] of marks) take(key, mark);
  }

  return {
    clear,
    /** @param {Results} told @param {RunHere} run */
    show({ units, train, run: id }, run) {
      if (id !== run.id) return clear();
      const wanted = new Map(units.map((unit) => [keyOf(unit), unit]));
      for (const [key, mark] of marks) if (!wanted.has(key)) take(key, mark);
      for (const [key, unit] of wanted) {
        const why = whyOf(unit, train.rows);
        const known = marks.get(key);
        // The stage makes its neurons anew whenever it has another size.
        const stands = known?.root.isConnected ? known : null;
        if (known && !stands) take(key, known);
        const mark = stands ?? markOn(stage, unit);
        marks.set(key, mark);
        mark.say(why);
      }
    },
    /** Bring a unit into sight, on a phone from behind what is open. @param {TroubledUnit} unit */
    lead(unit) {
      /** @type {HTMLElement | null} */ (
        document.querySelector(".drawer-close[data-open]")
      )?.click();
      marks.get(keyOf(unit))?.root.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
  };
}

/** @param {TroubledUnit} unit */
function keyOf({ layer, unit, trouble }) {
  return `${layer} ${unit} ${trouble}`;
}

/** @param {TroubledUnit} unit @param {number} rows */
function whyOf({ trouble, rows: on }, rows) {
  return `${words.troubles[trouble]}: ${words.reasons[trouble](on, rows)}`;
}

/** @param {HTMLElement} stage @param {TroubledUnit} of @returns {Mark} */
function markOn(stage, { layer, unit, trouble }) {
  const root = el("span", { class: "unit-mark" }, sign(trouble));
  const sheet = stage.querySelector(`.sheet[data-layer="${layer}"]`);
  if (sheet) return { root, ...putInCell(sheet, unit, root) };
  root.setAttribute("role", "img");
  const neuron = stage.querySelector(`.neuron[data-layer="${layer}"][data-unit="${unit}"]`);
  neuron?.append(root);
  neuron?.classList.toggle("dead", trouble === "dead");
  return {
    root,
    say(why) {
      write(root, "title", why);
      write(root, "aria-label", why);
    },
    undo: () => neuron?.classList.remove("dead"),
  };
}

/**
 * In a strip, whose cells are a picture: who points at the cell is told the mark's words, who cannot hears them
 * where the neuron is picked.
 * @param {Element} sheet
 * @param {number} unit
 * @param {HTMLElement} mark
 * @returns {Omit<Mark, "root">}
 */
function putInCell(sheet, unit, mark) {
  const rows = Number(sheet.getAttribute("data-rows"));
  mark.setAttribute("data-cell", String(unit));
  mark.setAttribute("aria-hidden", "true");
  mark.style.setProperty("--column", String(Math.floor(unit / rows)));
  mark.style.setProperty("--row", String(unit % rows));
  sheet.append(mark);
  const option = sheet.querySelector(`option[value="${unit}"]`);
  const name = option?.textContent ?? "";
  return {
    say(why) {
      write(mark, "title", why);
      if (option) put(option, words.troubled(name, why));
    },
    undo: () => option && put(option, name),
  };
}

/** @param {HTMLElement} element @param {"title" | "aria-label"} attribute @param {string} text */
function write(element, attribute, text) {
  if (element.getAttribute(attribute) !== text) element.setAttribute(attribute, text);
}
