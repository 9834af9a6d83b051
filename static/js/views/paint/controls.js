/** What both sheets are worked with: buttons, sliders over a few choices, and a cursor that the arrow keys move. */

/** @import { Place } from "./brush.js" */
/** @import { Domain } from "./curve.js" */

import { el } from "../../draw/dom.js";

/** @param {string} text @param {() => void} act @param {string} [title] */
export function button(text, act, title = text) {
  return el("button", { text, attrs: { type: "button", title }, on: { click: act } });
}

/** A slider over a few named choices. @param {string} label @param {readonly string[]} names @param {number} at @param {(at: number) => void} choose */
export function choice(label, names, at, choose) {
  const said = el("output", { text: names[at] });
  const input = el("input", {
    attrs: { type: "range", min: 0, max: names.length - 1, "aria-label": label },
    on: {
      input: () => {
        const now = Number(input.value);
        said.textContent = names[now];
        input.setAttribute("aria-valuetext", names[now]);
        choose(now);
      },
    },
  });
  input.value = String(at);
  input.setAttribute("aria-valuetext", names[at]);
  return el("label", { class: "paint-field" }, label, input, said);
}

/** @type {Record<string, readonly [number, number]>} */
const ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/**
 * Where an arrow key moves the cursor by a share of what is seen; null for another key.
 * @param {string} key
 * @param {Place} at
 * @param {number} share
 * @param {Domain} across
 * @param {Domain} upwards
 * @returns {Place | null}
 */
export function movedBy(key, { x, y }, share, across, upwards = across) {
  const by = ARROWS[key];
  if (!by) return null;
  const moved = (
    /** @type {number} */ value,
    /** @type {number} */ steps,
    /** @type {Domain} */ [low, high],
  ) => Math.max(low, Math.min(high, value + steps * share * (high - low)));
  return { x: moved(x, by[0], across), y: moved(y, by[1], upwards) };
}
