/** What the rows of a data set say: asked for when it is first to be seen, and kept. */

/** @import { Run, Sayings } from "../state/types" */

import { atHome } from "./home.js";

/** @type {Map<string, Promise<Sayings | null>>} */
const asked = new Map();
/** @type {Map<string, Sayings>} */
const known = new Map();

/**
 * @param {string} kind the name of a data set
 * @param {typeof fetch} [ask]
 * @returns {Promise<Sayings | null>} null where it does not come; who asks next tries again
 */
export function sayingsOf(kind, ask = fetch) {
  const coming = asked.get(kind) ?? come(kind, ask);
  asked.set(kind, coming);
  return coming;
}

/** @param {string} kind @param {typeof fetch} ask */
async function come(kind, ask) {
  const sayings = await json(`said/${kind}.json`, ask);
  if (sayings) known.set(kind, sayings);
  else asked.delete(kind);
  return sayings;
}

/** What has come already. @param {string} kind */
export function knownOf(kind) {
  return known.get(kind) ?? null;
}

/** What a row has in each column of the data. @param {string} kind @param {number} row @param {typeof fetch} [ask] @returns {Promise<readonly number[] | null>} */
export function numbersOf(kind, row, ask = fetch) {
  return json(`said/${kind}/${row}.json`, ask);
}

/** Where the sound of a row is. @param {string} kind @param {number} row */
export function soundOf(kind, row) {
  return atHome(`said/${kind}/${row}.wav`).href;
}

/** What a row of a half says, as far as it has come. @param {Pick<Run, "said" | "spec">} run @param {"train" | "test"} half @param {number} row of the half */
export function textOf({ said, spec }, half, row) {
  return (said && known.get(spec.data.kind)?.texts[said[half][row]]) ?? "";
}

/** @param {string} path @param {typeof fetch} ask */
async function json(path, ask) {
  try {
    const answer = await ask(atHome(path));
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
