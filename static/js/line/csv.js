/** Brings a CSV file to the server: to be described as it would be used, or to become the table of a run. */

/** @import { Refusal, TableChoices, TableDescription } from "../state/types" */

import { words } from "../words/words.js";
import { atHome } from "./home.js";

/** @typedef {Omit<Refusal, "id">} NotTaken */

/**
 * What the file would become.
 * @param {File} file
 * @param {TableChoices} choices
 * @param {typeof fetch} [ask]
 * @returns {Promise<TableDescription | NotTaken>}
 */
export function describe(file, choices, ask = fetch) {
  return bring("csv/described", file, choices, ask);
}

/**
 * Make it the table of a specification that waits on the server.
 * @param {File} file
 * @param {TableChoices} choices
 * @param {typeof fetch} [ask]
 * @returns {Promise<{ uploaded: string } | NotTaken>} the name to ask for it by
 */
export function makeRun(file, choices, ask = fetch) {
  return bring("csv/run", file, choices, ask);
}

/** @param {string} path @param {File} file @param {TableChoices} choices @param {typeof fetch} ask */
async function bring(path, file, choices, ask) {
  const head = JSON.stringify({ name: nameOf(file), choices });
  try {
    const answer = await ask(atHome(path), {
      method: "POST",
      body: new Blob([`${head}\n`, file]),
    });
    return await answer.json();
  } catch {
    return notBrought(nameOf(file));
  }
}

const LONGEST_NAME = 100;

/** A name that the server takes. @param {File} file */
function nameOf({ name }) {
  return name.slice(-LONGEST_NAME);
}

/** @param {string} field @returns {NotTaken} */
function notBrought(field) {
  return {
    type: "error",
    code: "not_connected",
    field,
    value: "",
    limit: null,
    message: words.line.notConnected,
  };
}
