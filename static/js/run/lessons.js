/** What a run cannot learn, in words: in short, and why. */

/** @import { Catalog, Lesson } from "../state/types" */

import { words } from "../words/words.js";

/**
 * @param {Lesson} lesson
 * @param {Catalog} catalog
 */
export function lessonWords({ code, values }, catalog) {
  const { short, because } = words.lessons;
  const named = { ...values, activation: labelOf(values.activation, catalog) };
  return { short: short[code](named), because: because[code](named) };
}

/** An activation as menus have it. @param {unknown} name @param {Catalog} catalog */
function labelOf(name, catalog) {
  return catalog.activations.find((record) => record.name === name)?.label ?? name;
}
