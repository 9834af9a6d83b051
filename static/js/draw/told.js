/** What a region says of itself for any program that looks: whose numbers are on it now, and of which step. */

/** @import { State } from "../state/types" */

/**
 * @param {HTMLElement} root
 * @param {Pick<State, "run" | "position">} shown
 */
export function tell(root, { run, position }) {
  root.dataset.run = run && position ? String(run.id) : "";
  root.dataset.index = position ? String(position.index) : "";
}
