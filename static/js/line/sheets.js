/** Has the server say what an exercise sheet asks for, and make a class's. */

/** @import { Refusal } from "../state/types" */

import { atHome } from "./home.js";

/** @typedef {{ blank: number, numbers: number }} Described */

/**
 * @param {string} query
 * @param {AbortSignal} signal
 * @param {typeof fetch} [ask]
 * @returns {Promise<Described | Refusal | null>} null where no answer comes
 */
export async function describeSheets(query, signal, ask = fetch) {
  return answered(`sheets/described?${query}`, signal, ask, (answer) => answer.json());
}

/**
 * @param {string} query
 * @param {AbortSignal} signal
 * @param {typeof fetch} [ask]
 * @returns {Promise<Blob | Refusal | null>} a zip; null where no answer comes
 */
export async function takeSheets(query, signal, ask = fetch) {
  return answered(`sheets?${query}`, signal, ask, (answer) => answer.blob());
}

const REFUSED = 422;

/**
 * @template Answer
 * @param {string} path
 * @param {AbortSignal} signal
 * @param {typeof fetch} ask
 * @param {(answer: Response) => Promise<Answer>} read
 * @returns {Promise<Answer | Refusal | null>}
 */
async function answered(path, signal, ask, read) {
  try {
    const answer = await ask(atHome(path), { signal });
    if (answer.status === REFUSED) return await answer.json();
    return answer.ok ? await read(answer) : null;
  } catch {
    return null;
  }
}
