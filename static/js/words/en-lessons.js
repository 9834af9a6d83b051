/** What a run cannot learn, in English: in short, and why, with the way to have it otherwise. */

/** @import { Lesson } from "../state/types" */

import { full, number } from "./numbers.js";

const OTHER_START = "Take another initialisation.";

/** @type {Record<Lesson["code"], (values: any) => string>} */
const short = {
  nothing_moves: () => "All weights start at 0",
  alike: ({ zero }) => (zero ? "All weights start at 0" : "Neurons start alike"),
  only_output_learns: () => "Every hidden layer is frozen",
  all_linear: () => "Every hidden layer is linear",
  out_of_reach: () => "Targets out of reach",
  no_shares: () => "Targets that are no shares",
  soft_shares: () => "Targets between 0 and 1",
  unseen_classes: ({ classes }) => `No training row is of class ${classes.join(", ")}`,
  same_targets: () => "All targets are the same",
  same_inputs: () => "All inputs are the same",
  fixed_rows: () => "Rows of zeros, and no biases",
  large_inputs: () => "Large inputs",
  penalty_outweighs: () => "The penalty outweighs the weights",
};

/** @type {Record<Lesson["code"], (values: any) => string>} */
const why = {
  nothing_moves: ({ activation, biases }) =>
    `${activation} of 0 is 0, so no weight ever gets a gradient: ` +
    `${biases ? "only the output’s bias learns" : "nothing learns"}. ${OTHER_START}`,
  alike: ({ layers }) =>
    `Every neuron of hidden ${layers.join(", ")} gets the same gradient, so they stay alike, ` +
    `as if they were one. ${OTHER_START}`,
  only_output_learns: () =>
    "Only the output layer learns, from features drawn by chance. Let a layer go for more.",
  all_linear: () =>
    "One after another they are a single linear layer, and learn no more than it. Bend one: tanh, ReLU.",
  out_of_reach: ({ activation, low, high, least, most }) =>
    `They go from ${full(least)} to ${full(most)}, ${activation} gives ${between(low, high)}: ` +
    "the loss stays. A linear output reaches them.",
  no_shares: ({ activation, rows }) =>
    `${activation} gives outputs that sum to 1, ${rows === 1 ? "one training row’s" : `${rows} training rows’`} ` +
    "targets do not: they are never met. Take another output.",
  soft_shares: ({ least }) =>
    `Even the best answers keep a training loss of ${number(least)}: that much is uncertain in the targets themselves.`,
  unseen_classes: ({ classes }) =>
    `${classes.length === 1 ? "It" : "They"} cannot be learned. Give training more rows, or take another seed.`,
  same_targets: () => "They are learned without looking at the inputs.",
  same_inputs: () => "Nothing tells the rows apart: one answer for all is learned.",
  fixed_rows: ({ rows, answer }) =>
    `Whatever the weights, they are answered by ${number(answer)}: ` +
    `${rows === 1 ? "one training row" : `${rows} training rows`} cannot be learned. Give the network biases.`,
  large_inputs: ({ largest }) =>
    `They go up to ${full(largest)}, where activations are flat or steps too large. Standardise the columns.`,
  penalty_outweighs: ({ share }) =>
    `Each update takes ${number(share)} times the weight away, learning rate times regularisation rate: ` +
    "no weight can last.",
};

export const lessons = {
  title: "What this run cannot learn",
  why: "Why?",
  dismiss: "Dismiss what cannot be learned",
  short,
  because: why,
  /** @param {string} said in short @param {string} because */
  whole: (said, because) => `${said}. ${because}`,
};

/** @param {number | null} low @param {number | null} high */
function between(low, high) {
  if (high === null) return `at least ${end(low ?? 0)}`;
  return low === null ? `at most ${end(high)}` : `${end(low)} to ${end(high)}`;
}

/** 1, not 1.00: an activation's bound is exact where it is whole. @param {number} value */
function end(value) {
  return Number.isInteger(value) ? full(value) : number(value);
}
