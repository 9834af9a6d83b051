/** Asks the server by which addresses others come into a class. */

import { atHome } from "./home.js";

/**
 * @param {string} code
 * @param {typeof fetch} [ask]
 * @returns {Promise<readonly string[] | null>} the best first, none where only this machine can; null without an answer
 */
export async function waysInto(code, ask = fetch) {
  try {
    const answer = await ask(atHome(`room.json?room=${code}`));
    return answer.ok ? (await answer.json()).addresses : null;
  } catch {
    return null;
  }
}

/** The picture of a class's link. @param {string} code @param {string} address */
export function codeOf(code, address) {
  return atHome(`room.svg?room=${code}&at=${encodeURIComponent(address)}`).href;
}
