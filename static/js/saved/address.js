/** What the address of a saved page says when it is opened: what its teacher chose, and that nothing is there which needs a server. */

import { readChoices, written } from "../run/choices.js";
import { fromHash, hashOf, holdsRun } from "../run/link.js";

/** What leads elsewhere, or takes what only a server can make. */
const HIDDEN = Object.freeze([
  "branches",
  "undo",
  "gallery",
  "my-runs",
  "share",
  "export",
  "class",
  "stops",
  "by-hand",
  "yours",
  "history",
  "rows-list",
]);
/** What can be read, and changes nothing. */
const LOCKED = Object.freeze(["build"]);

/**
 * @param {string} chosen as an address says it
 * @param {string} hash of the link that the page was opened by: the step that it leads to
 */
export function addressFor(chosen, hash) {
  const { choices, unknown } = readChoices(chosen);
  const parts = written({
    ...choices,
    hide: [...new Set([...HIDDEN, ...choices.hide])],
    lock: [...new Set([...LOCKED, ...choices.lock])],
  });
  const linked = holdsRun(hash) ? fromHash(hash) : null;
  const run = linked ? [hashOf(linked).slice(1)] : [];
  return `#${[...run, ...parts, ...unknown].join("&")}`;
}
