/** Has the server make something: what it made, why it did not, or that no answer came. */

/** @import { Refusal } from "../state/types" */

import { atHome } from "./home.js";

const REFUSED = 422;

/**
 * @template Answer
 * @param {string} path
 * @param {AbortSignal} signal
 * @param {(answer: Response) => Promise<Answer>} read
 * @param {typeof fetch} [ask]
 * @returns {Promise<Answer | Refusal | null>} null where no answer comes
 */
export async function answered(path, signal, read, ask = fetch) {
  try {
    const answer = await ask(atHome(path), { signal });
    if (answer.status === REFUSED) return await answer.json();
    return answer.ok ? await read(answer) : null;
  } catch {
    return null;
  }
}
