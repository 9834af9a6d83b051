/** Which files the server can make of the run as it stands. */

/** @typedef {keyof typeof import("../../words/en-export.js").exporting.files} Kind */

/** @type {{run: readonly Kind[], code: readonly Kind[], weights: readonly Kind[], rows: readonly Kind[]}} */
export const OFFERED = {
  run: ["recording"],
  code: ["numpy", "notebook", "torch"],
  weights: ["json", "npz", "safetensors"],
  rows: ["predictions", "trace"],
};

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
