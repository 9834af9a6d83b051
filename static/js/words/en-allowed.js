/** What would be taken in place of what is refused, in English, to follow "should be". */

/** @import { Refusal } from "../state/types" */
/** @import { Unread } from "./read-number.js" */

import { full } from "./numbers.js";

/** @typedef {(value: number) => string} Written a number as the field shows it */

/** @type {Record<string, string>} */
const TYPES = {
  integer: "a whole number",
  number: "a number",
  string: "a text",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "nothing",
};

/** In place of what shares 1 among its units where there is only one; the menu has the others. */
const ALONE = {
  output:
    "any other, with a loss that goes with it: of one output it is always 1, and learns nothing",
  layer: "any other, or have more units: of one unit it is always 1, and nothing gets through",
};

/** Who may ask, where it is not who leads. @type {Record<string, string>} */
const WHO = { fork: "asked from a copy of one's own", follow: "asked by who follows this class" };

/**
 * What a typed formula should have at a place.
 * @type {Record<string, (limit: { names: string, name: string, count: number, most: number }) => string>}
 */
const EXPECTED = {
  operand: ({ names }) => `a number, ${names}, a function or (`,
  operator: () => "an operator or the end",
  closing: () => ") or an operator",
  call: ({ name }) => `( after ${name}`,
  arguments: ({ name, count }) => `${name} of ${count}`,
  name: ({ names }) => `one of ${names}`,
  sign: () => "a number, a name, or one of + - * / ^ ( ) , < >",
  number: () => "a number within reach",
  flatter: ({ most }) => `no more than ${most} levels deep`,
};

/** More names than this are told by the first and the last. */
const MOST_NAMES = 30;

/** What a typed number should be. @type {Record<Unread["problem"], (readings: readonly number[]) => string>} */
export const unread = {
  empty: () => "a number",
  no_number: () => "a number",
  too_large: () => "a number within reach",
  unclear: (readings) => `written as ${readings.map(full).join(" or as ")}`,
};

/**
 * Codes that no field of the page can meet: their words are the server's.
 * @typedef {"internal" | "replaced" | "not_connected" | "binary" | "unclosed" | "unusable" | "unreadable" | "invalid" | "bad_json" | "bad_encoding" | "too_deep" | "too_many_bytes"} Unworded
 */

/**
 * What would be taken, by the refusal's code.
 * @type {Record<Exclude<Refusal["code"], Unworded>, (limit: any, write: Written) => string>}
 */
export const allowed = {
  too_small: (least, write) => `at least ${write(least)}`,
  too_large: (most, write) => `at most ${write(most)}`,
  not_above: (least, write) => `more than ${write(least)}`,
  not_below: (most, write) => `less than ${write(most)}`,
  out_of_range: ({ low, high, when }, write) => `from ${write(low)} to ${write(high)}${told(when)}`,
  not_finite: () => "a finite number",
  too_short: (least) => `at least ${least} long`,
  too_long: (most) => `at most ${most} long`,
  wrong_type: (types) =>
    types.map((/** @type {string} */ type) => TYPES[type] ?? type).join(" or "),
  wrong_length: (limit) => `${limit.length} long, as many as ${limit.as}`,
  wrong_shape: ({ shape, transposed }) =>
    `${shape.join(" × ")}${transposed ? "; it looks transposed" : ""}: w is (inputs, outputs)`,
  wrong_sum: ({ sum, when }) => `numbers that sum to ${sum}${told(when)}`,
  unknown_name: oneOf,
  unknown_field: () => "left out (there is no such field)",
  missing_field: (when) => `given${told(when)}`,
  unwanted_field: (when) => `left out${told(when)}`,
  repeated: () => "named only once",
  no_multiple: (of) => `a multiple of ${of}`,
  mismatch: ({ one_of, when }) => `${oneOf(one_of)}${told(when)}`,
  too_new: (newest) => `at most ${newest}, the newest known here`,
  bad_expression: ({ at, expected, names = [], name, count, most }) =>
    `${EXPECTED[expected]({ names: names.join(", "), name, count, most })} at character ${at}`,
  undefined: ({ low, high, at }, write) =>
    `a number everywhere from ${write(low)} to ${write(high)}: at ${placed(at, write)} it is none`,
  shares_alone: ({ of }) => ALONE[/** @type {keyof typeof ALONE} */ (of)],
  nothing_comes_in: () =>
    "kept where all inputs of the training rows are 0: without biases nothing comes in, and nothing is learned",
  no_classes: (data) => `left out: ${data} has no classes`,
  not_recorded: (last) => `at most ${last}, the last step recorded`,
  not_allowed: (who) => WHO[who?.[0]] ?? "asked by who leads this class",
  no_such_room: () => "the code of a room that is open",
  poll_on: () => "asked once the poll is revealed, or put away",
  poll_closed: () => "asked while a poll is open to it",
  bad_key: () => "the key of a link to this room",
  too_often: (limit) => `asked again in ${limit} s`,
  not_open: () => "asked while a challenge is open",
  nothing_changed: () => "asked where something was changed",
  full: fewer,
  unread: (/** @type {Unread} */ { problem, readings }) => unread[problem](readings),
  bad_name: (longest) => `1 to ${longest} of the letters a-z, digits and -`,
};

/** @param {Record<string, number>} at @param {Written} write */
function placed(at, write) {
  return Object.entries(at)
    .map(([name, value]) => `${name} = ${write(value)}`)
    .join(", ");
}

/** @param {readonly string[]} names */
function oneOf(names) {
  if (names.length === 1) return names[0];
  if (names.length > MOST_NAMES) return `one of ${names[0]} … ${names.at(-1)}`;
  return `one of ${names.join(", ")}`;
}

/** The fields that a limit depends on. @param {Record<string, unknown> | null} when */
function told(when) {
  const parts = Object.entries(when ?? {}).map(([name, value]) => `${name} is ${value}`);
  return parts.length === 0 ? "" : ` when ${parts.join(" and ")}`;
}

const FEWER = {
  viewers: (/** @type {number} */ most) => `fewer than ${most} at a time`,
  rooms: (/** @type {number} */ most) => `one of the ${most} open rooms: no more fit`,
  links: (/** @type {number} */ most) => `one of ${most} links at most: revoke another first`,
  branches: (/** @type {number} */ most) =>
    `one of the ${most} branches of a run: delete another first`,
  rounds: (/** @type {number} */ most) => `one of the ${most} votes of a poll: no more are taken`,
  answers: (/** @type {number} */ most) =>
    `one of the ${most} answers that are counted: no more are`,
  forks: (/** @type {number} */ most) => `one of the ${most} that are shared: no more fit`,
  looks: (/** @type {number} */ most) =>
    `one of the ${most} questions to a run that may wait: ask again when others are answered`,
  own_looks: (/** @type {number} */ most) =>
    `one of the ${most} questions of yours that may wait: ask again when one is answered`,
  megabytes: (/** @type {number} */ left) => `smaller: ${left} MB are left for all rooms`,
};

/** @param {Partial<Record<keyof typeof FEWER, number>>} limit */
function fewer(limit) {
  const [[what, most]] = Object.entries(limit);
  return FEWER[/** @type {keyof typeof FEWER} */ (what)](most);
}
