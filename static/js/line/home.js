/** Where everything of the server's is; what the address bar says may lack its last slash. */

/** @type {ReadonlyMap<string, string>} */
let inside = new Map();

/** Files that a page has in itself, which needs no server for them. @param {Record<string, string>} files addresses by their paths */
export function bringAlong(files) {
  inside = new Map(Object.entries(files));
}

/** @param {string} path */
export function atHome(path) {
  const home = new URL(document.body.dataset.base || ".", document.baseURI);
  return new URL(inside.get(path) ?? path, home);
}
