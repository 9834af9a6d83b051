/** What is said of a preset, by its name. */

/** @import { PresetInfo } from "../../state/types" */

import { gallery } from "../../words/en-gallery.js";
import { spoken } from "../../words/words.js";

const words = spoken(gallery);
/** @typedef {keyof typeof gallery.presets} Name */

/** @param {string} name */
export function wordsOf(name) {
  return words.presets[/** @type {Name} */ (name)] ?? { title: name, watch: "", where: "" };
}

/** What is to be done first. @param {Pick<PresetInfo, "epochs" | "steps">} preset */
export function firstWords({ epochs, steps }) {
  return epochs === null ? words.steps(steps ?? 0) : words.play(epochs);
}
