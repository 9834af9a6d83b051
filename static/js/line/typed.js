/** Asks the server, which has the grammar, what a function looks like that is being typed. */

/** @import { FunctionPicture, Refusal } from "../state/types" */

import { words } from "../words/words.js";
import { atHome } from "./home.js";

/**
 * @param {string} expression
 * @param {readonly [number, number]} domain
 * @param {typeof fetch} [ask]
 * @returns {Promise<FunctionPicture | Omit<Refusal, "id">>}
 */
export async function picture(expression, domain, ask = fetch) {
  try {
    const body = JSON.stringify({ kind: "function", expression, domain });
    const answer = await ask(atHome("function"), { method: "POST", body });
    return await answer.json();
  } catch {
    return {
      type: "error",
      code: "not_connected",
      field: "data.expression",
      value: "",
      limit: null,
      message: words.line.notConnected,
    };
  }
}
