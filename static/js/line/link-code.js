/** Has the server draw a link as a code to be scanned, with an address of it by which other machines come in. */

import { atHome } from "./home.js";

/**
 * @param {string} tail of an address of this server: what follows its home
 * @param {typeof fetch} [ask]
 * @returns {Promise<{ address: string | null, svg: string | null } | null>} no address where only this machine comes in,
 *   no drawing of what is too long for one; null without an answer
 */
export async function linkCode(tail, ask = fetch) {
  try {
    const answer = await ask(atHome("link-code"), { method: "POST", body: tail });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
