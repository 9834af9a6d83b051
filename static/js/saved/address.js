/** What the address of a saved page says when it is opened: what its teacher chose; and what of the page is not there without a server. */

import { readChoices, written } from "../run/choices.js";
import { fromHash, hashOf, holdsRun } from "../run/link.js";

export const WITHOUT_SERVER = Object.freeze({
  /** What leads elsewhere, or takes what only a server can make. */
  hide: Object.freeze([
    ...["branches", "undo", "gallery", "my-runs", "share", "export", "class", "stops"],
    ...["by-hand", "own-table", "sweep", "reset", "yours", "history", "rows-list"],
  ]),
  /** What can be read, and changes nothing. */
  lock: Object.freeze(["build"]),
});

/**
 * @param {string} chosen as an address says it
 * @param {string} hash of the link that the page was opened by: the step that it leads to
 */
export function addressFor(chosen, hash) {
  const { choices, unknown } = readChoices(chosen);
  const linked = holdsRun(hash) ? fromHash(hash) : null;
  const run = linked ? [hashOf(linked).slice(1)] : [];
  return `#${[...run, ...written(choices), ...unknown].join("&")}`;
}
