/** Asks why there is no line: a browser keeps from its page for what reason a websocket was refused. */

import { words } from "../words/words.js";

const LONGEST_WORDS = 400;

/**
 * Ask for the line's address as for a file: what refuses the line refuses this too, and says why.
 * @param {URL} address of the line
 * @param {typeof fetch} [ask]
 * @returns {Promise<string | null>} in words; null when nothing answers at all
 */
export async function whyNoLine(address, ask = fetch) {
  const asked = new URL(address);
  asked.protocol = asked.protocol.replace("ws", "http");
  try {
    // A browser names the page's origin with whatever is not a mere reading, as it does with a websocket.
    const answer = await ask(asked, { method: "POST" });
    if (answer.status === 426) return words.line.notPassedOn;
    const why = isText(answer) ? (await answer.text()).slice(0, LONGEST_WORDS) : "";
    return words.line.refused(answer.status, why);
  } catch {
    return null;
  }
}

/** @param {Response} answer */
function isText({ headers }) {
  return (headers.get("content-type") ?? "").startsWith("text/plain");
}
