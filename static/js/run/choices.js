/** What an address says beside the run: one key for each choice of the page, in this one table. */

/** @import { State } from "../state/types" */

import { samplesOf } from "../state/select.js";
import { firstTellingRow } from "../state/tensors.js";

/**
 * What an address sets: what it leaves out is as usual.
 * @typedef {{ [key in keyof typeof KEYS]: any }} Choices
 *
 * @typedef {object} Key
 * @property {any} usual what is left out
 * @property {(state: State) => any} of what the page shows
 * @property {(text: string) => any} read undefined where it cannot be
 * @property {(value: any) => string} [write]
 */

/** The keys of the run itself, which link.js reads. */
export const OF_THE_RUN = Object.freeze(["spec", "kept", "z", "step", "edits"]);

const PACE = { speed: 2, unit: "propagation" };

/** @satisfies {Record<string, Key>} */
export const KEYS = {
  /** What the numbers of the step came to where the link was made, eight letters: of links that *Share* makes. */
  sum: {
    usual: null,
    of: () => null,
    read: (text) => (/^[\w-]{8}$/.test(text) ? text : undefined),
  },
  /** Units a second, or as fast as it goes. */
  speed: {
    usual: PACE.speed,
    of: ({ playback }) => (playback ?? PACE).speed,
    read: (text) => (text === "max" ? null : numberIn(text, 0.05, 100_000)),
    write: (speed) => (speed === null ? "max" : String(speed)),
  },
  unit: oneOf(["propagation", "mini-batch", "epoch"], ({ playback }) => (playback ?? PACE).unit),
  /** The epoch at which play stops. */
  until: {
    usual: null,
    of: ({ until }) => until.epoch,
    read: (text) => wholeIn(text, 1, 1_000_000),
  },
  /** The accuracy at which play stops, 0 … 1. */
  accuracy: {
    usual: null,
    of: ({ until }) => until.accuracy,
    read: (text) => numberIn(text, 1e-6, 1),
  },
  /** Whether it plays when it is opened: the page never writes this of itself. */
  play: { ...flag(() => false), of: () => false },
  /** The selected neuron: its layer, of which the input is 0, and its place from 1. */
  neuron: {
    usual: null,
    of: ({ selected }) => selected,
    read: neuronIn,
    write: ({ layer, unit }) => `${layer}.${unit + 1}`,
  },
  /** The sample on screen, from 1; usually the one that the page chooses. */
  sample: {
    usual: null,
    of: sampleChosen,
    read: (text) => wholeIn(text, 1, 10_000),
  },
  /** Whose numbers are shown: this sample's, or the mini-batch's. */
  numbers: oneOf(["sample", "batch"], ({ scope }) => scope),
  /** The panel's page. */
  tab: {
    usual: "maths",
    of: ({ tab }) => tab,
    read: (text) => (/^[a-z-]{1,20}$/.test(text) ? text : undefined),
  },
  /** Which output is pictured, from 1. */
  output: {
    usual: 1,
    of: ({ output }) => output + 1,
    read: (text) => wholeIn(text, 1, 128),
  },
  tests: flag(({ tests }) => tests, true),
  discrete: flag(({ discrete }) => discrete),
  /** The small view that other pages show inside themselves. */
  embed: flag(({ frame }) => frame.embed),
  theme: oneOf([null, "light", "dark"], ({ frame }) => frame.theme),
  /** The run that is shown beside ours, as `views/compare/address.js` has it. */
  beside: {
    usual: null,
    of: ({ beside }) => beside?.said ?? null,
    read: (text) => (/^[\w-]+$/.test(text) ? text : undefined),
  },
  /** A learner's number beside ours: its array, place, and both. */
  yours: { usual: null, of: ({ notice }) => notice?.yours ?? null, read: yoursIn, write: String },
  hide: names(({ frame }) => frame.hide),
  lock: names(({ frame }) => frame.lock),
};

/** What an address says where it says nothing. */
export const USUAL = /** @type {Choices} */ (
  Object.fromEntries(entries().map(([key, { usual }]) => [key, usual]))
);

/** What the page shows, as an address says it. @param {State} state */
export function choicesOf(state) {
  return /** @type {Choices} */ (
    Object.fromEntries(entries().map(([key, { of }]) => [key, of(state)]))
  );
}

/**
 * What to put behind the run, or where there is none behind the #: what is as usual is left out.
 * @param {Choices} choices
 */
export function written(choices) {
  return entries().flatMap(([key, { usual, write = String }]) => {
    const value = choices[/** @type {keyof Choices} */ (key)];
    if (same(value, usual)) return [];
    return [`${key}=${encodeURIComponent(write(value)).replaceAll("%2C", ",")}`];
  });
}

/**
 * What an address sets, and what of it is not known here.
 * @param {string} hash
 */
export function readChoices(hash) {
  const choices = { ...USUAL };
  /** @type {string[]} */
  const unknown = [];
  for (const [key, text] of new URLSearchParams(hash.replace(/^#/, ""))) {
    if (OF_THE_RUN.includes(key)) continue;
    const known = entries().find(([name]) => name === key)?.[1];
    const value = known?.read(text);
    if (value === undefined) unknown.push(known ? `${key}=${text}` : key);
    else choices[/** @type {keyof Choices} */ (key)] = value;
  }
  return { choices, unknown };
}

/** @returns {[string, Key][]} */
function entries() {
  return Object.entries(/** @type {Record<string, Key>} */ (KEYS));
}

/** @param {(state: State) => boolean} of @param {boolean} [usual] @returns {Key} */
function flag(of, usual = false) {
  return {
    usual,
    of,
    read: (text) => ({ 0: false, 1: true })[text],
    write: (on) => (on ? "1" : "0"),
  };
}

/** The first is the usual one. @param {(string | null)[]} values @param {(state: State) => unknown} of @returns {Key} */
function oneOf(values, of) {
  return { usual: values[0], of, read: (text) => values.find((value) => value === text) };
}

/** @param {(state: State) => readonly string[]} of @returns {Key} */
function names(of) {
  return {
    usual: [],
    of,
    read: (text) => text.split(",").filter(Boolean),
    write: (list) => list.join(","),
  };
}

/** @param {string} text @param {number} low @param {number} high */
function numberIn(text, low, high) {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return value >= low && value <= high ? value : undefined;
}

/** @param {string} text @param {number} low @param {number} high */
function wholeIn(text, low, high) {
  const value = numberIn(text, low, high);
  return Number.isInteger(value) ? value : undefined;
}

/** @param {string} text */
function neuronIn(text) {
  const [, layer, unit] = /^(\d{1,2})\.([1-9]\d{0,3})$/.exec(text) ?? [];
  return unit === undefined ? undefined : { layer: Number(layer), unit: Number(unit) - 1 };
}

/** @param {string} text */
function yoursIn(text) {
  const parts = text.split(",");
  const [name, at, ...numbers] = parts;
  const known = /^.{1,20}$/.test(name) && /^(\d+(\.\d+)*)?$/.test(at ?? "");
  const are =
    numbers.length === 2 && numbers.every((each) => /^-?(\d[\d.e+-]*|inf|nan)$/.test(each));
  return known && are ? parts : undefined;
}

/** @param {State} state */
function sampleChosen(state) {
  const inputs = state.layers[0]?.a;
  const chosen = Math.min(state.sample, samplesOf(state) - 1);
  return inputs && chosen !== firstTellingRow(inputs) ? chosen + 1 : null;
}

/** @param {unknown} one @param {unknown} other */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
