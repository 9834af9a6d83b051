/** Has the server say what an exercise sheet asks for, and make a class's. */

/** @import { Refusal } from "../state/types" */

import { answered } from "./answered.js";

/** @typedef {{ blank: number, numbers: number }} Described */

/**
 * @param {string} query
 * @param {AbortSignal} signal
 * @param {typeof fetch} [ask]
 * @returns {Promise<Described | Refusal | null>} null where no answer comes
 */
export async function describeSheets(query, signal, ask = fetch) {
  return answered(`sheets/described?${query}`, signal, (answer) => answer.json(), ask);
}

/**
 * @param {string} query
 * @param {AbortSignal} signal
 * @param {typeof fetch} [ask]
 * @returns {Promise<Blob | Refusal | null>} a zip; null where no answer comes
 */
export async function takeSheets(query, signal, ask = fetch) {
  return answered(`sheets?${query}`, signal, (answer) => answer.blob(), ask);
}
