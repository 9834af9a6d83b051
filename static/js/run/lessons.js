/** What a run cannot learn, in words: in short, and why. */

/** @import { Catalog, Lesson } from "../state/types" */

import { labelOf } from "../words/label.js";
import { words } from "../words/words.js";

/**
 * @param {Lesson} lesson
 * @param {Catalog} catalog
 */
export function lessonWords({ code, values }, catalog) {
  const { short, because } = words.lessons;
  const named = { ...values, activation: labelOf(catalog.activations, values.activation) };
  return { short: short[code](named), because: because[code](named) };
}
