/** Has the server keep a specification that is too large for an address, and find it again by its digest. */

import { atHome } from "./home.js";

/**
 * @param {unknown} spec
 * @param {typeof fetch} [ask]
 * @returns {Promise<string | null>} its digest; null where it is not kept
 */
export async function keep(spec, ask = fetch) {
  try {
    const answer = await ask(atHome("kept"), { method: "POST", body: JSON.stringify(spec) });
    return answer.ok ? (await answer.json()).digest : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} digest
 * @param {typeof fetch} [ask]
 * @returns {Promise<unknown>} the specification; null where it is not kept
 */
export async function findKept(digest, ask = fetch) {
  try {
    const answer = await ask(atHome(`kept/${digest}`));
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
