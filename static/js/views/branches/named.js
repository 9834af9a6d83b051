/** What branches are called: as somebody named them, else after what they came of. */

/** @import { BranchInfo, Catalog, RunHere } from "../../state/types" */

import { editWords } from "../../words/edits.js";
import { branches } from "../../words/en-branches.js";
import { full } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";

const words = spoken(branches);

/**
 * All their names, by their numbers; of several that would be called the same the later ones are counted.
 * @param {readonly BranchInfo[]} infos
 * @param {RunHere} run
 * @param {Catalog | null} catalog
 * @returns {Map<number, string>}
 */
export function namesOf(infos, run, catalog) {
  /** @type {Map<string, number>} */
  const times = new Map();
  return new Map(
    infos.map((info) => {
      const name = nameOf(info, run, catalog);
      const time = (times.get(name) ?? 0) + 1;
      times.set(name, time);
      return [info.id, time === 1 ? name : words.again(name, time)];
    }),
  );
}

/**
 * @param {BranchInfo} info
 * @param {RunHere} run
 * @param {Catalog | null} catalog
 */
export function nameOf({ name, parent, edit, without, since_epoch }, run, catalog) {
  if (name !== null) return name;
  if (parent === null) return words.main;
  if (without !== null) return words.without(without);
  if (!edit) return words.from(since_epoch);
  return edit.learning_rate == null
    ? editWords(edit, run, catalog)
    : words.rate(full(edit.learning_rate));
}
