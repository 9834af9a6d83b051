/** The kept runs of this browser: it holds a secret that nobody else knows, of which the server keeps a hash. */

/** @import { MyRuns } from "../state/types" */

import { isEmbedded } from "../run/embedding.js";
import { atHome } from "./home.js";

const KEY = "propscope.browser";
const SECRET = /^[0-9a-f]{64}$/;
const SECRET_BYTES = 32;

/** Where storage is forbidden or full: as long as the page lives. @type {string | null} */
let here = null;

/** @typedef {"own" | "name" | "copy" | "delete" | "undelete"} Deed */

/** What this browser shows for its own, drawn at random when it is first needed. */
function secret() {
  here = kept() ?? here ?? drawn();
  return here;
}

function kept() {
  try {
    const text = localStorage.getItem(KEY) ?? "";
    return SECRET.test(text) ? text : null;
  } catch {
    return null;
  }
}

function drawn() {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // Nothing to do: see above.
  }
  return text;
}

const shown = () => ({ "x-propscope-browser": secret() });

/** Say that a run is this browser's, once the page is there. @param {string | null} room @param {typeof fetch} [ask] */
export async function own(room, ask = fetch) {
  if (room !== null && !isEmbedded()) await act("own", room, "", ask);
}

/** All of them, the one used last first; null without an answer. @param {typeof fetch} [ask] @returns {Promise<MyRuns | null>} */
export async function myRuns(ask = fetch) {
  try {
    const answer = await ask(atHome("runs"), { headers: shown() });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/**
 * Have something done with one.
 * @param {Deed} what
 * @param {string} room
 * @param {string} [title]
 * @param {typeof fetch} [ask]
 * @returns {Promise<{ room: string } | { refused: number }>} the room of what came of it; 0 without an answer
 */
export async function act(what, room, title = "", ask = fetch) {
  try {
    const body = JSON.stringify({ room, title });
    const answer = await ask(atHome(`runs/${what}`), { method: "POST", headers: shown(), body });
    return answer.ok ? await answer.json() : { refused: answer.status };
  } catch {
    return { refused: 0 };
  }
}
