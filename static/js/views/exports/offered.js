/** Which files the server can make of the run as it stands. */

/** @import { State } from "../../state/types" */

/** @typedef {keyof typeof import("../../words/en-export.js").exporting.files} Kind */

const CODE = /** @type {const} */ (["numpy", "notebook", "torch"]);
const WEIGHTS = /** @type {const} */ (["json", "npz", "safetensors"]);
const ROWS = /** @type {const} */ (["predictions", "trace"]);

/**
 * Code tells a run by its specification, which does not tell what was changed on the way.
 * @param {Pick<State, "run">} state
 * @returns {{code: readonly Kind[], weights: readonly Kind[], rows: readonly Kind[]}}
 */
export function offered({ run }) {
  const isChanged = run !== null && run.edits.length > 0;
  return { code: isChanged ? [] : CODE, weights: WEIGHTS, rows: ROWS };
}

/**
 * Where the server gives it.
 * @param {Kind} kind
 * @param {string} room
 * @param {URL} home where everything of the server's is
 */
export function addressOf(kind, room, home) {
  const address = new URL(`export/${kind}`, home);
  address.searchParams.set("room", room);
  return address.href;
}
