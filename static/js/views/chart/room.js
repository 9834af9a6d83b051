/** How much room there is above the curves, as the style has it: for words alone, or for a bar and a lane of marks. */

import { textScale } from "../../draw/text-size.js";

/** In pixels, where the style says nothing. */
const WORDS = 24;

/** @param {HTMLElement} element in the chart */
export function roomAbove(element) {
  return unscaled(element) * textScale();
}

/** Whether losses stand in a bar, not beside the playhead. @param {HTMLElement} element */
export function hasBar(element) {
  return unscaled(element) > WORDS;
}

/** @param {HTMLElement} element */
function unscaled(element) {
  const said = Number.parseFloat(getComputedStyle(element).getPropertyValue("--plot-above"));
  return Number.isNaN(said) ? WORDS : said;
}
