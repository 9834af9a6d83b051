/** Brings a recording to the server, which reads it and keeps it for the command that has a room stand in it. */

/** @import { Refusal } from "../state/types" */

import { words } from "../words/words.js";
import { atHome } from "./home.js";

/**
 * @typedef {{ uploaded: string, steps: number, keyframes: number, differences: Record<string, [string, string]> }} Brought
 * What to ask for it by, how much of the run is in it, and what was another there than here.
 */

/** What the name of one ends with. */
export const ENDING = ".propscope";

/** @param {{ name: string }} file */
export function isRecording({ name }) {
  return name.toLowerCase().endsWith(ENDING);
}

/**
 * @param {Blob} file
 * @param {typeof fetch} [ask]
 * @returns {Promise<Brought | Refusal>}
 */
export async function bring(file, ask = fetch) {
  try {
    const answer = await ask(atHome("recordings"), { method: "POST", body: file });
    return await answer.json();
  } catch {
    return {
      type: "error",
      id: null,
      code: "not_connected",
      field: "recording",
      value: "",
      limit: null,
      message: words.line.notConnected,
    };
  }
}
