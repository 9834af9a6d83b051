/** Which exercise sheets are asked for, and why there are none. */

/** @import { Catalog, Refusal } from "../../state/types" */

import { sheets } from "../../words/en-sheets.js";
import { labelOf } from "../../words/label.js";
import { shouldBe } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";

const words = spoken(sheets);

/**
 * @typedef {object} Asked
 * @property {number} pupils
 * @property {number} rows
 * @property {keyof typeof sheets.levels} level
 * @property {number} seed
 * @property {string} url where the codes lead
 * @property {boolean} key
 * @property {boolean} questions
 */

export const LEVELS = /** @type {const} */ ([
  "worked",
  "delta",
  "slopes",
  "backward",
  "everything",
]);
export const MOST_PUPILS = 300;
export const MOST_ROWS = 4;
export const MOST_SEED = 2 ** 32 - 1;

/** What stands in the form at first. @param {URL} home @returns {Asked} */
export function firstAsked(home) {
  const url = new URL(home);
  url.search = "";
  url.hash = "";
  return {
    ...{ pupils: 30, rows: 1, level: "backward", seed: 0 },
    ...{ url: url.href, key: true, questions: true },
  };
}

/** How it is written behind an address of the server's. @param {string} room @param {Asked} asked */
export function queryOf(room, asked) {
  const written = Object.entries(asked).map(([name, value]) => [name, String(value)]);
  return new URLSearchParams([["room", room], ...written]).toString();
}

/** The host of an address, where only this computer has it by that name. @param {string} url */
export function onlyHere(url) {
  const { hostname } = new URL(url);
  return /^(localhost|127\..*|\[::1\])$/.test(hostname) ? hostname : null;
}

/** Whether a code can lead there. @param {string} text */
export function isPage(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Where the catalogue has the names of what a field may be. @type {Record<string, "optimizers" | "schedules" | "activations">} */
const TABLES = {
  "optimizer.kind": "optimizers",
  "schedule.kind": "schedules",
  output_activation: "activations",
  "hidden.*.activation": "activations",
};

/**
 * A refusal by what field and choices are called in the form and beside the network.
 * @param {Refusal} refusal
 * @param {Catalog | null} catalog
 */
export function whyNot(refusal, catalog) {
  const [place] = refusal.field.match(/\d+/) ?? [];
  const path = refusal.field.replace(/\d+/, "*");
  const name = words.fields[path];
  const what = shouldBe(labelled(refusal, catalog?.[TABLES[path]]));
  if (!name || what === refusal.message) return refusal.message;
  return words.refused(name(String(Number(place ?? 0) + 1)), what);
}

/** @param {Refusal} refusal @param {readonly { name: string, label: string }[] | undefined} table */
function labelled(refusal, table) {
  if (!table || !Array.isArray(refusal.limit)) return refusal;
  const limit = refusal.limit.map((/** @type {string} */ name) => labelOf(table, name));
  return { ...refusal, limit, value: labelOf(table, refusal.value) };
}
