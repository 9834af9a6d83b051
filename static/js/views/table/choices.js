/** What is chosen about a CSV file: each choice made of the one before, as the server takes it. */

/** @import { TableChoices, TableColumn, TableDescription } from "../../state/types" */

/** @typedef {"number" | "category" | "off"} Kind */

/** What is chosen before anything is known of the file. @type {TableChoices} */
export const NOTHING_CHOSEN = { target: [], kinds: {}, missing: "refuse", train_fraction: 0.8 };

/**
 * Read the file another way; what was chosen of its columns holds no more where they are split or named anew.
 * @param {TableChoices} choices
 * @param {Pick<TableChoices, "delimiter" | "decimal" | "header" | "encoding">} reading
 * @returns {TableChoices}
 */
export function readAs(choices, reading) {
  return "decimal" in reading
    ? { ...choices, ...reading }
    : { ...choices, ...reading, target: [], kinds: {} };
}

/**
 * Have a column be a target, or no more; what was off is on then.
 * @param {TableChoices} choices
 * @param {string} name
 * @param {boolean} on
 * @returns {TableChoices}
 */
export function withTarget({ target = [], kinds = {}, ...choices }, name, on) {
  const others = target.filter((each) => each !== name);
  return {
    ...choices,
    target: on ? [...others, name] : others,
    kinds: on && kinds[name] === "off" ? without(kinds, name) : kinds,
  };
}

/**
 * Say what a column is; one that is off is no target.
 * @param {TableChoices} choices
 * @param {string} name
 * @param {Kind} kind
 * @returns {TableChoices}
 */
export function withKind(choices, name, kind) {
  const { target = [], kinds = {} } = choices;
  return {
    ...choices,
    target: kind === "off" ? target.filter((each) => each !== name) : target,
    kinds: { ...kinds, [name]: kind },
  };
}

/** What a column is as the table is to be used. @param {TableColumn} column @returns {Kind} */
export function kindOf({ kind, role }) {
  return role === "off" || kind === "empty" ? "off" : kind === "number" ? "number" : "category";
}

/**
 * The column that is taken as the target until another is chosen, of those that can be one: most files have it
 * last, and what is left out is rarely meant.
 * @param {TableDescription} description
 * @returns {string | null}
 */
export function usualTarget({ columns }) {
  const fit = columns.filter(({ refused }) => refused === null);
  return (fit.filter(({ role }) => role === "input").at(-1) ?? fit.at(-1))?.name ?? null;
}

/** @param {NonNullable<TableChoices["kinds"]>} kinds @param {string} name */
function without(kinds, name) {
  return Object.fromEntries(Object.entries(kinds).filter(([each]) => each !== name));
}
