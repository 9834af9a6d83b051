/** Where the run stands, in words: epoch · batch · step, and whether it has diverged. */

/** @import { Run, State } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { tell } from "../../draw/told.js";
import { positionAt, stepName, whereabouts } from "../../run/positions.js";
import { batchesIn } from "../../run/stretches.js";
import { words } from "../../words/words.js";

/** Digits kept free for the epoch, so that nothing beside the words ever moves. */
const WIDEST_EPOCH = 99_999;
const JOIN = " · ";

/**
 * @param {HTMLElement} root
 * @returns {(state: State) => void} the way to paint it
 */
export function mountPlace(root) {
  const epoch = el("strong");
  const join = el("span", { class: "position-join" });
  const rest = el("span");
  // Its words change with every step; the live region says them, so this one does not.
  const attrs = { role: "status", "aria-label": words.place.title, "aria-live": "off" };
  const position = el("p", { class: "position", attrs }, epoch, join, rest);
  const stopped = el("p", { class: "stopped", attrs: { hidden: true } });
  root.replaceChildren(position, stopped);

  return ({ position: at, playback, run }) => {
    const [finished, inside] = at && run ? whereabouts(at, run) : ["", ""];
    epoch.textContent = finished;
    join.textContent = inside ? JOIN : "";
    rest.textContent = inside;
    tell(position, { run, position: at });
    if (run) position.dataset.widest = widest(run);
    const diverged = playback?.diverged ?? null;
    stopped.hidden = diverged === null;
    const where = diverged && run && stepName(positionAt(diverged.index, run));
    stopped.textContent = where ? words.place.diverged(where) : "";
    stopped.title = diverged?.message ?? "";
  };
}

/** @param {Run} run */
function widest(run) {
  const batch = batchesIn(WIDEST_EPOCH, run) - 1;
  const at = { index: run.steps_per_batch, epoch: WIDEST_EPOCH, batch };
  const step = { phase: /** @type {const} */ ("update"), layer: run.layers.length - 1 };
  return whereabouts({ ...at, ...step }, run).join(JOIN);
}
