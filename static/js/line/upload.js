/** Brings a specification to the server that is too large for the line: as a file, which the command then names. */

/** @import { Refusal } from "../state/types" */

import { words } from "../words/words.js";

/** The server takes no longer text; some are longer in bytes than in characters. */
const MOST_BYTES = 65_536;
const bytes = new TextEncoder();

/** Whether a command is more than the line takes. @param {string} text */
export function isTooLarge(text) {
  return text.length > MOST_BYTES || bytes.encode(text).length > MOST_BYTES;
}

/**
 * Upload a specification.
 * @param {URL} line the address of the line
 * @param {unknown} spec
 * @param {typeof fetch} [ask]
 * @returns {Promise<{ uploaded: string } | Omit<Refusal, "id">>} the name to ask for it by
 */
export async function upload(line, spec, ask = fetch) {
  const address = new URL("spec", line);
  address.protocol = address.protocol.replace("ws", "http");
  try {
    const answer = await ask(address, { method: "POST", body: JSON.stringify(spec) });
    return await answer.json();
  } catch {
    return {
      type: "error",
      code: "not_connected",
      field: "spec",
      value: "",
      limit: null,
      message: words.line.notBrought,
    };
  }
}
