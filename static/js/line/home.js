/** Where everything of the server's is; what the address bar says may lack its last slash. */

/** @param {string} path */
export function atHome(path) {
  return new URL(path, new URL(document.body.dataset.base || ".", document.baseURI));
}
